"""One line for each filing at hand: whose it is, what it scores, what it lacks, until when; nothing is changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from desktop.errors import FilingFileError
from desktop.filing import FilingStore, open_filing
from desktop.model.filing_json import dumps
from desktop.model.numbers import fixed, plain
from desktop.standard.batches import Batch
from desktop.standard.carrying import UNCONFIRMED, owners
from desktop.standard.definition import Level
from desktop.standard.scoring import score
from desktop.workspace import assessing
from desktop.workspace.folders import saved_at


class Overview(Struct, frozen=True):
    """A filing at a glance; with `problem`, only path and `saved` are known.

    `gone` says that no file is there any more. `score` and `self_max` are decimal texts, `missing` and `errors` count
    findings that block the seal, `unconfirmed` what is copied and still to be looked at, `sealed` is the
    last sealed version or 0, `changed` whether the filing differs from it. `deadline` is ISO or "", `days_left` counts
    from today and is below 0 when it has passed, `saved` is the local time of the last save (ISO, to the second).
    """

    path: Path
    enterprise: str = ""
    batch: str = ""
    county: str = ""
    score: str = ""
    self_max: str = ""
    missing: int = 0
    errors: int = 0
    unconfirmed: int = 0
    sealed: int = 0
    changed: bool = False
    deadline: str = ""
    days_left: int = 0
    saved: str = ""
    sample: bool = False
    problem: str = ""
    gone: bool = False

    @property
    def part(self) -> float:
        """The score as a part of its maximum."""
        return float(self.score) / float(self.self_max) if self.self_max and float(self.self_max) else 0.0


def overview(path: Path, today: str) -> Overview:
    """A filing at a glance; what stands in the way of opening it is told in `problem`. `today` is an ISO date."""
    saved = _saved(path)
    try:
        with open_filing(path, "read") as store:
            return _of(store, saved, today)
    except FilingFileError as error:
        return Overview(path, saved=saved, problem=str(error), gone=not path.exists())


def applying_deadline(batch: Batch | None, city: str) -> str:
    """The ISO date by which a filing from this city is due, "" where the batch names none."""
    deadlines = batch.deadlines if batch else ()
    own = [item.date for item in deadlines if item.city and item.city == city]
    return min(own or [item.date for item in deadlines if not item.city], default="")


def _of(store: FilingStore, saved: str, today: str) -> Overview:
    standard, filing = store.standard, store.filing
    card, seals = score(standard, filing), store.seals()
    found = assessing.findings(store, today)
    wrong = [item for item in found if item.level is Level.ERROR and item.code != UNCONFIRMED]
    batch = standard.batch(filing.batch.id)
    deadline = applying_deadline(batch, filing.batch.city)
    return Overview(
        path=store.path,
        enterprise=filing.enterprise.get(standard.name_field.id, ""),
        batch=batch.title if batch else filing.batch.id,
        county=filing.batch.county or filing.batch.city,
        score=fixed(card.self_score),
        self_max=plain(card.self_max),
        missing=sum(item.missing for item in wrong),
        errors=sum(not item.missing for item in wrong),
        unconfirmed=len(owners(standard, filing)),
        sealed=seals[-1].version if seals else 0,
        changed=bool(seals) and seals[-1].filing_json != dumps(filing),
        deadline=deadline,
        days_left=(date.fromisoformat(deadline) - date.fromisoformat(today)).days if deadline else 0,
        saved=saved,
        sample=filing.sample,
    )


def _saved(path: Path) -> str:
    seconds = saved_at(path)
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds") if seconds else ""
