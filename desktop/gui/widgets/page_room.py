"""How much of the page's visible height a part may use, told anew whenever the window changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID

_MARGIN = 7 * GRID  # the page's own below its last card, the gap before the stretch there, and a little air


class PageRoom(QObject):
    """The room of a widget in the scrolled page it stands on."""

    changed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._area: QScrollArea | None = None
        widget.installEventFilter(self)

    @property
    def height(self) -> int | None:
        """Pixels from the widget's top to the bottom of what is visible; None where it is not on a page."""
        page = self._area.widget() if self._area else None
        if self._area is None or page is None:
            return None
        return self._area.viewport().height() - self._widget.mapTo(page, QPoint()).y() - _MARGIN

    def _find(self) -> None:
        above = self._widget.parentWidget()
        while above and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea) and above is not self._area:
            self._area = above
            above.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._find()
        if event.type() in {QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.Move}:
            self.changed.emit()
        return super().eventFilter(watched, event)
