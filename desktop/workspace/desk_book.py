"""The desk's book: a small file beside the packages that keeps what was decided about them."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.errors import InputError
from desktop.model.decisions import SIZE_LIMIT, Book, book_of, dumps
from desktop.model.filing_json import parse

NAME = "受理记录.yunqi-desk"


def read_book(path: Path) -> Book:
    """The book in a file; an empty one where there is none.

    Raises:
        InputError: it cannot be read, or is no book of ours.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        return Book()
    except OSError as error:
        raise InputError(f"读不了受理记录“{path}”（{error.strerror or error}），请检查权限。") from None
    if len(data) > SIZE_LIMIT:
        raise InputError(f"“{path}”超过 {SIZE_LIMIT // 2**20} MB，不像受理记录，请移走它再试。")
    return book_of(parse(data, source=path.name), path.name)


def change_book(path: Path, change: Callable[[Book], Book]) -> Book:
    """Change the book as it is on the disk now, so that what another desk wrote meanwhile stays; gives the new one.

    Durable on return, whole or not at all.

    Raises:
        InputError: the change is not allowed, or the book cannot be read or written.
    """
    before = read_book(path)
    after = change(before)
    if after != before:
        _write(path, dumps(after))
    return after


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # the content must be on the disk before the name is
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        reason = error.strerror or error
        raise InputError(
            f"受理记录写不进“{path.parent}”（{reason}），请检查 U 盘写保护和权限，或把申报包复制到电脑里。"
        ) from None
