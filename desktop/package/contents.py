"""What goes into a package, and what came out of sealing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.package.bag_info import DRAFT


@dataclass(frozen=True)
class EvidenceFile:
    """One file of evidence: its path in 佐证材料.zip, and its bytes as often as they are asked for.

    Size, SHA-256 (lower-case hex) and CRC-32 are those registered when it was attached; sealing checks them.
    """

    path: str
    size: int
    sha256: str
    crc32: int
    chunks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class Contents:
    """All that a package is made of; the same contents give the same bytes.

    `version` 0 is a draft; `date` is ISO; `supersedes` is the seal code of the version before, or "";
    `catalogue` is 目录.csv; `evidence` stands in the order of its rows; `printed` composes the PDF that carries the
    seal code it is given. `sign` gives the detached signature of the tag manifest, `signer` is the SHA-256 of its
    certificate.
    """

    batch: str
    enterprise: str
    version: int
    date: str
    sample: bool
    supersedes: str
    software: str
    filing_json: bytes
    workbook: bytes
    catalogue: bytes
    evidence: Sequence[EvidenceFile]
    printed: Callable[[str], bytes]
    signer: str = ""
    sign: Callable[[bytes], bytes] | None = None

    @property
    def is_draft(self) -> bool:
        """Whether this is no version yet."""
        return self.version == DRAFT


@dataclass(frozen=True)
class Sealed:
    """A package on disk, verified: `files` pieces of evidence, `bytes` of the whole zip.

    Evidence above 2 GB makes a set of packages: `path` is the first, `others` are the rest, `bytes` those of all.
    """

    path: Path
    seal_code: str
    files: int
    bytes: int
    others: tuple[Path, ...] = ()
