"""Receiving (受理): what a bureau sees of a package, and which of several packages of one enterprise counts."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from desktop.errors import InputError, YunqiError
from desktop.model.filing import Filing
from desktop.model.filing_json import loads
from desktop.model.numbers import fixed, plain
from desktop.package.bag_info import BagInfo
from desktop.package.layout import BAGIT
from desktop.package.reading import open_package
from desktop.package.report import Report, Verdict
from desktop.standard.definition import Standard
from desktop.standard.entry import accepted
from desktop.standard.scoring import score
from desktop.workspace import standards
from desktop.workspace.progress import Progress, silent
from desktop.workspace.signatures import Trust
from desktop.workspace.verifying import verify

PACKAGES_LIMIT = 20_000  # looked at in one go
_ZIP = ".zip"
READABLE = frozenset({Verdict.INTACT, Verdict.REPACKED, Verdict.DRAFT})
SOUND = frozenset({Verdict.INTACT, Verdict.REPACKED})


class Received(Struct, frozen=True, dict=True):
    """One package as the bureau sees it; what could not be read is "".

    `problem` is the sentence why it cannot be read at all, and `report` is None then. `figures` are raw N and M by
    indicator as decimal texts, `columns` the texts of the recommendation table in its order, `score` has 2 decimals.
    """

    path: Path
    report: Report | None = None
    problem: str = ""
    standard: str = ""
    standard_sha256: str = ""
    batch: str = ""
    batch_title: str = ""
    city: str = ""
    county: str = ""
    enterprise: str = ""
    version: int = 0
    date: str = ""
    supersedes: str = ""
    sample: bool = False
    score: str = ""
    self_max: str = ""
    figures: Mapping[str, tuple[str, str]] = {}
    columns: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The seal code, or "" where none could be read."""
        return self.report.seal_code if self.report else ""

    @cached_property
    def key(self) -> str:
        """Under which 64 hex digits a decision about it is kept; "" where there can be none.

        The seal code, as long as the content is what was sealed under it. A damaged package may still carry the seal
        code of the sound one, and must not inherit what was decided about that.
        """
        if self.report is None or not self.code or self.report.content:
            return self.code
        wrong = sorted(f"{item.code} {item.path}" for item in self.report.problems)
        return hashlib.sha256("\n".join((self.code, *wrong)).encode()).hexdigest()

    @property
    def sound(self) -> bool:
        """Whether its content is proved and it is a version, so that it may be passed and ranked."""
        return self.report is not None and self.report.verdict in SOUND and bool(self.columns)

    @cached_property
    def owner(self) -> tuple[str, str, str]:
        """What several packages of one enterprise have in common: standard, batch, the name however it is spaced."""
        name = unicodedata.normalize("NFKC", self.enterprise).casefold()
        return self.standard, self.batch, "".join(name.split())

    @property
    def table(self) -> tuple[str, str, str]:
        """Which packages may stand in one table: those of the same standard, its data, and the same batch."""
        return self.standard, self.standard_sha256, self.batch

    @property
    def sentence(self) -> str:
        """What is to be said of it in one sentence."""
        if self.report is None:
            return self.problem
        wrong = [item for item in self.report.problems if not item.container]
        return f"{self.report.sentence}（{wrong[0].words}）" if wrong else self.report.sentence


class Place(Enum):
    """How a package stands among those of the same enterprise and batch."""

    ONLY = "only"
    NEWEST = "newest"
    SUPERSEDED = "superseded"
    DOUBLE = "double"
    RIVAL = "rival"


class Among(Struct, frozen=True):
    """A package's place among others, and a sentence where a person should know; "" otherwise."""

    place: Place = Place.ONLY
    sentence: str = ""

    @property
    def counts(self) -> bool:
        """Whether this is the package that counts for its enterprise."""
        return self.place in {Place.ONLY, Place.NEWEST}


def packages_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The packages at these paths, folders walked in the order of names: zips and unpacked packages, each once.

    Raises:
        InputError: a folder cannot be read, or holds more than can be meant.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _walk(path) if path.is_dir() and not (path / BAGIT).is_file() else (path,):
            known = found.absolute()
            if known not in seen:
                seen.add(known)
                yield found
            if len(seen) > PACKAGES_LIMIT:
                raise InputError(f"超过 {PACKAGES_LIMIT} 个申报包，请分批放进来。")


def receive(path: Path, progress: Progress = silent, trust: Trust = ()) -> Received:
    """Verify one package and read what the bureau needs; whatever is wrong with it is in the result."""
    try:
        report = verify(path, progress=progress, trust=trust)
        if report.verdict not in READABLE:
            return _unproved(path, report)
        with open_package(path) as package:
            filing = loads(package.filing_json)
            return _read(path, report, package.info, filing)
    except YunqiError as error:
        return Received(path, problem=str(error))


def standing_among(received: Iterable[Received]) -> dict[Path, Among]:
    """Every package's place among those of its enterprise and batch: the newest version counts.

    Only sound packages compete. Two different packages that both say they are the same version cannot be told apart
    by a machine: the one sealed later counts, and both say so.
    """
    groups: dict[tuple[str, str, str], list[Received]] = defaultdict(list)
    found: dict[Path, Among] = {}
    for item in received:
        if item.sound:
            groups[item.owner].append(item)
        else:
            found[item.path] = Among()
    for members in groups.values():
        found |= _placed(members)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    """What a folder holds; links to folders are not followed."""
    if not os.access(folder, os.R_OK):
        raise InputError(f"打不开文件夹“{folder}”，请检查它是否还在、有没有权限。")
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders.sort()
        for name in [name for name in folders if (here / name / BAGIT).is_file()]:
            folders.remove(name)
            yield here / name
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (here / name for name in sorted(names) if name.lower().endswith(_ZIP) and not name.startswith("."))


def _read(path: Path, report: Report, info: BagInfo, filing: Filing) -> Received:
    if info.seal_code != report.seal_code and not report.parts:  # a set shows the seal code of its first package
        raise InputError(f"“{path.name}”在核验的时候被换过，请重新放入。")
    standard = standards.standard(filing.standard.id)
    filing = accepted(standard, filing)
    batch, card = standard.batch(filing.batch.id), score(standard, filing)
    return Received(
        path=path,
        report=report,
        standard=standard.id,
        standard_sha256=standard.sha256,
        batch=filing.batch.id,
        batch_title=batch.title if batch else filing.batch.id,
        city=filing.batch.city,
        county=filing.batch.county,
        enterprise=filing.enterprise.get(standard.name_field.id, ""),
        version=info.version,
        date=info.date,
        supersedes=info.supersedes,
        sample=filing.sample,
        score=fixed(card.self_score),
        self_max=plain(card.self_max),
        figures={key: (item.n_text, item.m_text) for key, item in card.indicators.items()},
        columns=tuple(_official(standard, filing, column.source) for column in standard.columns),
    )


def _unproved(path: Path, report: Report) -> Received:
    """A package of which nothing is proved: what it says of itself is shown, and counts for nothing."""
    known = (standards.standard(standard_id).batch(report.batch) for standard_id in standards.installed())
    title = next((batch.title for batch in known if batch), report.batch)
    return Received(
        path,
        report,
        batch=report.batch,
        batch_title=title,
        enterprise=report.enterprise,
        version=report.version,
    )


def _official(standard: Standard, filing: Filing, source: str) -> str:
    """What stands in a column of the recommendation table; "" for what the bureau fills in."""
    section, _, key = source.partition(".")
    if section == "batch":
        return {"city": filing.batch.city, "county": filing.batch.county}.get(key, "")
    return filing.enterprise.get(key, "") if section == "enterprise" and key in standard.field_by_id else ""


def _placed(members: list[Received]) -> dict[Path, Among]:
    found: dict[Path, Among] = {}
    by_code: dict[str, Received] = {}
    for item in sorted(members, key=lambda item: item.report.part if item.report else 0):
        first = by_code.setdefault(item.code, item)
        if first is not item:
            part = item.report.part if item.report else 0
            said = f"是“{first.path.name}”那一套的第 {part} 个" if part > 1 else f"与“{first.path.name}”是同一个申报包"
            found[item.path] = Among(Place.DOUBLE, f"{said}，只算一份。")
    own = sorted(by_code.values(), key=lambda item: (item.version, item.date, item.code))
    newest = own[-1]
    found[newest.path] = Among(Place.NEWEST if len(own) > 1 else Place.ONLY, _chain(newest, own[:-1]))
    for item in own[:-1]:
        if item.version == newest.version:
            said = f"与“{newest.path.name}”都写着第 {item.version} 版而内容不同，按封装较晚的算；请问企业哪一份有效。"
            found[item.path] = Among(Place.RIVAL, said)
            found[newest.path] = Among(Place.NEWEST, said.replace(newest.path.name, item.path.name))
        else:
            found[item.path] = Among(Place.SUPERSEDED, f"已由第 {newest.version} 版代替。")
    return found


def _chain(newest: Received, earlier: list[Received]) -> str:
    """Whether the newest version supersedes the one before it that is at hand."""
    before = [item for item in earlier if item.version == newest.version - 1]
    if before and newest.supersedes not in {item.code for item in before}:
        return f"第 {newest.version} 版写明代替的，不是手头的第 {newest.version - 1} 版；请问企业是否漏交了一份。"
    return ""
