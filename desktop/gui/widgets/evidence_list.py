"""The list of all evidence as a table: thousands of rows, date and note edited in place, all by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.gui.overriding import override
from desktop.gui.theme import Colours, scaled, small
from desktop.gui.widgets.column_widths import ColumnWidths
from desktop.gui.widgets.evidence_model import TITLES, Column, EvidenceModel, Index, Row, worst
from desktop.gui.widgets.font_follower import FontFollower
from desktop.gui.widgets.painted import draw_chip
from desktop.standard.definition import Level

_ROW_HEIGHT = 36
_CHIP_HEIGHT = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_WIDTHS = {
    Column.NUMBER: 44,
    Column.KIND: 56,
    Column.SIZE: 76,
    Column.DATED: 92,
    Column.NOTE: 96,
    Column.FOUND: 64,
}


_TONES = {Level.ERROR: "error", Level.WARNING: "attention", Level.HINT: "accent"}


class EvidenceTable(QTableView):
    """The view: Enter edits date and note and opens the file elsewhere, Space opens it, Del removes, Tab leaves."""

    removing = Signal()
    opening = Signal(int)  # the row of the file one wants to look at
    chosen = Signal()  # other rows are selected

    def __init__(self, model: EvidenceModel, colours: Colours) -> None:
        super().__init__()
        self._evidence = model
        self.setModel(model)
        self.setProperty("kind", "evidence")
        self.setAccessibleName("全部佐证材料")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setItemDelegate(_Delegate(colours, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._columns()
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        model.modelReset.connect(self.chosen)

    def selected(self) -> list[int]:
        """The selected rows, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    @property
    def chosen_rows(self) -> list[Row]:
        """What the selected rows show; while the list is made anew, only what is there already."""
        shown = self._evidence.rows
        return [shown[number] for number in self.selected() if number < len(shown)]

    def show_file(self, file: str) -> bool:
        """Select the row of a file; False where there is none."""
        found = (number for number, row in enumerate(self._evidence.rows) if row.entry.evidence.file == file)
        number = next(found, None)
        if number is not None:
            self.show_row(number)
        return number is not None

    def show_row(self, number: int, column: Column = Column.USE) -> None:
        """Select a row and bring it into view."""
        self.setCurrentIndex(self.model().index(number, column))
        self.selectRow(number)
        self.setCurrentIndex(self.model().index(number, column))

    def _columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        ColumnWidths(self, {int(column): width for column, width in _WIDTHS.items()})
        FontFollower(self, self._measure)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scaled(self.font(), _ROW_HEIGHT))

    def _editable(self, index: QModelIndex) -> bool:
        return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._editable(index):
            self.opening.emit(index.row())
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing and self.selected():
            self.removing.emit()
        elif event.key() in _ENTER and not editing and self._editable(self.currentIndex()):
            self.edit(self.currentIndex())
        elif event.key() in {*_ENTER, Qt.Key.Key_Space} and not editing and self.currentIndex().isValid():
            self.opening.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self.setCurrentIndex(below)


class _Delegate(QStyledItemDelegate):
    """Draws what was found as a chip, and long texts with their middle left out where the end matters."""

    def __init__(self, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = colours

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        column = Column(index.column())
        if column is Column.FOUND:
            option.text = ""
        if column is Column.FILE:
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if index.column() != Column.FOUND or not isinstance(model, EvidenceModel):
            return
        said, level = str(index.data()), worst(model.rows[index.row()].findings)
        if not said:
            return
        font = small(option.font)
        width = QFontMetrics(font).horizontalAdvance(said) + 12
        place, high = QRectF(option.rect), scaled(option.font, _CHIP_HEIGHT)
        chip = QRectF(place.left() + 4, place.center().y() - high / 2, width, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        draw_chip(painter, chip, said, _TONES[level or Level.WARNING], self._colours)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("kind", "cell")
        editor.setAccessibleName(TITLES[index.column()])
        if index.column() == Column.DATED:
            editor.setPlaceholderText("2020-03-18")
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not (isinstance(editor, QLineEdit) and editor.isModified()):  # checks redraw rows while one is typing
            super().setEditorData(editor, index)
