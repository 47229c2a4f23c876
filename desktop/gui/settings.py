"""What the program remembers of a person between two starts: name, text size, colours, folders.

Kept in an INI file; a file that is broken, missing or cannot be written costs the wishes in it, never the start.
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from desktop.paths import beside

_AUTHOR = "YUNQI_AUTHOR"
TEXT_SIZES = (100, 115, 130)  # percent


class Theme(Enum):
    """Which colours the person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def settings_file() -> Path:
    """Where the settings of this person lie."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return (beside() or Path(place) / "yunqi") / "settings.ini"


def documents_folder() -> Path:
    """The person's documents folder."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


class Settings:
    """The settings in one INI file; without a path they last as long as the program runs."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        self._values: dict[str, str] = {}
        self._signed = False

    def text(self, key: str) -> str:
        """A remembered text, "" where nothing is."""
        if key not in self._values:
            value = self._file.value(key) if self._file else None
            self._values[key] = value if isinstance(value, str) else ""
        return self._values[key]

    def put(self, key: str, value: str) -> None:
        """Remember a text."""
        self._values[key] = value
        if self._file:
            self._file.setValue(key, value)
            self._file.sync()

    def lines(self, key: str) -> tuple[str, ...]:
        """Remembered lines."""
        return tuple(line for line in self.text(key).split("\n") if line)

    def put_lines(self, key: str, lines: tuple[str, ...]) -> None:
        """Remember lines; paths never hold a line break."""
        self.put(key, "\n".join(lines))

    @property
    def author(self) -> str:
        """Whose name stands in the history; "" for the name of the machine's user."""
        return self.text("author")

    @property
    def folder(self) -> Path:
        """Where new filings are put."""
        chosen = self.text("folder")
        return Path(chosen) if chosen and Path(chosen).is_dir() else documents_folder()

    @property
    def last_folder(self) -> Path:
        """Where the last file was chosen."""
        chosen = self.text("last_folder")
        return Path(chosen) if chosen and Path(chosen).is_dir() else self.folder

    @property
    def text_size(self) -> int:
        """The size of texts in percent."""
        chosen = self.text("text_size")
        return int(chosen) if chosen in map(str, TEXT_SIZES) else TEXT_SIZES[0]

    @property
    def theme(self) -> Theme:
        """The wished colours."""
        chosen = self.text("theme")
        return Theme(chosen) if chosen in {item.value for item in Theme} else Theme.SYSTEM

    def sign(self) -> None:
        """Have the history written in the person's name: `workspace.clock.author` reads it from the environment."""
        if self.author:
            os.environ[_AUTHOR] = self.author
        elif self._signed:
            os.environ.pop(_AUTHOR, None)
        self._signed = bool(self.author)
