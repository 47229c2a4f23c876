"""Texts that change while the window stays as it is: they ask for a new layout only when they need more or fewer lines.

A `QLabel` asks the whole window for a new layout with every change of its text, which is felt while typing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import label
from desktop.gui.widgets.font_follower import FontFollower


class SteadyLabel(QWidget):
    """A wrapped text of a kind; the label inside has no layout around it that could be disturbed."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self._label = label("", kind, wrap=True)
        self._label.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What is shown."""
        return self._label.text()

    def setText(self, text: str) -> None:  # noqa: N802  (a label's own word)
        """Show a text."""
        if text == self._label.text():
            return
        before = self._label.heightForWidth(self.width())
        self._label.setText(text)
        if self._label.heightForWidth(self.width()) != before:
            self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._label.heightForWidth(width)

    @override
    def sizeHint(self) -> QSize:
        return self._label.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._label.minimumSizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._label.setGeometry(self.rect())


class Unmoved(QWidget):
    """Room for one widget, whose changes never disturb the layout around.

    The widget fills the room. With the `longest` text it will show, it stands at the right, where there is
    room for that text.
    """

    def __init__(self, inner: QWidget, longest: str = "") -> None:
        super().__init__()
        self.inner, self._own_width = inner, bool(longest)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        inner.setParent(self)
        if longest:
            FontFollower(self, lambda: self.setMinimumWidth(self.fontMetrics().horizontalAdvance(longest) + GRID))

    def _place(self) -> None:
        area = self.rect()
        if self._own_width:
            width = max(self.inner.sizeHint().width(), self.minimumWidth())
            area.setLeft(max(area.right() + 1 - width, 0))
        self.inner.setGeometry(area)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.inner.sizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._place()
        return super().event(event)


def steadied(shown: QLabel, longest: str) -> QLabel:
    """The label with a size of its own, enough for the longest text it will show."""

    def measure() -> None:
        before = shown.text()
        shown.setText(longest)
        shown.setFixedSize(shown.sizeHint())
        shown.setText(before)

    shown.ensurePolished()
    FontFollower(shown, measure)
    return shown
