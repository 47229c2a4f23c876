"""The rows of the dock: the score with what the last edit changed, dimensions, indicators, the next easiest point."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import Colours
from desktop.gui.widgets.painted import PaintedButton, Pen, Size, hold
from desktop.model.numbers import fixed, plain
from desktop.standard.scoring import DimensionScore, IndicatorScore, ScoreCard, State

INNER, STRIP = 220, 76  # pixels the rows are wide, in full and in the strip
_INSET = 2  # pixels on both sides, where what can be pressed has its ring
_HEAD, _STRIP_HEAD, _ROW, _SMALL_ROW, _ADVICE = 110, 92, 38, 26, 74


class ScoreHead(QWidget):
    """Points of the maximum; drawn anew only when a figure or the change differs."""

    def __init__(self, chosen: Colours, *, narrow: bool = False) -> None:
        super().__init__()
        self._colours, self._narrow = chosen, narrow
        self._shown: tuple[str, str, str, float] = ("", "", "", 0.0)
        self._experts = self._change = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        height = _STRIP_HEAD if narrow else _HEAD
        hold(self, STRIP if narrow else INNER, height)

    def show_score(self, card: ScoreCard, change: str, told: str) -> None:
        """Show a score; `change` is what the last edit changed in a few words, `told` the same in full."""
        shown = (fixed(card.self_score), plain(card.self_max), change, float(card.self_score / card.self_max))
        if shown == self._shown:
            return
        self._shown, self._change = shown, change
        self._experts = plain(card.expert_max)
        self.setAccessibleName("，".join(part for part in (f"自评分 {shown[0]}，满分 {shown[1]}", told) if part))
        self.setToolTip(f"上一步改动：{told}" if told else "")
        self.update()

    def _in_full(self, pen: Pen) -> None:
        points, maximum, _, part = self._shown
        width, unit = self.width() - 2 * _INSET, self.height() / _HEAD
        taken = pen.text(QRectF(_INSET, 0, width, 22 * unit), "自评分", Size.BODY, self._colours.second)
        self._chip(pen, QRectF(taken + 12, 0, width + _INSET - taken - 12, 22 * unit))
        area = QRectF(_INSET, 24 * unit, width, 46 * unit)
        taken = pen.text(area, points, Size.SCORE, self._colours.text, bold=True)
        pen.text(area.adjusted(taken + 8, 10 * unit, 0, 0), f"/ {maximum}", Size.SMALL, self._colours.third)
        pen.bar(_INSET, 76 * unit, width, part)
        words = f"另有 {self._experts} 分由专家评审，自评不计"
        pen.text(QRectF(_INSET, 88 * unit, width, 20 * unit), words, Size.SMALL, self._colours.second)

    def _in_strip(self, pen: Pen) -> None:
        points, maximum, _, part = self._shown
        width, unit = self.width() - 2 * _INSET, self.height() / _STRIP_HEAD
        pen.text(QRectF(_INSET, 0, width, 16 * unit), "自评分", Size.SMALL, self._colours.second)
        pen.text(QRectF(_INSET, 18 * unit, width, 24 * unit), points, Size.TITLE, self._colours.text, bold=True)
        pen.text(QRectF(_INSET, 42 * unit, width, 16 * unit), f"满分 {maximum}", Size.SMALL, self._colours.third)
        pen.bar(_INSET, 62 * unit, width, part)
        self._chip(pen, QRectF(_INSET, 72 * unit, width, 20 * unit))

    def _chip(self, pen: Pen, area: QRectF) -> None:
        """The change, on its ground at the right (left in the strip)."""
        change = self._change.rpartition(" ")[2] if self._narrow else self._change
        if not change:
            return
        colours, loss = self._colours, change.rpartition(" ")[2].startswith("-")
        pen.painter.setFont(Size.SMALL.font(self))
        width = min(float(pen.painter.fontMetrics().horizontalAdvance(change) + 16), area.width())
        if not self._narrow:
            area.setLeft(area.right() - width)
        area.setWidth(width)
        pen.chip(area, colours.attention_soft if loss else colours.good_soft)
        pen.text(area.adjusted(8, 0, -7, 0), change, Size.SMALL, colours.attention if loss else colours.good)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pen = Pen(self, self._colours)
        if self._narrow:
            self._in_strip(pen)
        else:
            self._in_full(pen)
        pen.painter.end()


class DimensionRow(PaintedButton):
    """A dimension with its points; pressed, it opens its indicators."""

    def __init__(self, title: str, chosen: Colours, *, narrow: bool = False) -> None:
        super().__init__(chosen)
        self.title, self._narrow = title, narrow
        self._points = self._maximum = ""
        self._part = 0.0
        self.setCheckable(not narrow)
        hold(self, STRIP if narrow else INNER, _ROW)

    def show_score(self, scored: DimensionScore) -> None:
        """Show the points of the dimension."""
        points, self._maximum = fixed(scored.score), plain(scored.max)
        if points != self._points:
            self._points, self._part = points, float(scored.score / scored.max)
            self.setAccessibleName(f"{self.title} {points}，满分 {self._maximum}，展开各项")
            self.setToolTip(f"{self.title} {points} / {self._maximum}，点开看各项")
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pen, unit = self.pen(), self.height() / _ROW
        line, colours = QRectF(2, 2 * unit, self.width() - 4, 24 * unit), self.colours
        if self._narrow:
            pen.text(line, self.title.removeprefix("云上"), Size.SMALL, colours.second)
        else:
            taken = pen.text(line, f"/ {self._maximum}", Size.SMALL, colours.third, right=True)
            taken += pen.text(
                line.adjusted(0, 0, -taken - 4, 0), self._points, Size.BODY, colours.text, bold=True, right=True
            )
            left = pen.opener(line, colours.third, opened=self.isChecked())
            pen.text(line.adjusted(left, 0, -taken - 12, 0), self.title, Size.BODY, colours.text)
        pen.bar(2, 28 * unit, self.width() - 4, self._part)
        if self.hasFocus():
            pen.ring()
        pen.painter.end()


class IndicatorRow(PaintedButton):
    """An indicator with its points; pressed, it leads to where its figures are entered."""

    def __init__(self, title: str, chosen: Colours) -> None:
        super().__init__(chosen)
        self.title = title
        self._points = self._maximum = ""
        self._wrong = False
        hold(self, INNER, _SMALL_ROW)

    def show_score(self, scored: IndicatorScore) -> None:
        """Show the points of the indicator."""
        words = {State.UNFILLED: "未填", State.ERROR: "待核对"}
        points, self._maximum = words.get(scored.state, fixed(scored.score)), plain(scored.max)
        if points != self._points:
            self._points, self._wrong = points, scored.state is State.ERROR
            self.setAccessibleName(f"{self.title} {points}，满分 {self._maximum}，去填写")
            self.setToolTip(scored.note)
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pen, colours = self.pen(), self.colours
        line = QRectF(18, 0, self.width() - 20, self.height())
        taken = pen.text(line, f"/ {self._maximum}", Size.SMALL, colours.third, right=True)
        shade = colours.error if self._wrong else colours.text if self._points[:1].isdigit() else colours.third
        taken += pen.text(line.adjusted(0, 0, -taken - 4, 0), self._points, Size.SMALL, shade, right=True)
        pen.text(line.adjusted(0, 0, -taken - 12, 0), self.title, Size.SMALL, colours.accent)
        if self.hasFocus():
            pen.ring()
        pen.painter.end()


class AdviceLink(PaintedButton):
    """What the next unit would bring; pressed, it leads there."""

    def __init__(self, chosen: Colours) -> None:
        super().__init__(chosen)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        hold(self, INNER, _ADVICE)

    def show_advice(self, sentence: str, *, leads: bool) -> None:
        """Show a sentence, which may lead somewhere."""
        if sentence != self.text():
            self.setText(sentence)
            self.setAccessibleName(sentence)
        if leads != self.isEnabled():
            self.setEnabled(leads)

    @override
    def sizeHint(self) -> QSize:
        return self.size()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pen, colours, unit = self.pen(), self.colours, self.height() / _ADVICE
        pen.text(QRectF(2, 0, self.width() - 4, 20 * unit), "下一分最容易得在", Size.SMALL, colours.second)
        pen.painter.setFont((Size.BODY if len(self.text()) < 40 else Size.SMALL).font(self))  # noqa: PLR2004  (three lines)
        pen.painter.setPen(QColor(colours.accent if self.isEnabled() else colours.second))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        pen.painter.drawText(QRectF(2, 21 * unit, self.width() - 4, 53 * unit), flags, self.text())
        if self.hasFocus():
            pen.ring()
        pen.painter.end()
