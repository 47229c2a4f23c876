"""What one action confirms: items of the same requirement and ground together, the sure ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from desktop.model.filing import Filing
from desktop.standard.definition import Standard
from desktop.workspace.inbox.items import Basis, Item, LeftOut, State

_ORDER = tuple(State)


class Group(Struct, frozen=True):
    """Items that stand alike, in the order to show them; `requirement` is "" where none is proposed."""

    state: State
    requirement: str
    basis: Basis
    items: tuple[Item, ...]


def groups(standard: Standard, filing: Filing, items: Iterable[Item]) -> tuple[Group, ...]:
    """All items, each in exactly one group: sure ones first, then in the standard's order, then in the filing's."""
    made: dict[tuple[State, str, Basis], list[Item]] = {}
    for item in items:
        requirement = item.proposal.requirement if item.proposal else ""
        made.setdefault((item.state, requirement, item.basis), []).append(item)
    place = {requirement: number for number, requirement in enumerate(standard.requirement_by_id)}
    keys = sorted(made, key=lambda key: (_ORDER.index(key[0]), place.get(key[1], len(place)), key[2].value))
    subject = _places(filing)
    return tuple(
        Group(*key, tuple(sorted(made[key], key=lambda item: (_subject(item, subject), item.key)))) for key in keys
    )


def left_out_lines(left_out: Sequence[LeftOut]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was left out, by reason: the sentence, and the paths it is about."""
    made: dict[str, list[str]] = {}
    for item in left_out:
        made.setdefault(item.reason, []).append(item.shown)
    return tuple((reason, tuple(shown)) for reason, shown in made.items())


def _places(filing: Filing) -> dict[str, int]:
    listed = [*(item.id for item in filing.systems), *(item.id for item in filing.cloud_services)]
    return {subject: number for number, subject in enumerate(listed)}


def _subject(item: Item, places: dict[str, int]) -> int:
    return places.get(item.proposal.subject, len(places)) if item.proposal else 0
