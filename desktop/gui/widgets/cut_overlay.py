"""One monitor, dimmed; the region that is drawn on it is bright and tells its size in pixels."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.region import Region
from desktop.gui.theme import GRID

_DIM = QColor(0, 0, 0, 140)
_PLATE, _INK = QColor(20, 22, 26, 225), QColor("#FFFFFF")
_HINT = "拖动鼠标框出要截取的区域，松开即截取；右键或 Esc 取消"
_KEYS = "键盘：方向键移动，Shift+方向键改大小（加 Ctrl 逐像素），回车截取；没有框选时回车截取整个屏幕"
_OTHER = "，Tab 换到另一个屏幕"
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class CutOverlay(QWidget):
    """Covers a monitor with its own picture; `taken` carries the chosen part in the picture's own pixels."""

    begun = Signal()
    taken = Signal(QImage)
    cancelled = Signal()
    passed = Signal(int)  # on to the next monitor, or back

    def __init__(self, picture: QImage, place: QRect, accent: str, *, several: bool) -> None:
        kinds = Qt.WindowType
        # no tool window: one may stay without the keys when all other windows of the program are hidden (seen in Wine)
        super().__init__(None, kinds.Window | kinds.FramelessWindowHint | kinds.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("截取屏幕")
        self.setAccessibleDescription(f"{_HINT}。{_KEYS}")
        self._picture, self._accent, self._several = picture, accent, several
        self._picture.setDevicePixelRatio(1)
        self.setGeometry(place)
        self.region = Region(QRect(QPoint(0, 0), place.size()))

    def forget(self) -> None:
        """Choose nothing here."""
        self.region.clear()
        self.update()

    def _source(self, rect: QRect) -> QRect:
        """A part of the overlay in pixels of the picture; the two differ on a scaled monitor."""
        across = self._picture.width() / max(self.width(), 1)
        down = self._picture.height() / max(self.height(), 1)
        left, top = round(rect.x() * across), round(rect.y() * down)
        right, bottom = round((rect.x() + rect.width()) * across), round((rect.y() + rect.height()) * down)
        return QRect(left, top, right - left, bottom - top).intersected(self._picture.rect())

    def _take(self) -> None:
        chosen = self.rect() if self.region.rect.isEmpty() else self.region.rect
        self.taken.emit(self._picture.copy(self._source(chosen)))

    def _paint_region(self, painter: QPainter, rect: QRect) -> None:
        painter.drawImage(QRectF(rect), self._picture, QRectF(self._source(rect)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_INK, 1))
        painter.drawRect(rect.adjusted(-2, -2, 1, 1))
        painter.setPen(QPen(QColor(self._accent), 2))
        painter.drawRect(rect.adjusted(-1, -1, 1, 1))
        size = self._source(rect).size()
        said = f"{size.width()} × {size.height()}"
        wide = painter.fontMetrics().horizontalAdvance(said) + 2 * GRID
        high = painter.fontMetrics().lineSpacing() + GRID
        above = rect.top() - high - GRID
        plate = QRectF(rect.left(), above if above >= 0 else rect.top() + GRID, wide, high)
        plate.moveRight(min(plate.right(), self.width() - 1.0))
        self._plate(painter, plate, said)

    def _paint_hint(self, painter: QPainter) -> None:
        lines = (_HINT, f"{_KEYS}{_OTHER if self._several else ''}")
        metrics = painter.fontMetrics()
        wide = min(max(metrics.horizontalAdvance(line) for line in lines) + 4 * GRID, self.width() - 2 * GRID)
        plate = QRectF((self.width() - wide) / 2, 3 * GRID, wide, 2 * metrics.lineSpacing() + 3 * GRID)
        if not self.region.rect.isEmpty() and self.region.rect.intersects(plate.toRect()):
            plate.moveBottom(self.height() - 3 * GRID)
        self._plate(painter, plate, "\n".join(lines))

    def _plate(self, painter: QPainter, place: QRectF, said: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PLATE)
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(_INK)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, said)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        everything = QRectF(QPoint(0, 0), QSizeF(self._picture.size()))
        painter.drawImage(QRectF(self.rect()), self._picture, everything)
        painter.fillRect(self.rect(), _DIM)
        if not self.region.rect.isEmpty():
            self._paint_region(painter, self.region.rect)
        if not self.region.drawing:
            self._paint_hint(painter)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.begun.emit()
            self.region.begin(event.position().toPoint())
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.region.stretch(event.position().toPoint())
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.region.drawing:
            self.region.stretch(event.position().toPoint())
            if self.region.end():
                self._take()
            self.update()
        elif event.button() is Qt.MouseButton.RightButton:  # not sooner: the window below would get the release
            self.cancelled.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _ENTER:
            self._take()
        elif self.region.press(event):
            self.begun.emit()
            self.update()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        self.passed.emit(1 if next else -1)
        return True

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancelled.emit()
        super().closeEvent(event)
