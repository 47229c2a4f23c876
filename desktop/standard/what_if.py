"""Figures that are only tried (试算): never a filing, so that they cannot be saved for one.

What is tried is a mapping of N and M by indicator, scored by the one scoring function.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec.structs import replace

from desktop.model.filing import Filing, Pair
from desktop.standard.definition import CrossSum, Indicator, Ratio, Standard, Ticks
from desktop.standard.entry import takes_pair
from desktop.standard.figures import Figures, with_cross_sums
from desktop.standard.scoring import figure_text


def tried(standard: Standard, found: Mapping[str, Figures], indicator: str, figures: Figures) -> dict[str, Figures]:
    """The same figures with other ones for an indicator, and all sums that follow from them."""
    return with_cross_sums(standard, {**found, indicator: figures})


def stepped(indicator: Indicator, figures: Figures, name: str, by: int) -> Figures:
    """N or M one unit up or down: never below zero, N never above M (but for sums, where it may be)."""
    n, m = figures.n or Fraction(), figures.m or Fraction()
    if name == "n":
        most = max(n, m) if not isinstance(indicator.formula, CrossSum) else n + 1
        return Figures(min(max(n + by, Fraction()), most), figures.m)
    return Figures(figures.n, max(m + by, n if by < 0 else Fraction()))


def m_is_free(indicator: Indicator) -> bool:
    """Whether M can be tried at all: a sum follows from others, ticks are as many as the standard has."""
    return not isinstance(indicator.formula, CrossSum | Ticks)


def typed(standard: Standard, filing: Filing, indicator: Indicator) -> bool:
    """Whether an indicator's figures are typed into the filing; others are counted from its lists."""
    if isinstance(indicator.formula, Ratio):
        return True
    return takes_pair(standard, indicator.id) and not filing.servers


def adopted(standard: Standard, filing: Filing, before: Mapping[str, Figures], found: Mapping[str, Figures]) -> Filing:
    """The filing with the figures that were tried, for indicators whose figures are typed; counted ones stay."""
    answers, enterprise = dict(filing.answers), dict(filing.enterprise)
    for item in standard.indicators:
        if not item.self_scored or found[item.id] == before[item.id] or not typed(standard, filing, item):
            continue
        pair = Pair(figure_text(found[item.id].n), figure_text(found[item.id].m))
        named = item.formula
        if isinstance(named, Ratio) and named.n.field:
            enterprise |= {named.n.field: pair.n, named.m.field: pair.m}
        else:
            answers[item.id] = pair
    return replace(filing, answers=answers, enterprise=enterprise)
