"""The packages on the bureau's desk as a table: columns, filters, and an order that the clerk changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.gui.overriding import override
from desktop.gui.reception import Row
from desktop.gui.widgets.report_card import light_of
from desktop.model.decisions import State
from desktop.package.report import Verdict
from desktop.workspace.receiving import Place

Index = QModelIndex | QPersistentModelIndex
CHIP = Qt.ItemDataRole.UserRole  # the kind of chip a cell is drawn as
PALE = Qt.ItemDataRole.UserRole + 1  # whether the row does not count
_NOWHERE = QModelIndex()
_MIME = "application/x-yunqi-rows"
_UNREAD = "✕ 读不了"
STATES = {  # kind of chip, word
    State.RECEIVED: ("chip", "收到"),
    State.TO_CORRECT: ("chip-attention", "! 待补正"),
    State.PASSED: ("chip-good", "✓ 通过"),
    State.RETURNED: ("chip-error", "✕ 退回"),
}
_PLACES = {Place.SUPERSEDED: "有新版", Place.DOUBLE: "重复", Place.RIVAL: "版本冲突"}


class Filter(Struct, frozen=True):
    """Which rows are shown; "" is any."""

    words: str = ""
    state: str = ""
    verdict: str = ""
    county: str = ""
    batch: str = ""

    def admits(self, row: Row) -> bool:
        """Whether a row is shown."""
        found = row.received
        if found is None:
            return not (self.state or self.verdict or self.county or self.batch) and self._says(row.path.name)
        wanted = (self.county in {"", place_of(row)}, self.batch in {"", found.batch_title})
        standing = (self.state in {"", row.decision.state.value}, self.verdict in {"", verdict_of(row)})
        return all((*wanted, *standing)) and self._says(f"{found.enterprise}\n{row.path.name}\n{note_of(row)}")

    def _says(self, text: str) -> bool:
        return self.words.casefold() in text.casefold()


class Columns(Enum):
    """The columns: title and width in pixels (0 takes what is left)."""

    ENTERPRISE = ("企业", 0)
    COUNTY = ("区县", 84)
    SCORE = ("自评分", 72)
    VERSION = ("版本", 64)
    VERDICT = ("核验", 116)
    STATE = ("状态", 88)
    NOTE = ("注意", 88)


class ReceptionModel(QAbstractTableModel):
    """Shows rows; `reordered(paths)` asks for another order of all of them."""

    reordered = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Row, ...] = ()
        self.shown: tuple[Row, ...] = ()
        self.filter = Filter()

    def show_rows(self, rows: Sequence[Row]) -> bool:
        """Show these rows as the filter admits; True when others are shown than before, or in another order."""
        self._all = tuple(rows)
        shown = tuple(row for row in rows if self.filter.admits(row))
        same = [row.path for row in shown] == [row.path for row in self.shown]
        if not same:
            self.beginResetModel()
        self.shown = shown
        if not same:
            self.endResetModel()
        elif shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(Columns) - 1))
        return not same

    def show_filter(self, wanted: Filter) -> bool:
        """Show only what a filter admits; as `show_rows`."""
        self.filter = wanted
        return self.show_rows(self._all)

    def move(self, path: Path, to: int) -> None:
        """Ask for a shown row to stand at a place among the shown ones."""
        paths = [row.path for row in self.shown]
        at = paths.index(path)
        if not 0 <= to < len(paths) or at == to:
            return
        neighbour = paths[to]
        order = [row.path for row in self._all if row.path != path]
        order.insert(order.index(neighbour) + (to > at), path)
        self.reordered.emit(order)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        key = _KEYS[list(Columns)[column]]
        descending = order is Qt.SortOrder.DescendingOrder
        known = sorted((row for row in self._all if row.received), key=key, reverse=descending)
        waiting = [row for row in self._all if not row.received]
        self.reordered.emit([row.path for row in (*known, *waiting)])

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = list(Columns)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return column.value[0] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.shown[index.row()], list(Columns)[index.column()]
        roles = Qt.ItemDataRole
        given: dict[int, Callable[[], Any]] = {
            roles.DisplayRole: lambda: _TEXTS[column](row),
            roles.AccessibleTextRole: lambda: f"{column.value[0]}：{_TEXTS[column](row) or '空'}",
            roles.ToolTipRole: lambda: "\n".join(part for part in (row.path.name, sentence_of(row)) if part),
            roles.TextAlignmentRole: lambda: _alignment(column),
            CHIP: lambda: _chip(row, column),
            PALE: lambda: row.received is None or not row.among.counts,
        }
        return given[role]() if role in given else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(_MIME, str(self.shown[indexes[0].row()].path).encode())
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        del action, column
        path = Path(bytes(data.data(_MIME).data()).decode())
        at = next((number for number, item in enumerate(self.shown) if item.path == path), None)
        if at is None:
            return False
        target = parent.row() if parent.isValid() else row if row >= 0 else len(self.shown)
        if not parent.isValid() and target > at:
            target -= 1
        self.move(path, min(target, len(self.shown) - 1))
        return False  # the order is changed; the view has nothing to take out


def verdict_of(row: Row) -> str:
    """The verdict's name, for the filter; "" until it is known."""
    if row.received is None:
        return ""
    return row.received.report.verdict.value if row.received.report else Verdict.NOT_A_PACKAGE.value


def place_of(row: Row) -> str:
    """County, or the city where no county is given."""
    return (row.received.county or row.received.city) if row.received else ""


def note_of(row: Row) -> str:
    """What needs attention, in a few words."""
    found = row.received
    if found is None:
        return ""
    sample = "样例" if found.sample else ""
    return _PLACES.get(row.among.place, "") or sample or ("有提示" if row.among.sentence else "")


def sentence_of(row: Row) -> str:
    """All that is to be said of a package."""
    found = row.received
    if found is None:
        return "正在等候核验"
    said = "" if found.sound else found.sentence
    return "\n".join(part for part in (said, row.among.sentence) if part)


def _name(row: Row) -> str:
    return (row.received.enterprise if row.received else "") or row.path.name


def _version(row: Row) -> str:
    found = row.received
    if found is None or found.report is None:
        return ""
    return f"第 {found.version} 版" if found.version else ""


def _verdict(row: Row) -> str:
    if row.received is None:
        return "等候核验"
    return light_of(row.received.report)[1] if row.received.report else _UNREAD


def _chip(row: Row, column: Columns) -> str:
    if row.received is None:
        return ""
    if column is Columns.VERDICT:
        return light_of(row.received.report)[0] if row.received.report else "chip-error"
    if column is Columns.STATE and row.key:
        return STATES[row.decision.state][0]
    return "chip-attention" if column is Columns.NOTE and note_of(row) else ""


def _alignment(column: Columns) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is Columns.SCORE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_TEXTS: dict[Columns, Callable[[Row], str]] = {
    Columns.ENTERPRISE: _name,
    Columns.COUNTY: place_of,
    Columns.SCORE: lambda row: row.received.score if row.received else "",
    Columns.VERSION: _version,
    Columns.VERDICT: _verdict,
    Columns.STATE: lambda row: STATES[row.decision.state][1] if row.key else "",
    Columns.NOTE: note_of,
}
_KEYS: dict[Columns, Callable[[Row], Any]] = _TEXTS | {
    Columns.SCORE: lambda row: float(row.received.score or "-1") if row.received else -1.0,
    Columns.VERSION: lambda row: row.received.version if row.received else 0,
    Columns.STATE: lambda row: list(State).index(row.decision.state),
}
