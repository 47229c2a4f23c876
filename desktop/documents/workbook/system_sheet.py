"""系统清单: the counts of every category, then the systems under their category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from desktop.documents import wording
from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame, names
from desktop.documents.workbook.content import Content, Figure, Formula
from desktop.documents.workbook.list_sheets import evidence_numbers, subject_requirements
from desktop.documents.workbook.sheet import Area, Sheet, across, cell, span
from desktop.documents.workbook.table import Table, columns_of
from desktop.model.filing import System
from desktop.standard.definition import Requirement, Standard, SubjectKind

_WIDTHS = (6, 24, 12, 10, 11, 18, 20, 44)
_KEYS = ("", "name", "category", "cloud", "collaborates", "platform", "provider", "summary")
_ROLES = ("centre", "entry", "centre", "centre", "centre", "entry", "entry", "text")
_COUNTS = ("云上", "已列出", "未上云且未逐一列出", "合计")


class SystemCells(NamedTuple):
    """What formulas of other sheets say for counts of systems: N and M by category, and N of collaboration."""

    n: Mapping[str, str]
    m: Mapping[str, str]
    collaborating: str


def category_labels(standard: Standard) -> dict[str, str]:
    """What a category is called in the list; where two have the same title, the id tells them apart."""
    seen = Counter(item.title for item in standard.categories)
    return {
        item.id: item.title if seen[item.title] == 1 else f"{item.title}（{item.id}）" for item in standard.categories
    }


def write_systems(sheet: Sheet, dossier: Dossier) -> SystemCells:
    """Writes the sheet; gives what formulas may refer to."""
    proofs = subject_requirements(dossier, SubjectKind.SYSTEM)
    columns = columns_of(wording.SYSTEM_COLUMNS, _WIDTHS, _ROLES, _KEYS)
    columns += columns_of([item.label for item in proofs], [12] * len(proofs), ["centre"] * len(proofs))
    sheet.columns([column.width for column in columns], hidden=2)
    top = frame.heading(sheet, dossier, "系统清单")
    table = Table(sheet, columns, top + len(dossier.standard.categories) + 2, hidden=("id", "order"))
    _records(table, dossier, proofs)
    table.close(names.SYSTEMS)
    sheet.page(frame.page_header(dossier), landscape=True, repeat=(table.header, table.header), rows=table.row)
    return _summary(sheet, dossier, table, top)


def _records(table: Table, dossier: Dossier, proofs: tuple[Requirement, ...]) -> None:
    labels = category_labels(dossier.standard)
    proved = evidence_numbers(dossier)
    placed = list(enumerate(dossier.filing.systems, start=1))
    number = 0
    for category, label in labels.items():
        members = [(order, system) for order, system in placed if system.category == category]
        if members:
            table.band(f"{label}（已列出 {len(members)} 个，其中云上 {sum(item.cloud for _, item in members)} 个）")
        for order, system in members:
            number += 1
            table.record(
                [
                    Figure(str(number)),
                    *_system(system, label),
                    *(proved.get((proof.id, system.id), "") for proof in proofs),
                    system.id,
                    Figure(str(order)),
                ]
            )


def _system(system: System, label: str) -> tuple[Content, ...]:
    cloud, collaborates = wording.yes_no(system.cloud), wording.yes_no(system.collaborates)
    return (system.name, label, cloud, collaborates, system.platform, system.provider, system.summary)


def _summary(sheet: Sheet, dossier: Dossier, table: Table, top: int) -> SystemCells:
    """Writes the counts by category above the list, as formulas over the list; the unlisted ones are typed here."""
    _summary_head(sheet, top)
    labels = category_labels(dossier.standard)
    unlisted = Area(top + 1, 4, top + len(labels), 4)
    begun = f"COUNTA({sheet.link(table.column('category'))})+COUNT({sheet.link(unlisted)})>0"
    n, m = {}, {}
    for row, (key, label) in enumerate(labels.items(), start=top + 1):
        sheet.put(across(row, 0, 1), label, "label")
        for column, content in enumerate(_counts(dossier, table, key, label, row), start=2):
            sheet.put(cell(row, column), content, "score")
        sheet.name(names.unlisted(key), cell(row, 4))
        sheet.height(row, 18)
        n[key] = f'IF({begun},{sheet.link(cell(row, 2))},"")'
        m[key] = f'IF({begun},{sheet.link(cell(row, 5))},"")'
    cloud, collaborates = sheet.link(table.column("cloud")), sheet.link(table.column("collaborates"))
    both = f"COUNTIFS({cloud},{_equals(wording.YES)},{collaborates},{_equals(wording.YES)})"
    return SystemCells(n, m, f'IF({begun},{both},"")')


def _counts(dossier: Dossier, table: Table, key: str, label: str, row: int) -> tuple[Content, ...]:
    """On the cloud, listed, not listed, in all: one line of the summary."""
    listed = [system for system in dossier.filing.systems if system.category == key]
    typed = dossier.filing.unlisted_systems.get(key, "")
    matching = f"{span(table.column('category'))},{_equals(label)}"
    on_cloud = f"COUNTIFS({matching},{span(table.column('cloud'))},{_equals(wording.YES)})"
    return (
        Formula(on_cloud, str(sum(item.cloud for item in listed))),
        Formula(f"COUNTIFS({matching})", str(len(listed))),
        Figure(typed),
        Formula(f"{span(cell(row, 3))}+N({span(cell(row, 4))})", str(len(listed) + int(typed or "0"))),
    )


def _summary_head(sheet: Sheet, row: int) -> None:
    sheet.put(across(row, 0, 1), "类别", "head")
    for column, title in enumerate(_COUNTS, start=2):
        sheet.put(cell(row, column), title, "head")
    sheet.fit(row, [(title, sheet.widths[column]) for column, title in enumerate(_COUNTS, start=2)], 30)


def _equals(text: str) -> str:
    """A COUNTIFS criterion that matches this text and nothing else."""
    inert = text.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')
    return f'"={inert}"'
