"""The change history: who changed what, from what to what, when."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Connection, insert, select

from desktop.filing.tables import ChangeRow
from desktop.model.changes import Change


class Entry(Struct, frozen=True):
    """One change with its author and time (UTC, ISO)."""

    at: str
    who: str
    change: Change


def add(connection: Connection, made: Iterable[Change], who: str, at: str) -> None:
    """Record changes."""
    rows = [{"at": at, "who": who, "path": item.path, "old": item.old, "new": item.new} for item in made]
    if rows:
        connection.execute(insert(ChangeRow), rows)


def every(connection: Connection) -> tuple[Entry, ...]:
    """All changes, the oldest first."""
    chosen = (
        select(ChangeRow)
        .order_by(ChangeRow.id)
        .with_only_columns(ChangeRow.at, ChangeRow.who, ChangeRow.path, ChangeRow.old, ChangeRow.new)
    )
    return tuple(Entry(at, who, Change(path, old, new)) for at, who, path, old, new in connection.execute(chosen))
