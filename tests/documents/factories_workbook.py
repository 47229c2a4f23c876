"""Dossiers for the workbook's tests: empty, full of unique texts, with many systems."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

import openpyxl
from msgspec.structs import replace

from desktop.documents.dossier import Dossier, Stamp
from desktop.model.changes import Change
from desktop.model.filing import (
    Answer,
    Batch,
    CloudService,
    Evidence,
    EvidenceUse,
    Filing,
    Pair,
    Server,
    StandardRef,
    System,
    empty_filing,
)
from desktop.paths import FORMS
from desktop.standard.catalogue import catalogue
from desktop.standard.checks import check
from desktop.standard.definition import FieldKind, Ratio, Standard, SubjectKind, Ticks
from desktop.standard.entry import accepted, takes_pair
from desktop.standard.findings import Surroundings
from desktop.standard.loading import load
from desktop.standard.scoring import score

FIRST_VERSION = Stamp(version=1, date="2021-11-28")
SECOND_VERSION = Stamp(
    version=2,
    date="2021-11-29",
    supersedes="ab" * 32,
    changes=(Change("enterprise.name", "旧名唯一", "新名唯一"), Change("systems.s00.summary", "旧简介唯一", "")),
)


@cache
def standard() -> Standard:
    return load({path.name: path.read_text(encoding="utf-8") for path in (FORMS / "zj-2021").glob("*.toml")})


def blank(of: Standard | None = None) -> Filing:
    of = of or standard()
    return empty_filing(StandardRef(of.id, of.sha256), Batch(of.batches[0].id))


def dossier_of(filing: Filing, of: Standard | None = None, stamp: Stamp = FIRST_VERSION) -> Dossier:
    of = of or standard()
    filing = accepted(of, filing)
    return Dossier(
        standard=of,
        filing=filing,
        card=score(of, filing),
        findings=check(of, filing, Surroundings({}, lambda _: "")),
        entries=catalogue(of, filing),
        stamp=stamp,
        software="云企自评 0.1.0",
    )


def systems(count: int) -> tuple[System, ...]:
    categories = [item.id for item in standard().categories]
    return tuple(
        System(
            id=f"s{position:02d}",
            name=f"系统名{position}号",
            category=categories[position % len(categories)],
            cloud=position % 3 != 0,
            collaborates=position % 2 == 0,
            platform=f"平台{position}号",
            provider=f"供应商{position}号",
            summary=f"简介{position}号",
        )
        for position in range(count)
    )


def full(system_count: int = 9) -> Filing:
    """A filing in which every text is unique and every figure is given."""
    return replace(
        blank(),
        batch=Batch("2021-1", "杭州市", "余杭区"),
        enterprise={item.id: _field_value(item.kind, item.id, place) for place, item in enumerate(standard().fields)},
        servers=(Server("服务器甲", "3", "8", "32", cloud=True), Server("服务器乙", "1", "2.5", "10", cloud=False)),
        systems=systems(system_count),
        unlisted_systems={standard().categories[0].id: "2"},
        answers=dict(_answers()),
        cloud_services=(
            CloudService("c01", "产品甲", "服务商甲", "合同号甲", "2020-01-01", "2020-12-31", "12.50"),
            CloudService("c02", "产品乙", "服务商乙", "", "", "", "0.1"),
        ),
        demonstration={item.id: f"案例{item.id}唯一\n第二段" for item in standard().narratives},
        evidence=_evidence(with_systems=system_count > 0),
        reasons={"figure_unusual@gone": "已不成立的理由"},
        sample=True,
    )


def _field_value(kind: FieldKind, field: str, place: int) -> str:
    if kind is FieldKind.SIGNED_MONEY:
        return "-12.50"
    if kind.numeric:
        return f"{place}000.00" if kind is FieldKind.MONEY else "257"
    return f"填写{field}唯一"


def _answers() -> Iterator[tuple[str, Answer]]:
    for item in standard().indicators:
        if isinstance(item.formula, Ticks):
            yield item.id, (item.formula.options[0].id, item.formula.options[2].id)
        elif isinstance(item.formula, Ratio) and takes_pair(standard(), item.id):
            whole = item.formula.n.whole
            yield item.id, Pair("1", "8") if whole else Pair("0.10", "0.8")


def _evidence(*, with_systems: bool) -> tuple[Evidence, ...]:
    subjects = {"system": "s00", "cloud_service": "c01", "indicator": standard().narratives[0].id, "none": ""}
    return tuple(
        Evidence(
            file=f"原件{item.id}唯一.png",
            sha256=f"{place:02d}" * 32,
            bytes=1000 + place,
            uses=(EvidenceUse(item.id, subjects[item.subject.value]),),
            dated="2020-03-18",
            note=f"附注{item.id}唯一",
        )
        for place, item in enumerate(standard().requirements)
        if with_systems or item.subject is not SubjectKind.SYSTEM
    )


@cache
def _opened(workbook: bytes, formulas: bool) -> openpyxl.Workbook:  # noqa: FBT001  (a key of the cache)
    return openpyxl.load_workbook(io.BytesIO(workbook), data_only=not formulas)


def every_text(workbook: bytes) -> str:
    """All texts of a workbook, one after another."""
    book = _opened(workbook, formulas=False)
    cells = (cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(value) for value in cells if value is not None)


def named(workbook: bytes, name: str, *, formulas: bool = False) -> Any:
    book = _opened(workbook, formulas)
    [(sheet, reference)] = list(book.defined_names[name].destinations)
    return book[sheet][reference.replace("$", "").split(":")[0]].value


def edited(workbook: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one place of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == part:
                assert old in data, f"{part} has no {old!r}"
                data = data.replace(old, new, 1)
            target.writestr(info, data)
    return out.getvalue()
