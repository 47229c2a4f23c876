"""A two-dimensional code on the screen, dark on white in every colour scheme so that phones can read it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.documents.qr import matrix
from desktop.gui.overriding import override

_QUIET = 4  # modules around the code: ISO/IEC 18004


class QrLabel(QWidget):
    """The code of a text."""

    def __init__(self, side: int = 168) -> None:
        super().__init__()
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.setFixedSize(QSize(side, side))
        self.setAccessibleName("封装码的二维码")

    def show_text(self, text: str) -> None:
        """Show the code of this text."""
        self._modules = matrix(text)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.GlobalColor.black)
        unit = self.width() / (len(self._modules) + 2 * _QUIET)
        for row, modules in enumerate(self._modules):
            for column, dark in enumerate(modules):
                if dark:
                    painter.drawRect(
                        QRectF((column + _QUIET) * unit, (row + _QUIET) * unit, unit, unit).toAlignedRect()
                    )
