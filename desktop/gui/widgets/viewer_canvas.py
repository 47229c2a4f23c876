"""A picture to look at: fits the window until somebody zooms, is dragged or scrolled; areas can be drawn over it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from desktop.evidence.masking import Area
from desktop.gui.overriding import override
from desktop.gui.region import Region
from desktop.gui.theme import Colours

STEP = 1.25
_SMALLEST, _GREATEST = 0.05, 8.0
_AROUND = 16  # pixels left free around a picture that fits
_PAN = 64  # pixels
_COVER, _MOVED = QColor(0, 0, 0, 240), QColor(0, 0, 0, 150)  # until it is saved, one sees what is below


class Canvas(QGraphicsView):
    """Shows a picture, or a sentence where there is none."""

    zoomed = Signal(float)

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.setAccessibleName("图片")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setScene(QGraphicsScene(self))
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.scene().addItem(self._item)
        self._colours, self._fits, self._said = colours, True, ""

    @property
    def empty(self) -> bool:
        """Whether no picture is shown."""
        return self._item.pixmap().isNull()

    @property
    def size_shown(self) -> QSize:
        """The pixels of the picture."""
        return self._item.pixmap().size()

    def show_picture(self, picture: QImage) -> None:
        """Show a picture, fitting the window."""
        self._said = ""
        self._item.setPixmap(QPixmap.fromImage(picture))
        self.scene().setSceneRect(self._item.boundingRect())
        self.fit()

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a picture."""
        self._said = sentence
        self._item.setPixmap(QPixmap())
        self.scene().setSceneRect(QRectF())
        self.viewport().update()

    def fit(self) -> None:
        """As large as the window allows, at most its own size."""
        self._fits = True
        room, size = self.viewport().size(), self._item.boundingRect().size()
        if size.width() and size.height():
            free = ((room.width() - _AROUND) / size.width(), (room.height() - _AROUND) / size.height())
            self._scale(max(min(*free, 1.0), 0.01))

    def zoom(self, by: float) -> None:
        """Larger or smaller."""
        self.zoom_to(self.transform().m11() * by)

    def zoom_to(self, scale: float) -> None:
        """So many pixels of the screen for one of the picture."""
        self._fits = False
        self._scale(min(max(scale, _SMALLEST), _GREATEST))

    def pan(self, across: int, down: int) -> None:
        """Scroll by so many steps."""
        for bar, steps in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + steps * _PAN)

    def _scale(self, scale: float) -> None:
        self.setTransform(QTransform.fromScale(scale, scale))
        self.zoomed.emit(scale)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the window decides what a key does

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    @override
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._said:
            painter.resetTransform()
            painter.setPen(QColor(self._colours.second))
            place = self.viewport().rect().adjusted(_AROUND, 0, -_AROUND, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._said)


class MaskCanvas(Canvas):
    """On which areas can be drawn that are to be covered."""

    drawn = Signal()  # the areas changed

    def __init__(self, colours: Colours) -> None:
        super().__init__(colours)
        self._region: Region | None = None
        self._rects: list[QRect] = []

    @property
    def areas(self) -> list[Area]:
        """What was drawn, in parts of the picture; one that is still being moved is meant too."""
        wide, high = self.size_shown.width(), self.size_shown.height()
        pending = [self._region.rect] if self._region and not self._region.rect.isEmpty() else []
        return [
            Area(item.x() / wide, item.y() / high, (item.x() + item.width()) / wide, (item.y() + item.height()) / high)
            for item in (*self._rects, *pending)
        ]

    def cover(self, *, on: bool) -> None:
        """Begin or end drawing areas; those drawn so far are forgotten."""
        self._region = Region(QRect(QPoint(0, 0), self.size_shown)) if on and not self.empty else None
        self._rects = []
        modes = QGraphicsView.DragMode
        self.setDragMode(modes.NoDrag if self._region else modes.ScrollHandDrag)
        if self._region:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self._redraw()

    def propose(self, areas: Sequence[Area]) -> None:
        """Begin with areas (in parts of the picture) that can be taken back one by one."""
        wide, high = self.size_shown.width(), self.size_shown.height()
        for area in areas:
            corner = QPoint(int(area.left * wide), int(area.top * high))
            size = QSize(ceil((area.right - area.left) * wide) + 1, ceil((area.bottom - area.top) * high) + 1)
            self._rects.append(QRect(corner, size) & QRect(QPoint(0, 0), self.size_shown))
        self._redraw()

    def take_back(self) -> None:
        """Forget the area that is being moved, or else the last one."""
        if self._region and not self._region.rect.isEmpty():
            self._region.clear()
        elif self._rects:
            self._rects.pop()
        self._redraw()

    def press(self, event: QKeyEvent) -> bool:
        """The keys of drawing: arrows move an area, Enter keeps it; False for every other key."""
        region = self._region
        if region and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not region.rect.isEmpty():
            self._keep(region)
        elif not (region and region.press(event)):
            return False
        self._redraw()
        return True

    def _keep(self, region: Region) -> None:
        self._rects.append(QRect(region.rect))
        region.clear()

    def _redraw(self) -> None:
        self.viewport().update()
        self.drawn.emit()

    def _at(self, event: QMouseEvent) -> QPoint:
        return self.mapToScene(event.position().toPoint()).toPoint()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._region and event.button() is Qt.MouseButton.LeftButton:
            self._region.begin(self._at(event))
        else:
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._region and self._region.drawing:
            self._region.stretch(self._at(event))
            self.viewport().update()
        else:
            super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._region and self._region.drawing:
            self._region.stretch(self._at(event))
            if self._region.end():
                self._keep(self._region)
            self._redraw()
        else:
            super().mouseReleaseEvent(event)

    @override
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        for item in self._rects:
            painter.fillRect(item, _COVER)
        if self._region and not self._region.rect.isEmpty():
            pen = QPen(QColor(self._colours.accent), 2)
            pen.setCosmetic(True)
            painter.fillRect(self._region.rect, _MOVED)
            painter.setPen(pen)
            painter.drawRect(self._region.rect)
