"""A box to tick that is seen on light and dark grounds alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QCheckBox

from desktop.gui.overriding import override

SIZE = 16
_CORNERS = ((0.24, 0.52), (0.43, 0.70), (0.78, 0.32))  # of the tick, as parts of the box


def draw_tick(painter: QPainter, left: float, middle: float, palette: QPalette, *, ticked: bool) -> None:
    """A box with its left edge and its middle line here."""
    box = QRectF(left + 0.5, middle - SIZE / 2 + 0.5, SIZE - 1, SIZE - 1)
    roles = palette.ColorRole
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color(roles.Link if ticked else roles.PlaceholderText), 1.4))
    painter.setBrush(palette.color(roles.Link if ticked else roles.Base))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        painter.setPen(QPen(palette.color(roles.Base), 1.8))
        painter.drawPolyline(QPolygonF([QPointF(box.x() + x * SIZE, box.y() + y * SIZE) for x, y in _CORNERS]))
    painter.restore()


class TickBox(QCheckBox):
    """A check box in the program's look."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        # The style sheet's transparent ground makes the box's own base colour transparent too, and with it the tick.
        draw_tick(painter, 2, self.height() / 2, QApplication.palette(), ticked=self.isChecked())
        painter.setPen(palette.color(palette.ColorRole.Text))
        words = self.rect().adjusted(SIZE + 10, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(palette.color(palette.ColorRole.Link), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = QRectF(words.x() - 4, 1, self.fontMetrics().horizontalAdvance(self.text()) + 8, self.height() - 2)
            painter.drawRoundedRect(around, 4, 4)
