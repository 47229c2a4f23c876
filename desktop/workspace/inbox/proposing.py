"""What each file of the inbox most likely proves, why, and whether anything speaks against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from desktop.model.filing import EvidenceUse, Filing
from desktop.standard.definition import Standard, SubjectKind
from desktop.workspace.inbox.items import Basis, Item

_OF_KIND = {"login": 0, "home": 1}


def propose(
    standard: Standard,
    filing: Filing,
    items: Sequence[Item],
    decided: Mapping[str, Sequence[EvidenceUse]] | None = None,
) -> tuple[Item, ...]:
    """The same items in the same order, with proposals; what was proposed before is forgotten.

    `decided` is what a person has said already (key → uses): those items keep it, and the slots they take are taken.
    Call it again after every decision, and after the filing has changed.
    """
    decided = decided or {}
    about_systems = [item.id for item in standard.requirements if item.subject is SubjectKind.SYSTEM]
    made = []
    for item in items:
        if item.key in decided:
            uses = tuple(decided[item.key])
            made.append(replace(item, proposal=uses[0] if uses else None, sure=True, why="由您指定。", choices=uses))
            continue
        named = [system for system in filing.systems if system.name and system.name in item.name]
        if len(named) == 1 and item.kind in _OF_KIND and _OF_KIND[item.kind] < len(about_systems):
            use = EvidenceUse(about_systems[_OF_KIND[item.kind]], named[0].id)
            why = f"文件名里有系统名称“{named[0].name}”。"
            made.append(replace(item, proposal=use, sure=True, why=why, basis=Basis.NAME, choices=(use,)))
        else:
            made.append(replace(item, why="文件名和内容里都没有线索，请指定它证明什么。"))
    return tuple(made)
