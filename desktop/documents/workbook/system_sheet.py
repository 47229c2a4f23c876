"""系统清单: the counts of every category, then the systems under their category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from desktop.documents import wording
from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame, names
from desktop.documents.workbook.content import Content, Figure, Formula
from desktop.documents.workbook.inputs import Input
from desktop.documents.workbook.list_sheets import YES_NO, number_of, proving, subject_requirements
from desktop.documents.workbook.sheet import Area, Sheet, across, cell, span
from desktop.documents.workbook.table import Table, columns_of
from desktop.model.filing import System
from desktop.standard.catalogue import Entry
from desktop.standard.definition import Requirement, Standard, SubjectKind

_WIDTHS = (8, 20, 11, 9, 9, 17, 19, 34)
_PROOF_WIDTH, _PICTURE_ROW = 20, 76  # characters; points of a row with pictures and their numbers
_SPARE = 40  # blank lines of the form
SHOWN = "display_name"  # the key of the column that may not be there
KEYS = ("", "name", "category", "cloud", "collaborates", "platform", "provider", "summary")
_ROLES = ("centre", "entry", "centre", "centre", "centre", "entry", "entry", "text")
_SHOWN_WIDTH = 16
_CLOUD = Input("部署在云上填“是”，自己机房里的填“否”", YES_NO)
_CHAIN = Input("在云上与供应商、客户等产业链上下游协同的填“是”", YES_NO)
_UNLISTED = Input("没有上云、也没有在下面逐一列出的系统有几个；没有就空着", figure=True, whole=True)
_UNLISTED_COLUMN = 4
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
    proofs = () if sheet.form else subject_requirements(dossier, SubjectKind.SYSTEM)
    columns = columns_of(wording.SYSTEM_COLUMNS, _WIDTHS, _ROLES, KEYS, _given(dossier.standard))
    if sheet.form or any(system.display_name for system in dossier.filing.systems):  # no column for nothing
        columns += columns_of([wording.DISPLAY_NAME], [_SHOWN_WIDTH], ["entry"], [SHOWN], _given(dossier.standard))
    first_proof = len(columns)
    columns += columns_of([item.label for item in proofs], [_PROOF_WIDTH] * len(proofs), ["proof"] * len(proofs))
    sheet.columns([column.width for column in columns], hidden=2)
    top = frame.heading(sheet, dossier, "系统清单")
    table = Table(sheet, columns, top + len(dossier.standard.categories) + 2, hidden=("id", "order"))
    _Records(sheet, table, dossier, proofs, first_proof).write()
    table.close(names.SYSTEMS, _SPARE)
    repeat = (table.header, table.header)
    sheet.page(frame.page_header(sheet, dossier), landscape=True, repeat=repeat, rows=table.row)
    return _summary(sheet, dossier, table, top)


def _given(standard: Standard) -> dict[str, Input]:
    """What may be typed into the columns of the list."""
    labels = tuple(category_labels(standard).values())
    words = {
        "name": "系统的名称，一行一个",
        "platform": "部署在哪个云平台上，没有上云的空着",
        "provider": "开发或提供系统的厂商全称",
        "summary": "用一两句话说明系统的主要功能",
        SHOWN: "登录页、主页上写的名称；与系统名称相同就空着",
    }
    category = Input(f"从下拉列表里选：{'、'.join(labels)}", labels)
    texts = {key: Input(hint) for key, hint in words.items()}
    return {**texts, "category": category, "cloud": _CLOUD, "collaborates": _CHAIN}


class _Records:
    """The lines of the list, category by category, with the pictures that prove each system."""

    def __init__(
        self, sheet: Sheet, table: Table, dossier: Dossier, proofs: tuple[Requirement, ...], first_proof: int
    ) -> None:
        self.sheet, self.table, self.dossier, self.proofs = sheet, table, dossier, proofs
        self.proved = proving(dossier)
        self.waiting = frozenset(dossier.filing.unconfirmed)
        self.number, self.first_proof = 0, first_proof

    def write(self) -> None:
        placed = list(enumerate(self.dossier.filing.systems, start=1))
        for category, label in category_labels(self.dossier.standard).items():
            members = [(order, system) for order, system in placed if system.category == category]
            if members and not self.sheet.form:
                cloud = sum(item.cloud for _, item in members)
                self.table.band(f"{label}（已列出 {len(members)} 个，其中云上 {cloud} 个）")
            for order, system in members:
                self.record(order, system, label)

    def record(self, order: int, system: System, label: str) -> None:
        """One system with the numbers of its files and, where it can be shown, the first of each kind."""
        self.number += 1
        copied = f"systems.{system.id}" in self.waiting
        files = [self.proved.get((proof.id, system.id), []) for proof in self.proofs]
        pictures = [
            next((self.dossier.pictures[item.evidence.sha256] for item in entries if self._shown(item)), b"")
            for entries in files
        ]
        row = self.table.record(
            [
                frame.numbered(self.number, waiting=copied),
                *_system(system, label),
                *([system.display_name] if self.first_proof > len(_WIDTHS) else []),
                *("、".join(map(number_of, entries)) for entries in files),
                system.id,
                Figure(str(order)),
            ],
            least=_PICTURE_ROW if any(pictures) else 21,
            waiting=copied,
        )
        for column, (picture, proof) in enumerate(zip(pictures, self.proofs, strict=True), start=self.first_proof):
            if picture:
                self.sheet.picture(row, column, picture, f"{system.name} {proof.label}")

    def _shown(self, entry: Entry) -> bool:
        return entry.evidence.sha256 in self.dossier.pictures


def _system(system: System, label: str) -> tuple[Content, ...]:
    cloud, collaborates = wording.yes_no(system.cloud), wording.yes_no(system.collaborates)
    return (system.name, label, cloud, collaborates, system.platform, system.provider, system.summary)


def _summary(sheet: Sheet, dossier: Dossier, table: Table, top: int) -> SystemCells:
    """Writes the counts by category above the list, as formulas over the list; the unlisted ones are typed here."""
    _summary_head(sheet, top)
    labels = category_labels(dossier.standard)
    unlisted = Area(top + 1, _UNLISTED_COLUMN, top + len(labels), _UNLISTED_COLUMN)
    begun = f"COUNTA({sheet.link(table.column('category'))})+COUNT({sheet.link(unlisted)})>0"
    n, m = {}, {}
    for row, (key, label) in enumerate(labels.items(), start=top + 1):
        sheet.put(across(row, 0, 1), label, "label")
        waiting = f"unlisted_systems.{key}" in dossier.filing.unconfirmed
        for column, content in enumerate(_counts(dossier, table, key, label, row), start=2):
            given = _UNLISTED if column == _UNLISTED_COLUMN else None
            sheet.put(cell(row, column), content, "score", given, waiting=waiting and given is not None)
        sheet.name(names.unlisted(key), cell(row, _UNLISTED_COLUMN))
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
