"""Filings with evidence, bound."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop.documents.volume import Bound
from desktop.filing import open_filing
from desktop.model.filing import EvidenceUse
from desktop.workspace import binding, editing
from tests.factories.filings import a_filing, a_system
from tests.factories.stores import a_file

DATE = "2021-11-20"


def attached(folder: Path, files: Mapping[str, bytes], **changed: object) -> Path:
    """A filing file with these files of evidence, attached in this order, for nothing in particular."""
    folder.mkdir(parents=True, exist_ok=True)
    filing = a_file(folder, a_filing(systems=(a_system("s1"), a_system("s2")), **changed))
    with open_filing(filing) as store:
        for name, content in files.items():
            path = folder / name
            path.write_bytes(content)
            use = EvidenceUse("system_login", "s1") if name.startswith("登录") else EvidenceUse("other")
            editing.attach(store, path, use)
            path.unlink()
    return filing


def bound(filing: Path, folder: Path, *, watermark: bool = False) -> Bound:
    """The volume of a filing file."""
    with open_filing(filing, "read") as store:
        return binding.bind_volume(store, folder, DATE, watermark=watermark)
