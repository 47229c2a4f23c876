"""Words to the terminal: UTF-8 whatever its code page, results and messages apart."""

from __future__ import annotations

import io
import json
import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from desktop.workspace.progress import Progress, silent

_INTERVAL = 0.2  # seconds between two progress lines


def prepare() -> None:
    """Make both streams UTF-8, line by line: what is acknowledged is seen at once, also through a pipe.

    A path that is not valid UTF-8 is shown with escapes instead of failing. Without a terminal there are none.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)


def say(message: str) -> None:
    """A message for the person: one line on standard error."""
    sys.stderr.write(" ".join(message.split()) + "\n")
    sys.stderr.flush()


def out(text: str) -> None:
    """A line of the result, on standard output."""
    sys.stdout.write(f"{text}\n")


def out_json(document: dict[str, Any]) -> None:
    """The result as one JSON document."""
    out(json.dumps(document, ensure_ascii=False, indent=2))


def table(rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """Rows in columns that line up although Chinese characters are two cells wide; `right` columns align right."""
    rows = list(rows)
    widths = [max(_cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = []
        for column, text in enumerate(row):
            blank = " " * (widths[column] - _cells(text))
            cells.append(blank + text if column in right else text + blank)
        out("  ".join(cells).rstrip())


def progress(what: str, *, unit: int = 1) -> Progress:
    """A counter on the terminal (`unit` divides both figures); silent where standard error is not one."""
    if not sys.stderr.isatty():
        return silent
    last = 0.0

    def show(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done >= total or now - last > _INTERVAL:
            last = now
            sys.stderr.write(f"\r{what} {done // unit}/{total // unit}" + ("\n" if done >= total else ""))
            sys.stderr.flush()

    return show


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
