"""The one way our zips are written, down to the byte: what the verifier demands and the writer writes.

STORED, made by Unix for version 2.0, names always flagged UTF-8, 1980-01-01 00:00:00, regular file 0644; no extra
fields, descriptors, comments or zip64. Entries follow each other without a gap, the directory follows them in the same
order. So a list of names, sizes and CRCs fixes every byte that is not content. Source: contract §3, PKWARE APPNOTE 4.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.package.checksum import joined

SIZE_LIMIT = 2**31 - 1
"""The largest zip in bytes: below 2 GiB no program in use needs zip64 or stumbles over a sign bit."""
COUNT_LIMIT = 10_000
"""The largest number of entries: far more than any filing has, far less than needs zip64."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_NEEDED = 20
_MADE_BY = 3 << 8 | _NEEDED
_UTF8 = 0x800
_STORED = 0
_TIME = 0
_DATE = 1 << 5 | 1
_MODE = 0o100644 << 16


@dataclass(frozen=True)
class Entry:
    """What the headers say of a file: its name, its size in bytes, its CRC-32."""

    name: str
    size: int
    crc32: int


def local_header(entry: Entry) -> bytes:
    """The bytes before an entry's content."""
    name = entry.name.encode()
    return _LOCAL.pack(b"PK\3\4", _NEEDED, _UTF8, _STORED, _TIME, _DATE, *_figures(entry), len(name), 0) + name


def directory(entries: Sequence[Entry]) -> bytes:
    """The central directory and end record, the bytes after the last entry's content."""
    records = []
    offset = 0
    for entry in entries:
        records.append(_central_record(entry, offset))
        offset += entry_size(entry.name, entry.size)
    joined = b"".join(records)
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(joined), offset, 0)
    return joined + end


def entry_size(name: str, size: int) -> int:
    """Bytes of an entry with its header."""
    return _LOCAL.size + len(name.encode()) + size


def total_size(entries: Sequence[Entry]) -> int:
    """Bytes of the whole zip."""
    headers = sum(_CENTRAL.size + len(entry.name.encode()) for entry in entries)
    return sum(entry_size(entry.name, entry.size) for entry in entries) + headers + _END.size


def framework(entries: Sequence[Entry]) -> Iterator[tuple[int, bytes]]:
    """Everything of the zip that is not content, as (offset, bytes), in order; the last piece ends the file."""
    offset = 0
    for entry in entries:
        yield offset, local_header(entry)
        offset += entry_size(entry.name, entry.size)
    yield offset, directory(entries)


def whole_crc32(entries: Sequence[Entry]) -> int:
    """The CRC-32 of the whole zip, without its content being read again."""
    crc32 = 0
    for entry in entries:
        crc32 = joined(zlib.crc32(local_header(entry), crc32), entry.crc32, entry.size)
    return zlib.crc32(directory(entries), crc32)


def _central_record(entry: Entry, offset: int) -> bytes:
    name = entry.name.encode()
    lengths = (len(name), 0, 0)
    head = (b"PK\1\2", _MADE_BY, _NEEDED, _UTF8, _STORED, _TIME, _DATE)
    return _CENTRAL.pack(*head, *_figures(entry), *lengths, 0, 0, _MODE, offset) + name


def _figures(entry: Entry) -> tuple[int, int, int]:
    return entry.crc32, entry.size, entry.size
