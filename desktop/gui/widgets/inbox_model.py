"""The inbox's lines for the list: headings cannot have the cursor, lines can be marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.gui.inbox_lines import OPEN, Line, Mark, Section
from desktop.gui.overriding import override

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
MARKED = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


class InboxModel(QAbstractListModel):
    """Shows lines under headings; `marked` are the keys of those a person has marked."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[Line | Section, ...] = ()
        self.marked: set[str] = set()

    def show_items(self, items: Sequence[Line | Section]) -> bool:
        """Show these; True when others are shown than before, or in another order."""
        same = [_identity(item) for item in items] == [_identity(item) for item in self.items]
        if not same:
            self.beginResetModel()
        self.items = tuple(items)
        if not same:
            self.endResetModel()
        elif self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))
        return not same

    def lines(self) -> list[Line]:
        """The shown lines, from above."""
        return [item for item in self.items if isinstance(item, Line)]

    def row_of(self, key: str) -> int:
        """Where a line stands; -1 where it is not shown."""
        return next((row for row, item in enumerate(self.items) if isinstance(item, Line) and item.key == key), -1)

    def section_of(self, key: str) -> Section | None:
        """The section a line stands in."""
        found = (item for item in self.items if isinstance(item, Section))
        return next((item for item in found if any(line.key == key for line in item.lines)), None)

    def next_open(self, after: Sequence[str]) -> str:
        """The key of the line to go on to when these are done: the next that needs a look, else the next that waits."""
        lines, done = self.lines(), set(after)
        last = max((number for number, line in enumerate(lines) if line.key in done), default=-1)
        behind = [line for line in (*lines[last + 1 :], *lines[: last + 1]) if line.key not in done]
        for marks in (frozenset({Mark.LOOK}), OPEN):
            found = next((line.key for line in behind if line.mark in marks), "")
            if found:
                return found
        return ""

    def nearest(self, row: int) -> int:
        """The row of the line that stands next to a row; -1 where there is none."""
        rows = [number for number, item in enumerate(self.items) if isinstance(item, Line)]
        return min(rows, key=lambda number: (abs(number - max(row, 0)), number), default=-1)

    def toggle(self, keys: Sequence[str]) -> None:
        """Mark lines, or take the marks away where all of them are marked."""
        chosen = set(keys)
        self.marked = self.marked - chosen if chosen <= self.marked else self.marked | chosen
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if isinstance(item, Section):
            return f"{item.title}，{len(item.lines)} 份" if role == Qt.ItemDataRole.DisplayRole else None
        marked = item.key in self.marked
        given: dict[int, object] = {
            MARKED: marked,
            Qt.ItemDataRole.DisplayRole: item.name,
            Qt.ItemDataRole.AccessibleTextRole: f"{'已勾选，' if marked else ''}{item.spoken}",
            Qt.ItemDataRole.ToolTipRole: "\n".join(part for part in (item.name, item.found, item.why) if part),
        }
        return given.get(role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.items[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _identity(item: Line | Section) -> object:
    return item.key if isinstance(item, Line) else (item.title, item.note)
