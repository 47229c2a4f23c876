"""The screen of a dimension: one card per indicator, by the kind of its formula; the services where they are listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.focus import put_cursor
from desktop.gui.widgets.cross_sum_card import CrossSumCard
from desktop.gui.widgets.figure_card import FigureCard
from desktop.gui.widgets.indicator_card import IndicatorCard
from desktop.gui.widgets.servers_card import ServersCard
from desktop.gui.widgets.services_card import ServicesCard
from desktop.gui.widgets.systems_panel import SystemsPanel
from desktop.gui.widgets.ticks_card import TicksCard
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.definition import CrossSum, Indicator, Ratio, ServerUnits, SystemCount, Ticks
from desktop.standard.findings import Finding
from desktop.standard.flow import Step


class Part(Protocol):
    """A part of the screen; it is a widget, too."""

    def show_filing(self) -> None:
        """Show the session's present value."""

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show the findings that concern this part; it picks them out of all."""

    def at(self, place: str) -> QWidget | None:
        """The widget to put the cursor in for a place; None where this part does not have it."""


class DimensionPage(Page):
    """Built from the standard: figures, servers, ticks, services as the formulas ask."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        self.parts: list[Part] = []
        standard = self.session.standard
        bench = Workbench(self.session, around.colours, self.edit, around.go)
        indicators = standard.of_dimension(step.dimension)
        systems = tuple(item for item in indicators if isinstance(item.formula, SystemCount))
        for indicator in indicators:
            first = systems[:1] == (indicator,)  # one list for all of them, where the first stands
            card: Part | None = SystemsPanel(systems, around, self.edit) if first else card_for(indicator, bench)
            if card is not None:
                self.parts.append(card)
                self.body.addWidget(card)  # type: ignore[arg-type]  # a part is a widget, which protocols cannot say
        if standard.services_dimension.id == step.dimension:
            services = ServicesCard(standard.services_dimension, bench)
            self.parts.append(services)
            self.body.addWidget(services)
        self.refresh()

    @override
    def carried(self) -> tuple[str, ...]:
        cards = (part for part in self.parts if isinstance(part, IndicatorCard))
        return tuple(dict.fromkeys((*super().carried(), *(place for card in cards for place in card.carried()))))

    @override
    def refresh(self) -> None:
        for part in self.parts:
            part.show_filing()

    @override
    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        for part in self.parts:
            part.show_findings(findings)

    @override
    def go_to(self, place: str) -> bool:
        return put_cursor(self.area, (part.at(place) for part in self.parts))


def card_for(indicator: Indicator, bench: Workbench) -> FigureCard | ServersCard | TicksCard | CrossSumCard | None:
    """The card of an indicator; None for what has a screen part of its own or is scored by experts."""
    match indicator.formula:
        case Ratio():
            return FigureCard(indicator, bench)
        case ServerUnits():
            return ServersCard(indicator, bench)
        case Ticks():
            return TicksCard(indicator, bench)
        case CrossSum():
            return CrossSumCard(indicator, bench)
        case _:
            return None
