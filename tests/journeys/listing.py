"""Listing the systems of a sample by hand: typed or pasted from Excel, and two pictures for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QTableView

from desktop.model.filing import Filing, System
from desktop.standard.definition import Indicator, Requirement, Standard, SubjectKind
from tests.journeys.attaching import Files
from tests.journeys.person import Person, picture_in

_HEADING = ("系统名称", "是否云上", "云平台", "供应商", "上下游协同", "功能简介")
_SLOTS = "系统清单"


class Listing:
    """A person at work on the list; `pictures` are the slots whose pictures were pasted, not files."""

    def __init__(self, person: Person, standard: Standard, sample: Filing, files: Files) -> None:
        self.person, self.standard, self.sample, self._files = person, standard, sample, files
        self.pictures: set[tuple[str, str]] = set()
        self._ways = cycle((self._paste_pictures, self._paste_files, self._drop_files, self._choose_files))

    def take_up(self, category: Indicator) -> None:
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
                yield system, slot, self._files.path(item)

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
        files = [item for system in listed for slot in self._slots() for item in self._files.of(slot, system.id)]
        self.person.drops(files, _SLOTS, QTableView)
        self.person.waits_for(f"已放好 {len(files)} 张")


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
