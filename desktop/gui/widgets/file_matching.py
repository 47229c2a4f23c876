"""Many screenshots at once: each goes to the system its name speaks of, and to the slot whose label it resembles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from desktop.model.filing import EvidenceUse, System
from desktop.model.naming import Names, Strength
from desktop.model.plain_text import plain
from desktop.standard.definition import Requirement

# What people write in file names, and the word the labels use for it.
_SAME = {"登陆": "登录", "login": "登录", "signin": "登录", "首页": "主页", "homepage": "主页", "home": "主页"}
_SHORTEST = 2  # characters that a name must share


class Matched(Struct, frozen=True):
    """Files with the slot each belongs to, and files without one, with the reason."""

    placed: tuple[tuple[Path, EvidenceUse], ...]
    left: tuple[tuple[Path, str], ...]


def match(
    paths: Iterable[Path],
    systems: Sequence[System],
    requirements: Sequence[Requirement],
    filled: Iterable[EvidenceUse],
) -> Matched:
    """Where each file belongs; slots that are filled, here or before, are not touched."""
    taken = set(filled)
    names = Names({item.id: (item.name,) for item in systems})
    known = {item.id: item for item in systems}
    placed: list[tuple[Path, EvidenceUse]] = []
    left: list[tuple[Path, str]] = []
    for path in paths:
        found = _place(path, names, known, requirements, taken)
        if isinstance(found, EvidenceUse):
            taken.add(found)
            placed.append((path, found))
        else:
            left.append((path, found))
    return Matched(tuple(placed), tuple(left))


def _place(
    path: Path,
    names: Names,
    systems: Mapping[str, System],
    requirements: Sequence[Requirement],
    taken: set[EvidenceUse],
) -> EvidenceUse | str:
    """The slot of a file, or why it has none."""
    stem = plain(path.stem)
    spoken = names.spoken_of(stem)
    named = [systems[key] for key in (*spoken.keys, *spoken.others)]
    if not named or spoken.strength is Strength.SHORT:
        return "文件名里没有系统名称"
    if len(named) > 1:
        return f"对得上不止一个系统：{'、'.join(item.name for item in named[:3])}"
    rest = stem.text
    for span in reversed(spoken.spans):
        rest = rest[: span.start] + rest[span.end :]
    for written, meant in _SAME.items():
        rest = rest.replace(written, meant)
    free = [item for item in requirements if EvidenceUse(item.id, named[0].id) not in taken]
    if not free:
        return "这个系统的图片已经齐了"
    wanted = _resembling(rest, requirements) or (free if len(free) == 1 else [])
    if not wanted:
        return f"看不出是{'还是'.join(item.label for item in free[:3])}"
    return EvidenceUse(wanted[0].id, named[0].id) if wanted[0] in free else f"“{wanted[0].label}”已经有图片"


def _resembling(rest: str, requirements: Sequence[Requirement]) -> list[Requirement]:
    """The one requirement whose label shares most with what a file name says beside the system."""
    scores = [_shared(rest, plain(item.label).text) for item in requirements]
    best = max(scores, default=0)
    if best < _SHORTEST or scores.count(best) > 1:
        return []
    return [requirements[scores.index(best)]]


def _shared(one: str, other: str) -> int:
    """The length of the longest piece that two texts share."""
    for length in range(min(len(one), len(other)), 0, -1):
        if any(other[start : start + length] in one for start in range(len(other) - length + 1)):
            return length
    return 0
