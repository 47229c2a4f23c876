"""The step rail: every screen with its mark and what it lacks; a click or the arrow keys jump anywhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QPushButton, QSizePolicy, QWidget

from desktop.gui import text
from desktop.gui.overriding import override
from desktop.gui.theme import Colours, ring, scaled, small
from desktop.gui.widgets.basics import rows
from desktop.gui.widgets.charts import draw_mark
from desktop.gui.widgets.font_follower import FontFollower
from desktop.standard.flow import Standing, StepState

_HEIGHT, _INBOX_LEAST = 36, 30
_TITLE_FROM, _GAP, _EDGE = 38, 8, 10  # pixels: where titles begin, before what is lacking, behind it
_LONGEST_LACK = "缺 99"


class RailItem(QAbstractButton):
    """One step."""

    def __init__(self, standing: Standing, chosen: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = chosen
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_standing(standing)

    def show_standing(self, standing: Standing) -> None:
        """Show how the step stands now."""
        self.standing = standing
        self.setAccessibleName(text.spoken(standing))
        self.setToolTip(f"{standing.unconfirmed} 项是沿用来的，待确认" if standing.unconfirmed else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """As wide as title and lack need."""
        bold, small_font = QFont(self.font()), small(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        title = QFontMetrics(bold).horizontalAdvance(self.standing.step.title)
        lack = QFontMetrics(small_font).horizontalAdvance(_LONGEST_LACK)
        return QSize(_TITLE_FROM + title + _GAP + lack + _EDGE, scaled(self.font(), _HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), self.fontMetrics().height() + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, now, colours = QRectF(self.rect()), self.isChecked(), self._colours
        if now or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if now else colours.faint))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), ring(colours) - 0.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        draw_mark(painter, QRectF(11, area.height() / 2 - 8, 16, 16), self.standing.state, now=now, chosen=colours)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if now else QFont.Weight.Normal)
        room = area.adjusted(_TITLE_FROM, 0, -_GAP - _EDGE - self._lack(painter, area), 0)
        painter.setFont(font)
        painter.setPen(QColor(colours.accent if now else colours.text))
        title = painter.fontMetrics().elidedText(
            self.standing.step.title, Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)

    def _lack(self, painter: QPainter, area: QRectF) -> int:
        """Draw what the step lacks at the right; gives the width it takes."""
        painter.setFont(small(self.font()))
        wrong = self.standing.state is StepState.ERROR
        painter.setPen(QColor(self._colours.error if wrong else self._colours.third))
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(0, 0, -_EDGE, 0), alignment, text.lack(self.standing))
        return painter.fontMetrics().horizontalAdvance(text.lack(self.standing))


class _InboxButton(QPushButton):
    """Below the steps; as high as one where there is room."""

    def __init__(self, pressed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "inbox")
        self.setToolTip("快捷键 Ctrl+I")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.clicked.connect(lambda *_: pressed())
        FontFollower(self, self._measure)

    def _measure(self) -> None:
        self.setMinimumHeight(scaled(self.font(), _INBOX_LEAST))  # else the steps keep all of theirs
        self.setMaximumHeight(scaled(self.font(), _HEIGHT))


class Rail(QFrame):
    """All steps, one under the other."""

    def __init__(
        self,
        all_standings: tuple[Standing, ...],
        chosen: Colours,
        jump: Callable[[str], None],
        open_inbox: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAccessibleName("步骤")
        self._jump = jump
        self._group = QButtonGroup(self)
        layout = rows(self, margin=8, spacing=2)
        self.items = [RailItem(standing, chosen, self) for standing in all_standings]
        for item in self.items:
            layout.addWidget(item)
            self._group.addButton(item)
            item.show_standing(item.standing)
            item.clicked.connect(lambda _=False, step=item.standing.step.id: jump(step))
        layout.addStretch(1)
        self.inbox = _InboxButton(open_inbox)
        layout.addWidget(self.inbox, 8)
        self.show_inbox(0)

    def show_inbox(self, waiting: int) -> None:
        """Say how many files of the inbox wait for a person's word."""
        self.inbox.setText(f"收件箱  {waiting} 份待确认" if waiting else "收件箱")

    def show_standings(self, all_standings: tuple[Standing, ...]) -> None:
        """Show how the steps stand now."""
        for item, standing in zip(self.items, all_standings, strict=True):
            if standing != item.standing:
                item.show_standing(standing)

    def choose(self, step: str) -> None:
        """Mark the step one is on."""
        for item in self.items:
            if item.standing.step.id == step:
                item.setChecked(True)

    def take_cursor(self) -> None:
        """Put the cursor on the step one is on."""
        next(item for item in self.items if item.isChecked()).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        focused = next((number for number, item in enumerate(self.items) if item.hasFocus()), None)
        if focused is None or event.key() not in moves:
            super().keyPressEvent(event)
            return
        target = self.items[(focused + moves[Qt.Key(event.key())]) % len(self.items)]
        target.setFocus()
        self._jump(target.standing.step.id)
