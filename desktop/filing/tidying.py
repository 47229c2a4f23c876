"""Contents that the filing does not refer to any more leave the file, and the file gets smaller by them.

While a filing is open they stay, for an edit can be undone; what was removed must not travel on to others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, bindparam, delete, select

from desktop.filing.tables import BlobRow, Chunk, MaskedRow, SeenRow


def drop_unused(connection: Connection, used: AbstractSet[str]) -> int:
    """Delete every content but these (SHA-256) and the originals of masked ones; gives how many went."""
    made_from = {row.masked: row.original for row in connection.execute(select(MaskedRow.masked, MaskedRow.original))}
    kept, added = set(used), set(used)
    while added := {made_from[sha256] for sha256 in added if sha256 in made_from} - kept:
        kept |= added
    stored = connection.execute(select(BlobRow.id, BlobRow.sha256)).all()
    unused = [{"number": row.id, "digest": row.sha256} for row in stored if row.sha256 not in kept]
    if unused:
        connection.execute(delete(SeenRow).where(SeenRow.sha256 == bindparam("digest")), unused)
        connection.execute(delete(MaskedRow).where(MaskedRow.masked == bindparam("digest")), unused)
        connection.execute(delete(Chunk).where(Chunk.blob == bindparam("number")), unused)
        connection.execute(delete(BlobRow).where(BlobRow.id == bindparam("number")), unused)
    return len(unused)


def give_back(connection: Connection) -> None:
    """Cut free room off the file, where the file was made for it; outside of a transaction."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)  # noqa: S101  (what `connect` made)
    raw.executescript("PRAGMA incremental_vacuum")  # `execute` would stop after the first page
    connection.rollback()
