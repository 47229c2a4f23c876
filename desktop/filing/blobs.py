"""Evidence bytes inside the filing file: once per content, in chunks, so that memory stays bounded."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from sqlalchemy import Connection, Integer, insert, literal_column, select, update

from desktop.filing.tables import BlobRow, Chunk

CHUNK = 2**20  # bytes of evidence in one row


class Blob(Struct, frozen=True):
    """A stored content: SHA-256 in hex, size in bytes, CRC-32, and the kind of file it is (`picture`, `pdf`, …)."""

    sha256: str
    size: int
    crc32: int
    kind: str


def add(connection: Connection, pieces: Iterable[bytes], kind: str, progress: Callable[[int], None]) -> Blob:
    """Store a content and say what it is; a content that is there already is not stored twice.

    Hashed while it is read, so that what is stored and what is named are the same bytes. `progress` gets the number of
    bytes of each chunk.
    """
    sha, crc, size = hashlib.sha256(), 0, 0
    savepoint = connection.begin_nested()  # so that a content which turns out to be known leaves no trace
    named = insert(BlobRow).values(sha256="", size=0, crc32=0, kind=kind).returning(BlobRow.id)
    blob_id = connection.execute(named).scalar_one()
    for position, data in enumerate(_chunks(pieces)):
        sha.update(data)
        crc = zlib.crc32(data, crc)
        size += len(data)
        connection.execute(insert(Chunk).values(blob=blob_id, position=position, data=data))
        progress(len(data))
    known = find(connection, sha.hexdigest())
    if known:
        savepoint.rollback()
        return known
    blob = Blob(sha.hexdigest(), size, crc, kind)
    described = update(BlobRow).where(BlobRow.id == blob_id)
    connection.execute(described.values(sha256=blob.sha256, size=size, crc32=crc))
    savepoint.commit()
    return blob


def find(connection: Connection, sha256: str) -> Blob | None:
    """What is known of a content, or None when it is not stored."""
    chosen = select(BlobRow.sha256, BlobRow.size, BlobRow.crc32, BlobRow.kind).where(BlobRow.sha256 == sha256)
    row = connection.execute(chosen).one_or_none()
    return Blob(*row) if row else None


def every(connection: Connection) -> dict[str, Blob]:
    """All stored contents by SHA-256."""
    rows = connection.execute(select(BlobRow.sha256, BlobRow.size, BlobRow.crc32, BlobRow.kind))
    return {row.sha256: Blob(*row) for row in rows}


def read(connection: Connection, sha256: str) -> Iterator[bytes]:
    """The bytes of a content, chunk by chunk, so that nothing waits in memory.

    SQLite gives them without a query for each, which takes a third of the time.
    """
    blob_id = connection.execute(select(BlobRow.id).where(BlobRow.sha256 == sha256)).scalar_one()
    chosen = select(literal_column("rowid", Integer)).where(Chunk.blob == blob_id).order_by(Chunk.position)
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)  # noqa: S101  (what `connect` made)
    for row in connection.execute(chosen).scalars().all():
        with raw.blobopen(Chunk.__tablename__, Chunk.data.key, row, readonly=True) as piece:
            data = piece.read()
        yield data


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of any size as chunks of exactly `CHUNK` bytes, the last one smaller."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)
