"""A box for long texts that grows with what is in it, and counts the characters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import columns, label, restyle, rows
from desktop.gui.widgets.fields import Field
from desktop.model import text as texts

_EDGE = 2 * GRID + 2
_FULL = 0.95  # of the limit, from where on the count calls for attention


class GrowingBox(QPlainTextEdit):
    """As high as its text, between `lines` and `most` lines; then it scrolls."""

    def __init__(self, lines: int = 4, most: int = 16) -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Take the height of the wrapped lines; asking for a block's rectangle lays it out."""
        line, block, height = self.fontMetrics().lineSpacing(), self.document().firstBlock(), 0.0
        while block.isValid() and height < self._most * line:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        full = height >= self._most * line
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(round(min(max(height, self._lines * line), self._most * line)) + _EDGE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()


class CountedBox(QWidget):
    """A text with its count below on the right, and a hint on the left."""

    def __init__(self, caption: str, limit: int = 0, hint: str = "", *, lines: int = 4, titled: bool = True) -> None:
        super().__init__()
        self._limit = limit or texts.TEXT_LIMIT
        self.box = GrowingBox(lines)
        self.field = Field(caption, self.box, lambda typed: texts.text(typed, self._limit))
        if not titled:  # the card's title says it already
            next(item for item in self.field.findChildren(QLabel) if item.buddy() is self.box).hide()
        self.typed = self.field.typed
        self._count = label("", "third")
        layout = rows(self, spacing=4)
        layout.addWidget(self.field)
        line = columns()
        line.addWidget(label(hint, "small", wrap=True), 1)
        line.addWidget(self._count)
        layout.addLayout(line)
        self.box.textChanged.connect(self._show_count)
        self._show_count()

    def show_value(self, value: str) -> None:
        """Show the filing's text."""
        self.field.show_value(value)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self.box.toPlainText())
        self._count.setText(f"{count} / {self._limit}")
        restyle(self._count, "kind", "attention-small" if count > self._limit * _FULL else "third")
