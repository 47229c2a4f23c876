"""Filing files for tests."""

from __future__ import annotations

from pathlib import Path

from desktop.filing import FilingStore, create, open_filing
from desktop.model.filing import Filing
from desktop.workspace import standards
from tests.factories.filings import a_filing


def a_file(folder: Path, filing: Filing | None = None, name: str = "案卷.yunqi") -> Path:
    """A closed filing file."""
    path = folder / name
    with create(path, standards.texts_of("zj-2021"), filing or a_filing()):
        pass
    return path


def opened(path: Path) -> FilingStore:
    """The file, open for editing."""
    return open_filing(path)
