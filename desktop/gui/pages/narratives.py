"""The screen of a dimension that experts score: one text per indicator, with its material."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.focus import put_cursor
from desktop.gui.widgets.basics import Card, label
from desktop.gui.widgets.carried import ConfirmHere
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.finding_strip import FindingStrip
from desktop.gui.widgets.growing_box import CountedBox
from desktop.gui.widgets.indicator_card import plain_weight
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.definition import Indicator, SubjectKind
from desktop.standard.findings import Finding
from desktop.standard.flow import Step


class NarrativeCard(Card):
    """One indicator that experts score."""

    def __init__(self, indicator: Indicator, bench: Workbench) -> None:
        super().__init__(indicator.title)
        self.indicator, self._bench = indicator, bench
        self._confirm = ConfirmHere(self, bench, self._carried)
        self.head.addWidget(self._confirm)
        self.head.addWidget(label(f"专家评分，最高 {plain_weight(indicator)} 分", "third"))
        self.body.addWidget(label(indicator.question or indicator.explanation, "second", wrap=True))
        self.box = CountedBox(indicator.title, hint=indicator.example, titled=False)
        self.box.box.setPlaceholderText("没有可以不写；有的话写清楚做法、数字和成效")
        self.box.typed.connect(self._typed)
        self.body.addWidget(self.box)
        wanted = bench.session.standard.requirements
        about = (item for item in wanted if item.subject is SubjectKind.INDICATOR)
        self.chips = [EvidenceChips(item, bench, indicator.id) for item in about]
        for chips in self.chips:
            self.body.addWidget(chips)
        self._strip = FindingStrip(bench)
        self.body.addWidget(self._strip)

    def show_filing(self) -> None:
        """Show the text and its material."""
        self.box.show_value(self._bench.session.filing.demonstration.get(self.indicator.id, ""))
        for chips in self.chips:
            chips.show_filing()
        self._confirm.show_filing()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what concerns this indicator."""
        place = f"demonstration.{self.indicator.id}"
        about = (item for item in findings if item.place == place or any(chip.concerns(item) for chip in self.chips))
        self._strip.show_findings(about)

    def at(self, place: str) -> QWidget | None:
        """The widget for the text or one of its slots."""
        if place == f"demonstration.{self.indicator.id}":
            return self.box.box
        return next((chips.add for chips in self.chips if chips.place == place), None)

    def _carried(self) -> list[str]:
        place = f"demonstration.{self.indicator.id}"
        return [place] if place in self._bench.session.carried else []

    def _typed(self, value: str) -> None:
        filing, key = self._bench.session.filing, self.indicator.id
        about = f"demonstration.{key}"
        self._bench.edit(replace(filing, demonstration={**filing.demonstration, key: value}), about)


class NarrativesPage(Page):
    """All texts of a dimension, under the headings of the form."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        bench = Workbench(self.session, around.colours, self.edit, around.go)
        maximum = sum(item.weight for item in self.session.standard.of_dimension(step.dimension))
        said = f"这 {maximum} 分不在自评分里；没有的可以不写，不影响封装。"
        self.body.addWidget(label(said, "note", wrap=True))
        self.cards: list[NarrativeCard] = []
        group = ""
        for indicator in self.session.standard.of_dimension(step.dimension):
            if indicator.group and indicator.group != group:
                group = indicator.group
                self.body.addWidget(label(group, "section"))
            card = NarrativeCard(indicator, bench)
            self.cards.append(card)
            self.body.addWidget(card)
        self.refresh()

    @override
    def refresh(self) -> None:
        for card in self.cards:
            card.show_filing()

    @override
    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        for card in self.cards:
            card.show_findings(findings)

    @override
    def go_to(self, place: str) -> bool:
        return put_cursor(self.area, (card.at(place) for card in self.cards))
