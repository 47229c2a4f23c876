"""The card of an indicator whose N and M are typed: figures, formula with the user's own figures, what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.gui.widgets.basics import Card, columns, label
from desktop.gui.widgets.fields import Field, figure_field
from desktop.model.filing import Pair
from desktop.model.numbers import fixed
from desktop.standard.definition import Indicator
from desktop.standard.figures import quantities
from desktop.standard.scoring import IndicatorScore, State


class FigureCard(Card):
    """N and M of one indicator; `changed(pair)` is called with every figure that can be taken."""

    def __init__(self, indicator: Indicator, changed: Callable[[Pair], None]) -> None:
        super().__init__(indicator.title)
        self.indicator = indicator
        self._pair, self._changed = Pair(), changed
        self._score, maximum = label("", "strong"), label(f"/ {indicator.weight}", "third")
        self.head.addWidget(self._score)
        self.head.addWidget(maximum)
        if indicator.question:
            self.body.addWidget(label(indicator.question, "second", wrap=True))
        named = quantities(indicator.formula)
        assert named is not None  # noqa: S101  (only self-scored indicators have this card)
        line = columns(spacing=24)
        self.fields: dict[str, Field] = {}
        for name, quantity in zip(("n", "m"), named, strict=True):
            field = figure_field(f"{quantity.label} {name.upper()}", quantity.unit, whole=quantity.whole)
            field.typed.connect(lambda value, name=name: self._typed(name, value))
            self.fields[name] = field
            line.addWidget(field)
        line.addStretch(1)
        self.body.addLayout(line)
        self._problem = label("", "problem", wrap=True)
        self._why = label("", "small", wrap=True)
        self.body.addWidget(self._problem)
        self.body.addWidget(self._why)

    def show_answer(self, pair: Pair, scored: IndicatorScore) -> None:
        """Show the answer and what it scores."""
        self._pair = pair
        self.fields["n"].show_value(pair.n)
        self.fields["m"].show_value(pair.m)
        wrong = scored.state is State.ERROR
        self._score.setText("–" if wrong else fixed(scored.score))
        self._problem.setText(scored.note)
        self._problem.setVisible(wrong)
        example = self.indicator.example
        self._why.setText(f"{example}" if scored.state is State.UNFILLED else f"{scored.note}{example}")
        self._why.setVisible(not wrong)

    def focus(self) -> QWidget:
        """The field to put the cursor in: the first that is empty, else N."""
        return self.fields["m" if self._pair.n and not self._pair.m else "n"].editor

    def _typed(self, name: str, value: str) -> None:
        self._changed(Pair(value, self._pair.m) if name == "n" else Pair(self._pair.n, value))
