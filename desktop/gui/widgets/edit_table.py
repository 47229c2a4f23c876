"""A table whose cells are edited in place: checked while typing, told below, Tab from cell to cell, Del for a row.

Used for every list of the filing that fits in a card. The rows belong to the filing; the table only shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.gui.overriding import override
from desktop.gui.theme import Colours, scaled
from desktop.gui.widgets.basics import label, rows
from desktop.gui.widgets.column_widths import ColumnWidths
from desktop.gui.widgets.font_follower import FontFollower
from desktop.gui.widgets.row_model import Column, Index, Row, RowModel
from desktop.gui.widgets.tick_box import draw_tick

_HEIGHT, _HEADER = 36, 35
_TICK_INDENT = 9
_SHOWN = 12  # rows, before the table scrolls by itself
_EndHint = QAbstractItemDelegate.EndEditHint


class _Cells(QStyledItemDelegate):
    """The editor of a cell."""

    def __init__(self, model: RowModel[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._before: tuple[QPersistentModelIndex, str] | None = None
        self.closeEditor.connect(self._closed)

    def _typed(self, index: QPersistentModelIndex, typed: str) -> None:
        if index.isValid() and self._model.columns[index.column()].live:
            self._model.write(index, typed)

    def _closed(self, _editor: QWidget, hint: _EndHint = _EndHint.NoHint) -> None:
        """Esc brings back what stood there."""
        if hint is _EndHint.RevertModelCache and self._before and self._before[0].isValid():
            self._model.write(*self._before)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if self._model.columns[index.column()].tick:
            area, ticked = option.rect, index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            draw_tick(painter, area.x() + _TICK_INDENT, area.center().y() + 0.5, option.palette, ticked=ticked)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator  # drawn in `paint`

    @override
    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click anywhere in the cell ticks, and so does the space bar."""
        clicked = isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton
        released = clicked and event.type() is QEvent.Type.MouseButtonRelease
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not self._model.columns[index.column()].tick:
            return super().editorEvent(event, model, option, index)
        if released or pressed:
            now = index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            return self._model.write(index, "" if now else "1")
        return False

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column, text = self._model.columns[index.column()], str(index.data(Qt.ItemDataRole.EditRole))
        editor = QLineEdit(parent)
        editor.setProperty("kind", "cell")
        editor.setAccessibleName(f"第 {index.row() + 1} 行{column.title}")
        if column.figure:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        kept = QPersistentModelIndex(index)
        self._before = (kept, text)
        self._model.refused.emit("")
        editor.textEdited.connect(partial(self._typed, kept))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():  # what is being typed is left alone
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.isModified():
            self._model.write(index, editor.text())


class _View(QTableView):
    """Tab visits the cells that can be changed and then goes on; Del asks for a row to be taken out."""

    deleted = Signal(int)

    def __init__(self, model: RowModel[Row]) -> None:
        super().__init__()
        self.setModel(model)
        self._rows = model
        self.setItemDelegate(_Cells(model, self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        ColumnWidths(self, {number: column.width for number, column in enumerate(model.columns) if column.width})
        FontFollower(self, self.measure)

    @property
    def _editing(self) -> bool:
        """Whether a cell is open; its editor hands on the Enter that ends it."""
        return self.state() is QAbstractItemView.State.EditingState

    def neighbour(self, step: int) -> QModelIndex | None:
        """The next cell that can be changed, in reading order; None behind the last."""
        width, current = self._rows.columnCount(), self.currentIndex()
        position = current.row() * width + current.column() if current.isValid() else -1
        while 0 <= (position := position + step) < width * self._rows.rowCount():
            row, column = divmod(position, width)
            if self._rows.editable(row, column):
                return self._rows.index(row, column)
        return None

    def measure(self) -> None:
        """Take the sizes that go with the font, and the height of the rows."""
        font, rows_shown = self.font(), min(max(self._rows.rowCount(), 1), _SHOWN)
        self.verticalHeader().setDefaultSectionSize(scaled(font, _HEIGHT))
        self.horizontalHeader().setFixedHeight(scaled(font, _HEADER))
        self.setFixedHeight(scaled(font, _HEADER) + rows_shown * scaled(font, _HEIGHT) + 2)

    @override
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        actions = QAbstractItemView.CursorAction
        step = {actions.MoveNext: 1, actions.MovePrevious: -1}.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        return self.neighbour(step) or self.currentIndex()

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        self.setTabKeyNavigation(self.neighbour(1 if forward else -1) is not None)
        return super().focusNextPrevChild(forward)

    @override
    def closeEditor(self, editor: QWidget, hint: _EndHint) -> None:
        step = {_EndHint.EditNextItem: 1, _EndHint.EditPreviousItem: -1}.get(hint)
        if step and self.neighbour(step) is None:
            super().closeEditor(editor, _EndHint.NoHint)
            self.focusNextPrevChild(step > 0)
        else:
            super().closeEditor(editor, hint)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and current.isValid():
            self.deleted.emit(current.row())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current.isValid() and not self._editing:
            self.edit(current)
        else:
            super().keyPressEvent(event)


class EditTable(QWidget, Generic[Row]):
    """The table, what is wrong below it; `changed(position, row, column)` and `deleted(position)` ask for an edit."""

    changed = Signal(int, object, int)
    deleted = Signal(int)
    chosen = Signal(int)  # the row one is in, -1 for none

    def __init__(self, name: str, columns: Sequence[Column[Row]], colours: Colours) -> None:
        super().__init__()
        self.model: RowModel[Row] = RowModel(columns, colours, self)
        self.view = _View(self.model)
        self.view.setAccessibleName(name)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        layout = rows(self, spacing=4)
        layout.addWidget(self.view)
        layout.addWidget(self._problem)
        self.setFocusProxy(self.view)
        self.model.changed.connect(self.changed)
        self.model.refused.connect(self._tell)
        self.view.deleted.connect(self.deleted)
        self.view.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(now.row()))

    @property
    def row(self) -> int:
        """The row one is in; -1 for none."""
        return self.view.currentIndex().row()

    def show_rows(self, shown: Sequence[Row]) -> None:
        """Show these rows; the cursor stays where it is, as far as there are rows."""
        current = self.view.currentIndex()
        row, column = current.row(), max(current.column(), 0)
        if self.model.show_rows(shown):
            self._tell("")
            self.view.measure()
            if row >= 0 and shown:
                self.view.setCurrentIndex(self.model.index(min(row, len(shown) - 1), column))
            self.chosen.emit(self.row)

    def edit_cell(self, row: int, column: int = 0) -> QWidget:
        """Put the cursor into a cell, ready to type; gives what has the cursor then."""
        self.view.setFocus()
        index = self.model.index(row, column)
        self.view.setCurrentIndex(index)
        if self.model.editable(row, column) and not self.model.columns[column].tick:
            self.view.edit(index)
        return next(reversed(self.view.viewport().findChildren(QLineEdit)), self.view)

    def first_gap(self, row: int) -> int:
        """The first column of a row that still wants something, else the first."""
        shown = self.model.rows[row]
        wanted = (number for number, item in enumerate(self.model.columns) if item.wanted and not item.text(shown))
        return next(wanted, 0)

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
