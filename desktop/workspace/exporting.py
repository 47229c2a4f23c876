"""The verifier as one file for machines without this program: a stock Python 3.9 runs it."""

from __future__ import annotations

from pathlib import Path

from desktop.package.exported import exported
from desktop.paths import RESOURCES, SOURCES
from desktop.workspace.composing import write_file

FRAME = RESOURCES / "verifier" / "verify_package.py"
SUFFIX = ".py"


def export_verifier(path: Path) -> Path:
    """Write the verifier to `path`, which gets the ending .py if it has none; gives where it is.

    Raises:
        InputError: the folder cannot be written.
    """
    target = path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")
    write_file(target, exported(SOURCES, FRAME.read_text(encoding="utf-8")).encode())
    return target
