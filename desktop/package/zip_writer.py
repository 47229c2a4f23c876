"""Canonical zips as streams: one into a file, one (the evidence) as an entry of another."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from desktop.errors import PackageError
from desktop.package.beside import Hasher
from desktop.package.canonical_zip import (
    COUNT_LIMIT,
    SIZE_LIMIT,
    Entry,
    directory,
    local_header,
    total_size,
)
from desktop.package.contents import EvidenceFile
from desktop.package.layout import CATALOGUE


class ZipWriter:
    """Writes a canonical zip into an empty, seekable file, entry by entry; bounded memory."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._entries: list[Entry] = []

    def add(self, name: str, content: bytes) -> None:
        """Write an entry that is at hand."""
        self._begin(Entry(name, len(content), zlib.crc32(content)))
        self.file.write(content)

    def stream(self, name: str, size: int, chunks: Iterable[bytes]) -> str:
        """Write an entry of known size chunk by chunk, and its CRC-32 into the header afterwards; its SHA-256.

        Raises:
            PackageError: the whole would be above 2 GiB.
        """
        start = self.file.tell()
        self._begin(Entry(name, size, 0))
        with Hasher() as hasher:
            for chunk in chunks:
                hasher.update(chunk)
                self.file.write(chunk)
        found = hasher.digest()
        self._entries[-1] = Entry(name, size, found.crc32)
        end = self.file.tell()
        self.file.seek(start)
        self.file.write(local_header(self._entries[-1]))
        self.file.seek(end)
        return found.sha256

    def close(self) -> None:
        """Write the central directory; the file itself stays open."""
        self.file.write(directory(self._entries))

    def _begin(self, entry: Entry) -> None:
        require_size([*self._entries, entry])
        self._entries.append(entry)
        self.file.write(local_header(entry))


class EvidenceZip:
    """佐证材料.zip as it will be: its size is known before a byte is read, its bytes come as chunks."""

    def __init__(self, catalogue: bytes, evidence: Sequence[EvidenceFile]) -> None:
        self._catalogue = catalogue
        self._evidence = evidence
        self._entries = [
            Entry(CATALOGUE, len(catalogue), zlib.crc32(catalogue)),
            *(Entry(item.path, item.size, item.crc32) for item in evidence),
        ]
        require_size(self._entries)
        self.size = total_size(self._entries)

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the zip, every file checked against its size, SHA-256 and CRC-32 while it passes.

        Raises:
            PackageError: a file is not what was registered.
        """
        yield local_header(self._entries[0]) + self._catalogue
        for entry, item in zip(self._entries[1:], self._evidence, strict=True):
            yield local_header(entry)
            yield from _checked(item)
        yield directory(self._entries)


def require_size(entries: Sequence[Entry]) -> None:
    """Refuse what does not fit into one zip.

    Raises:
        PackageError: above 2 GiB − 1 bytes, or too many files.
    """
    if len(entries) > COUNT_LIMIT:
        raise PackageError(f"佐证材料多于 {COUNT_LIMIT} 份，一个压缩包放不下，请合并或减少材料后重试。")
    if total_size(entries) > SIZE_LIMIT:
        raise PackageError("材料总量超过 2 GB，一个压缩包放不下，请压缩图片和扫描件或减少佐证材料后重试。")


def _checked(item: EvidenceFile) -> Iterator[bytes]:
    size, crc32, digest = 0, 0, hashlib.sha256()
    for chunk in item.chunks():
        size += len(chunk)
        if size > item.size:
            break
        crc32 = zlib.crc32(chunk, crc32)
        digest.update(chunk)
        yield chunk
    if (size, crc32, digest.hexdigest()) != (item.size, item.crc32, item.sha256):
        raise PackageError(f"佐证材料“{item.path}”的内容与登记时不一致，没有生成申报包，请重新添加这份材料后再试。")
