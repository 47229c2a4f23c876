"""A stretch of an open file that is read by place, never beyond its ends."""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20
_ONE_PLACE = threading.Lock()  # an open file has one place for all threads


@dataclass(frozen=True)
class Region:
    """`size` bytes of `file` from `start` on; places are counted from `start`."""

    file: BinaryIO
    start: int
    size: int

    def read(self, place: int, length: int) -> bytes:
        """Up to `length` bytes; fewer at the end of the region."""
        with _ONE_PLACE:
            self.file.seek(self.start + place)
            return self.file.read(max(0, min(length, self.size - place)))

    def part(self, place: int, size: int) -> Region:
        """A stretch of this stretch."""
        return Region(self.file, self.start + place, max(0, min(size, self.size - place)))

    def chunks(self) -> Iterator[bytes]:
        """The whole region, a mebibyte at a time."""
        place = 0
        while chunk := self.read(place, CHUNK):
            yield chunk
            place += len(chunk)


@dataclass(frozen=True)
class Digest:
    """What a file's bytes come to."""

    size: int
    sha256: str
    crc32: int


def digest(chunks: Iterable[bytes], advance: Callable[[int], None]) -> Digest:
    """Size, SHA-256 and CRC-32 of a stream; `advance` is told the bytes of every chunk."""
    size, crc32, sha256 = 0, 0, hashlib.sha256()
    for chunk in chunks:
        size += len(chunk)
        crc32 = zlib.crc32(chunk, crc32)
        sha256.update(chunk)
        advance(len(chunk))
    return Digest(size, sha256.hexdigest(), crc32)
