"""Where the program's own data lies: the only code that knows, frozen or not."""

from __future__ import annotations

import sys
from pathlib import Path


def _data_root() -> Path:
    """The folder that holds `forms/` and `resources/`."""
    frozen = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's loader
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    bundled = package / "bundled"  # in an installed wheel, see pyproject.toml
    return bundled if bundled.is_dir() else package.parent


FORMS = _data_root() / "forms"
RESOURCES = _data_root() / "resources"
FONTS = RESOURCES / "fonts"
SAMPLE = RESOURCES / "sample"
FILING_SCHEMA = FORMS / "filing.schema.json"
