"""Which of several things a text names, as people write names in files: other width and case, joined, shortened.

Matching is by *cues*: the whole name, its words, the name without what distinguishes nothing, and what means the same.
A cue inside a longer one of another thing does not count (ERP in ERP财务), and Latin letters only count as whole words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\x00-\x7f]+")
_LATIN = re.compile(r"[a-z]+")
_SHORTEST = 2  # characters of a cue
_TELLING = 4  # characters that say enough without what was cut off


class Strength(IntEnum):
    """How much a cue says."""

    SHORT = 1  # a part of a word, or the name without a part that means something
    ALIAS = 2  # other words for the same
    WORD = 3  # a word of the name
    WHOLE = 4  # the name without 系统 and the like
    EXACT = 5


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


class Cue(Struct, frozen=True):
    """A plain text that speaks for a thing."""

    text: str
    key: str
    strength: Strength


class Spoken(Struct, frozen=True):
    """The things a text names: the best alone, or all that are as good; and the spans of the best one."""

    keys: tuple[str, ...] = ()
    strength: Strength = Strength.SHORT
    spans: tuple[Span, ...] = ()
    others: tuple[str, ...] = ()  # named as well, elsewhere in the text
    shared: tuple[str, ...] = ()  # other things in whose names all that was found stands as well


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
            cuts = range(start + _SHORTEST, end - _SHORTEST + 1)
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


class Names:
    """Things with the cues that speak for them; made once, asked for many texts."""

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        tails: Sequence[str] = (),
        weak: Sequence[str] = (),
        same: Iterable[Sequence[str]] = (),
    ) -> None:
        """`names`: by key, what a thing is called; `tails` say nothing at the end of a name, `weak` ones little.

        No word of either speaks for a thing by itself, unless it is the thing's whole name.
        """
        self._tails = tuple(plain(tail).text for tail in tails)
        self._weak = tuple(plain(tail).text for tail in weak)
        self._mute = frozenset((*self._tails, *self._weak))
        self._same = [tuple(plain(word).text for word in group) for group in same]
        cues: dict[tuple[str, str], Cue] = {}
        for key, texts in names.items():
            for text in texts:
                for cue in self._cues(key, text):  # the strongest of equal texts counts
                    known = cues.get((cue.key, cue.text))
                    if len(cue.text) >= _SHORTEST and (known is None or known.strength < cue.strength):
                        cues[cue.key, cue.text] = cue
        self._all = tuple(cues.values())
        self._wholes = tuple((key, plain(text).text) for key, texts in names.items() for text in texts)

    def spoken_of(self, text: Plain) -> Spoken:
        """The things that a text names."""
        spans = self._spans(text)
        if not spans:
            return Spoken()
        merits = {key: _merit([span for span in spans if span.key == key]) for key in {span.key for span in spans}}
        best = max(merits.values())
        keys = tuple(sorted(key for key, merit in merits.items() if merit == best))
        own = tuple(sorted(span for span in spans if span.key == keys[0]))
        apart = {
            span.key
            for span in spans
            if span.strength > Strength.SHORT and span.key not in keys and not any(_meet(span, one) for one in own)
        }
        strength = Strength(max(span.strength for span in own))
        shared = self._shared(keys, [text.text[span.start : span.end] for span in own], strength)
        return Spoken(keys, strength, own, tuple(sorted(apart)), shared)

    def shown_in(self, text: Plain) -> tuple[str, ...]:
        """The things whose names, or else words of them, stand in a long text, in the order in which they do."""
        spans = sorted(span for span in self._spans(text) if span.strength > Strength.SHORT)
        whole = [span for span in spans if span.strength >= Strength.WHOLE]
        return tuple(dict.fromkeys(span.key for span in whole or spans))

    def resembling(self, pieces: Iterable[str]) -> tuple[str, ...]:
        """The things whose names share the longest piece with plain texts; a guess at best."""
        longest, found = _SHORTEST - 1, set[str]()
        for piece in pieces:
            for key, name in self._wholes:
                length = self._shared_length(piece, name, max(longest, _SHORTEST))
                if length > longest:
                    longest, found = length, set()
                if length and length == longest:
                    found.add(key)
        return tuple(sorted(found))

    def _spans(self, text: Plain) -> list[Span]:
        """Where which cues stand, the strongest at each place."""
        found = [
            Span(span.start, span.end, cue.strength, cue.key)
            for cue in self._all
            if cue.text in text.text
            for span in places(cue.text, text)
        ]
        return _strongest(uncovered(found))

    def _shared_length(self, one: str, other: str, least: int) -> int:
        """The length of the longest piece both have that says something; 0 below `least`."""
        for length in range(min(len(one), len(other)), least - 1, -1):
            pieces = (one[start : start + length] for start in range(len(one) - length + 1))
            if any(piece in other and not piece.isascii() and piece not in self._mute for piece in pieces):
                return length
        return 0

    def _shared(self, keys: Sequence[str], found: Sequence[str], strength: Strength) -> tuple[str, ...]:
        if strength is Strength.EXACT:
            return ()
        names = ((key, name) for key, name in self._wholes if key not in keys)
        return tuple(sorted({key for key, name in names if all(piece in name for piece in found)}))

    @property
    def latin(self) -> frozenset[str]:
        """The cues that are Latin words."""
        return frozenset(cue.text for cue in self._all if cue.text.isascii())

    def _cues(self, key: str, name: str) -> Iterator[Cue]:
        whole = plain(name).text
        short = without_tail(whole, self._tails)
        words = [without_tail(word, self._tails) or word for word in _words(name)]
        words = [word for word in words if word not in self._mute]
        group = self._group(words)
        if whole not in self._tails:
            yield from (Cue(whole, key, Strength.EXACT), Cue(short, key, Strength.WHOLE))
        # Where all words of a name mean the same (ERP 企业资源计划), each is as good as the whole.
        yield from (Cue(word, key, Strength.WHOLE if group else Strength.WORD) for word in words)
        yield from (Cue(other, key, Strength.ALIAS) for other in group)
        for word in words:
            rest = without_tail(word, self._weak)
            yield Cue(
                "" if rest in self._mute else rest, key, Strength.WORD if len(rest) >= _TELLING else Strength.SHORT
            )

    def _group(self, words: Sequence[str]) -> tuple[str, ...]:
        """The group of words that mean the same to which all these belong."""
        return next((group for group in self._same if words and all(_belongs(word, group) for word in words)), ())


def without_tail(text: str, tails: Sequence[str]) -> str:
    """A plain text without what says nothing at its end; "" where nothing is left."""
    while tail := max((tail for tail in tails if tail and text.endswith(tail)), key=len, default=""):
        text = text[: -len(tail)]
    return text


def _belongs(word: str, group: Sequence[str]) -> bool:
    return any(word == other or (not other.isascii() and other in word) for other in group)


def _strongest(spans: Sequence[Span]) -> list[Span]:
    """The spans without other words for a thing where another thing is called exactly that."""
    best: dict[tuple[int, int], int] = {}
    for span in spans:
        best[span.start, span.end] = max(span.strength, best.get((span.start, span.end), 0))
    return [span for span in spans if span.strength == best[span.start, span.end]]


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


def _merit(spans: Sequence[Span]) -> tuple[bool, int, int]:
    """How much of a text speaks for a thing, and how strongly."""
    covered = {place for span in spans for place in range(span.start, span.end)}
    strength = max(span.strength for span in spans)
    return strength > Strength.SHORT, len(covered), strength


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _words(name: str) -> list[str]:
    """The words of a name: Latin letters with their digits, and what is not Latin."""
    spaced = _spaced(unicodedata.normalize("NFKC", name)).casefold()
    return re.findall(r"[a-z0-9]+|[^\x00-\x7f]+", spaced)
