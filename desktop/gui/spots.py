"""Where files of evidence can go in a filing, by name: every requirement, with every subject where it has subjects."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from desktop.model.filing import EvidenceUse, Filing
from desktop.standard.checks.evidence import subjects
from desktop.standard.definition import Standard, SubjectKind


class Spot(Struct, frozen=True):
    """A use with the words for it: what it is called, and whose it is ("" where the requirement has no subject)."""

    use: EvidenceUse
    label: str
    subject: str = ""

    @property
    def group(self) -> str:
        """What stands above all files of one subject, or of a requirement that has none."""
        return self.subject or self.label

    @property
    def words(self) -> str:
        """The whole."""
        return f"{self.subject}：{self.label}" if self.subject else self.label


def spots_of(standard: Standard, filing: Filing) -> tuple[Spot, ...]:
    """All of them in the reviewer's order; what is about one subject stands together."""
    found: list[Spot] = []
    seen: set[SubjectKind] = set()
    for item in standard.requirements:
        if item.subject is SubjectKind.NONE:
            found.append(Spot(EvidenceUse(item.id), item.label))
        elif item.subject not in seen:
            seen.add(item.subject)
            alike = [other for other in standard.requirements if other.subject is item.subject]
            names = subjects(standard, filing, item)
            found += [Spot(EvidenceUse(one.id, key), one.label, name) for key, name in names for one in alike]
    return tuple(found)


def matching(spots: Sequence[Spot], typed: str) -> tuple[Spot, ...]:
    """Those whose words hold every part of what was typed."""
    parts = typed.casefold().split()
    return tuple(item for item in spots if all(part in item.words.casefold() for part in parts))
