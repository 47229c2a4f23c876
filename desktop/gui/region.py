"""A rectangle that somebody draws with the mouse or moves with the keys, inside bounds."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent

_STEP, _FINE = 8, 1
_LEAST = 4  # a smaller one was a click
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Region:
    """`rect` is what is chosen, empty while nothing is."""

    def __init__(self, bounds: QRect) -> None:
        self.bounds, self.rect = bounds, QRect()
        self._anchor: QPoint | None = None

    @property
    def drawing(self) -> bool:
        """Whether the mouse is held down."""
        return self._anchor is not None

    def clear(self) -> None:
        """Choose nothing."""
        self.rect, self._anchor = QRect(), None

    def begin(self, at: QPoint) -> None:
        """The mouse went down."""
        self._anchor, self.rect = self._inside(at), QRect()

    def stretch(self, to: QPoint) -> None:
        """The mouse was moved while it is held down."""
        if self._anchor is not None:
            one, other = self._anchor, self._inside(to)
            left, top = min(one.x(), other.x()), min(one.y(), other.y())
            self.rect = QRect(left, top, abs(one.x() - other.x()), abs(one.y() - other.y()))

    def end(self) -> bool:
        """The mouse was let go; False where it was a click and no rectangle."""
        self._anchor = None
        if self.rect.width() >= _LEAST and self.rect.height() >= _LEAST:
            return True
        self.rect = QRect()
        return False

    def press(self, event: QKeyEvent) -> bool:
        """Arrow keys move, with Shift they change the size, with Ctrl by a pixel; False for every other key."""
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        if direction is None:
            return False
        held = event.modifiers()
        step = _FINE if held & Qt.KeyboardModifier.ControlModifier else _STEP
        by = QPoint(direction[0] * step, direction[1] * step)
        if self.rect.isEmpty():
            self._place()
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self._resize(by)
        else:
            self._move(by)
        return True

    def _place(self) -> None:
        """The first key puts a rectangle into the middle."""
        size = self.bounds.size() / 3
        self.rect = QRect(QPoint(0, 0), size)
        self.rect.moveCenter(self.bounds.center())

    def _move(self, by: QPoint) -> None:
        bounds, moved = self.bounds, self.rect.translated(by)
        left = max(min(moved.left(), bounds.right() + 1 - moved.width()), bounds.left())
        top = max(min(moved.top(), bounds.bottom() + 1 - moved.height()), bounds.top())
        self.rect.moveTo(left, top)

    def _resize(self, by: QPoint) -> None:
        bounds, rect = self.bounds, self.rect
        wide = min(max(rect.width() + by.x(), _LEAST), bounds.right() + 1 - rect.left())
        high = min(max(rect.height() + by.y(), _LEAST), bounds.bottom() + 1 - rect.top())
        self.rect = QRect(rect.left(), rect.top(), wide, high)

    def _inside(self, point: QPoint) -> QPoint:
        bounds = self.bounds
        x = min(max(point.x(), bounds.left()), bounds.right() + 1)
        return QPoint(x, min(max(point.y(), bounds.top()), bounds.bottom() + 1))
