"""Sealing as a person does it on the last screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QPushButton

from tests.journeys.person import Person


def seals(person: Person, folder: Path) -> Path:
    """Tick the declaration and seal into a folder; gives the package."""
    before = set(folder.glob("*.zip"))
    person.folder = folder
    person.clicks("真实性负责", QCheckBox)
    person.waits_for("可以封装了。")
    person.clicks("封装申报包", QPushButton)
    person.waits_for("并已逐字节核验")
    (package,) = set(folder.glob("*.zip")) - before
    assert package.name in person.reads()
    return package
