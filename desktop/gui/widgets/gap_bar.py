"""The bar below a list: what just happened, what is missing, and the way to the next gap."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.gui.overriding import override
from desktop.gui.screen_cut import KEYS
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, restyle

_HEIGHT = 32


class Elided(QLabel):
    """A line of text that ends in “…” where there is no room; the whole is its tool tip."""

    def __init__(self, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show a text."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(text)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment(), shown)


class GapBar(QWidget):
    """News, gaps and the jump to the next one."""

    def __init__(self, jump: Callable[[], object], stop: Callable[[], object], cut: Callable[[], object]) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        line = columns(self, spacing=GRID)
        self._news, self._count, self._sentence = label("", "chip-good"), label("", "chip-attention"), Elided()
        self._sentence.setProperty("kind", "second")
        self._stop = button("停止", stop, "link")
        self._cut = button("截取屏幕", cut, "link")
        self._cut.setToolTip(f"在屏幕上框选一块，放进光标所在的图片位置（{KEYS}）")
        self._jump = button("跳到下一个空位  F8", jump, "link")
        for part in (self._news, self._stop, self._count):
            line.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._sentence, 1)
        self._line = line
        line.addWidget(self._cut)
        line.addWidget(self._jump)
        self._gaps = self._problem = ""
        self._storing = False  # what is told is how far storing is
        self.show_news("")
        self._stop.hide()

    def make_room(self, part: QWidget) -> None:
        """Take in a part that belongs to where the cursor is, behind the sentence."""
        self._line.insertWidget(self._line.indexOf(self._sentence) + 1, part)

    def show_gaps(self, count: int, sentence: str) -> None:
        """Show how many things are missing and which; a sentence alone when nothing is."""
        self._count.setText(f"缺 {count} 项")
        self._count.setVisible(bool(count))
        self._jump.setVisible(bool(count))
        self._gaps = sentence
        self._show_sentence()

    def show_problem(self, problem: str) -> None:
        """Show what is wrong or unusual where the cursor is, instead of the gaps; "" brings them back."""
        self._problem = problem
        self._show_sentence()

    def show_news(self, news: str, *, good: bool = True) -> None:
        """Show what just happened."""
        self._storing = False
        self._news.setText(news)
        self._news.setVisible(bool(news))
        restyle(self._news, "kind", "chip-good" if good else "chip-attention")

    def show_progress(self, done: int, total: int) -> None:
        """Show how far storing is; it can be stopped when it is more than one."""
        self._stop.setVisible(total > 1)
        self._show_storing(f"正在存入 {done + 1}/{total}")

    def end_progress(self, news: str) -> None:
        """Show what came of it."""
        self._stop.hide()
        self._show_storing(news)

    def _show_storing(self, news: str) -> None:
        """What the person did meanwhile, and was told, is not replaced."""
        if self._storing or not self._news.text():
            self.show_news(news)
            self._storing = True

    def _show_sentence(self) -> None:
        self._sentence.show_text(f"⚠ {self._problem}" if self._problem else self._gaps)
