"""What the list of systems still lacks, from the findings, in the order of the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from desktop.gui.widgets.systems_columns import Column
from desktop.model.filing import Filing, System
from desktop.standard.definition import Level
from desktop.standard.findings import Finding

Position = tuple[int, int, int]  # category, system, column
_NAMED = 8  # systems that the sentence names


class Gap(Struct, frozen=True):
    """An empty cell that must be filled."""

    position: Position
    system: System
    column: Column


def cell_of_place(place: str) -> tuple[str, str]:
    """The system's id and the column's key that a place of the filing means; "" where it means none."""
    section, _, rest = place.partition(".")
    if section == "evidence":
        requirement, _, system = rest.partition(":")
        return system, requirement
    if section != "systems":
        return "", ""
    system, _, key = rest.rpartition(".")
    return (system, key) if system else (key, "")


def gaps_of(
    findings: Iterable[Finding], filing: Filing, categories: Sequence[str], columns: Sequence[Column]
) -> tuple[Gap, ...]:
    """The gaps of the systems of some categories."""
    systems = {item.id: (row, item) for row, item in enumerate(filing.systems) if item.category in categories}
    numbers = {item.key: number for number, item in enumerate(columns)}
    found = []
    for finding in findings:
        system_id, key = cell_of_place(finding.place)
        if finding.missing and finding.level is Level.ERROR and system_id in systems and key in numbers:
            row, system = systems[system_id]
            position = (categories.index(system.category), row, numbers[key])
            found.append(Gap(position, system, columns[numbers[key]]))
    return tuple(sorted(found, key=lambda gap: gap.position))


def unbegun(findings: Iterable[Finding], categories: Sequence[str]) -> list[str]:
    """The categories of which nothing was said yet, not even that there are none."""
    places = {item.place for item in findings if item.missing}
    return [category for category in categories if f"systems.{category}" in places]


def after(gaps: Sequence[Gap], position: Position) -> Gap | None:
    """The next gap behind a position; the first one when there is none behind it."""
    return next((gap for gap in gaps if gap.position > position), gaps[0] if gaps else None)


def sentence(gaps: Sequence[Gap], category: int) -> str:
    """What is missing where, beginning with a category."""
    by_system: dict[str, list[Gap]] = {}
    for gap in sorted(gaps, key=lambda gap: (gap.position[0] != category, gap.position)):
        by_system.setdefault(gap.system.id, []).append(gap)
    parts = [_of_system(items) for items in list(by_system.values())[:_NAMED]]
    more = f"；另有 {len(by_system) - _NAMED} 个系统" if len(by_system) > _NAMED else ""
    return f"{'；'.join(parts)}{more}"


def _of_system(gaps: Sequence[Gap]) -> str:
    titles = [gap.column.title for gap in gaps]
    said = titles[0] if len(titles) == 1 else f"{'、'.join(titles[:-1])}和{titles[-1]}"
    return f"{gaps[0].system.name or '未命名系统'}缺{said}"
