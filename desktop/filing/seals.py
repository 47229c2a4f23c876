"""The record of sealed versions."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from desktop.filing.tables import SealRow


class Seal(Struct, frozen=True):
    """A sealed version: number from 1, ISO date, seal code (64 hex digits), package name, and what went into it."""

    version: int
    date: str
    code: str
    package: str
    software: str
    sealed_at: str
    filing_json: bytes


def every(connection: Connection) -> tuple[Seal, ...]:
    """All seals, the oldest first."""
    columns = [getattr(SealRow, name) for name in Seal.__struct_fields__]
    return tuple(Seal(*row) for row in connection.execute(select(*columns).order_by(SealRow.version)))


def add(connection: Connection, seal: Seal) -> None:
    """Record a seal; the same version again replaces its record."""
    connection.execute(delete(SealRow).where(SealRow.version == seal.version))
    connection.execute(insert(SealRow).values({name: getattr(seal, name) for name in Seal.__struct_fields__}))
