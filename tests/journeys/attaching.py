"""Attaching the files of a sample by hand."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from desktop.model.filing import Evidence, Filing
from desktop.standard.definition import Requirement
from tests.journeys.person import Person


class Files:
    """The files of a sample, which lie in a folder."""

    def __init__(self, person: Person, sample: Filing, folder: Path) -> None:
        self.person, self.sample, self._folder = person, sample, folder
        self._attach = cycle((self._choose_file, self._drop_file, self._paste_file))

    def add(self, wanted: Requirement, subject: str = "") -> None:
        """Attach the files of a requirement: by dialog, by drop and by Ctrl+V in turn."""
        for path in self.of(wanted, subject):
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

    def of(self, wanted: Requirement, subject: str) -> list[Path]:
        """The sample's files for a requirement."""
        return [self.path(item) for item in self.sample.evidence_for(wanted.id, subject)]

    def path(self, item: Evidence) -> Path:
        """Where a file of the sample lies."""
        return self._folder / item.file
