"""The screen of the enterprise: the fields of the form in the form's rows, and the files asked for once."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from desktop.gui.overriding import override
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.focus import put_cursor
from desktop.gui.widgets.basics import Card
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.finding_strip import FindingStrip
from desktop.gui.widgets.form_cell import FormCell, FormRows
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.definition import Level, Requirement, SubjectKind
from desktop.standard.findings import Finding
from desktop.standard.flow import Step, form_fields


class FormPage(Page):
    """What the form asks on its lines."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        bench = Workbench(self.session, around.colours, self.edit, around.go)
        said = f"这些内容印在{self.session.standard.texts.form_subtitle}上；边填边存，可以随时离开。"
        self.advise(said)
        self.cells = [FormCell(item, bench) for item in form_fields(self.session.standard)]
        card = Card()
        card.body.addWidget(FormRows(self.cells))
        self.body.addWidget(card)
        for cell in self.cells:
            cell.typed.connect(partial(self._typed, cell.item.id))
        self.chips = [EvidenceChips(item, bench) for item in self._requirements()]
        self._strip = FindingStrip(bench)
        if self.chips:
            self._evidence()
        self.refresh()

    def _evidence(self) -> None:
        card = Card("随申报表提交的材料")
        for chips in self.chips:
            card.body.addWidget(chips)
        card.body.addWidget(self._strip)
        self.body.addWidget(card)

    def _requirements(self) -> list[Requirement]:
        return [
            item
            for item in self.session.standard.requirements
            if item.subject is SubjectKind.NONE and not item.indicator and item.missing is Level.ERROR
        ]

    def _typed(self, key: str, value: str) -> None:
        filing = self.session.filing
        self.edit(replace(filing, enterprise={**filing.enterprise, key: value}), f"enterprise.{key}")

    @override
    def refresh(self) -> None:
        entered = self.session.filing.enterprise
        for cell in self.cells:
            cell.show_value(entered.get(cell.item.id, ""))
        for chips in self.chips:
            chips.show_filing()

    @override
    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        for cell in self.cells:
            cell.show_findings(findings)
        for chips in self.chips:
            chips.show_findings(findings)
        self._strip.show_findings(item for item in findings if any(chips.concerns(item) for chips in self.chips))

    @override
    def go_to(self, place: str) -> bool:
        fields = (cell.editor for cell in self.cells if cell.place == place)
        slots = (chips.add for chips in self.chips if chips.place == place)
        return put_cursor(self.area, (*fields, *slots))
