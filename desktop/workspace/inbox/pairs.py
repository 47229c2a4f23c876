"""Pictures whose system is known and whose slot is not: by the numbers of a pair, or by what is left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from msgspec.structs import replace

from desktop.model.filing import EvidenceUse
from desktop.workspace.inbox.ground import Ground, Verdict
from desktop.workspace.inbox.items import Basis, Item
from desktop.workspace.inbox.screens import Said, is_plain_picture, slots_of

_NUMBER = re.compile(r"(\d+)(?=\D*$)")
_PAIR = 2


def settled(
    ground: Ground, open_pictures: Iterable[tuple[Item, Said]], taken: frozenset[EvidenceUse]
) -> Mapping[str, Verdict]:
    """Verdicts by key for pictures of one system each; slots that are `taken` are left alone. None of them is sure."""
    by_system: dict[str, list[Item]] = defaultdict(list)
    for item, said in open_pictures:
        if len(said.systems) == 1 and len(said.slots) != 1 and is_plain_picture(item):
            by_system[said.systems[0]].append(item)
    made: dict[str, Verdict] = {}
    for system, items in by_system.items():
        made |= _of_system(ground, system, items, taken)
    return made


def _of_system(ground: Ground, system: str, items: list[Item], taken: frozenset[EvidenceUse]) -> Mapping[str, Verdict]:
    slots = list(slots_of(ground, system))
    free = [use for use in slots if use not in taken]
    by_content = {item.sha256 for item in items}
    if len(slots) == len(free) == len(items) == len(by_content) == _PAIR:
        ordered = _numbered(items)
        return {item.key: _by_number(ground, use, slots) for item, use in zip(ordered, slots, strict=False)}
    if slots and not free:
        why = "这个系统的图片已经齐了，要换用这一份请指定。"
        return {item.key: Verdict(why=why, choices=tuple(slots)) for item in items}
    if len(free) == 1 and len(by_content) == 1:
        why = f"这个系统只差{ground.called(free[0])}，所以猜是它，请核对。"
        verdict = Verdict(free[0], why, Basis.REST, tuple(slots))
        return {item.key: verdict for item in items}
    return {}


def _numbered(items: list[Item]) -> list[Item]:
    """Two pictures that differ by a number alone, in its order; none where they are no such pair."""
    parts = {item.key: _NUMBER.split(PurePath(item.name).stem, maxsplit=1) for item in items}
    if len({item.piece.folders for item in items}) > 1:
        return []
    around = {item.key: ("".join(part for part in parts[item.key][::2]).strip(" ()（）_-")) for item in items}
    if len(set(around.values())) > 1:
        return []
    return sorted(items, key=lambda item: int(parts[item.key][1]) if len(parts[item.key]) > 1 else -1)


def _by_number(ground: Ground, use: EvidenceUse, slots: list[EvidenceUse]) -> Verdict:
    place = slots.index(use) + 1
    why = f"同一系统的两张图片，按编号先后这是第 {place} 张，所以猜是{ground.called(use)}，请核对。"
    return Verdict(use, why, Basis.NUMBERING, tuple(slots))


def without(verdict: Verdict, why: str) -> Verdict:
    """The verdict as a question: nothing is proposed, its uses are to choose from."""
    return replace(verdict, use=None, sure=False, why=why, basis=Basis.NONE)
