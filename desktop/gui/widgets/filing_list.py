"""The list of filings on the home screen: rows opened by double click, Enter or the word at their end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView
from typing_extensions import override

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


class FilingList(QListView):
    """Shows lines; `opened` says which filing the person wants."""

    opened = Signal(Path)
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
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._lines)
        self._found.setFilterRole(_FOUND_BY)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
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
            self._open(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
