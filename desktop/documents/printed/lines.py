"""Texts broken into lines the way Chinese is set: no line starts with ，。） or ends with （《, words stay whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from desktop.documents.fonts import printable
from desktop.documents.printed.typeface import advances

CANNOT_START = frozenset("，。、；：？！）》〉」』】〕〗”’…·％‰℃,.;:?!)]}%»›々")
CANNOT_END = frozenset("（《〈「『【〔〖“‘([{«‹￥¥$-‐")  # readers of PDF drop a hyphen at the end of a line
_INSEPARABLE = frozenset("…—")
_FIRST_WIDE = "\u2e80"  # from here on characters are ideographs or full-width marks
_WIDEST_GAP = 0.2  # of the font size, between two characters of a justified line
_TAB = "    "
_HALVINGS = 6
_WORD = re.compile(r"[!-~]{6,}")
_SMALLEST = 0.65  # of the usual size; where that is not enough, a word is broken


class Style(Struct, frozen=True):
    """How a text is set; sizes in points, `indent` (of each paragraph's first line) in font sizes."""

    size: float
    leading: float
    bold: bool = False
    align: Literal["left", "center", "right", "justify"] = "left"
    indent: float = 0


class Line(Struct, frozen=True):
    """One line: its text, its distance from the left edge, the extra space after each character, in points."""

    text: str
    offset: float
    gap: float = 0


def set_lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """The lines of a text in a column of `width` points; LF begins a paragraph, an empty text is an empty line."""
    paragraphs = printable(text.replace("\t", _TAB)).split("\n")
    return tuple(line for paragraph in paragraphs for line in _paragraph(paragraph, style, width))


def balanced_lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """The lines of a centred label, no wider than their number asks for: no single character is left on the last."""
    lines = set_lines(text, style, width)
    if style.align != "center" or len(lines) == text.count("\n") + 1:
        return lines
    narrow, wide = width / 2, width
    for _ in range(_HALVINGS):
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(set_lines(text, style, middle)) == len(lines) else (middle, wide)
    shift = (width - wide) / 2
    return tuple(replace(line, offset=line.offset + shift) for line in set_lines(text, style, wide))


def whole_words(text: str, style: Style, width: float) -> Style:
    """The style, or a smaller one in which the longest word or figure of a text fits into `width` whole."""
    widest = max((text_width(word, style) for word in _WORD.findall(text)), default=0)
    if widest <= width or widest * _SMALLEST > width:
        return style
    return replace(style, size=style.size * width / widest * 0.99)


def text_width(text: str, style: Style) -> float:
    """The width of a text on one line, in points."""
    widths = advances(bold=style.bold)
    return sum(widths[character] for character in printable(text)) * style.size


def _paragraph(text: str, style: Style, width: float) -> Iterator[Line]:
    own_indent = text[:1].isspace()
    offset = 0.0 if own_indent else style.indent * style.size
    text = text.rstrip()
    widths, size = advances(bold=style.bold), style.size
    ends = [0.0, *accumulate([widths[character] * size for character in text])]
    start = 0
    while True:
        end = _end(text, ends, start, width - offset)
        shown = text[start:end].rstrip()
        following = end + len(text[end:]) - len(text[end:].lstrip())
        last = following >= len(text)
        yield _line(shown, ends[start + len(shown)] - ends[start], offset, width, style, last=last)
        if last:
            return
        start, offset = following, 0.0


def _line(shown: str, used: float, offset: float, width: float, style: Style, *, last: bool) -> Line:
    free = width - offset - used
    match style.align:
        case "center":
            return Line(shown, free / 2)
        case "right":
            return Line(shown, free)
        case "justify" if not last and len(shown) > 1:
            gap = free / (len(shown) - 1)
            return Line(shown, offset, gap if 0 < gap <= _WIDEST_GAP * style.size else 0)
        case _:
            return Line(shown, offset)


def _end(text: str, ends: list[float], start: int, room: float) -> int:
    """Where the line that begins at `start` ends."""
    fitting = bisect_right(ends, ends[start] + room + 1e-6, lo=start) - 1
    if fitting >= len(text):
        return len(text)
    latest = max(fitting, start + 1)
    for end in range(latest, start, -1):
        if _may_break(text, end):
            return end
    for end in range(latest, start + 1, -1):  # one word longer than the line
        if text[end] not in CANNOT_START and text[end - 1] not in CANNOT_END:
            return end
    return latest


def _may_break(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position]
    if after in CANNOT_START or before in CANNOT_END or (before == after and before in _INSEPARABLE):
        return False
    return not (_in_word(before) and _in_word(after))


def _in_word(character: str) -> bool:
    return character < _FIRST_WIDE and not character.isspace() and (character.isascii() or character.isalnum())
