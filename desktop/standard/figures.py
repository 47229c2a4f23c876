"""N and M of every self-scored indicator, exactly as the standard derives them from a filing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec import Struct

from desktop.model.filing import Filing, Pair, Server, System
from desktop.model.numbers import exact
from desktop.model.remembered import remembered
from desktop.standard.definition import (
    CrossSum,
    Expert,
    Formula,
    Indicator,
    Quantity,
    Ratio,
    ServerUnits,
    Standard,
    SystemCount,
    Ticks,
)


class Figures(Struct, frozen=True):
    """The two raw figures of an indicator in its unit; None is “not filled in”.

    `typed` are the texts they were typed as (38.60), where they were typed.
    """

    n: Fraction | None = None
    m: Fraction | None = None
    typed: Pair = Pair()


def figures(standard: Standard, filing: Filing) -> dict[str, Figures]:
    """The figures of all self-scored indicators by id, in the form's order."""
    found = {item.id: _figures(item, filing) for item in standard.indicators if item.self_scored}
    return with_cross_sums(standard, found)


def with_cross_sums(standard: Standard, found: Mapping[str, Figures]) -> dict[str, Figures]:
    """The same figures with every cross-sum's M made anew from the N of its indicators."""
    complete = dict(found)
    for item in standard.indicators:
        if isinstance(item.formula, CrossSum) and complete[item.id].n is not None:
            parts = [complete[part].n for part in item.formula.sum_of]
            total = sum((part for part in parts if part is not None), Fraction())
            complete[item.id] = Figures(complete[item.id].n, total)
    return complete


def server_units(servers: Iterable[Server], formula: ServerUnits) -> Fraction:
    """Machines in standard units: (cores ÷ cores_per_unit + GB ÷ memory_gb_per_unit) ÷ 2; unfilled figures count 0."""
    cores = memory = Fraction()
    for server in servers:
        count = exact(server.count) or Fraction()
        cores += count * (exact(server.cpu_cores) or 0)
        memory += count * (exact(server.memory_gb) or 0)
    return (cores / formula.cores_per_unit + memory / formula.memory_gb_per_unit) / 2


def quantities(formula: Formula) -> tuple[Quantity, Quantity] | None:
    """Label and unit of N and M, or None for what experts score."""
    return None if isinstance(formula, Expert) else (formula.n, formula.m)


def systems_begun(filing: Filing) -> bool:
    """Whether the list of systems has been begun; before that its counts are unfilled rather than zero."""
    return bool(filing.systems) or any(filing.unlisted_systems.values())


def _figures(indicator: Indicator, filing: Filing) -> Figures:
    match indicator.formula:
        case Ratio() as formula:
            return _ratio(indicator.id, formula, filing)
        case ServerUnits() as formula:
            return _servers(indicator.id, formula, filing)
        case SystemCount():
            return _systems(indicator.id, filing)
        case CrossSum():
            return _collaborating(filing)
        case Ticks() as formula:
            ticked = filing.ticked(indicator.id)
            return Figures(None if ticked is None else Fraction(len(ticked)), Fraction(len(formula.options)))
        case Expert():
            return Figures()


def _typed(pair: Pair) -> Figures:
    return Figures(exact(pair.n), exact(pair.m), pair)


def _ratio(indicator: str, formula: Ratio, filing: Filing) -> Figures:
    if formula.n.field:
        enterprise = filing.enterprise
        return _typed(Pair(enterprise.get(formula.n.field, ""), enterprise.get(formula.m.field, "")))
    return _typed(filing.pair(indicator))


def _servers(indicator: str, formula: ServerUnits, filing: Filing) -> Figures:
    if not filing.servers:
        return _typed(filing.pair(indicator))
    on_cloud = [server for server in filing.servers if server.cloud]
    return Figures(server_units(on_cloud, formula), server_units(filing.servers, formula))


def _systems(category: str, filing: Filing) -> Figures:
    if not systems_begun(filing):
        return Figures()
    on_cloud, listed, _ = _counted(filing.systems).get(category, (0, 0, 0))
    unlisted = exact(filing.unlisted_systems.get(category, "")) or Fraction()
    return Figures(Fraction(on_cloud), listed + unlisted)


@remembered
def _counted(systems: tuple[System, ...]) -> dict[str, tuple[int, int, int]]:
    """By category: systems on the cloud, all systems, systems on the cloud that work together with others'."""
    counted: dict[str, tuple[int, int, int]] = {}
    for system in systems:
        on_cloud, listed, together = counted.get(system.category, (0, 0, 0))
        counted[system.category] = (
            on_cloud + system.cloud,
            listed + 1,
            together + (system.cloud and system.collaborates),
        )
    return counted


def _collaborating(filing: Filing) -> Figures:
    if not systems_begun(filing):
        return Figures()
    return Figures(Fraction(sum(together for _, _, together in _counted(filing.systems).values())))
