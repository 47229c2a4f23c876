"""The card of an indicator that follows from the list of systems: both figures, where they come from, the way there."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.indicator_card import IndicatorCard
from desktop.gui.widgets.steady import SteadyLabel
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.definition import CrossSum, Indicator, Quantity
from desktop.standard.scoring import figure_text


class CrossSumCard(IndicatorCard):
    """Nothing is entered here."""

    def __init__(self, indicator: Indicator, bench: Workbench) -> None:
        super().__init__(indicator, bench)
        assert isinstance(indicator.formula, CrossSum)  # noqa: S101  (other formulas have cards of their own)
        self._rule = indicator.formula
        self._n, self._m, self._sum = label("", "figure"), label("", "figure"), SteadyLabel("small")
        line = columns(spacing=3 * GRID)
        line.addLayout(_figure(self._rule.n, "N", self._n))
        line.addLayout(_figure(self._rule.m, "M", self._m))
        line.addStretch(1)
        self.to_systems = button("去系统清单勾选", lambda: bench.go("systems"))
        line.addWidget(self.to_systems)
        self.inside.addLayout(line)
        self.inside.addWidget(self._sum)

    @override
    def show_filing(self) -> None:
        super().show_filing()
        card, known = self.bench.session.card.indicators, self.bench.session.standard.indicator_by_id
        scored = self.scored
        self._n.setText(figure_text(scored.n) or "–")
        self._m.setText(figure_text(scored.m) or "–")
        parts = [f"{known[key].title} {figure_text(card[key].n) or '0'}" for key in self._rule.sum_of]
        self._sum.setText(f"{self._rule.m.label} M = {' + '.join(parts)} = {figure_text(scored.m) or '0'}")
        self._sum.setVisible(scored.m is not None)

    @override
    def at(self, place: str) -> QWidget | None:
        return self.to_systems if place == f"answers.{self.indicator.id}" else super().at(place)


def _figure(quantity: Quantity, name: str, shown: QWidget) -> QVBoxLayout:
    made = rows(spacing=4)
    made.addWidget(label(f"{quantity.label} {name}", "small"))
    line = columns(spacing=4)
    line.addWidget(shown)
    line.addWidget(label(quantity.unit, "second"))
    line.addStretch(1)
    made.addLayout(line)
    return made
