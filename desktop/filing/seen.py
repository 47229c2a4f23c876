"""What was seen in stored pictures: worked out once, kept by content, never part of the filing's value or a package."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import DecodeError, ValidationError, msgpack
from sqlalchemy import Connection, bindparam, delete, insert, inspect, select

from desktop.filing.tables import BlobRow, SeenRow
from desktop.model.seen import Seen


def keep(connection: Connection, seen: Mapping[str, Seen]) -> None:
    """Remember what was seen, by the SHA-256 of stored contents; of others nothing is kept."""
    stored = set(connection.execute(select(BlobRow.sha256)).scalars())
    found = [{"sha256": sha256, "seen": msgpack.encode(item)} for sha256, item in seen.items() if sha256 in stored]
    if found:
        gone = [{"digest": item["sha256"]} for item in found]
        connection.execute(delete(SeenRow).where(SeenRow.sha256 == bindparam("digest")), gone)
        connection.execute(insert(SeenRow), found)


def every(connection: Connection) -> dict[str, Seen]:
    """All that was seen, by SHA-256; what an older program wrote in another form is worked out anew."""
    if not inspect(connection).has_table(SeenRow.__tablename__):
        return {}
    found = {}
    for row in connection.execute(select(SeenRow.sha256, SeenRow.seen)):
        try:
            found[row.sha256] = msgpack.decode(row.seen, type=Seen)
        except (DecodeError, ValidationError):
            continue
    return found
