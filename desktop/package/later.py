"""Adding to a sealed package what may come later (the scan of the stamped paper): nothing that is sealed changes."""

from __future__ import annotations

import os
import secrets
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from desktop.errors import PackageError
from desktop.package.bag_info import read_bag_info
from desktop.package.canonical_zip import Entry
from desktop.package.examination import TEXT_LIMIT
from desktop.package.faults import Fault
from desktop.package.layout import BAG_INFO, LATER, ORDER, for_part
from desktop.package.placing import remove, replace_file, require_room, sentences
from desktop.package.report import Report
from desktop.package.source import Source, open_source, readable
from desktop.package.verify import Progress, verify
from desktop.package.zip_writer import ZipWriter


def add_later(path: Path, name: str, content: bytes, *, progress: Progress | None = None) -> Report:
    """Put `content` into the package at `path` (zip or folder) as `name`, in place of an earlier one.

    The package is verified before and after, and is replaced only as a whole; gives the verdict on the new one.
    A zip that was packed again becomes the one that sealing makes.

    Raises:
        PackageError: the content of the package is not right, or it cannot be written; it stays as it was.
    """
    if name not in LATER:
        raise ValueError(name)
    before = verify(path, progress=progress)
    if not before.content:
        reason = before.problems[0].message if before.problems else before.sentence
        raise PackageError(f"“{path.name}”没有通过核验（{reason.rstrip('。')}），没有加入任何内容。")
    folder = path if path.is_dir() else path.parent
    temporary = folder / f".yunqi-{secrets.token_hex(4)}.tmp"
    with sentences(folder):
        try:
            if path.is_dir():
                return _into_folder(path, name, content, temporary)
            require_room(folder, path.stat().st_size + len(content))
            _rebuild(path, {name: content}, temporary, before.part)
            after = verify(temporary, progress=progress)
            if (after.content, after.container, after.seal_code) != (True, True, before.seal_code):
                raise PackageError(f"加入后的申报包没有通过核验，“{path.name}”没有改动，请重试；若仍不行，请检查磁盘。")
            replace_file(temporary, path)
            return replace(after, path=str(path))
        finally:
            remove(temporary)


def _into_folder(path: Path, name: str, content: bytes, temporary: Path) -> Report:
    with readable(path), open_source(path) as source:
        target = path / source.top / name
    temporary.write_bytes(content)
    replace_file(temporary, target)
    return verify(path)


def _rebuild(path: Path, added: Mapping[str, bytes], temporary: Path, part: int) -> None:
    """Write the package anew, byte for byte as sealing would, with what is added in its place."""
    with readable(path), open_source(path) as source, temporary.open("x+b") as file:
        writer = ZipWriter(file)
        top = read_bag_info(source.content(BAG_INFO, TEXT_LIMIT)).identifier
        for name in for_part(ORDER, part):
            if name in added:
                writer.add(f"{top}/{name}", added[name])
            elif name in source.files:
                writer.stream(_entry(source, name, f"{top}/{name}"), _content(source, name))
        writer.close()
        file.flush()
        os.fsync(file.fileno())


def _entry(source: Source, name: str, path: str) -> Entry:
    crc32 = 0
    for chunk in _content(source, name):
        crc32 = zlib.crc32(chunk, crc32)
    return Entry(path, source.files[name].size, crc32)


def _content(source: Source, name: str) -> Iterator[bytes]:
    try:
        yield from source.files[name].chunks()
    except Fault as fault:
        raise PackageError(f"申报包里的“{name}”读不出来（{fault.message}），没有加入任何内容。") from None
