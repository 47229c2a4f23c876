"""The screen of a dimension: one card per indicator, by the kind of its formula."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.widgets.figure_card import FigureCard
from desktop.model.filing import Pair
from desktop.standard.definition import Ratio
from desktop.standard.entry import takes_pair
from desktop.standard.flow import Step


class DimensionPage(Page):
    """Built from the standard: figures, servers, systems, ticks, services as the formulas ask."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        self._cards: dict[str, FigureCard] = {}
        for indicator in self.session.standard.of_dimension(step.dimension):
            if isinstance(indicator.formula, Ratio) and takes_pair(self.session.standard, indicator.id):
                card = FigureCard(indicator, partial(self._answer, indicator.id))
                self._cards[indicator.id] = card
                self.body.addWidget(card)
        self.refresh()

    def refresh(self) -> None:
        """Show the figures and what they score."""
        scored = self.session.card.indicators
        for key, card in self._cards.items():
            card.show_answer(self.session.filing.pair(key), scored[key])

    def go_to(self, place: str) -> bool:
        """Put the cursor into the card of an indicator."""
        section, _, key = place.partition(".")
        if section != "answers" or key not in self._cards:
            return False
        self._cards[key].focus().setFocus()
        self.area.ensureWidgetVisible(self._cards[key])
        return True

    def _answer(self, key: str, pair: Pair) -> None:
        filing = self.session.filing
        self.edit(replace(filing, answers={**filing.answers, key: pair}), f"answers.{key}")
