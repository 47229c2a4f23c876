"""Where the pages of a sheet end: known before it is printed, so that nothing that belongs together is cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_PAPER = (595.3, 841.9)  # A4 in points
SIDES, TOP, BOTTOM = 0.5, 0.75, 0.7  # inches
_INCH = 72.0
_SAFETY = 0.98  # programs round row heights and column widths to pixels of their own
_FULL = 0.55  # of a page; a part that does not fit begins a new one when this one is at least as full


class Part(NamedTuple):
    """Rows that stay together where a page can hold them; a `section` rather begins a page than ends one."""

    first: int
    last: int
    section: int = 0


def pixels(width: float) -> int:
    """Pixels of a column for so many half-width characters of the body's font, which are 7 pixels wide."""
    return int(width * 7 + 0.5) + 5


def room(widths: Sequence[float]) -> float:
    """Points of an upright sheet that a page holds when columns of these widths (in characters) fill its width."""
    wide, high = _PAPER
    across = sum(map(pixels, widths)) * 0.75
    return _SAFETY * (high - (TOP + BOTTOM) * _INCH) * max(across / (wide - 2 * SIDES * _INCH), 1.0)


def breaks(parts: Sequence[Part], heights: Sequence[float], page: float, repeated: float = 0) -> list[int]:
    """The rows at which a new page begins.

    `heights` are those of all rows of the sheet; what stands above the first part is on the first page, and `repeated`
    points of it are on every other.
    """
    found: list[int] = []
    used = sum(heights[: parts[0].first]) if parts else 0.0
    for position, part in enumerate(parts):
        needed = sum(heights[part.first : part.last + 1])
        section = [item for item in parts[position:] if item.section == part.section]
        begins = position == 0 or parts[position - 1].section != part.section
        whole = sum(heights[part.first : section[-1].last + 1])
        crowded = begins and used > _FULL * page and used + whole > page and whole + repeated <= page
        if position and (crowded or (used + needed > page and needed + repeated <= page)):
            found.append(part.first)
            used = repeated
        used += needed
        while used > page:  # taller than a page: it goes on, wherever the program that prints breaks it
            used -= page - repeated
    return found
