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
_SECTIONS = (*ANSWERED, "reasons", "unconfirmed", "no_overview", "basis", "windows")
_WAITING = "待确认"


class Change(Struct, frozen=True):
    """One place whose text changed; "" stands for “was not there” or “is gone”."""

    path: str
    old: str
    new: str


def changes(old: Filing, new: Filing) -> tuple[Change, ...]:
    """Every place that differs, in filing order; what is the same object in both is not looked at."""
    found: list[Change] = []
    for section in _SECTIONS:
        before, after = getattr(old, section), getattr(new, section)
        if before is not after:
            was, now = _parts(section, before), _parts(section, after)
            for path in dict.fromkeys((*was, *now)):
                if path not in was or path not in now or was[path] is not now[path]:
                    found += _between(_texts(path, was), _texts(path, now))
    return tuple(found)


def _between(was: dict[str, str], now: dict[str, str]) -> Iterator[Change]:
    for path in dict.fromkeys((*was, *now)):
        if was.get(path, "") != now.get(path, ""):
            yield Change(path, was.get(path, ""), now.get(path, ""))


def _texts(path: str, parts: dict[str, object]) -> dict[str, str]:
    """The texts of one part with their places; of a part that is not there, none."""
    return dict(_leaves(path, parts[path])) if path in parts else {}


def _parts(section: str, value: object) -> dict[str, object]:
    """The lines of a list with their places, or the section as one."""
    if isinstance(value, tuple) and any(isinstance(item, Struct) for item in value):
        return _lines(section, value)
    return {section: value}


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
        case tuple():
            yield path, "、".join(value)
        case _:
            yield path, _text(value)


def _lines(path: str, items: tuple[object, ...]) -> dict[str, object]:
    """Every line with a place of its own; the second of the same name is `name(2)`."""
    seen: dict[str, int] = {}
    lines: dict[str, object] = {}
    for position, item in enumerate(items):
        if isinstance(item, Evidence):
            key = f"{item.file}#{item.sha256[:8]}"
        else:
            key = getattr(item, "id", "") or str(position)
        seen[key] = seen.get(key, 0) + 1
        lines[f"{path}.{key}" if seen[key] == 1 else f"{path}.{key}({seen[key]})"] = item
    return lines


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
