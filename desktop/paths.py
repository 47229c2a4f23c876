"""Where the program's own data and the person's lie: the only code that knows, frozen or not."""

from __future__ import annotations

import sys
from pathlib import Path

PORTABLE = "便携模式.txt"  # lies beside a program that keeps everything of the person beside itself, on a stick
_BESIDE = "个人数据"


def _data_root() -> Path:
    """The folder that holds `forms/` and `resources/`."""
    frozen = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's loader
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    bundled = package / "bundled"  # in an installed wheel, see pyproject.toml
    return bundled if bundled.is_dir() else package.parent


SOURCES = Path(__file__).resolve().parent.parent  # holds `desktop/`; installed, the texts of a few modules only
FORMS = _data_root() / "forms"
RESOURCES = _data_root() / "resources"
FONTS = RESOURCES / "fonts"
OCR_PARTS = _data_root() / "ocr" if hasattr(sys, "_MEIPASS") else None  # the optional part, where an installer put it
SAMPLE = (_data_root() if hasattr(sys, "_MEIPASS") else RESOURCES) / "sample"  # installed paths must be short
FILING_SCHEMA = FORMS / "filing.schema.json"
ICON = RESOURCES / "icons" / "yunqi.ico"


def log_folder() -> Path:
    """Where the log lies."""
    from platformdirs import user_log_path  # noqa: PLC0415  (a start without a fault does not wait for it)

    return beside() or user_log_path("yunqi", appauthor=False)


def kept_folder() -> Path:
    """Where edits are kept that could not be saved."""
    from platformdirs import user_data_path  # noqa: PLC0415  (as above)

    return (beside() or user_data_path("yunqi", appauthor=False)) / "rescue"


def beside() -> Path | None:
    """The folder beside the program that holds everything of the person, in portable mode."""
    program = Path(sys.executable).parent
    return program / _BESIDE if hasattr(sys, "_MEIPASS") and (program / PORTABLE).is_file() else None
