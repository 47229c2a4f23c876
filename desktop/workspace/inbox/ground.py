"""What proposals are judged by: the standard's requirements and hints, and what the filing says already."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePath

from msgspec import Struct

from desktop.model.filing import EvidenceUse, Filing, by_use
from desktop.model.naming import Names
from desktop.model.plain_text import Plain, Span, places, plain, uncovered
from desktop.standard.catalogue import subject_names
from desktop.standard.definition import Requirement, Standard, SubjectKind
from desktop.standard.hints import Hint, Hints
from desktop.standard.periods import spans
from desktop.workspace.inbox.items import Basis, Item

_CHOICES = 9  # one key each


class Verdict(Struct, frozen=True):
    """What an item is proposed for. `weight` decides between two files for one slot; `why` is one Chinese sentence."""

    use: EvidenceUse | None = None
    why: str = ""
    basis: Basis = Basis.NONE
    choices: tuple[EvidenceUse, ...] = ()
    sure: bool = False
    weight: int = 0


def verdict_of(uses: Iterable[EvidenceUse], why: str) -> Verdict:
    """A question with these answers to choose from."""
    return Verdict(why=why, choices=tuple(dict.fromkeys(uses))[:_CHOICES])


class Ground:
    """Made once for a heap of files."""

    def __init__(self, standard: Standard, filing: Filing, hints: Hints) -> None:
        self.standard, self.filing, self.hints = standard, filing, hints
        self.there = by_use(filing.evidence)
        self.subjects = subject_names(standard, filing)
        self._spans = spans(standard, filing)

    @cached_property
    def known(self) -> frozenset[str]:
        """Latin words that are told apart from a name they are written together with."""
        words = [word for hint in self.hints.proposals for word in hint.words]
        texts = (plain(word).text for word in (*words, *self.hints.filler.tails, *self.hints.filler.noise))
        return self.systems.latin.union(text for text in texts if text.isascii())

    @cached_property
    def systems(self) -> Names:
        """The systems by what files call them."""
        filler = self.hints.filler
        names = {item.id: (item.name, item.display_name) for item in self.filing.systems}
        return Names(names, filler.tails, filler.weak, self.hints.same.systems)

    @cached_property
    def enterprise(self) -> str:
        """The enterprise's name, plain."""
        return plain(self.filing.enterprise.get(self.standard.name_field.id, "")).text

    @cached_property
    def about_systems(self) -> tuple[Requirement, ...]:
        """The requirements each system has evidence for."""
        return tuple(item for item in self.standard.requirements if item.subject is SubjectKind.SYSTEM)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """What the categories of systems are called, plain."""
        return tuple(plain(item.title).text for item in self.standard.categories)

    @cached_property
    def noise(self) -> tuple[str, ...]:
        """Plain words that say nothing in a file's name."""
        filler = self.hints.filler
        return tuple({plain(word).text for word in (*filler.noise, *filler.tails)} - {""})

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        return {
            item.id: tuple({plain(word).text for word in (item.label, *self.hint(item.id).words)} - {""})
            for item in self.standard.requirements
        }

    def hint(self, requirement: str) -> Hint:
        """What speaks for a requirement; nothing for one without a hint."""
        return self.hints.by_requirement.get(requirement) or Hint(requirement)

    def same_as(self, name: str) -> list[str]:
        """Other words, plain, for what a system is called."""
        whole = plain(name)
        groups = ([plain(word).text for word in group] for group in self.hints.same.systems)
        return [word for group in groups if any(any(places(one, whole)) for one in group) for word in group]

    def text(self, name: str) -> Plain:
        """A file's or folder's name, plain."""
        return plain(name, self.known)

    def stem(self, item: Item) -> Plain:
        """The name of an item without its suffix."""
        return self.text(PurePath(item.name).stem or item.name)

    def words_in(self, text: Plain, among: Iterable[Requirement], taken: Iterable[Span] = ()) -> list[Span]:
        """The words of requirements (their ids are the keys) that stand in a text outside what is taken."""
        covered = tuple(taken)
        found = [
            Span(span.start, span.end, 0, item.id)
            for item in among
            for word in self._words[item.id]
            if word in text.text
            for span in places(word, text)
            if not any(span.start < one.end and one.start < span.end for one in covered)
        ]
        return uncovered(found)

    def called(self, use: EvidenceUse) -> str:
        """What a place is called in sentences."""
        requirement = self.standard.requirement_by_id[use.requirement]
        subject = self.subjects.get((requirement.subject, use.subject), "")
        return f"“{subject}”的{requirement.label}" if subject else requirement.label

    def accepts(self, requirement: Requirement, item: Item) -> bool:
        """Whether a requirement takes files of an item's form."""
        return not requirement.accept or item.piece.form in requirement.accept

    def out_of_period(self, requirement: Requirement, date: str) -> bool:
        """Whether an ISO date lies outside the period a requirement's evidence is to be of; False for no date."""
        span = self._spans.get(requirement.period)
        return bool(date) and span is not None and not span.holds(date)
