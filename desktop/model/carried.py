"""What was copied from an earlier filing: which places that is, and what an edit leaves unconfirmed.

A place is that of a finding: `enterprise.name`, `systems.s01`, `servers.0`, `answers.…`, `evidence.合同.pdf`. A row of
a list is one place, for people look at it as one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from desktop.model.changes import ANSWERED
from desktop.model.filing import Evidence, Filing, Pair

_LISTS = frozenset({"servers", "systems", "cloud_services", "evidence"})


def places(filing: Filing) -> Iterator[str]:
    """Every place of a filing at which something stands, in filing order."""
    for section in ANSWERED:
        yield from dict.fromkeys(place for place, _ in _held(section, filing))


def ordered(filing: Filing, unconfirmed: Iterable[str]) -> tuple[str, ...]:
    """Unconfirmed places in filing order; what points at nothing is left out."""
    wanted = frozenset(unconfirmed)
    return tuple(place for place in places(filing) if place in wanted) if wanted else ()


def after_edit(before: Filing, after: Filing) -> Filing:
    """The value after an edit: what was changed by hand is confirmed, what moved stays what it was."""
    touched = [name for name in ANSWERED if getattr(before, name) is not getattr(after, name)]
    if not after.unconfirmed or not touched:
        return after
    kept = {place for place in after.unconfirmed if place.partition(".")[0] not in touched}
    for section in touched:
        kept |= _unchanged(section, before, after)
    if _LISTS.isdisjoint(touched):  # nothing can have moved
        return replace(after, unconfirmed=tuple(place for place in after.unconfirmed if place in kept))
    return replace(after, unconfirmed=ordered(after, kept))


def _held(section: str, filing: Filing) -> Iterator[tuple[str, Any]]:
    """The places of a section with what stands there."""
    value = getattr(filing, section)
    match section:
        case "batch":
            yield from ((f"batch.{key}", getattr(value, key)) for key in ("city", "county") if getattr(value, key))
        case "servers":
            yield from ((f"servers.{position}", item) for position, item in enumerate(value))
        case "systems" | "cloud_services":
            yield from ((f"{section}.{item.id}", item) for item in value)
        case "evidence":
            yield from ((f"evidence.{item.file}", item) for item in value)
        case _:
            yield from ((f"{section}.{key}", held) for key, held in value.items() if held not in {"", Pair()})


def _unchanged(section: str, before: Filing, after: Filing) -> set[str]:
    """The unconfirmed places of a section at which still stands what stood there, whatever its position."""
    waiting = frozenset(after.unconfirmed)
    was = [(place, held) for place, held in _held(section, before) if place in waiting]
    if section == "servers":
        return _unchanged_servers(was, after)
    same: Callable[[Any, Any], bool] = _still if section == "evidence" else _equal
    now: dict[str, list[Any]] = {}
    for place, held in _held(section, after):
        now.setdefault(place, []).append(held)
    return {place for place, held in was if any(same(held, other) for other in now.get(place, ()))}


def _unchanged_servers(was: list[tuple[str, Any]], after: Filing) -> set[str]:
    """Servers have no ids: a row is known by what it says."""
    left = [held for _, held in was]
    kept = set()
    for place, held in _held("servers", after):
        if held in left:
            left.remove(held)
            kept.add(place)
    return kept


def _equal(one: object, other: object) -> bool:
    return one == other


def _still(one: Evidence, other: Evidence) -> bool:
    """Whether a file is as it was; that a subject is gone, or that it was read, does not mean that anybody looked."""
    alike = (one.sha256, one.dated, one.note) == (other.sha256, other.dated, other.note)
    return alike and set(other.uses) <= set(one.uses) and _vouched(other) <= _vouched(one)


def _vouched(item: Evidence) -> frozenset[tuple[str, str]]:
    return item.facts.by_person if item.facts else frozenset()
