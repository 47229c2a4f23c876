"""What was dropped, file by file: named, measured, hashed; nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Self

from msgspec.structs import replace

from desktop.evidence.invoice_ofd import UNREADABLE_ZIP
from desktop.evidence.kinds import ARCHIVE, DOCUMENT, HEAD, OFD, kind_by_head
from desktop.evidence.reading import unreadable
from desktop.evidence.walking import ENTRY_BYTES, Omitted, Source, walk
from desktop.workspace.inbox.items import Gathered, LeftOut, Piece
from desktop.workspace.progress import Progress, silent

_BLOCK = 2**20  # bytes
_LARGEST = 2 * 2**30  # bytes of one file
_TOO_LARGE = unreadable("too_large", "文件超过 2 GB，没有读；请拆开或缩小后再用。")
_GONE = unreadable("cannot_open", "读不了，请检查文件是否还在、是否被占用、是否有权限。")
_DAMAGED = unreadable("damaged", "压缩包里的这个文件不完整或已损坏，打不开；请重新压缩或换一份。")


def gather(paths: Sequence[Path], progress: Progress = silent) -> Gathered:
    """Every file below paths, in a steady order.

    `progress` counts files measured, is called at short intervals, and may raise to stop; while files are still being
    found it is told 0 of 0.
    """
    found: dict[tuple[str, int], Source | Omitted] = {}
    for item in walk(paths):
        found.setdefault((item.path, item.entry), item)  # a folder and a file in it may both have been dropped
        progress(0, 0)
    pieces: list[Piece] = []
    left_out: list[LeftOut] = []
    with Archives() as archives:
        for number, item in enumerate(found.values()):
            progress(number, len(found))
            if isinstance(item, Omitted):
                left_out.append(LeftOut(item.shown, item.reason))
            else:
                pieces.append(_piece(item, paths, archives, partial(progress, number, len(found))))
    return Gathered(tuple(pieces), tuple(left_out))


def content(source: Source, archives: Archives) -> Iterator[bytes]:
    """The bytes of a source, a megabyte at a time.

    Raises:
        OSError, zipfile.BadZipFile and what else a hostile zip may raise (`UNREADABLE_ZIP`).
    """
    if source.entry < 0:
        with Path(source.path).open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
        return
    archive = archives.open(source.path)
    left = ENTRY_BYTES
    with archive.open(archive.infolist()[source.entry]) as packed:
        while block := packed.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise zipfile.BadZipFile("larger than it says")
            yield block


class Archives:
    """The zip that is being read, opened once for all its entries."""

    def __init__(self) -> None:
        self._path = ""
        self._archive: zipfile.ZipFile | None = None

    def open(self, path: str) -> zipfile.ZipFile:
        """The zip at a path."""
        if self._archive is None or self._path != path:
            self.close()
            self._archive, self._path = zipfile.ZipFile(path), path
        return self._archive

    def close(self) -> None:
        """Let go of it."""
        if self._archive is not None:
            self._archive.close()
        self._archive = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _piece(source: Source, paths: Sequence[Path], archives: Archives, look: Callable[[], None]) -> Piece:
    """A source measured and hashed; one that cannot be read is refused with the reason."""
    folders = _folders(source, paths)
    if source.refused is not None:
        return Piece(source, folders)
    digest, size, head = hashlib.sha256(), 0, b""
    try:
        for block in content(source, archives):
            look()
            head = head or block[:HEAD]
            digest.update(block)
            size += len(block)
            if size > _LARGEST:
                return Piece(replace(source, refused=_TOO_LARGE), folders, size)
    except UNREADABLE_ZIP as error:
        refused = _GONE if source.entry < 0 and isinstance(error, OSError) else _DAMAGED
        return Piece(replace(source, refused=refused), folders)
    return Piece(source, folders, size, digest.hexdigest(), _form(head, source.name))


def _form(head: bytes, name: str) -> str:
    form = kind_by_head(head)
    if form == ARCHIVE:
        return OFD if name.casefold().endswith(".ofd") else DOCUMENT
    return form


def _folders(source: Source, paths: Sequence[Path]) -> tuple[str, ...]:
    """The folders and the zip a source lies in, from what was dropped on; () for a file dropped by itself."""
    roots = [path.as_posix() for path in paths]
    inside = [root for root in roots if source.shown.startswith(f"{root.rstrip('/')}/")]
    if not inside:
        return ()
    root = min(inside, key=len)
    above = root.rstrip("/").rpartition("/")[0]
    return tuple(part for part in source.shown[len(above) :].split("/")[:-1] if part)
