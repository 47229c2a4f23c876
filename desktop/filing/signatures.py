"""The signatures of sealed versions: with them a package that was lost can be made again, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, inspect, select

from desktop.filing.tables import SignatureRow


class Signatures(Struct, frozen=True):
    """Who signed a version, by the SHA-256 of the certificate, and the signatures by the SHA-256 of what was signed."""

    signer: str
    made: Mapping[str, bytes]


def of(connection: Connection, version: int) -> Signatures | None:
    """What signed a version; None for nothing. A file of version 3 that is only read has none."""
    if not inspect(connection).has_table(SignatureRow.__tablename__):
        return None
    columns = (SignatureRow.signer, SignatureRow.content, SignatureRow.signature)
    rows = connection.execute(select(*columns).where(SignatureRow.version == version)).all()
    return Signatures(rows[0].signer, {row.content: row.signature for row in rows}) if rows else None


def keep(connection: Connection, version: int, kept: Signatures) -> None:
    """These are the signatures of a version now."""
    connection.execute(delete(SignatureRow).where(SignatureRow.version == version))
    for content, signature in kept.made.items():
        values = {"version": version, "content": content, "signer": kept.signer, "signature": signature}
        connection.execute(insert(SignatureRow).values(values))
