"""Texts as letters and digits alone, where words begin and end in them, and what stands where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\x00-\x7f]+")
_LATIN = re.compile(r"[a-z]+")
SHORTEST = 2  # characters that may say something


class Plain(Struct, frozen=True):
    """A text as letters and digits alone, in one width and case.

    `breaks` are the places where a word may begin or end, `gaps` those where something stood between.
    """

    text: str
    breaks: frozenset[int]
    gaps: frozenset[int]


class Span(Struct, frozen=True, order=True):
    """Where a cue stands in a plain text."""

    start: int
    end: int
    strength: int = 0
    key: str = ""


@lru_cache(maxsize=4096)
def plain(text: str, known: frozenset[str] = frozenset()) -> Plain:
    """A text made plain; `known` Latin words are told apart where two of them are written as one (meslogin)."""
    normal = unicodedata.normalize("NFKC", text)
    letters, breaks, gaps = "", {0}, set[int]()
    last = 0
    for match in _PARTS.finditer(_spaced(normal)):
        if match.start() > last and letters:
            gaps.add(len(letters))
        breaks.add(len(letters))
        letters += match[0].casefold()
        last = match.end()
    breaks.add(len(letters))
    breaks.update(_joints(letters, gaps, known))
    return Plain(letters, frozenset(breaks), frozenset(gaps))


def _spaced(text: str) -> str:
    """The text with a blank for every character that is neither letter nor digit."""
    return "".join(c if c.isalnum() else " " for c in text)


def _joints(letters: str, gaps: set[int], known: frozenset[str]) -> Iterator[int]:
    """Where two known words meet that are written as one."""
    for run in _LATIN.finditer(letters) if known else ():
        ends = [run.start(), *sorted(gap for gap in gaps if run.start() < gap < run.end()), run.end()]
        for start, end in pairwise(ends):
            cuts = range(start + SHORTEST, end - SHORTEST + 1)
            yield from (cut for cut in cuts if letters[start:cut] in known and letters[cut:end] in known)


def places(cue: str, text: Plain) -> Iterator[Span]:
    """Where a cue stands in a text; its Latin ends must be ends of words."""
    start = text.text.find(cue)
    while start >= 0:
        end = start + len(cue)
        if _stands_alone(cue, text, start, end):
            yield Span(start, end)
        start = text.text.find(cue, start + 1)


def _stands_alone(cue: str, text: Plain, start: int, end: int) -> bool:
    first, last = cue[0], cue[-1]
    begins = not first.isascii() or start in text.breaks or (first.isdigit() and not text.text[start - 1].isdigit())
    ends = not last.isascii() or end in text.breaks
    return begins and ends


def uncovered(spans: Iterable[Span]) -> list[Span]:
    """The spans that do not lie inside a longer one."""
    found = list(spans)
    return [
        one
        for one in found
        if not any(o.start <= one.start and one.end <= o.end and o.end - o.start > one.end - one.start for o in found)
    ]


def pieces_beside(text: Plain, spans: Iterable[Span], mute: Iterable[str] = ()) -> list[str]:
    """What touches spans with nothing between, digits and `mute` words left out: it may change what the spans mean."""
    known = list(spans)
    ends = ({span.start for span in known} | {span.end for span in known}) - text.gaps
    return [piece for start, end, piece in _pieces(text, known, mute) if piece and not ends.isdisjoint({start, end})]


def pieces_left(text: Plain, spans: Iterable[Span], mute: Iterable[str] = ()) -> list[str]:
    """What a text says beside spans, digits and `mute` words left out."""
    return [piece for _, _, piece in _pieces(text, spans, mute) if piece]


def _pieces(text: Plain, spans: Iterable[Span], mute: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The uncovered pieces between gaps, with their places, without digits."""
    covered = [False] * len(text.text)
    for start, end in (*((span.start, span.end) for span in spans), *_found(text.text, mute)):
        covered[start:end] = [True] * (end - start)
    edges = [place for place in range(1, len(covered)) if place in text.gaps or covered[place] != covered[place - 1]]
    for start, end in pairwise([0, *edges, len(covered)]):
        if start < end and not covered[start]:
            yield start, end, "".join(c for c in text.text[start:end] if not c.isdigit())


def _found(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        start = text.find(word)
        while word and start >= 0:
            yield start, start + len(word)
            start = text.find(word, start + 1)


def words_of(name: str) -> list[str]:
    """The words of a name: Latin letters with their digits, and what is not Latin."""
    spaced = _spaced(unicodedata.normalize("NFKC", name)).casefold()
    return re.findall(r"[a-z0-9]+|[^\x00-\x7f]+", spaced)
