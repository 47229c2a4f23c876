"""One indicator of the trial: the real figures, steppers for the tried ones, and what they would score."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from desktop.errors import InputError
from desktop.gui.overriding import override
from desktop.gui.widgets.basics import columns, label, restyle, rows
from desktop.gui.widgets.painted import hold
from desktop.gui.widgets.steady import steadied
from desktop.model.numbers import decimal_text, exact, fixed, plain
from desktop.standard.advice import signed
from desktop.standard.definition import Indicator, Quantity
from desktop.standard.figures import Figures, quantities
from desktop.standard.scoring import IndicatorScore, State, figure_text
from desktop.standard.what_if import m_is_free, stepped

_BUTTON, _EDITOR, _HEIGHT = 28, 80, 32
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Stepper(QWidget):
    """A figure with − and ＋; the arrow keys step too. `changed(text)` is called with what can be taken."""

    def __init__(
        self, name: str, quantity: Quantity, step: Callable[[int], None], changed: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._quantity, self._step, self._changed = quantity, step, changed
        self.editor = QLineEdit()
        self.editor.setProperty("kind", "trial")
        self.editor.setAlignment(_RIGHT)
        hold(self.editor, _EDITOR, _HEIGHT)
        self.editor.setAccessibleName(f"试算：{name}（{quantity.unit}）")
        self.editor.setToolTip(f"{quantity.label}，按 ↑ ↓ 增减")
        self.editor.textEdited.connect(self._typed)
        self.less, self.more = self._button("−", -1, name), self._button("＋", 1, name)
        line = columns(self, spacing=2)
        for part in (self.less, self.editor, self.more):
            line.addWidget(part)

    def show_figure(self, text: str) -> None:
        """Show a figure, unless it is just being typed in another way."""
        try:
            same = decimal_text(self.editor.text()) == text
        except InputError:
            same = False
        if not same:
            self.editor.setText(text)
            restyle(self.editor, "wrong", "")

    def _button(self, sign: str, by: int, name: str) -> QPushButton:
        made = QPushButton(sign)
        made.setProperty("kind", "step")
        hold(made, _BUTTON, _HEIGHT)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do it from the field
        made.setAutoRepeat(True)
        made.setAccessibleName(f"{name}{'增加' if by > 0 else '减少'} 1 {self._quantity.unit}")
        made.clicked.connect(lambda: self._step(by))
        return made

    def _typed(self, typed: str) -> None:
        try:
            value = decimal_text(typed, whole=self._quantity.whole)
        except InputError as error:
            self.editor.setToolTip(f"{error}。")
            restyle(self.editor, "wrong", "true")
            return
        restyle(self.editor, "wrong", "")
        self._changed(value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._step(by)


class TrialRow(QWidget):
    """`changed(figures)` is called with every other figure that is tried."""

    def __init__(self, indicator: Indicator, changed: Callable[[Figures], None]) -> None:
        super().__init__()
        self.indicator, self._changed = indicator, changed
        self._figures = Figures()
        named = quantities(indicator.formula)
        assert named is not None  # noqa: S101  (only self-scored indicators have rows)
        n, m = named
        self._real = label("", "small", wrap=True)
        self._score, self._change = label("", "strong"), label("", "chip-good")
        self._score.setAlignment(_RIGHT)
        self.n = self._stepper("n", n)
        self.m = self._stepper("m", m) if m_is_free(indicator) else None
        self._sum = steadied(label("", "second"), "0000000")
        kept = self._change.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._change.setSizePolicy(kept)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        named_by = rows(spacing=0)
        named_by.addWidget(label(indicator.title))
        named_by.addWidget(self._real)
        grid.addLayout(named_by, 0, 0)
        parts = (self.n, label("÷", "second"), self.m or self._sum)
        for column, part in enumerate((*parts, label(n.unit, "small"), self._score, self._change), start=1):
            grid.addWidget(part, 0, column)
        grid.setAlignment(self._change, Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((88, 0, 0, 0, 32, 44, 72)):
            grid.setColumnMinimumWidth(column, width)
        grid.setColumnStretch(0, 1)

    def show_scores(self, real: IndicatorScore, tried: IndicatorScore) -> None:
        """Show what is real and what is tried."""
        self._figures = Figures(tried.n, tried.m)
        self._real.setText("实际 未填" if real.state is State.UNFILLED else f"实际 {_why(real)}")
        self.n.show_figure(figure_text(tried.n))
        self.n.less.setEnabled(bool(tried.n))
        self.n.more.setEnabled(self.m is None or tried.m is None or (tried.n or 0) < tried.m or tried.n is None)
        if self.m:
            self.m.show_figure(figure_text(tried.m))
            self.m.less.setEnabled(bool(tried.m) and (tried.m or 0) > (tried.n or 0))
        self._sum.setText(figure_text(tried.m) or "–")
        wrong = tried.state is State.ERROR
        self._score.setText("–" if wrong or tried.state is State.UNFILLED else fixed(tried.score))
        self._score.setToolTip(tried.note)
        gain = tried.score - real.score
        self._change.setText("N 大于 M" if wrong else signed(gain))
        self._change.setVisible(wrong or bool(gain))
        restyle(self._change, "kind", "chip-attention" if wrong or gain < 0 else "chip-good")

    def _stepper(self, name: str, quantity: Quantity) -> Stepper:
        title = f"{self.indicator.title} {name.upper()}"
        return Stepper(title, quantity, lambda by: self._stepped(name, by), lambda value: self._typed(name, value))

    def _stepped(self, name: str, by: int) -> None:
        self._changed(stepped(self.indicator, self._figures, name, by))

    def _typed(self, name: str, value: str) -> None:
        figure, now = exact(value), self._figures
        self._changed(Figures(figure, now.m) if name == "n" else Figures(now.n, figure))


def _why(scored: IndicatorScore) -> str:
    """A score as people say it in short."""
    n, m = (plain(value) if value is not None else "–" for value in (scored.n, scored.m))
    return f"{n} ÷ {m}{'' if scored.state is State.ERROR else f' → {fixed(scored.score)}'}"
