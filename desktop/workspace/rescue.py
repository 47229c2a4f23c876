"""Edits that could not be saved into their filing file, kept on this machine until the file is opened again.

What is kept is a plain `filing.json`, named after the file and the value that the edits began from: it is only ever
given back to exactly that value.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from desktop.errors import YunqiError
from desktop.model.filing import Filing
from desktop.model.filing_json import dumps, loads
from desktop.paths import kept_folder
from desktop.standard.definition import Standard
from desktop.standard.entry import accepted

_LARGEST = 64 * 2**20  # bytes; text and figures only
_STEM = 40  # characters of the file name that are kept: file systems allow 255 bytes


def keep(path: Path, saved: Filing, filing: Filing) -> bool:
    """Keep `filing`, which could not be saved over `saved`; False when this machine cannot either."""
    place = _place(path, saved)
    temporary = place.with_suffix(".tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(dumps(filing))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(place)
    except OSError:
        return False
    return True


def found(path: Path, standard: Standard, saved: Filing) -> Filing | None:
    """The edits kept for this value of the file, or None."""
    if not _any(path):
        return None
    place = _place(path, saved)
    try:
        if place.stat().st_size > _LARGEST:
            return None
        return accepted(standard, loads(place.read_bytes(), source=place.name))
    except (OSError, YunqiError):
        return None


def forget(path: Path, saved: Filing) -> None:
    """The edits that began from this value are saved now, or no longer wanted."""
    if _any(path):
        with suppress(OSError):
            _place(path, saved).unlink(missing_ok=True)


def _any(path: Path) -> bool:
    """Whether anything is kept for a file of this name: nearly always not, and a digest of the value takes its time."""
    beginning = f"{path.stem[:_STEM]}-"
    try:
        return any(place.name.startswith(beginning) for place in kept_folder().iterdir())
    except OSError:
        return False


def _place(path: Path, saved: Filing) -> Path:
    digest = hashlib.sha256(dumps(saved)).hexdigest()[:16]
    return kept_folder() / f"{path.stem[:_STEM]}-{digest}.json"
