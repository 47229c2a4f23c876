"""Widgets one after the other, going on in the next line where the width ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID


class Flow(QWidget):
    """A line of widgets that wraps.

    It is no `QLayout`: a layout in Python keeps Python's view of items that Qt makes and deletes, and once an
    address is used a second time, that is the view of an item long gone.
    """

    def __init__(self, spacing: int = GRID) -> None:
        super().__init__()
        self.parts: tuple[QWidget, ...] = ()
        self._gap = spacing
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hold(self, parts: Sequence[QWidget]) -> None:
        """Hold these widgets in this order; those held before that are not among them are gone for good."""
        for gone in self.parts:
            if gone not in parts:
                gone.setParent(None)
                gone.deleteLater()
        for part in parts:
            if part.parentWidget() is not self:
                hidden = part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
                part.setParent(self)
                part.setVisible(not hidden)
        self.parts = tuple(parts)
        self._place(self.width(), really=True)
        self.updateGeometry()

    def _place(self, width: int, *, really: bool) -> int:
        """Put the widgets into lines of a width; gives the height they take."""
        left = top = height = 0
        for part in self.parts:
            if part.isHidden():
                continue
            wanted = _size(part)
            size = QSize(min(wanted.width(), max(width, 1)), wanted.height())
            if left and left + size.width() > width:
                left, top, height = 0, top + height + self._gap, 0
            height = max(height, size.height())
            if really:
                part.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
        return top + height

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(width, really=False)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        sizes = [_size(part) for part in self.parts if not part.isHidden()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._place(self.width(), really=True)
            if event.type() is QEvent.Type.LayoutRequest:
                self.updateGeometry()
        return super().event(event)


def _size(part: QWidget) -> QSize:
    wanted = part.sizeHint().expandedTo(part.minimumSizeHint()).expandedTo(part.minimumSize())
    return wanted.boundedTo(part.maximumSize())
