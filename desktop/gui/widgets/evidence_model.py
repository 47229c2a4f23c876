"""The rows of the list of evidence: the reviewer's order, what is shown of each file, what can be edited in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.sizes import size_text
from desktop.gui.text import LEVELS
from desktop.model.filing import Evidence, Filing
from desktop.standard.catalogue import Entry
from desktop.standard.definition import Level
from desktop.standard.findings import Finding

KINDS = {
    "picture": "图片",
    "pdf": "PDF",
    "ofd": "OFD",
    "document": "文档",
    "archive": "压缩包",
    "xml": "XML",
    "other": "其他",
    "damaged": "已损坏",
    "locked": "有密码",
    "empty": "空文件",
}
_WRITTEN_DATE = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))", re.ASCII)

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class Column(IntEnum):
    """The columns, from the left."""

    NUMBER = 0
    USE = 1
    FILE = 2
    KIND = 3
    SIZE = 4
    DATED = 5
    NOTE = 6
    FOUND = 7


TITLES = ("编号", "用途", "原文件名", "类型", "大小", "日期", "说明", "核对")
_EDITABLE = {Column.DATED: "dated", Column.NOTE: "note"}


class Row(Struct, frozen=True):
    """A file with its place in the filing, and what was found about it."""

    entry: Entry
    position: int
    kind: str
    findings: tuple[Finding, ...]
    waits: bool = False  # copied from an earlier filing and not confirmed


class EvidenceModel(QAbstractTableModel):
    """The rows; `changed(position, evidence)` is called with every edit."""

    def __init__(self, changed: Callable[[int, Evidence, str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._changed = changed

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; where files come and go among others that stay, the view and an open editor stay too."""
        if rows == self.rows:
            return
        was, now = [_identity(row) for row in self.rows], [_identity(row) for row in rows]
        for tag, start, end, first, last in reversed(SequenceMatcher(None, was, now, autojunk=False).get_opcodes()):
            if tag != "equal":
                self._replace(start, end, rows[first:last])
        self.rows = rows  # those that stay have new numbers and findings
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))

    def _replace(self, start: int, end: int, fresh: tuple[Row, ...]) -> None:
        """Other rows in the place of those from `start` up to `end`."""
        if end > start:
            self.beginRemoveRows(QModelIndex(), start, end - 1)
            self.rows = (*self.rows[:start], *self.rows[end:])
            self.endRemoveRows()
        if fresh:
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self.rows = (*self.rows[:start], *fresh, *self.rows[start:])
            self.endInsertRows()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section in {Column.NUMBER, Column.SIZE}:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return TITLES[section] if role == Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row, column = self.rows[index.row()], Column(index.column())
        if role in {Role.DisplayRole, Role.EditRole}:
            return _text(row, column)
        if role == Role.ToolTipRole:
            return "\n".join(item.message for item in row.findings) if column is Column.FOUND else _text(row, column)
        if role == Role.AccessibleTextRole:
            return f"{TITLES[column]}：{_text(row, column) or '空'}"
        if role == Role.TextAlignmentRole and column in {Column.NUMBER, Column.SIZE}:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if Column(index.column()) in _EDITABLE else flags

    @override
    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        row, name = self.rows[index.row()], _EDITABLE.get(Column(index.column()))
        if name is None or role != Role.EditRole:
            return False
        typed = str(value).strip()
        if typed == _text(row, Column(index.column())):
            return True
        evidence = row.entry.evidence
        changed = replace(evidence, dated=iso_date(typed)) if name == "dated" else replace(evidence, note=typed)
        self._changed(row.position, changed, name)
        return True


def rows_of(
    entries: Sequence[Entry], filing: Filing, kinds: Mapping[str, str], findings: Sequence[Finding]
) -> tuple[Row, ...]:
    """The rows of a catalogue with their place in the filing and their findings."""
    position = {id(item): number for number, item in enumerate(filing.evidence)}
    waiting = frozenset(filing.unconfirmed)
    about: dict[str, tuple[Finding, ...]] = {}
    for item in findings:
        about[item.place] = (*about.get(item.place, ()), item)
    return tuple(
        Row(
            entry,
            position[id(entry.evidence)],
            kinds.get(entry.evidence.sha256, ""),
            about.get(f"evidence.{entry.evidence.file}", ()),
            f"evidence.{entry.evidence.file}" in waiting,
        )
        for entry in entries
    )


def iso_date(typed: str) -> str:
    """A date as people write it (2020/3/18, 2020年3月18日, 20200318) in ISO form; anything else as it is."""
    match = _WRITTEN_DATE.fullmatch(typed)
    if not match:
        return typed
    month, day = match[2] or match[4], match[3] or match[5]
    return f"{match[1]}-{int(month):02d}-{int(day):02d}"


def _identity(row: Row) -> tuple[str, str]:
    return row.entry.evidence.file, row.entry.evidence.sha256


def worst(findings: Sequence[Finding]) -> Level | None:
    """The level of the chip: a warning that has its reason says nothing any more."""
    levels = {item.level for item in findings if not item.reason and not item.missing}
    return next((level for level in Level if level in levels), None)


def _text(row: Row, column: Column) -> str:
    item, level = row.entry.evidence, worst(row.findings)
    texts = {
        Column.NUMBER: str(row.entry.number),
        Column.USE: "；".join(row.entry.uses),
        Column.FILE: item.file.rpartition("/")[2],
        Column.KIND: KINDS.get(row.kind, "–"),
        Column.SIZE: "–" if item.bytes is None else size_text(item.bytes),
        Column.DATED: item.dated,
        Column.NOTE: " ".join(item.note.split()),
        Column.FOUND: LEVELS[level] if level else "待确认" if row.waits else "",
    }
    return texts[column]
