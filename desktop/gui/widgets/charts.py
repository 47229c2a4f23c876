"""The few charts, drawn by hand: the radar, the marks of the rail."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import Colours, small
from desktop.gui.widgets.painted import EVERY_PIXEL
from desktop.standard.flow import StepState

_RINGS = 4


class Radar(QWidget):
    """Parts of several wholes around a middle; the ground with its names is drawn once and kept."""

    def __init__(self, chosen: Colours) -> None:
        super().__init__()
        self._colours = chosen
        self._axes: tuple[tuple[str, float], ...] = ()
        self._ground = QPixmap()
        self._ground_for: object = None  # what it was drawn for
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_axes(self, axes: Sequence[tuple[str, float]]) -> None:
        """Show names with parts between 0 and 1; fewer than three axes are not drawn."""
        shown = tuple(axes)
        if shown == self._axes:
            return
        self._axes = shown
        self.setAccessibleName("，".join(f"{name} {part:.0%}" for name, part in axes))
        self.update()

    @property
    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2 + 4)

    @property
    def _radius(self) -> float:
        return min(self.width() / 2 - 44, self.height() / 2 - 24)

    def _polygon(self, lengths: Sequence[float]) -> QPolygonF:
        middle = self._middle
        return QPolygonF([middle + self._direction(number) * length for number, length in enumerate(lengths)])

    def _direction(self, number: int) -> QPointF:
        angle = 2 * math.pi * number / len(self._axes) - math.pi / 2
        return QPointF(math.cos(angle), math.sin(angle))

    def _drawn_ground(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        ground = QPixmap(self.size() * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(QColor(self._colours.surface))
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colours.line), 1))
        for ring in range(1, _RINGS + 1):
            painter.drawPolygon(self._polygon([self._radius * ring / _RINGS] * len(self._axes)))
        self._names(painter)
        painter.end()
        return ground

    def _names(self, painter: QPainter) -> None:
        painter.setFont(small(self.font(), less=1))
        painter.setPen(QColor(self._colours.second))
        for number, (name, _) in enumerate(self._axes):
            at = self._middle + self._direction(number) * (self._radius + 14)
            width = painter.fontMetrics().horizontalAdvance(name) + 4
            left = min(max(at.x() - width / 2, 0.0), self.width() - width)
            height = painter.fontMetrics().height()
            painter.drawText(QRectF(left, at.y() - height / 2, width, height), Qt.AlignmentFlag.AlignCenter, name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect() + EVERY_PIXEL, QColor(self._colours.surface))
        if len(self._axes) >= 3:  # noqa: PLR2004  (two axes span nothing)
            wanted = self.size(), self.devicePixelRatioF(), self.font(), replace(self._colours), len(self._axes)
            if self._ground_for != wanted:
                self._ground_for, self._ground = wanted, self._drawn_ground()
            painter.drawPixmap(0, 0, self._ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent, soft = QColor(self._colours.accent), QColor(self._colours.accent)
            soft.setAlpha(45)
            painter.setPen(QPen(accent, 2))
            painter.setBrush(soft)
            painter.drawPolygon(self._polygon([self._radius * part for _, part in self._axes]))
        painter.end()


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
