"""What the screens outside a filing have in common: a bar with the way back, a title, and a column of cards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import AROUND_LINK, GRID
from desktop.gui.widgets.basics import button, columns, frame, label, rows
from desktop.gui.widgets.notice import Kind, Notice
from desktop.gui.widgets.tab_order import put_in_order

COLUMN = 760


class FrontPage(QWidget):
    """A screen reached from the home screen; `left` is emitted when the person goes back."""

    left = Signal()
    help_wanted = Signal()

    def __init__(self, title: str, advice: str) -> None:
        super().__init__()
        self.setProperty("kind", "window")
        outer = rows(self, spacing=0)
        bar = frame("bar")
        line = columns(bar, spacing=GRID + 4)
        line.setContentsMargins(2 * GRID - AROUND_LINK, 0, 2 * GRID - AROUND_LINK, 0)
        self.back = button("← 案卷", self.left.emit, "link")
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(button("帮助", self.help_wanted.emit, "link"))
        outer.addWidget(bar)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self._area, 1)
        self.body = rows(spacing=GRID + 4)
        self._column(title, advice)

    def tell(self, sentence: str, kind: Kind = "problem") -> None:
        """Show a sentence under the title; "" takes it away."""
        self._notice.tell(sentence, kind)

    def begin(self) -> None:
        """The person has just come here."""

    def close_down(self) -> None:
        """Stop what is under way and return when nothing runs any more."""

    def _column(self, title: str, advice: str) -> None:
        inner = QWidget()
        inner.setProperty("kind", "window")
        across = columns(inner)
        across.setContentsMargins(2 * GRID, 3 * GRID, 2 * GRID, 3 * GRID)
        column = QWidget()
        column.setProperty("kind", "window")
        column.setMaximumWidth(COLUMN)
        down = rows(column, spacing=GRID + 4)
        self.title = label(title, "title")
        self._advice = label(advice, "second", wrap=True)
        self._notice = Notice()
        for part in (self.title, self._advice, self._notice):
            down.addWidget(part)
        down.addLayout(self.body)
        down.addStretch(1)
        across.addStretch(1)
        across.addWidget(column, 1000)
        across.addStretch(1)
        self._area.setWidget(inner)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        put_in_order(self)
        return super().focusNextPrevChild(forward)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
