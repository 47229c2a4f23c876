"""Everything the documents say, gathered once: the same figures reach the workbook and the printed pages."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from desktop.model.changes import Change
from desktop.model.filing import Filing
from desktop.standard.catalogue import Entry
from desktop.standard.definition import Standard
from desktop.standard.findings import Finding
from desktop.standard.scoring import ScoreCard


class Stamp(Struct, frozen=True):
    """Which state of the filing a document shows.

    `version` is 0 for a draft; `date` is the ISO date of sealing; `seal_code` is 64 hex digits, or "" before sealing
    (the workbook is part of what is sealed and never carries it). From version 2 on, `supersedes` is the seal code of
    the version before, and `changes` is what differs from it.
    """

    version: int
    date: str
    seal_code: str = ""
    supersedes: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether this is a draft, which every page must say."""
        return self.version == 0

    def with_code(self, seal_code: str) -> Stamp:
        """The same stamp once its seal code is known."""
        return replace(self, seal_code=seal_code)


class Dossier(Struct, frozen=True):
    """A filing with all that follows from it; `software` names the program and its version.

    `pictures` are small JPEGs of the screenshots, by the SHA-256 of what they show.
    """

    standard: Standard
    filing: Filing
    card: ScoreCard
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...]
    stamp: Stamp
    software: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def enterprise(self) -> str:
        """The enterprise's name; "" while it is not filled in."""
        return self.filing.enterprise.get(self.standard.name_field.id, "")

    @property
    def batch_title(self) -> str:
        """The batch as people say it: 2021 年第一批."""
        batch = self.standard.batch(self.filing.batch.id)
        return batch.title if batch else self.filing.batch.id

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page must say of the document's standing: 草稿, 样例."""
        draft = ("草稿，未封装，不作申报之用",) if self.stamp.draft else ()
        sample = ("样例，非真实申报数据",) if self.filing.sample else ()
        return (*draft, *sample)


class Disagreement(Struct, frozen=True):
    """A place where a document does not say what `filing.json` says."""

    code: str
    path: str
    message: str
