"""Tells when the size of texts changes, for what was measured by the font: rows of tables, widths of columns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override


class FontFollower(QObject):
    """Calls now, and whenever the font of a widget has changed."""

    def __init__(self, widget: QWidget, measure: Callable[[], None]) -> None:
        super().__init__(widget)
        self._measure = measure
        widget.installEventFilter(self)
        measure()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FontChange:
            self._measure()
        return False
