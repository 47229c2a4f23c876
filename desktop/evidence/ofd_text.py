"""The text of an OFD's pages with its places: template and page over each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from desktop.evidence.runs import Glyph, TextPage, runs_of
from desktop.evidence.tags import Tag

_PAGE = re.compile(r"(?:^|/)pages/[^/]*/content\.xml$", re.IGNORECASE)
_TEMPLATE = re.compile(r"(?:^|/)tpls/[^/]*/content\.xml$", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:^|/)document\.xml$", re.IGNORECASE)
_WIDE, _HIGH = 210.0, 140.0  # mm, the size of an e-invoice
_ASCENT = 0.86  # of the size, above the base line
_CHARACTERS = 20_000
_PAGES = 12
_SIX, _FOUR = 6, 4


def ofd_pages(parts: Mapping[str, Tag]) -> list[TextPage]:
    """The text of a document's pages in their order, each over its template; `parts` are its XML documents by name."""
    wide, high = _size(parts)
    pages = (_texts([parts[name] for name in shown]) for shown in _shown(parts))
    return [TextPage(wide, high, tuple(runs_of(glyphs))) for glyphs in pages]


def _shown(parts: Mapping[str, Tag]) -> list[list[str]]:
    """For each page the names of what lies upon each other: as the document says, else as they are called."""
    document = next((tag for name, tag in parts.items() if _DOCUMENT.search(name)), None)
    places = {name.casefold(): name for name in parts}
    pages = [name for tag in _of(document, "Page")[:_PAGES] if (name := _named(tag, places))]
    templates = {tag.attributes.get("ID", ""): _named(tag, places) for tag in _of(document, "TemplatePage")[:_PAGES]}
    known = sorted((name for name in parts if _TEMPLATE.search(name)), key=_in_order)
    found = []
    for page in pages or sorted((name for name in parts if _PAGE.search(name)), key=_in_order)[:_PAGES]:
        wanted = [templates.get(tag.attributes.get("TemplateID", "")) for tag in parts[page].children[:_PAGES]]
        said = [name for name in wanted if name]
        found.append([*(said or known[:1]), page])
    return found or [known[:1]] * bool(known)


def _of(document: Tag | None, name: str) -> list[Tag]:
    return [tag for tag in document.walk() if tag.name == name and "BaseLoc" in tag.attributes] if document else []


def _named(tag: Tag, places: Mapping[str, str]) -> str:
    """The part a place in a document means; "" for none."""
    place = tag.attributes["BaseLoc"].replace("\\", "/").lstrip("/").casefold()
    return next((name for known, name in places.items() if place and f"/{known}".endswith(f"/{place}")), "")


def _in_order(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d{1,9})", name)]


def _texts(shown: Sequence[Tag]) -> Iterator[Glyph]:
    glyphs = (glyph for root in shown for tag in root.walk() if tag.name == "TextObject" for glyph in _glyphs(tag))
    return (glyph for glyph, _ in zip(glyphs, range(_CHARACTERS), strict=False))


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
    a, b, c, d, e, f = matrix if len(matrix) == _SIX else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for code in tag.children:
        if code.name != "TextCode":
            continue
        x, y = ((_numbers(code.attributes.get(axis, "")) or [0.0])[0] for axis in "XY")
        along, down = (_steps(code.attributes.get(name, "")) for name in ("DeltaX", "DeltaY"))
        upright = "DeltaY" in code.attributes and "DeltaX" not in code.attributes
        for character in code.text:
            high = size if ord(character) > 0xFF else size / 2  # noqa: PLR2004  (Latin is half as wide)
            step = next(along, 0.0 if upright else high)
            plain = unicodedata.normalize("NFKC", character)
            if plain.isprintable() and not plain.isspace():
                wide = high if upright else min(step, size) if step > 0 else high
                xs, ys = (x, x + wide), (y - size * _ASCENT, y + size * (1 - _ASCENT))
                corners = [(a * u + c * v + e, b * u + d * v + f) for u in xs for v in ys]
                left, right = min(u for u, _ in corners), max(u for u, _ in corners)
                top, bottom = min(v for _, v in corners), max(v for _, v in corners)
                yield Glyph(plain, box[0] + left, box[1] + top, box[0] + right, box[1] + bottom)
            x, y = x + step, y + next(down, 0.0)


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
