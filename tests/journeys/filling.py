"""Filling in a filing by hand, screen by screen: what is typed comes from a sample, what is asked from the standard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from desktop.model.filing import CloudService, Filing, Server
from desktop.standard.catalogue import catalogue
from desktop.standard.definition import (
    FormField,
    Indicator,
    Ratio,
    ServerUnits,
    Standard,
    SubjectKind,
    SystemCount,
    Ticks,
)
from desktop.standard.figures import quantities
from desktop.standard.flow import Step, StepKind, form_fields, steps, text_fields
from tests.journeys.attaching import Files
from tests.journeys.listing import Listing
from tests.journeys.person import Person

_SPOKEN = 3  # of as many dates one is typed key by key, for every key is painted
_FILES = "全部佐证材料"


class Filling:
    """A person at work on an open filing."""

    def __init__(self, person: Person, standard: Standard, sample: Filing, folder: Path) -> None:
        self.person, self.standard, self.sample = person, standard, sample
        self._files = Files(person, sample, folder)
        self._listed = Listing(person, standard, sample, self._files)

    @property
    def pictures(self) -> set[tuple[str, str]]:
        """The slots whose pictures were pasted, not files."""
        return self._listed.pictures

    def fill(self) -> None:
        """Every screen in turn, up to the last one."""
        work: dict[StepKind, Callable[[Step], None]] = {
            StepKind.PLACE: self._place,
            StepKind.FORM: self._form,
            StepKind.DIMENSION: self._dimension,
            StepKind.NARRATIVES: self._narratives,
            StepKind.TEXTS: self._texts,
            StepKind.EVIDENCE: self._evidence,
        }
        *all_steps, last = steps(self.standard)
        for step, following in zip(all_steps, (*all_steps[1:], last), strict=True):
            work[step.kind](step)
            self.person.clicks(f"下一步：{following.title}")

    def _place(self, _: Step) -> None:
        for name, value in (("设区市", self.sample.batch.city), ("县（市、区）", self.sample.batch.county)):
            self.person.clicks(name, QComboBox)
            self.person.types(value)
            self.person.presses("Return")
        self.person.waits_for(f"{self.sample.batch.city}{self.sample.batch.county}")

    def _form(self, _: Step) -> None:
        for item in form_fields(self.standard):
            self.person.tabs_to(_caption(item))
            if item != self.standard.name_field:  # the name was given before the filing was there
                self.person.types(self.sample.enterprise[item.id])
        for wanted in self.standard.requirements:
            if wanted.subject is SubjectKind.NONE and not wanted.indicator and wanted.missing:
                self._files.add(wanted)

    def _dimension(self, step: Step) -> None:
        indicators = self.standard.of_dimension(step.dimension)
        for indicator in indicators:
            if isinstance(indicator.formula, SystemCount):
                self._listed.take_up(indicator)
            else:
                self._figures(indicator)
        if step.dimension == self.standard.services_dimension.id:
            for service in self.sample.cloud_services:
                self._service(service)

    def _narratives(self, step: Step) -> None:
        about = [item for item in self.standard.requirements if item.subject is SubjectKind.INDICATOR]
        for indicator in self.standard.of_dimension(step.dimension):
            with self.person.looking_at(indicator.title):
                self._write(indicator.title, self.sample.demonstration.get(indicator.id, ""))
                for wanted in about:
                    self._files.add(wanted, indicator.id)

    def _texts(self, _: Step) -> None:
        for item in text_fields(self.standard):
            self._write(item.label, self.sample.enterprise[item.id])

    def _evidence(self, _: Step) -> None:
        """What belongs nowhere else; then date and note of every file, down the columns of the list."""
        wanted = self.standard.requirements[-1]
        self.person.files = [self._files.path(item) for item in self.sample.evidence_for(wanted.id)]
        self.person.clicks("添加材料…")
        entries = catalogue(self.standard, self.sample)
        self.person.waits_for(f"{len(entries)} 份")
        for row, entry in enumerate(entries):
            assert self.person.cell(_FILES, row, "用途") == "；".join(entry.uses)
        for column in ("日期", "说明"):
            self.person.clicks_cell(_FILES, 0, column)
            for row, entry in enumerate(entries):
                write = self.person.speaks if row % _SPOKEN else self.person.types
                write(entry.evidence.dated if column == "日期" else entry.evidence.note)
                self.person.presses("Return")

    def _figures(self, indicator: Indicator) -> None:
        match indicator.formula:
            case Ratio():
                self._pair(indicator)
            case ServerUnits():
                self._servers(indicator)
            case Ticks(options=options):
                ticked = self.sample.ticked(indicator.id) or ()
                for option in options:
                    if option.id in ticked:
                        self.person.clicks(f"{indicator.title}：{option.label}")
        for wanted in self.standard.requirements:
            if wanted.indicator == indicator.id and wanted.subject is SubjectKind.NONE:
                self._files.add(wanted)

    def _pair(self, indicator: Indicator) -> None:
        """N and M; what the form has already is there."""
        pair, named = self.sample.pair(indicator.id), quantities(indicator.formula)
        assert named
        for letter, quantity, value in zip("NM", named, (pair.n, pair.m), strict=True):
            if value:
                self.person.clicks(f"{quantity.label} {letter}（{quantity.unit}）")
                self.person.types(value)

    def _servers(self, indicator: Indicator) -> None:
        with self.person.looking_at(indicator.title):
            for number, server in enumerate(self.sample.servers):
                self.person.clicks("添加一行" if number else "改为逐行填写服务器")
                self._row(server)

    def _row(self, server: Server) -> None:
        for value in (server.name, server.count, server.cpu_cores, server.memory_gb):
            self.person.types(value)
            self.person.presses("Tab")
        if server.cloud:
            self.person.presses("Space")

    def _service(self, service: CloudService) -> None:
        person = self.person
        person.clicks("＋ 添加云服务")
        cells = (service.product, service.provider, service.contract_no, service.start, service.end, service.amount)
        for value in cells:
            person.types(value)
            person.presses("Tab" if value != cells[-1] else "Return")
        person.waits_for(f"“{service.product}”的材料")
        for wanted in self.standard.requirements:
            if wanted.subject is SubjectKind.CLOUD_SERVICE:
                self._files.add(wanted, service.id)

    def _write(self, title: str, text: str) -> None:
        if text:
            self.person.clicks(title, QPlainTextEdit)
            self.person.types(text)


def _caption(item: FormField) -> str:
    return f"{item.label}{f'（{item.unit}）' if item.unit else ''}"
