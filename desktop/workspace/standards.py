"""The standards that come with the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from desktop.errors import InputError, StandardError
from desktop.paths import FORMS
from desktop.standard import cases, hints
from desktop.standard.definition import Standard
from desktop.standard.loading import FILES, examine, load

T = TypeVar("T")
DEFAULT = "zj-2021"
_SIZE_LIMIT = 4 * 2**20  # bytes of one file


def installed() -> tuple[str, ...]:
    """The ids of the standards that come with the program."""
    return tuple(sorted(folder.name for folder in FORMS.iterdir() if (folder / FILES[0]).is_file()))


@cache
def texts_of(standard_id: str) -> dict[str, str]:
    """The files of an installed standard, name → text.

    Raises:
        InputError: there is no such standard.
    """
    if standard_id not in installed():
        raise InputError(f"没有标准“{standard_id[:40]}”，可用的标准：{'、'.join(installed())}。")
    return read_folder(FORMS / standard_id)


@cache
def standard(standard_id: str) -> Standard:
    """An installed standard.

    Raises:
        InputError: there is no such standard.
        StandardError: its data is wrong.
    """
    return load(texts_of(standard_id))


def read_folder(folder: Path) -> dict[str, str]:
    """The standard's files that a folder holds, name → text with LF line ends.

    Raises:
        InputError: not a folder, or a file that cannot be read.
    """
    if not folder.is_dir():
        raise InputError(f"“{folder}”不是文件夹，请给出标准所在的文件夹，例如 forms/{DEFAULT}。")
    texts = {}
    for name in FILES:
        path = folder / name
        if path.is_file():
            texts[name] = _text(path)
    return texts


def examine_folder(folder: Path) -> tuple[Standard | None, list[str]]:
    """A standard in a folder and all mistakes in it and in what stands beside it, with file and line."""
    standard, mistakes = examine(read_folder(folder))
    if standard and not mistakes:
        for file, load_beside in ((cases.FILE, cases.load_cases), (hints.FILE, hints.load_hints)):
            try:
                if (folder / file).is_file():
                    load_beside(standard, _text(folder / file))
            except StandardError as error:
                mistakes = [*mistakes, str(error)]
    return standard, mistakes


def cases_of(standard: Standard) -> cases.Cases:
    """The published figures beside an installed standard; none where they do not fit the standard a filing carries."""
    return _beside(standard, cases.FILE, cases.load_cases) or cases.Cases()


def hints_of(standard: Standard) -> hints.Hints:
    """What the inbox goes by, beside an installed standard; none where they do not fit the one a filing carries."""
    return _beside(standard, hints.FILE, hints.load_hints) or hints.Hints()


def _beside(standard: Standard, file: str, load_beside: Callable[[Standard, str], T]) -> T | None:
    path = FORMS / standard.id / file
    if standard.id not in installed() or not path.is_file():
        return None
    try:
        return load_beside(standard, _text(path))
    except StandardError:  # `yunqi standard check` and the tests tell what is wrong; a filing opens all the same
        return None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise InputError(f"“{path}”超过 {_SIZE_LIMIT // 2**20} MB，不像标准数据，请核对。")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError(f"“{path}”不是 UTF-8 文本，请用 UTF-8 编码重新保存。") from None
    except OSError as error:
        raise InputError(f"读不了“{path}”（{error.strerror or error}），请检查权限。") from None
