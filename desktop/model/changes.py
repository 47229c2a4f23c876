"""What changed between two states of a filing, place by place: for the history and the sheet of differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from desktop.model.decoding import builtins
from desktop.model.facts import EvidenceFacts
from desktop.model.filing import Evidence, Filing

ANSWERED = (
    "batch",
    "enterprise",
    "servers",
    "systems",
    "unlisted_systems",
    "answers",
    "cloud_services",
    "demonstration",
    "evidence",
)
_SECTIONS = (*ANSWERED, "reasons", "unconfirmed", "no_overview", "basis")
_WAITING = "待确认"


class Change(Struct, frozen=True):
    """One place whose text changed; "" stands for “was not there” or “is gone”."""

    path: str
    old: str
    new: str


def changes(old: Filing, new: Filing) -> tuple[Change, ...]:
    """Every place that differs, in filing order; sections that are the same object are not looked at."""
    found: list[Change] = []
    for section in _SECTIONS:
        before, after = getattr(old, section), getattr(new, section)
        if before is after or before == after:
            continue
        was, now = dict(_leaves(section, before)), dict(_leaves(section, after))
        found += [
            Change(path, was.get(path, ""), now.get(path, ""))
            for path in dict.fromkeys((*was, *now))
            if was.get(path, "") != now.get(path, "")
        ]
    return tuple(found)


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case tuple() if path == "unconfirmed":
            yield from ((f"{path}.{place}", _WAITING) for place in value)
        case Evidence():
            yield path, _evidence_text(value)
        case Struct():
            for key, item in builtins(value).items():
                if not (key == "id" and path.count(".") == 1):
                    yield f"{path}.{key}", _text(item)
        case Mapping():
            for key, item in value.items():
                yield from _leaves(f"{path}.{key}", item)
        case tuple() if all(isinstance(item, str) for item in value):
            yield path, "、".join(value)
        case tuple():
            yield from _members(path, value)
        case _:
            yield path, _text(value)


def _members(path: str, items: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for position, item in enumerate(items):
        if isinstance(item, Evidence):
            key = f"{item.file}#{item.sha256[:8]}"
        else:
            key = getattr(item, "id", "") or str(position)
        seen[key] = seen.get(key, 0) + 1
        yield from _leaves(f"{path}.{key}" if seen[key] == 1 else f"{path}.{key}({seen[key]})", item)


def _evidence_text(item: Evidence) -> str:
    uses = "；".join(f"{use.requirement}:{use.subject}" if use.subject else use.requirement for use in item.uses)
    return " ".join(part for part in (f"[{uses or '未归类'}]", item.dated, item.note, _facts_text(item.facts)) if part)


def _facts_text(facts: EvidenceFacts | None) -> str:
    """What was read in a file; a value that nobody is certain of has a question mark."""
    if facts is None:
        return ""
    said = [f"{text}{'' if name in facts.confirmed else '？'}" for name, text in facts.known().items()]
    shared = [f"{item.requirement}:{item.subject}={item.amount}" for item in facts.shares]
    return f"{{{'，'.join([facts.kind, *(['红字'] if facts.red else []), *said, *shared])}}}"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
