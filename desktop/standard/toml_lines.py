"""The line of a TOML text on which a value stands; `tomllib` keeps no positions."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\-]+)\s*=\s*(.*)$")
_STEP = re.compile(r"[^.\[\]]+")


def line_of(text: str, path: str) -> int:
    """The 1-based line of the value at a path such as `indicators[3].formula.kind`.

    Where the value itself stands on no line of its own (an inline table, a missing key), the line of the nearest
    enclosing value is given; 1 when nothing encloses it.
    """
    wanted = tuple(_STEP.findall(path))
    best, best_depth = 1, 0
    for number, found in _positions(text):
        if len(found) > best_depth and wanted[: len(found)] == found:
            best, best_depth = number, len(found)
    return best


def _positions(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and path of every table header and key; array entries are counted, as in `indicators`, `3`."""
    counts: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    quote = ""  # the delimiter of the multi-line text we are in
    for number, raw in enumerate(text.splitlines(), start=1):
        if quote:
            quote = "" if quote in raw else quote
            continue
        if header := _HEADER.match(raw):
            table = _entered(tuple(header[2].split(".")), counts, array=header[1] == "[[")
            yield number, table
        elif key := _KEY.match(raw):
            yield number, table + tuple(key[1].split("."))
            quote = _opened(key[2])


def _entered(names: tuple[str, ...], counts: dict[tuple[str, ...], int], *, array: bool) -> tuple[str, ...]:
    path: tuple[str, ...] = ()
    for depth, name in enumerate(names, start=1):
        path += (name,)
        if array and depth == len(names):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (str(counts[path]),)
    return path


def _opened(value: str) -> str:
    for quote in ('"""', "'''"):
        if value.startswith(quote) and value.find(quote, 3) < 0:
            return quote
    return ""
