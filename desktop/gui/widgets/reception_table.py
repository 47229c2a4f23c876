"""The list of packages on the bureau's desk: sorted by a title, rows moved with the mouse or Alt and an arrow."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.gui.overriding import override
from desktop.gui.reception import Row
from desktop.gui.theme import Colours, scaled, small
from desktop.gui.widgets.font_follower import FontFollower
from desktop.gui.widgets.painted import draw_chip, tone_of
from desktop.gui.widgets.reception_model import CHIP, PALE, Columns, Filter, ReceptionModel

Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _HEADER, _CHIP_HEIGHT = 36, 35, 20
_LEAST_NAME = 160  # pixels
_DISPENSABLE = (Columns.VERSION, Columns.COUNTY, Columns.SCORE)  # the first goes first


class ReceptionTable(QTableView):
    """Shows rows as a filter admits; `chosen(path)` follows the cursor, None where nothing is shown."""

    chosen = Signal(object)
    reordered = Signal(list)

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.setProperty("kind", "evidence")
        self.setAccessibleName("申报包列表")
        self.packages = ReceptionModel()
        self.setModel(self.packages)
        self.setItemDelegate(_Delegate(colours, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._header()
        self.packages.reordered.connect(self.reordered)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.path))
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            key = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(lambda by=step: self.move_row(by))
        FontFollower(self, self._measure)

    @property
    def row(self) -> Row | None:
        """The row the cursor is on."""
        index = self.currentIndex()
        return self.packages.shown[index.row()] if index.isValid() else None

    @property
    def path(self) -> Path | None:
        """The package the cursor is on."""
        return self.row.path if self.row else None

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; the cursor stays on its package."""
        before = self.path
        self._kept(before, anew=self.packages.show_rows(rows))

    def show_filter(self, wanted: Filter) -> None:
        """Show only what a filter admits."""
        before = self.path
        self._kept(before, anew=self.packages.show_filter(wanted))

    def move_row(self, by: int) -> None:
        """Move the package under the cursor up or down."""
        if self.row:
            self.horizontalHeader().setSortIndicatorShown(False)
            self.packages.move(self.row.path, self.currentIndex().row() + by)

    def _kept(self, before: Path | None, *, anew: bool) -> None:
        if not anew:
            return
        paths = [row.path for row in self.packages.shown]
        at = paths.index(before) if before in paths else 0
        if paths:
            self.setCurrentIndex(self.packages.index(at, 0))
        if self.path != before or not paths:
            self.chosen.emit(self.path)

    def _header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _sort(self, section: int) -> None:
        """A click sorts, another one the other way round; scores begin with the best."""
        header = self.horizontalHeader()
        orders = Qt.SortOrder
        first = orders.DescendingOrder if list(Columns)[section] is Columns.SCORE else orders.AscendingOrder
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == section
        other = (
            orders.AscendingOrder if header.sortIndicatorOrder() is orders.DescendingOrder else orders.DescendingOrder
        )
        order = other if again else first
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self.packages.sort(section, order)

    def _share_width(self) -> None:
        """The name takes what is left; where that gets too little, the columns that matter least are left out."""
        room, font = self.viewport().width(), self.font()
        widths = {column: scaled(font, column.value[1]) for column in Columns}
        for column in _DISPENSABLE:
            if room - sum(widths.values()) < scaled(font, _LEAST_NAME):
                widths[column] = 0
        widths[Columns.ENTERPRISE] = max(room - sum(widths.values()), scaled(font, _LEAST_NAME))
        for number, column in enumerate(Columns):
            self.setColumnHidden(number, not widths[column])
            self.setColumnWidth(number, widths[column])

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scaled(self.font(), _HEIGHT))
        self.horizontalHeader().setFixedHeight(scaled(self.font(), _HEADER))
        self._share_width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()


class _Delegate(QStyledItemDelegate):
    """Draws verdict and state as chips, and what does not count in a paler colour."""

    def __init__(self, colours: Colours, view: QTableView) -> None:
        super().__init__(view)
        self._colours, self._view = colours, view

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the whole row has the cursor, not a cell
        if index.data(CHIP):
            option.text = ""
        if index.data(PALE):
            third = QColor(self._colours.third)
            for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
                option.palette.setColor(role, third)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() == 0 and self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            edge = QRectF(option.rect)
            edge.setWidth(3)
            painter.fillRect(edge, QColor(self._colours.accent))
        kind = index.data(CHIP)
        if not kind:
            return
        said, font = str(index.data()), small(option.font)
        place, high = QRectF(option.rect), scaled(option.font, _CHIP_HEIGHT)
        width = min(QFontMetrics(font).horizontalAdvance(said) + 12, place.width() - 8)
        chip = QRectF(place.left() + 4, place.center().y() - high / 2, width, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        draw_chip(painter, chip, said, tone_of(kind), self._colours)
        painter.restore()
