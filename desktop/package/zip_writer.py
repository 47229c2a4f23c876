"""Canonical zips as streams: one into a file, one (the evidence) as an entry of another."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from desktop.errors import PackageError
from desktop.package.canonical_zip import (
    COUNT_LIMIT,
    SIZE_LIMIT,
    Entry,
    directory,
    local_header,
    total_size,
    whole_crc32,
)
from desktop.package.catalogue import read_catalogue
from desktop.package.contents import EvidenceFile
from desktop.package.layout import CATALOGUE
from desktop.package.region import digest


class ZipWriter:
    """Writes a canonical zip into an empty file, entry by entry; bounded memory."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._entries: list[Entry] = []

    def add(self, name: str, content: bytes) -> None:
        """Write an entry that is at hand."""
        self.begin(Entry(name, len(content), zlib.crc32(content)))
        self.file.write(content)

    def begin(self, entry: Entry) -> int:
        """Write what stands before an entry's content; gives the place where that content is to follow.

        Raises:
            PackageError: the whole would be above 2 GiB.
        """
        require_size([*self._entries, entry])
        self._entries.append(entry)
        self.file.write(local_header(entry))
        return total_size(self._entries) - len(directory(self._entries)) - entry.size

    def stream(self, entry: Entry, chunks: Iterable[bytes]) -> None:
        """Write an entry chunk by chunk.

        Raises:
            PackageError: as `begin`.
        """
        self.begin(entry)
        for chunk in chunks:
            self.file.write(chunk)

    def close(self) -> None:
        """Write the central directory; the file itself stays open."""
        self.file.write(directory(self._entries))


class EvidenceZip:
    """佐证材料.zip as it will be: its size and CRC-32 are known before a byte is read, its bytes come as chunks."""

    def __init__(self, catalogue: bytes, evidence: Sequence[EvidenceFile]) -> None:
        self._catalogue = catalogue
        self._evidence = evidence
        self.entries = [
            Entry(CATALOGUE, len(catalogue), zlib.crc32(catalogue)),
            *(Entry(item.path, item.size, item.crc32) for item in evidence),
        ]
        require_size(self.entries)
        self.size = total_size(self.entries)

    def entry(self, name: str) -> Entry:
        """What the headers say of this zip where it is an entry called `name` itself."""
        return Entry(name, self.size, whole_crc32(self.entries))

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the zip. Only their number is checked: reading back hashes every file of what was written.

        Raises:
            PackageError: a file is not as large as registered.
        """
        yield local_header(self.entries[0]) + self._catalogue
        for entry, item in zip(self.entries[1:], self._evidence, strict=True):
            yield local_header(entry)
            yield from _whole(item)
        yield directory(self.entries)

    def is_what_the_list_says(self) -> bool:
        """Whether 目录.csv lists the SHA-256 that every file was registered with, in the same order."""
        listed = [row.sha256 for row in read_catalogue(self._catalogue)]
        return listed == [item.sha256 for item in self._evidence]

    def require_unchanged(self) -> None:
        """Read all files once more, without writing.

        Raises:
            PackageError: one is not what was registered, SHA-256 and CRC-32; the sentence names it.
        """
        for item in self._evidence:
            found = digest(_whole(item), lambda _: None)
            if (found.sha256, found.crc32) != (item.sha256, item.crc32):
                raise _changed(item)


def require_size(entries: Sequence[Entry]) -> None:
    """Refuse what does not fit into one zip.

    Raises:
        PackageError: above 2 GiB − 1 bytes, or too many files.
    """
    if len(entries) > COUNT_LIMIT:
        raise PackageError(f"佐证材料多于 {COUNT_LIMIT} 份，一个压缩包放不下，请合并或减少材料后重试。")
    if total_size(entries) > SIZE_LIMIT:
        raise PackageError("材料总量超过 2 GB，一个压缩包放不下，请压缩图片和扫描件或减少佐证材料后重试。")


def _whole(item: EvidenceFile) -> Iterator[bytes]:
    size = 0
    for chunk in item.chunks():
        size += len(chunk)
        if size > item.size:
            break
        yield chunk
    if size != item.size:
        raise _changed(item)


def _changed(item: EvidenceFile) -> PackageError:
    return PackageError(f"佐证材料“{item.path}”的内容与登记时不一致，没有生成申报包，请重新添加这份材料后再试。")
