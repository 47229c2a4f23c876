"""Which content a masked one was made from: the original stays in the filing file, the masked copy goes out."""

from __future__ import annotations

from sqlalchemy import Connection, insert, inspect, select

from desktop.errors import InputError
from desktop.filing.blobs import Blob
from desktop.filing.tables import BlobRow, MaskedRow


def add(connection: Connection, masked: str, original: str) -> None:
    """Remember the original of a masked content, both by SHA-256.

    Raises:
        InputError: another picture looks the same once it is masked, so that the way back would not be certain.
    """
    chosen = select(MaskedRow.original).where(MaskedRow.masked == masked)
    known = connection.execute(chosen).scalar_one_or_none()
    if known is None:
        connection.execute(insert(MaskedRow).values(masked=masked, original=original))
    elif known != original:
        raise InputError("遮盖后与另一张图遮盖后的样子完全相同，分不清各自的原图；请少遮一点再保存。")


def every(connection: Connection) -> dict[str, Blob]:
    """The originals, by the SHA-256 of what was made from them; a file of version 1 that is only read has none."""
    if not inspect(connection).has_table(MaskedRow.__tablename__):
        return {}
    columns = (MaskedRow.masked, BlobRow.sha256, BlobRow.size, BlobRow.crc32, BlobRow.kind)
    rows = connection.execute(select(*columns).join(BlobRow, BlobRow.sha256 == MaskedRow.original))
    return {row.masked: Blob(row.sha256, row.size, row.crc32, row.kind) for row in rows}
