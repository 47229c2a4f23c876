"""Which of several things a text names, as people write names in files: other width and case, joined, shortened.

Matching is by *cues*: the whole name, its words, the name without what distinguishes nothing, and what means the same.
A cue inside a longer one of another thing does not count (ERP in ERP财务), and Latin letters only count as whole words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from msgspec import Struct

from desktop.model.plain_text import SHORTEST, Plain, Span, places, plain, uncovered, words_of

_TELLING = 4  # characters that say enough without what was cut off


class Strength(IntEnum):
    """How much a cue says."""

    SHORT = 1  # a part of a word, or the name without a part that means something
    ALIAS = 2  # other words for the same
    WORD = 3  # a word of the name
    WHOLE = 4  # the name without 系统 and the like
    EXACT = 5


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
                    if len(cue.text) >= SHORTEST and (known is None or known.strength < cue.strength):
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
        longest, found = SHORTEST - 1, set[str]()
        for piece in pieces:
            for key, name in self._wholes:
                length = self._shared_length(piece, name, max(longest, SHORTEST))
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
        words = [without_tail(word, self._tails) or word for word in words_of(name)]
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


def _merit(spans: Sequence[Span]) -> tuple[bool, int, int]:
    """How much of a text speaks for a thing, and how strongly."""
    covered = {place for span in spans for place in range(span.start, span.end)}
    strength = max(span.strength for span in spans)
    return strength > Strength.SHORT, len(covered), strength


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
