"""Rows of a list as a table: columns are data, a change makes a new row, what cannot be taken changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop.errors import InputError
from desktop.gui.overriding import override
from desktop.gui.theme import Colours

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Column(Struct, Generic[Row], frozen=True):
    """A column: what it shows of a row, and the row with another value (raises InputError); none to only show.

    `width` 0 takes the room that is left. `live` values are taken while they are typed, others when the cell is left.
    What is `wanted` and empty says 待填. `good` tells which shown values need no attention, for what is only shown.
    """

    title: str
    text: Callable[[Row], str]
    write: Callable[[Row, str], Row] | None = None
    width: int = 0
    figure: bool = False
    tick: bool = False
    wanted: bool = False
    live: bool = True
    good: Callable[[str], bool] | None = None


class RowModel(QAbstractTableModel, Generic[Row]):
    """The rows shown; `changed(position, row, column)` asks for a change, `refused(sentence)` tells why not."""

    changed = Signal(int, object, int)
    refused = Signal(str)

    def __init__(self, columns: Sequence[Column[Row]], chosen: Colours, parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        self._colours = chosen

    def show_rows(self, rows: Sequence[Row]) -> bool:
        """Show these rows; True when there are more or fewer than before and the view begins anew."""
        fresh = len(rows) != len(self.rows)
        if fresh:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
        else:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
        return fresh

    def editable(self, row: int, column: int) -> bool:
        """Whether a cell may be changed."""
        return 0 <= row < len(self.rows) and self.columns[column].write is not None

    def write(self, index: Index, typed: str) -> bool:
        """Ask for the row with this value."""
        column, row = self.columns[index.column()], self.rows[index.row()]
        assert column.write is not None  # noqa: S101  (the flags let nothing else be edited)
        try:
            changed = column.write(row, typed)
        except InputError as error:
            kept = column.text(row)
            self.refused.emit(f"{column.title}：{error}。{f'仍按 {kept} 计。' if kept and column.figure else ''}")
            return False
        self.refused.emit("")
        if changed != row:
            self.changed.emit(index.row(), changed, index.column())
        return True

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        column = self.columns[index.column()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if column.tick:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if column.write else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        text = column.text(self.rows[index.row()])
        roles = Qt.ItemDataRole
        if column.tick and role in {roles.DisplayRole, roles.EditRole, roles.ToolTipRole}:
            return None
        given: dict[int, Callable[[], Any]] = {
            roles.DisplayRole: lambda: text or ("待填" if column.wanted else ""),
            roles.EditRole: lambda: text,
            roles.ToolTipRole: lambda: text,
            roles.CheckStateRole: lambda: _check_state(column, text),
            roles.ForegroundRole: lambda: self._colour(column, text),
            roles.TextAlignmentRole: lambda: _alignment(column),
            roles.AccessibleTextRole: lambda: _spoken(column, text),
        }
        return given[role]() if role in given else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole:
            return self.write(index, "1" if Qt.CheckState(value) is Qt.CheckState.Checked else "")
        return role == Qt.ItemDataRole.EditRole and self.write(index, str(value))

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def _colour(self, column: Column[Row], text: str) -> QColor | None:
        if (column.wanted and not text) or (column.good and not column.good(text)):
            return QColor(self._colours.attention)
        return None if column.write else QColor(self._colours.second)


def _alignment(column: Column[Row]) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if column.figure else Qt.AlignmentFlag.AlignLeft) | _MIDDLE


def _check_state(column: Column[Row], text: str) -> Qt.CheckState | None:
    if not column.tick:
        return None
    return Qt.CheckState.Checked if text else Qt.CheckState.Unchecked


def _spoken(column: Column[Row], text: str) -> str:
    said = ("是" if text else "否") if column.tick else text or "空"
    return f"{column.title}：{said}"
