"""The tables of the filing file, schema version 4.

Upward go frozen values, never rows. Positions keep the order people gave to lists.
"""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA_VERSION = 4
APPLICATION_ID = 0x59554E51  # “YUNQ”, at byte 68 of the file

Key = Annotated[str, mapped_column(Text, primary_key=True)]
Position = Annotated[int, mapped_column(primary_key=True, autoincrement=False)]
Order = Annotated[int, mapped_column()]
Words = Annotated[str, mapped_column(Text)]
Figure = Annotated[str, mapped_column(Text)]  # a canonical decimal text, "" for unfilled
Date = Annotated[str, mapped_column(Text)]  # ISO, "" for none
Number = Annotated[int, mapped_column(primary_key=True)]
Octets = Annotated[bytes, mapped_column(LargeBinary)]
Sha256 = Annotated[str, mapped_column(Text)]  # 64 hex digits


class Base(DeclarativeBase):
    """All tables."""


class StandardFile(Base):
    """The filing's own copy of the standard it was made with."""

    __tablename__ = "standard_file"
    name: Mapped[Key]
    text: Mapped[Words]


class Field(Base):
    """Everything that is one value at one path: `enterprise.name`, `answers.….n`, `batch.city`."""

    __tablename__ = "field"
    path: Mapped[Key]
    value: Mapped[Words]


class ServerRow(Base):
    """A line of the server list."""

    __tablename__ = "server"
    position: Mapped[Position]
    name: Mapped[Words]
    count: Mapped[Figure]
    cpu_cores: Mapped[Figure]
    memory_gb: Mapped[Figure]
    cloud: Mapped[bool]


class SystemRow(Base):
    """A line of the list of systems."""

    __tablename__ = "system"
    id: Mapped[Key]
    position: Mapped[Order]
    name: Mapped[Words]
    category: Mapped[Words]
    cloud: Mapped[bool]
    collaborates: Mapped[bool]
    platform: Mapped[Words]
    provider: Mapped[Words]
    summary: Mapped[Words]


class CloudServiceRow(Base):
    """A line of the list of cloud products and services."""

    __tablename__ = "cloud_service"
    id: Mapped[Key]
    position: Mapped[Order]
    product: Mapped[Words]
    provider: Mapped[Words]
    contract_no: Mapped[Words]
    start: Mapped[Date]
    end: Mapped[Date]
    amount: Mapped[Figure]


class BlobRow(Base):
    """The content of a file, stored once however often it is attached; size in bytes."""

    __tablename__ = "blob"
    id: Mapped[Number]
    sha256: Mapped[Sha256] = mapped_column(unique=True)
    size: Mapped[int]
    crc32: Mapped[int]
    kind: Mapped[Words]


class Chunk(Base):
    """A piece of a blob, at most `blobs.CHUNK` bytes."""

    __tablename__ = "chunk"
    blob: Mapped[int] = mapped_column(ForeignKey("blob.id"), primary_key=True)
    position: Mapped[Position]
    data: Mapped[Octets]


class MaskedRow(Base):
    """A content in which something was covered, and the content it was made from, which never leaves the file."""

    __tablename__ = "masked"
    masked: Mapped[str] = mapped_column(Text, ForeignKey("blob.sha256"), primary_key=True)
    original: Mapped[Sha256] = mapped_column(ForeignKey("blob.sha256"))


class SeenRow(Base):
    """What was seen in a picture (`desktop.model.seen`), by its content (since version 3)."""

    __tablename__ = "seen"
    sha256: Mapped[str] = mapped_column(Text, ForeignKey("blob.sha256"), primary_key=True)
    seen: Mapped[Octets]


class EvidenceRow(Base):
    """A file of evidence under the name it came with."""

    __tablename__ = "evidence"
    position: Mapped[Position]
    file: Mapped[Words]
    sha256: Mapped[Sha256] = mapped_column(ForeignKey("blob.sha256"))
    dated: Mapped[Date]
    note: Mapped[Words]


class EvidenceUseRow(Base):
    """What a file of evidence proves."""

    __tablename__ = "evidence_use"
    evidence: Mapped[int] = mapped_column(
        ForeignKey("evidence.position", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    position: Mapped[Position]
    requirement: Mapped[Words]
    subject: Mapped[Words]


class EvidenceFactsRow(Base):
    """What was read in a file of evidence, amounts in 元 (since version 3); `confirmed` and after are JSON."""

    __tablename__ = "evidence_facts"
    evidence: Mapped[int] = mapped_column(
        ForeignKey("evidence.position", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    kind: Mapped[Words]
    type: Mapped[Words]
    code: Mapped[Words]
    number: Mapped[Words]
    date: Mapped[Date]
    seller: Mapped[Words]
    seller_id: Mapped[Words]
    buyer: Mapped[Words]
    buyer_id: Mapped[Words]
    amount: Mapped[Figure]
    tax: Mapped[Figure]
    total: Mapped[Figure]
    red: Mapped[bool]
    contract_no: Mapped[Words]
    confirmed: Mapped[Words]
    sources: Mapped[Words]
    shares: Mapped[Words]


class UnconfirmedRow(Base):
    """A place that still holds what was copied from an earlier filing (since version 2)."""

    __tablename__ = "unconfirmed"
    place: Mapped[Key]


class ChangeRow(Base):
    """The history: which place changed from what to what, by whom and when (UTC, ISO)."""

    __tablename__ = "change"
    id: Mapped[Number]
    at: Mapped[Words]
    who: Mapped[Words]
    path: Mapped[Words]
    old: Mapped[Words]
    new: Mapped[Words]


class SealRow(Base):
    """A sealed version, with the `filing.json` that went into it."""

    __tablename__ = "seal"
    version: Mapped[Position]
    date: Mapped[Date]
    code: Mapped[Sha256]
    package: Mapped[Words]
    software: Mapped[Words]
    sealed_at: Mapped[Words]
    filing_json: Mapped[Octets]


class SignatureRow(Base):
    """A signature of a sealed version (since version 4); a set of packages has one for each.

    `content` is the SHA-256 of what was signed, `signer` that of the certificate, both in hex; the signature is DER.
    """

    __tablename__ = "signature"
    version: Mapped[Position]
    content: Mapped[Key]
    signer: Mapped[Sha256]
    signature: Mapped[Octets]
