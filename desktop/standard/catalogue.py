"""The index of evidence (佐证材料目录): every file numbered and named in the reviewer's order."""

from __future__ import annotations

import csv
import io

from msgspec import Struct

from desktop.model.file_names import safe_component
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.model.remembered import remembered
from desktop.standard.definition import Standard, SubjectKind

COLUMNS = ("编号", "包内文件", "要求", "对象", "原文件名", "字节数", "SHA-256", "日期", "说明")
UNASSIGNED = "未归类"
_NAME_LIMIT = 60  # UTF-16 units of a name inside the evidence zip, number and suffix not counted
_SUFFIX_LIMIT = 8


class Entry(Struct, frozen=True):
    """A file of evidence with its number (from 1), its path in the evidence zip, and what it proves in words."""

    number: int
    path: str
    requirement: str
    subject: str
    uses: tuple[str, ...]
    evidence: Evidence


def catalogue(standard: Standard, filing: Filing) -> tuple[Entry, ...]:
    """All evidence in the reviewer's order: by requirement, then subject, then as attached; unassigned files last."""
    names = subject_names(standard, filing)
    order = _order(standard, filing)
    last = (len(standard.requirements), 0, 0)
    placed = sorted(filing.evidence, key=lambda item: min((order.get(use, last) for use in item.uses), default=last))
    width = max(3, len(str(len(placed))))
    return tuple(_entry(standard, names, item, number, width) for number, item in enumerate(placed, start=1))


def catalogue_csv(entries: tuple[Entry, ...]) -> bytes:
    """The index as 目录.csv: UTF-8 with a byte order mark, CRLF; a text is never a formula when Excel opens it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        item = entry.evidence
        row = (
            entry.path,
            entry.requirement,
            entry.subject,
            item.file,
            item.bytes or 0,
            item.sha256,
            item.dated,
            item.note,
        )
        writer.writerow([entry.number, *(_inert(value) for value in row)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


@remembered
def subject_names(standard: Standard, filing: Filing) -> dict[tuple[SubjectKind, str], str]:
    """What a subject is called, by kind and id."""
    return {
        **{(SubjectKind.SYSTEM, item.id): item.name for item in filing.systems},
        **{(SubjectKind.CLOUD_SERVICE, item.id): item.product for item in filing.cloud_services},
        **{(SubjectKind.INDICATOR, item.id): item.title for item in standard.narratives},
    }


def _order(standard: Standard, filing: Filing) -> dict[EvidenceUse, tuple[int, int, int]]:
    category = {item.id: position for position, item in enumerate(standard.categories)}
    subjects = {
        SubjectKind.NONE: [""],
        SubjectKind.SYSTEM: [item.id for item in sorted(filing.systems, key=lambda item: category[item.category])],
        SubjectKind.CLOUD_SERVICE: [item.id for item in filing.cloud_services],
        SubjectKind.INDICATOR: [item.id for item in standard.narratives],
    }
    # Requirements about the same kind of subject stand together, so that a system's two screenshots follow each other.
    first: dict[SubjectKind, int] = {}
    order = {}
    for position, requirement in enumerate(standard.requirements):
        alone = requirement.subject is SubjectKind.NONE
        group = position if alone else first.setdefault(requirement.subject, position)
        for index, subject in enumerate(subjects[requirement.subject]):
            order[EvidenceUse(requirement.id, subject)] = (group, index, position)
    return order


def _entry(
    standard: Standard, names: dict[tuple[SubjectKind, str], str], item: Evidence, number: int, width: int
) -> Entry:
    uses = tuple(_words(standard, names, use) for use in item.uses)
    requirement, subject = uses[0] if uses else (UNASSIGNED, "")
    stem = "-".join(part for part in (requirement, subject) if part)
    name = f"{number:0{width}d}-{safe_component(stem, _NAME_LIMIT)}{_suffix(item.file)}"
    said = tuple("：".join(part for part in use if part) for use in uses)
    return Entry(number, name, requirement, subject, said or (UNASSIGNED,), item)


def _words(standard: Standard, names: dict[tuple[SubjectKind, str], str], use: EvidenceUse) -> tuple[str, str]:
    requirement = standard.requirement_by_id[use.requirement]
    return requirement.label, names.get((requirement.subject, use.subject), use.subject)


def _suffix(file: str) -> str:
    suffix = file.lower().rpartition(".")[2]
    plain = suffix != file.lower() and suffix.isascii() and suffix.isalnum() and len(suffix) <= _SUFFIX_LIMIT
    return f".{suffix}" if plain else ""


def _inert(value: object) -> object:
    """Excel takes a text that begins with = + - @ for a formula; an apostrophe keeps it a text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t"} else value
