"""Filling in a filing by hand, screen by screen: what is typed comes from a sample, what is asked from the standard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton, QTableView

from desktop.model.filing import CloudService, Evidence, Filing, Server, System
from desktop.standard.catalogue import catalogue
from desktop.standard.definition import (
    FormField,
    Indicator,
    Ratio,
    Requirement,
    ServerUnits,
    Standard,
    SubjectKind,
    SystemCount,
    Ticks,
)
from desktop.standard.figures import quantities
from desktop.standard.flow import Step, StepKind, form_fields, steps, text_fields
from tests.journeys.person import Person, picture_in

_HEADING = ("系统名称", "是否云上", "云平台", "供应商", "上下游协同", "功能简介")
_SPOKEN = 3  # of as many dates one is typed key by key, for every key is painted
_SLOTS, _FILES = "系统清单", "全部佐证材料"


class Filling:
    """A person at work on an open filing; `pictures` are the slots whose pictures were pasted, not files."""

    def __init__(self, person: Person, standard: Standard, sample: Filing, folder: Path) -> None:
        self.person, self.standard, self.sample = person, standard, sample
        self.pictures: set[tuple[str, str]] = set()
        self._folder = folder
        self._ways = cycle((self._paste_pictures, self._paste_files, self._drop_files, self._choose_files))
        self._attach = cycle((self._choose_file, self._drop_file, self._paste_file))

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

    # Screens

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
                self._add(wanted)

    def _dimension(self, step: Step) -> None:
        indicators = self.standard.of_dimension(step.dimension)
        for indicator in indicators:
            if isinstance(indicator.formula, SystemCount):
                self._systems(indicator)
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
                    self._add(wanted, indicator.id)

    def _texts(self, _: Step) -> None:
        for item in text_fields(self.standard):
            self._write(item.label, self.sample.enterprise[item.id])

    def _evidence(self, _: Step) -> None:
        """What belongs nowhere else; then date and note of every file, down the columns of the list."""
        wanted = self.standard.requirements[-1]
        self.person.files = [self._path(item) for item in self.sample.evidence_for(wanted.id)]
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

    # Figures

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
                self._add(wanted)

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

    # Systems

    def _systems(self, category: Indicator) -> None:
        """The first list is begun by typing, the others come from Excel at once; then the pictures."""
        listed = [item for item in self.sample.systems if item.category == category.id]
        self.person.clicks_tab(category.title)
        first = listed[0] == self.sample.systems[0]
        if first:
            self._type_system(listed[0])
        self.person.copies_text(_as_copied_in_excel(listed[first:]))
        self.person.clicks("从 Excel 粘贴")
        assert [self.person.cell(_SLOTS, row, "系统名称") for row in range(len(listed))] == [
            item.name for item in listed
        ]
        unlisted = self.sample.unlisted_systems.get(category.id, "")
        if unlisted:
            self.person.clicks("未上云且未逐一列出的系统数（个）")
            self.person.types(unlisted)
        next(self._ways)(listed)

    def _type_system(self, system: System) -> None:
        person = self.person
        person.clicks("＋ 添加系统")
        person.types(system.name)
        person.presses("Tab", *(("Space",) if system.cloud else ()), "Tab")
        for words in (system.platform, system.provider):
            person.types(words)
            person.presses("Tab")
        person.presses(*(("Space",) if system.collaborates else ()), "Tab", *("Tab" for _ in self._slots()))
        person.types(system.summary)
        person.presses("Return")
        typed = [person.cell(_SLOTS, 0, title) for title in ("系统名称", "云平台", "供应商", "功能简介")]
        assert typed == [system.name, system.platform, system.provider, system.summary]

    def _slots(self) -> list[Requirement]:
        return [item for item in self.standard.requirements if item.subject is SubjectKind.SYSTEM]

    def _wanted(self, listed: list[System]) -> Iterator[tuple[System, Requirement, Path]]:
        """Every empty slot with its file, with the keyboard in it."""
        self.person.clicks_cell(_SLOTS, 0, "系统名称")
        for system in listed:
            for slot in self._slots():
                place = f"{system.name}，{slot.label}：还没有"
                if place not in self.person.hears():
                    self.person.presses("F8")
                assert place in self.person.hears(), f"{place} is not {self.person.hears()}"
                (item,) = self.sample.evidence_for(slot.id, system.id)
                yield system, slot, self._path(item)

    def _paste_pictures(self, listed: list[System]) -> None:
        for system, slot, path in self._wanted(listed):
            self.person.copies_picture(picture_in(path))
            self.person.presses("Ctrl+V")
            self.pictures.add((slot.id, system.id))

    def _paste_files(self, listed: list[System]) -> None:
        for _, _, path in self._wanted(listed):
            self.person.copies_files(path)
            self.person.presses("Ctrl+V")

    def _choose_files(self, listed: list[System]) -> None:
        for _, _, path in self._wanted(listed):
            self.person.files = [path]
            self.person.presses("Return")

    def _drop_files(self, listed: list[System]) -> None:
        """All at once, anywhere on the list: their names say where they belong."""
        files = [item for system in listed for slot in self._slots() for item in self._files(slot, system.id)]
        self.person.drops(files, _SLOTS, QTableView)
        self.person.waits_for(f"已放好 {len(files)} 张")

    # Lists, texts and files

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
                self._add(wanted, service.id)

    def _write(self, title: str, text: str) -> None:
        if text:
            self.person.clicks(title, QPlainTextEdit)
            self.person.types(text)

    def _add(self, wanted: Requirement, subject: str = "") -> None:
        """Attach the files of a requirement: by dialog, by drop and by Ctrl+V in turn."""
        for path in self._files(wanted, subject):
            next(self._attach)(path, f"添加{wanted.label}")
            self.person.waits_for(path.name[:6])

    def _choose_file(self, path: Path, button: str) -> None:
        self.person.files = [path]
        self.person.clicks(button, QPushButton)

    def _drop_file(self, path: Path, button: str) -> None:
        self.person.drops([path], button, QPushButton)

    def _paste_file(self, path: Path, button: str) -> None:
        self.person.copies_files(path)
        self.person.tabs_to(button)
        self.person.presses("Ctrl+V")

    def _files(self, wanted: Requirement, subject: str) -> list[Path]:
        return [self._path(item) for item in self.sample.evidence_for(wanted.id, subject)]

    def _path(self, item: Evidence) -> Path:
        return self._folder / item.file


def _caption(item: FormField) -> str:
    return f"{item.label}{f'（{item.unit}）' if item.unit else ''}"


def _as_copied_in_excel(systems: list[System]) -> str:
    rows = [
        (
            item.name,
            "是" if item.cloud else "否",
            item.platform,
            item.provider,
            "√" if item.collaborates else "",
            item.summary,
        )
        for item in systems
    ]
    return "".join("\t".join(row) + "\r\n" for row in (_HEADING, *rows))
