"""Shares the width of a table among its columns: fixed ones grow with the text, the others take what is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.gui.overriding import override
from desktop.gui.theme import scaled

_LEAST = 112  # pixels of a column that takes what is left; below, the table scrolls across


class ColumnWidths(QObject):
    """Keeps the columns of a table at the widths given for the body size, whatever the size of texts and window."""

    def __init__(self, table: QTableView, fixed: Mapping[int, int]) -> None:
        super().__init__(table)
        self._table, self._fixed = table, fixed
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)
        self._share()

    def _share(self) -> None:
        table, font = self._table, self._table.font()
        widths = {column: scaled(font, width) for column, width in self._fixed.items()}
        others = [column for column in range(table.horizontalHeader().count()) if column not in widths]
        left = table.viewport().width() - sum(widths.values())
        each = max(left // len(others), scaled(font, _LEAST)) if others else 0
        widths |= dict.fromkeys(others, each)
        if others:
            widths[others[-1]] += max(left - each * len(others), 0)
        for column, width in widths.items():
            table.setColumnWidth(column, width)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange}:
            self._share()
        return False
