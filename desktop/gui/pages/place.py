"""The first screen: which round, which place; and at once by when and to whom to hand in, how many sets."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from PySide6.QtWidgets import QGridLayout

from desktop.gui.overriding import override
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.focus import put_cursor
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, label
from desktop.gui.widgets.choice_box import Captioned, ChoiceBox
from desktop.gui.widgets.finding_strip import FindingStrip
from desktop.gui.widgets.form_card import FormCard
from desktop.gui.widgets.handing_in_card import HandingInCard
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.findings import Finding
from desktop.standard.flow import Step
from desktop.workspace import clock


class PlacePage(Page):
    """Batch, city and county."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        bench = Workbench(self.session, around.colours, self.edit, around.go)
        self.advise("选好批次和企业注册地，报送给谁、什么时候截止就定下来了。")
        self.batch = ChoiceBox("批次")
        self.city = ChoiceBox("设区市", "输入或选择设区市", search=True)
        self.county = ChoiceBox("县（市、区）", "输入或选择县（市、区）", search=True)
        self.batch.chosen.connect(lambda value: self._choose(id=value))
        self.city.chosen.connect(self._choose_city)
        self.county.chosen.connect(lambda value: self._choose(county=value))
        self._strip = FindingStrip(bench)
        self._card()
        self._summary = HandingInCard()
        self.body.addWidget(self._summary)
        self.form = FormCard(self.session)
        self.body.addWidget(self.form)
        self.refresh()

    def _card(self) -> None:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID + 4)
        grid.addWidget(Captioned("评估标准", label(self.session.standard.title, "strong")), 0, 0, 1, 2)
        self._asked = {
            "batch.id": Captioned("批次", self.batch),
            "batch.city": Captioned("设区市", self.city),
            "batch.county": Captioned("县（市、区）", self.county),
        }
        for part, (row, column) in zip(self._asked.values(), ((1, 0), (2, 0), (2, 1)), strict=True):
            grid.addWidget(part, row, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self._strip)
        self.body.addWidget(card)

    def _choose(self, **changed: str) -> None:
        filing = self.session.filing
        self.edit(replace(filing, batch=replace(filing.batch, **changed)))

    def _choose_city(self, city: str) -> None:
        """Another city has other counties."""
        kept = self.session.filing.batch.county
        self._choose(city=city, county=kept if kept in self.session.standard.counties(city) else "")

    def carried_here(self) -> tuple[str, ...]:
        """City and county are looked at together."""
        return self.carried()

    @override
    def refresh(self) -> None:
        standard, chosen = self.session.standard, self.session.filing.batch
        self.batch.show_choices([(item.id, item.title) for item in standard.batches], chosen.id)
        self.city.show_choices([(item.name, item.name) for item in standard.cities], chosen.city)
        self.county.show_choices([(name, name) for name in standard.counties(chosen.city)], chosen.county)
        self.county.setEnabled(bool(standard.counties(chosen.city)) or bool(chosen.county))
        for place, part in self._asked.items():
            part.show_carried(carried=place in self.session.carried)
        self._summary.show_place(standard.batch(chosen.id), chosen, date.fromisoformat(clock.today()))

    @override
    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        told = (item for item in findings if item.place.startswith("batch.") and item.code != "deadline_passed")
        self._strip.show_findings(told)

    @override
    def go_to(self, place: str) -> bool:
        boxes = {"batch.id": self.batch, "batch.city": self.city, "batch.county": self.county}
        return put_cursor(self.area, (boxes.get(place),))
