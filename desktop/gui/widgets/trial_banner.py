"""What says all the time that figures are only tried: a striped, dashed ground with the tried score beside the real."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame

from desktop.gui.overriding import override
from desktop.gui.theme import GRID, Colours
from desktop.gui.widgets.basics import button, columns, label, restyle, rows
from desktop.gui.widgets.steady import steadied
from desktop.model.numbers import fixed, plain
from desktop.standard.advice import signed
from desktop.standard.scoring import ScoreCard


class TrialBanner(QFrame):
    """`again`, `adopt` and `leave` are buttons for the page to connect."""

    def __init__(self, chosen: Colours) -> None:
        super().__init__()
        self._colours = chosen
        self.setFixedHeight(9 * GRID)
        line = columns(self, spacing=GRID)
        line.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        words = rows(spacing=0)
        words.addStretch(1)
        words.addWidget(label("试算，不保存", "section"))
        self._real = steadied(label("", "small"), "案卷里仍是 00.00 分")
        words.addWidget(self._real)
        words.addStretch(1)
        line.addLayout(words)
        line.addSpacing(GRID)
        self._score, self._most = label("00.00", "title"), steadied(label("", "small"), "/ 00")
        self._change = label("", "chip-good")
        line.addWidget(steadied(self._score, "00.00"))
        line.addWidget(self._most)
        line.addWidget(self._change, alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.again = button("恢复实际数字", lambda: None, "link")
        self.adopt = button("采用填写的数字", lambda: None, "link")
        self.leave = button("结束试算", lambda: None)
        for part in (self.again, self.adopt, self.leave):
            line.addWidget(part)

    def show_scores(self, real: ScoreCard, tried: ScoreCard) -> None:
        """Show the score that is tried beside the real one."""
        self._score.setText(fixed(tried.self_score))
        self._most.setText(f"/ {plain(tried.self_max)}")
        self._real.setText(f"案卷里仍是 {fixed(real.self_score)} 分")
        gain = tried.self_score - real.self_score
        self._change.setText(signed(gain))
        self._change.setVisible(bool(gain))
        restyle(self._change, "kind", "chip-attention" if gain < 0 else "chip-good")
        self.setAccessibleName(f"试算，不保存：试算 {fixed(tried.self_score)}，实际 {fixed(real.self_score)}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(area, QColor(self._colours.surface))
        painter.fillRect(area, QBrush(QColor(self._colours.attention_soft), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(self._colours.attention), 1, Qt.PenStyle.DashLine))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.end()
