"""Runs in the installed program before anything else; begins to ask whether its files are all there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from threading import Lock

import pyimod01_archive  # type: ignore[import-not-found]  # of PyInstaller, at hand in what it has packed

from desktop import installed

_LOCK = Lock()
_FILES: dict[str, BufferedReader] = {}


@contextmanager
def once(name: str, mode: str) -> Iterator[BufferedReader]:
    """The archive of modules, kept open: PyInstaller opens it for every module, each time past the virus scanner."""
    del mode  # it is read
    with _LOCK:
        if name not in _FILES:
            _FILES[name] = Path(name).open("rb")  # noqa: SIM115  (as long as the program runs)
        yield _FILES[name]


pyimod01_archive.open = once
installed.begin()
