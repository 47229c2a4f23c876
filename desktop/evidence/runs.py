"""Text on a page with its place: what the readers of PDF, OFD and pictures have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, structs

_BREAKS = re.compile(
    r"[:：]|(?=(?:发票代码|发票号码|开票日期|校验码|机器编号|价税合计)[（(:：]?)|[（(]小写[)）][:：]?|[（(]大写[)）][:：]?"
)
_TOGETHER = 0.6  # of the height: a wider gap begins a new run
_SAME_LINE = 0.5  # of the smaller height


class Glyph(Struct, frozen=True):
    """A character and its box; y grows downwards."""

    character: str
    left: float
    top: float
    right: float
    bottom: float


class Run(Struct, frozen=True):
    """Characters that stand together, and their box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The middle of its height."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


class TextPage(Struct, frozen=True):
    """A page of text, in any unit."""

    width: float
    height: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """All runs as lines from top to bottom."""
        return "\n".join(" ".join(run.text for run in row) for row in rows(self.runs))


def runs_of(glyphs: Iterable[Glyph]) -> list[Run]:
    """Characters in the order of the document, joined while they stand side by side; parted behind labels."""
    found: list[Run] = []
    together: list[Glyph] = []
    for glyph in glyphs:
        if together and not _follows(together[-1], glyph):
            found.extend(_parted(together))
            together = []
        together.append(glyph)
    if together:
        found.extend(_parted(together))
    return found


def rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by their height on the page, each row from left to right."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda item: item.middle):
        row = found[-1] if found else []
        if row and abs(run.middle - row[-1].middle) < _SAME_LINE * min(run.height, row[-1].height):
            row.append(run)
        else:
            found.append([run])
    return [sorted(row, key=lambda item: item.left) for row in found]


def beside(one: Run, other: Run, share: float = 0.4) -> bool:
    """Whether two runs stand on the same line: their heights overlap."""
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > share * min(one.height, other.height)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    high = max(last.bottom - last.top, glyph.bottom - glyph.top, 0.1)
    middle = abs((last.top + last.bottom) - (glyph.top + glyph.bottom)) / 2
    return middle < high / 2 and -high / 2 < glyph.left - last.right < high * _TOGETHER


def _parted(glyphs: Sequence[Glyph]) -> Iterable[Run]:
    text = "".join(glyph.character for glyph in glyphs)
    places = {place for match in _BREAKS.finditer(text) for place in (match.start(), match.end())}
    cuts = sorted(place for place in places if text[place : place + 1] not in {":", "：", "（", "("})
    edges = [0, *[cut for cut in cuts if 0 < cut < len(text)], len(text)]
    for start, end in pairwise(edges):
        if end > start:
            yield _run(glyphs[start:end])


def _run(glyphs: Sequence[Glyph]) -> Run:
    return Run(
        "".join(glyph.character for glyph in glyphs),
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )


def joined(runs: Sequence[Run]) -> Run:
    """Several runs as one."""
    first = runs[0]
    return structs.replace(
        first,
        text="".join(run.text for run in runs),
        left=min(run.left for run in runs),
        top=min(run.top for run in runs),
        right=max(run.right for run in runs),
        bottom=max(run.bottom for run in runs),
    )
