"""Whether the file under a path is still the one that was opened: it may be moved, or be on a stick pulled out."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import FilingFileError

Identity = tuple[int, int]


def identity(path: Path) -> Identity | None:
    """Device and number of the file under a path; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def gone(path: Path) -> FilingFileError:
    """The error for a file that is not under its path any more."""
    return FilingFileError(
        f"案卷“{path.name}”不在原来的位置了（被移走、改名，或 U 盘已拔出），这次的修改还没有存进去；"
        f"请把它放回“{path.parent}”，放回后会自动保存。"
    )


def another(path: Path) -> FilingFileError:
    """The error for a file that came into the place of the one that was opened."""
    return FilingFileError(
        f"“{path.name}”已经不是打开时的那一份（在别处改过或换过），为免覆盖，这次的修改没有存进去；"
        f"请先把现在这份移走，再把原来的放回“{path.parent}”。"
    )
