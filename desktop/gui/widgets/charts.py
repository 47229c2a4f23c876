"""The few charts, drawn by hand: score bar, radar, the marks of the rail."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.gui.theme import Colours, small
from desktop.standard.flow import StepState

_BAR = 6  # pixels high
_RINGS = 4


class ScoreBar(QWidget):
    """A part of a whole as a bar."""

    def __init__(self, chosen: Colours) -> None:
        super().__init__()
        self._colours, self._part = chosen, 0.0
        self.setFixedHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        """Show a part between 0 and 1."""
        self._part = min(max(part, 0.0), 1.0)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(self._colours.faint))
        painter.drawRoundedRect(whole, _BAR / 2, _BAR / 2)
        if self._part > 0:
            whole.setWidth(max(whole.width() * self._part, _BAR))
            painter.setBrush(QColor(self._colours.accent))
            painter.drawRoundedRect(whole, _BAR / 2, _BAR / 2)


class Radar(QWidget):
    """Parts of several wholes around a middle."""

    def __init__(self, chosen: Colours) -> None:
        super().__init__()
        self._colours = chosen
        self._axes: Sequence[tuple[str, float]] = ()
        self.setMinimumSize(160, 160)

    def show_axes(self, axes: Sequence[tuple[str, float]]) -> None:
        """Show names with parts between 0 and 1; fewer than three axes are not drawn."""
        self._axes = axes
        self.setAccessibleName("，".join(f"{name} {part:.0%}" for name, part in axes))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._axes) < 3:  # noqa: PLR2004  (two axes span nothing)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2 + 4)
        radius = min(self.width() / 2 - 44, self.height() / 2 - 26)
        painter.setPen(QPen(QColor(self._colours.line), 1))
        for ring in range(1, _RINGS + 1):
            painter.drawPolygon(self._polygon(middle, [radius * ring / _RINGS] * len(self._axes)))
        accent, soft = QColor(self._colours.accent), QColor(self._colours.accent)
        soft.setAlpha(45)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(soft)
        painter.drawPolygon(self._polygon(middle, [radius * part for _, part in self._axes]))
        self._names(painter, middle, radius)

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, 168)

    def _polygon(self, middle: QPointF, lengths: Sequence[float]) -> QPolygonF:
        return QPolygonF([middle + self._direction(number) * length for number, length in enumerate(lengths)])

    def _direction(self, number: int) -> QPointF:
        angle = 2 * math.pi * number / len(self._axes) - math.pi / 2
        return QPointF(math.cos(angle), math.sin(angle))

    def _names(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        painter.setFont(small(painter.font(), less=1))
        painter.setPen(QColor(self._colours.second))
        for number, (name, _) in enumerate(self._axes):
            at = middle + self._direction(number) * (radius + 14)
            width = painter.fontMetrics().horizontalAdvance(name) + 4
            left = min(max(at.x() - width / 2, 0.0), self.width() - width)
            height = painter.fontMetrics().height()
            painter.drawText(QRectF(left, at.y() - height / 2, width, height), Qt.AlignmentFlag.AlignCenter, name)


def draw_mark(painter: QPainter, place: QRectF, state: StepState, *, now: bool, chosen: Colours) -> None:
    """The mark of a step: a ring to do, a part, a tick, an exclamation mark, a dot where one is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if now:
        painter.setPen(QPen(QColor(chosen.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.accent))
        painter.drawEllipse(place.center(), 3, 3)
        return
    filled = {StepState.DONE: chosen.good, StepState.ERROR: chosen.error}.get(state)
    painter.setPen(QPen(QColor(filled or (chosen.attention if state is StepState.PART else chosen.third)), 1.5))
    painter.setBrush(QColor(filled) if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    if state is StepState.PART:
        painter.setBrush(QColor(chosen.attention))
        painter.drawPie(place.adjusted(3, 3, -3, -3), 90 * 16, -200 * 16)
    elif state is StepState.DONE:
        painter.setPen(QPen(QColor(chosen.surface), 1.8))
        left, top, size = place.x(), place.y(), place.width()
        corners = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.36))
        painter.drawPolyline(QPolygonF([QPointF(left + x * size, top + y * size) for x, y in corners]))
    elif state is StepState.ERROR:
        painter.setPen(QPen(QColor(chosen.surface), 2))
        middle = place.center()
        painter.drawLine(QPointF(middle.x(), middle.y() - 4), QPointF(middle.x(), middle.y() + 1))
        painter.drawPoint(QPointF(middle.x(), middle.y() + 4))
