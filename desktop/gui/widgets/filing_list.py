"""The list of filings on the home screen: rows opened by double click, Enter or the word at their end."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCollator,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView

from desktop.gui.overriding import override
from desktop.gui.theme import Colours
from desktop.gui.widgets.filing_line import LINE, FilingLine, Line

if TYPE_CHECKING:
    from desktop.workspace.overview import Overview

Index = QModelIndex | QPersistentModelIndex
_FOUND_BY = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()


class Lines(QAbstractListModel):
    """The lines; an overview once seen stays until a newer one comes."""

    def __init__(self, today: str) -> None:
        super().__init__()
        self._today = today
        self._lines: list[Line] = []

    def show_paths(self, paths: Sequence[Path], today: str) -> None:
        """List these files."""
        known = {line.path: line.overview for line in self._lines}
        if [line.path for line in self._lines] == list(paths) and today == self._today:
            return
        self.beginResetModel()
        self._today = today
        self._lines = [Line(path, known.get(path)) for path in paths]
        self.endResetModel()

    def show_overview(self, found: Overview) -> None:
        """Fill in the line of a file."""
        for row, line in enumerate(self._lines):
            if line.path == found.path and line.overview != found:
                self._lines[row] = Line(line.path, found)
                self.dataChanged.emit(self.index(row), self.index(row))

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken(self._today)
            case Qt.ItemDataRole.ToolTipRole:
                problem = line.overview.problem if line.overview else ""
                return "\n".join(part for part in (str(line.path), problem) if part)
            case _ if role == LINE:
                return line
            case _ if role == _FOUND_BY:
                return f"{line.path.stem}\n{line.spoken(self._today)}"
        return None


class Order(Enum):
    """By what the list is sorted."""

    GIVEN = "按最近"
    DEADLINE = "按截止日期"
    MISSING = "按还缺多少"
    SCORE = "按自评分"
    NAME = "按企业名称"


class _Found(QSortFilterProxyModel):
    """The lines that are found, in the order that is wanted; what was not looked at yet, or cannot be, comes last."""

    order = Order.GIVEN

    def _key(self, index: Index) -> tuple[bool, Any, int]:
        line = index.data(LINE)
        seen = line.overview
        if self.order is Order.GIVEN:
            return False, 0, index.row()
        if seen is None or seen.problem:
            return True, 0, index.row()
        keys: dict[Order, Any] = {
            Order.DEADLINE: (seen.deadline or "9999", -seen.missing),
            Order.MISSING: -(1000 * seen.errors + seen.missing + seen.unconfirmed),
            Order.SCORE: -seen.part,
        }
        return False, keys[self.order], index.row()

    @override
    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        if self.order is Order.NAME:
            return _pinyin().compare(source_left.data(), source_right.data()) < 0
        return self._key(source_left) < self._key(source_right)


class FilingList(QListView):
    """Shows lines; `opened` says which filing the person wants, `removed` which is not to be listed any longer."""

    opened = Signal(Path)
    removed = Signal(Path)
    count_changed = Signal()

    def __init__(self, chosen: Colours, today: str) -> None:
        super().__init__()
        self.setProperty("kind", "filings")
        self.setAccessibleName("案卷列表")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = Lines(today)
        self._found = _Found(self)
        self._found.setSourceModel(self._lines)
        self._found.setFilterRole(_FOUND_BY)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._found.sort(0)
        self.setModel(self._found)
        self._line = FilingLine(chosen, today, self)
        self.setItemDelegate(self._line)
        self.doubleClicked.connect(self._open)

    @property
    def path(self) -> Path | None:
        """The filing the cursor is on."""
        index = self.currentIndex()
        return self._path(index) if index.isValid() else None

    @property
    def shown(self) -> int:
        """How many lines are found."""
        return self._found.rowCount()

    @property
    def total(self) -> int:
        """How many lines there are."""
        return self._lines.rowCount()

    def line(self, row: int) -> Line:
        """A line as it is shown."""
        line = self._found.index(row, 0).data(LINE)
        assert isinstance(line, Line)  # noqa: S101  (the model holds nothing else)
        return line

    def show_paths(self, paths: Sequence[Path], today: str) -> None:
        """List these files; the cursor stays on its filing."""
        before = self.path
        self._line.today = today
        self._lines.show_paths(paths, today)
        for row in range(self.shown):
            index = self._found.index(row, 0)
            if self._path(index) == before:
                self.setCurrentIndex(index)
        if self.shown and not self.currentIndex().isValid():
            self.setCurrentIndex(self._found.index(0, 0))
        self.count_changed.emit()

    def show_overview(self, found: Overview) -> None:
        """Fill in the line of a file."""
        self._lines.show_overview(found)

    def search(self, words: str) -> None:
        """Show only the lines that hold these words."""
        self._found.setFilterFixedString(words.strip())
        if self.shown and not self.currentIndex().isValid():
            self.setCurrentIndex(self._found.index(0, 0))
        self.count_changed.emit()

    def sort(self, order: Order) -> None:
        """Sort the lines; they stay sorted while overviews come in."""
        self._found.order = order
        self._found.invalidate()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _press(self, index: QModelIndex) -> None:
        """Do what the word at the end of a line says."""
        line = index.data(LINE)
        (self.removed if line.overview and line.overview.gone else self.opened).emit(line.path)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._path(index))

    def _path(self, index: QModelIndex) -> Path:
        line = index.data(LINE)
        assert isinstance(line, Line)  # noqa: S101  (as above)
        return line.path

    def _on_link(self, event: QMouseEvent) -> QModelIndex:
        """The line whose last word is under the pointer."""
        index = self.indexAt(event.position().toPoint())
        inside = index.isValid() and self._line.link(self.visualRect(index), self.font()).contains(event.position())
        return index if inside else QModelIndex()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on_link = self._on_link(event).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self._on_link(event)
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._press(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.path:
            self.removed.emit(self.path)
        else:
            super().keyPressEvent(event)


@cache
def _pinyin() -> QCollator:
    return QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
