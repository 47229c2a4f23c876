"""Invoices and contracts among the evidence: all files that are copies of one make one paper, the best copy first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from desktop.model.facts import INVOICE, EvidenceFacts
from desktop.model.filing import Evidence, EvidenceUse
from desktop.model.numbers import exact
from desktop.model.remembered import remembered

_BEST = {"xml": 0, "ofd": 1, "pdf": 2}  # a structure says more than a page, a page more than a picture
NATIONAL = 20  # digits of a 数电票's number, which needs no code beside it


class Paper(Struct, frozen=True):
    """One invoice or contract and its copies; or one file that nobody has read, whose copies have no facts."""

    copies: tuple[Evidence, ...]
    uses: frozenset[EvidenceUse]

    @property
    def facts(self) -> EvidenceFacts | None:
        """What the best copy says."""
        return self.copies[0].facts

    @property
    def is_invoice(self) -> bool:
        """Whether it was read as an invoice."""
        return self.facts is not None and self.facts.kind == INVOICE

    def text(self, name: str) -> tuple[str, bool]:
        """A value and whether it is certain: of the best copy where it is, else of the best that has one."""
        if len(self.copies) == 1:  # the usual case, asked thousands of times
            facts = self.copies[0].facts
            return ("", False) if facts is None else (getattr(facts, name), name in facts.confirmed)
        known = [(facts.text(name), name in facts.confirmed) for facts in self._said() if facts.text(name)]
        return next((item for item in known if item[1]), known[0] if known else ("", False))

    def yuan(self, name: str) -> Fraction | None:
        """An amount in 元; that of a red invoice takes away."""
        value = exact(self.text(name)[0])
        red = any(facts.red for facts in self._said())
        return -abs(value) if red and value is not None else value

    def shares(self) -> dict[EvidenceUse, Fraction]:
        """The parts of it that were given to single uses, in 元; the best copy's word counts."""
        made: dict[EvidenceUse, Fraction] = {}
        for facts in self._said():
            for share in facts.shares:
                made.setdefault(EvidenceUse(share.requirement, share.subject), exact(share.amount) or Fraction())
        return made

    def _said(self) -> Iterable[EvidenceFacts]:
        return (item.facts for item in self.copies if item.facts is not None)


@remembered
def papers(evidence: tuple[Evidence, ...]) -> tuple[Paper, ...]:
    """All files as papers, in filing order; which copy is the best does not depend on that order."""
    read = {item.sha256: key for item in evidence if item.sha256 and item.facts and (key := _key(item.facts))}
    groups: dict[tuple[str, ...], list[Evidence]] = {}
    for position, item in enumerate(evidence):
        key = (item.facts and _key(item.facts)) or read.get(item.sha256) or ("file", item.sha256 or str(position))
        groups.setdefault(key, []).append(item)
    return tuple(
        Paper(tuple(sorted(items, key=_rank)), frozenset(use for item in items for use in item.uses))
        for items in groups.values()
    )


def identity(said: Callable[[str], str]) -> tuple[str, ...] | None:
    """What makes an invoice or contract the same one: code and number, else seller, date and total.

    `said` gives what was read for a name of `EvidenceFacts`, "" where nothing was; None where too little is known.
    """
    number = plain_name(said("number"))
    return ("" if len(number) >= NATIONAL else plain_name(said("code")), number) if number else by_sum(said)


def by_sum(said: Callable[[str], str]) -> tuple[str, ...] | None:
    """Seller, date and total, where all of them are known."""
    seller, date, total = said("seller"), said("date"), said("total")
    return (plain_name(seller), date, str(exact(total))) if seller and date and total else None


def _key(facts: EvidenceFacts) -> tuple[str, ...] | None:
    same = identity(facts.text)
    return same and (facts.kind, *same)


@remembered
def papers_by_use(evidence: tuple[Evidence, ...]) -> dict[EvidenceUse, tuple[Paper, ...]]:
    """The papers by what they prove, in filing order."""
    found: dict[EvidenceUse, list[Paper]] = {}
    for paper in papers(evidence):
        for use in paper.uses:
            found.setdefault(use, []).append(paper)
    return {use: tuple(items) for use, items in found.items()}


@lru_cache(maxsize=20_000)
def plain_name(text: str) -> str:
    """A name without what differs from one printer to the next: blanks, width, brackets."""
    return re.sub(r"[\s()（）\[\]·•・.,，。-]", "", unicodedata.normalize("NFKC", text)).casefold()


def _rank(item: Evidence) -> tuple[bool, int, str, str]:
    suffix = item.file.lower().rpartition(".")[2]
    return item.facts is None, _BEST.get(suffix, len(_BEST)), item.sha256, item.file
