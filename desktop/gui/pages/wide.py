"""A screen outside a filing that takes the whole window: a desk, on which only the list scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.pages.front import FrontPage
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import columns, label, rows
from desktop.gui.widgets.gap_bar import Elided
from desktop.gui.widgets.notice import Notice


class WidePage(FrontPage):
    """As a front page, with `where` beside the title for the place that is worked on."""

    @override
    def _column(self, title: str, advice: str) -> None:
        """The whole width, and no scrolling but in the list: it is a desk, not a page."""
        inner = QWidget()
        inner.setProperty("kind", "window")
        down = rows(inner, spacing=GRID)
        down.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID + 4)
        head = columns(spacing=GRID + 4)
        self.title, self.where = label(title, "title"), Elided()
        self.where.setProperty("kind", "small")
        head.addWidget(self.title)
        head.addWidget(self.where, 1)
        self._advice, self._notice = label(advice, "second", wrap=True), Notice()
        down.addLayout(head)
        for part in (self._advice, self._notice):
            down.addWidget(part)
        down.addLayout(self.body, 1)
        self._area.hide()
        layout = self.layout()
        if layout:
            layout.addWidget(inner)
