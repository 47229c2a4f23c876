"""The text of an OFD's first page with its places: template and page over each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from desktop.evidence.runs import Glyph, TextPage, runs_of
from desktop.evidence.tags import Tag

_TEMPLATE = re.compile(r"(?:^|/)tpls/[^/]*/content\.xml$", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|/)pages/[^/]*/content\.xml$", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:^|/)document\.xml$", re.IGNORECASE)
_WIDE, _HIGH = 210.0, 140.0  # mm, the size of an e-invoice
_ASCENT = 0.86  # of the size, above the base line
_CHARACTERS = 20_000
_SIX, _FOUR = 6, 4


def ofd_page(parts: Mapping[str, Tag]) -> TextPage:
    """The text of the first page; no runs where there is none."""
    shown = [min(names) for form in (_TEMPLATE, _PAGE) if (names := [name for name in parts if form.search(name)])]
    glyphs = (
        glyph for name in shown for tag in parts[name].walk() if tag.name == "TextObject" for glyph in _glyphs(tag)
    )
    runs = runs_of(glyph for glyph, _ in zip(glyphs, range(_CHARACTERS), strict=False))
    wide, high = _size(parts)
    return TextPage(wide, high, tuple(runs))


def _size(parts: Mapping[str, Tag]) -> tuple[float, float]:
    documents = [tag for name, tag in parts.items() if _DOCUMENT.search(name)]
    boxes = [tag.text for root in documents for tag in root.walk() if tag.name == "PhysicalBox"]
    box = _numbers(boxes[0]) if boxes else []
    return (box[2], box[3]) if len(box) == _FOUR and box[2] > 0 and box[3] > 0 else (_WIDE, _HIGH)


def _glyphs(tag: Tag) -> Iterator[Glyph]:
    box = _numbers(tag.attributes.get("Boundary", ""))
    size = (_numbers(tag.attributes.get("Size", "")) or [3.175])[0]
    if len(box) != _FOUR:
        return
    matrix = _numbers(tag.attributes.get("CTM", ""))
    a, d, e, f = (matrix[0], matrix[3], matrix[4], matrix[5]) if len(matrix) == _SIX else (1.0, 1.0, 0.0, 0.0)
    for code in tag.children:
        if code.name != "TextCode":
            continue
        x, y = ((_numbers(code.attributes.get(axis, "")) or [0.0])[0] for axis in "XY")
        steps = _steps(code.attributes.get("DeltaX", ""))
        for character in code.text:
            left, base = box[0] + a * x + e, box[1] + d * y + f
            step = next(steps, size if ord(character) > 0xFF else size / 2)  # noqa: PLR2004  (Latin is half as wide)
            plain = unicodedata.normalize("NFKC", character)
            if plain.isprintable() and not plain.isspace():
                wide = min(abs(a) * step, abs(a) * size) or abs(a) * size
                yield Glyph(plain, left, base - d * size * _ASCENT, left + wide, base + d * size * (1 - _ASCENT))
            x += step


def _steps(text: str) -> Iterator[float]:
    """Advances, where `g 3 3.175` stands for three times 3.175."""
    words = iter(text.split()[:_CHARACTERS])
    for word in words:
        if word == "g":
            count, step = next(words, "0"), _numbers(next(words, ""))
            for _ in range(min(int(count), _CHARACTERS) if count.isdecimal() and step else 0):
                yield step[0]
        else:
            yield from _numbers(word)


def _numbers(text: str) -> list[float]:
    try:
        found = [float(word) for word in text.split()[:8]]
    except ValueError:
        return []
    return [number for number in found if abs(number) < 1e6]  # noqa: PLR2004  (also drops nan and inf)
