"""The table of systems under the keyboard: arrows and Tab move, typing edits, Space ticks, Enter opens, Del removes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import Colours, scaled
from desktop.gui.widgets.evidence_slot import SlotDelegate
from desktop.gui.widgets.font_follower import FontFollower
from desktop.gui.widgets.system_cells import SystemDelegate
from desktop.gui.widgets.systems_columns import Column, Kind
from desktop.gui.widgets.systems_model import SystemsModel

ROW, HEADER = 54, 34
_BOX_REACH = 18  # pixels around the middle of a cell in which a click ticks the box
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SystemsTable(QTableView):
    """Shows a model; what is asked of a slot or a row is told by signals."""

    opened = Signal(QModelIndex)  # a slot: look at its picture, or choose a file
    pasted = Signal(QModelIndex)
    removed = Signal(QModelIndex)  # Del on a slot or a name
    asked = Signal(QModelIndex, QPoint)  # the context menu
    dropped = Signal(list, QModelIndex)  # paths, and the cell below them
    wanted = Signal()  # a new system

    def __init__(self, model: SystemsModel, colours: Colours, slots: SlotDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self._model = model
        self.setProperty("kind", "systems")
        self.setAccessibleName("系统清单")
        self._delegate = SystemDelegate(colours, self)
        self.setItemDelegate(self._delegate)
        for number, column in enumerate(model.columns):
            if column.kind is Kind.SLOT:
                self.setItemDelegateForColumn(number, slots)
        slots.thumbnails.ready.connect(self.viewport().update)
        self._set_up()

    def chosen(self) -> list[int]:
        """The rows that are chosen, from above."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def put_cursor(self, index: QModelIndex, *, edit: bool = False) -> None:
        """Put the cursor into a cell, and begin to edit it."""
        if index.isValid():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(index)
            self.scrollTo(index)
            if edit:
                self.edit(index)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        FontFollower(self, lambda: _measure(self))

    def share_width(self) -> None:
        """Give the columns what they need, and share out what is left."""
        columns = self._model.columns
        least = [scaled(self.font(), item.width) for item in columns]
        left = max(self.viewport().width() - sum(least), 0)
        shares = sum(item.share for item in columns) or 1
        given = [width + left * item.share // shares for width, item in zip(least, columns, strict=True)]
        given[-1] += max(left - sum(given) + sum(least), 0)
        for number, width in enumerate(given):
            self.setColumnWidth(number, width)

    def _on_key(self, event: QKeyEvent, index: QModelIndex, column: Column) -> bool:
        """What a key does in a cell; False for Qt's own way."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(index)
        elif event.key() in _ENTER and plain:
            self._open(index, column)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and plain:
            self._remove(index, column)
        elif event.key() == Qt.Key.Key_Space and column.kind is not Kind.TEXT:
            self._open(index, column)
        else:
            return False
        return True

    def _open(self, index: QModelIndex, column: Column) -> None:
        if column.kind is Kind.CHECK:
            self._model.setData(index, None)
        elif column.kind is Kind.SLOT:
            self.opened.emit(index)
        else:
            self.edit(index)

    def _remove(self, index: QModelIndex, column: Column) -> None:
        if column.kind is Kind.SLOT or index.column() == 0:
            self.removed.emit(index)
        elif column.kind is Kind.TEXT:
            self._model.setData(index, "")

    def _at_end(self, *, forward: bool) -> bool:
        index = self.currentIndex()
        last = (self._model.rowCount() - 1, self._model.columnCount() - 1)
        return not index.isValid() or (index.row(), index.column()) == (last if forward else (0, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Insert:
            self.wanted.emit()
        elif not index.isValid() or not self._on_key(event, index, self._model.column(index)):
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Typing edits; it does not jump to another row."""

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        self.setTabKeyNavigation(not self._at_end(forward=next))  # from the last cell, Tab leads out of the table
        return super().focusNextPrevChild(next)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:  # Enter: on to the row below
            below = self._model.index(self.currentIndex().row() + 1, self.currentIndex().column())
            if below.isValid():
                self.setCurrentIndex(below)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            middle = self.visualRect(index).center().x()
            if self._model.column(index).kind is Kind.CHECK and abs(event.position().x() - middle) <= _BOX_REACH:
                self._model.setData(index, None)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.column(index).kind is Kind.SLOT:
            self.opened.emit(index)
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.asked.emit(index, self.viewport().mapToGlobal(self.visualRect(index).center()))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        paths, index = _paths(event), self.indexAt(event.position().toPoint())
        if len(paths) == 1 and index.isValid() and self._model.use(index):
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if paths:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            index = self.indexAt(event.position().toPoint())
            self.dropped.emit(paths, index)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def height_of(table: QTableView, row_count: int) -> int:
    """How high header and rows are."""
    return scaled(table.font(), HEADER) + row_count * scaled(table.font(), ROW)


def _measure(table: SystemsTable) -> None:
    row = scaled(table.font(), ROW)
    table.verticalHeader().setDefaultSectionSize(row)
    table.verticalScrollBar().setSingleStep(row // 3)
    table.horizontalHeader().setFixedHeight(scaled(table.font(), HEADER))
    table.share_width()
