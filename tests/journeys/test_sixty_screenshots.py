from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QImage

from desktop.model.filing import Filing, System
from desktop.standard.definition import Requirement, SubjectKind
from tests.factories.filings import a_filing, a_system, zhejiang
from tests.factories.stores import a_file
from tests.journeys.conftest import Begin, Yunqi
from tests.journeys.person import Person, as_png

_SYSTEMS, _FEW = 30, 12  # systems, and key presses that are no pastes


def listed() -> Filing:
    """Thirty systems in all categories, without a single picture."""
    categories = [item.id for item in zhejiang().categories]
    places = sorted(number % len(categories) for number in range(_SYSTEMS))
    made = (
        a_system(f"s{number:02d}", categories[place], name=f"{number} 号系统") for number, place in enumerate(places)
    )
    return a_filing(systems=tuple(made))


def slots(systems: tuple[System, ...]) -> list[tuple[System, Requirement]]:
    """The places for pictures, in the order of the screen."""
    wanted = [item for item in zhejiang().requirements if item.subject is SubjectKind.SYSTEM]
    return [(system, item) for system in systems for item in wanted]


def screenshot(number: int) -> QImage:
    """A picture like no other."""
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor.fromHsv(number * 5, 200, 200))
    return picture


def to_the_next_list(person: Person) -> None:
    """On to the next screen with a list of systems, and to its first gap."""
    person.presses("Ctrl+PgDown")
    while "添加系统" not in person.reads():
        person.presses("Ctrl+PgDown")
    person.presses("F8")


def test_sixty_screenshots_by_keyboard_alone(begins: Begin, documents: Path, yunqi: Yunqi) -> None:
    """Somebody has listed thirty systems and now takes two pictures of each, without touching the mouse."""
    filing = listed()
    path = a_file(documents, filing, "三十个系统.yunqi")
    person = begins(path, size=(1090, 580))
    person.waits_until(lambda: path.stem in person.hears())
    person.presses("Return")
    person.waits_for("下一步")
    wanted = slots(filing.systems)
    for number, (system, requirement) in enumerate(wanted):
        place = f"{system.name}，{requirement.label}：还没有"
        if place not in person.hears():
            to_the_next_list(person)
        assert place in person.hears()
        person.copies_picture(screenshot(number))
        person.presses("Ctrl+V")
    person.waits_for("图片都齐了")
    person.waits_for("✓ 已保存")
    pressed = person.keys
    print(f"\n{len(wanted)} pictures with {pressed} key presses")
    assert pressed <= len(wanted) + _FEW
    assert person.clicks_made == 0
    takes_the_last_one_back_and_again(person, *wanted[-1])
    closes(person)
    assert_every_picture_is_in_its_place(yunqi("show", path, "--json"), wanted)


def takes_the_last_one_back_and_again(person: Person, system: System, requirement: Requirement) -> None:
    person.presses("Ctrl+Z")
    person.waits_for(f"{system.name}缺{requirement.label}")
    person.presses("Ctrl+Y")
    person.waits_for("图片都齐了")


def closes(person: Person) -> None:
    """Back to the home screen, as the list of filings shows."""
    person.presses("Ctrl+W")
    person.waits_until(lambda: "案卷列表" in person.hears())


def assert_every_picture_is_in_its_place(shown: dict[str, Any], wanted: list[tuple[System, Requirement]]) -> None:
    there = {
        (use["requirement"], use["subject"]): (item["file"], item["sha256"])
        for item in shown["evidence"]
        for use in item["for"]
    }
    assert len(shown["evidence"]) == len(there) == len(wanted)
    for number, (system, requirement) in enumerate(wanted):
        digest = hashlib.sha256(as_png(screenshot(number))).hexdigest()
        assert there[requirement.id, system.id] == (f"{requirement.label}-{system.name}.png", digest)
