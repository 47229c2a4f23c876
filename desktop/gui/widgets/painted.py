"""What is drawn by hand in one go: cheaper than many labels, and no change of a text disturbs the layout around it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QMargins, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.gui import theme
from desktop.gui.theme import Colours, scaled
from desktop.gui.widgets.font_follower import FontFollower

BAR = 6  # pixels high
EVERY_PIXEL = QMargins(1, 1, 1, 1)  # at 150 % an edge falls between two pixels, and a ground must cover both

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def hold(widget: QWidget, width: int, height: int) -> None:
    """Keep a widget at a size that is meant for the body size of texts, and grows with it."""
    FontFollower(widget, lambda: widget.setFixedSize(scaled(widget.font(), width), scaled(widget.font(), height)))


def tone_of(kind: str) -> str:
    """The colour of a label of the style sheet's kinds `chip`, `chip-good` and so on, by its name in `Colours`."""
    return "accent" if kind == "chip" else kind.removeprefix("chip-")


def draw_chip(painter: QPainter, area: QRectF, words: str, tone: str, colours: Colours) -> None:
    """Words in the painter's font on a rounded ground, both of one tone: accent, good, attention, error."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(colours, f"{tone}_soft")))
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(QColor(getattr(colours, tone)))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)


class Size(Enum):
    """How large a text is, by its part on the screen."""

    SMALL = theme.SMALL
    BODY = theme.BODY
    TITLE = theme.TITLE
    SCORE = theme.SCORE

    def font(self, widget: QWidget, *, bold: bool = False) -> QFont:
        """The font of this size that goes with a widget's own."""
        made = QFont(widget.font())
        made.setPixelSize(scaled(widget.font(), self.value))
        made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return made


class Pen:
    """Texts and bars on the ground of one widget; lives as long as its paint event."""

    def __init__(self, widget: QWidget, chosen: Colours, *, hovered: bool = False) -> None:
        self.painter, self.colours, self._widget = QPainter(widget), chosen, widget
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.fillRect(widget.rect() + EVERY_PIXEL, QColor(chosen.surface))
        if hovered:
            self.chip(QRectF(widget.rect()), chosen.faint)

    def text(
        self, area: QRectF, said: str, size: Size, colour: str, *, bold: bool = False, right: bool = False
    ) -> float:
        """Draw a line of text in the middle of an area's height; gives its width. What has no room ends in “…”."""
        self.painter.setFont(size.font(self._widget, bold=bold))
        self.painter.setPen(QColor(colour))
        metrics = self.painter.fontMetrics()
        width = metrics.horizontalAdvance(said)
        if width > area.width() + 1:
            said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, int(area.width()))
        self.painter.drawText(area, _RIGHT if right else _LEFT, said)
        return float(min(width, area.width()))

    def chip(self, area: QRectF, colour: str) -> None:
        """A rounded ground."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.drawRoundedRect(area, 4, 4)

    def opener(self, area: QRectF, colour: str, *, opened: bool) -> float:
        """The triangle of what opens, which not every font has; gives the width it takes."""
        side = 0.6 * self._widget.fontMetrics().xHeight()
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.save()
        self.painter.translate(area.left() + side, area.center().y())
        self.painter.rotate(90 if opened else 0)
        self.painter.drawPolygon([QPointF(-0.6 * side, -side), QPointF(0.8 * side, 0), QPointF(-0.6 * side, side)])
        self.painter.restore()
        return 3.4 * side

    def bar(self, left: float, top: float, width: float, part: float) -> None:
        """A part of a whole, between 0 and 1."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.colours.faint))
        self.painter.drawRoundedRect(QRectF(left, top, width, BAR), BAR / 2, BAR / 2)
        if part > 0:
            self.painter.setBrush(QColor(self.colours.accent))
            self.painter.drawRoundedRect(QRectF(left, top, max(width * min(part, 1.0), BAR), BAR), BAR / 2, BAR / 2)

    def ring(self) -> None:
        """The mark of the widget the keyboard is on."""
        self.painter.setPen(QPen(QColor(self.colours.accent), 1.5))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(QRectF(self._widget.rect()).adjusted(1, 1, -1, -1), 4, 4)


class PaintedButton(QAbstractButton):
    """A button that draws itself on an opaque ground; `show_...` of its kinds draw only what changed."""

    def __init__(self, chosen: Colours) -> None:
        super().__init__()
        self.colours = chosen
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def pen(self) -> Pen:
        """What to draw with; a pointer above shows."""
        return Pen(self, self.colours, hovered=self.underMouse() and self.isEnabled())
