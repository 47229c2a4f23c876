"""What one more unit of N would bring, and what an edit brought, in points of the whole self-score."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from desktop.model.filing import Filing
from desktop.model.numbers import fixed
from desktop.standard.definition import CrossSum, Indicator, ServerUnits, Standard, SystemCount, Ticks
from desktop.standard.figures import Figures, figures, quantities, with_cross_sums
from desktop.standard.scoring import ScoreCard, points


class Advice(Struct, frozen=True):
    """The gain of one more unit of N: `own` for the indicator itself, `total` for the whole self-score.

    They differ where the figure also stands elsewhere: one more business system on the cloud raises the M of 系统协同.
    """

    indicator: str
    own: Fraction
    total: Fraction
    sentence: str


def advice(standard: Standard, filing: Filing) -> tuple[Advice, ...]:
    """What the next unit of N brings for every indicator that can still gain, the largest total gain first."""
    found = figures(standard, filing)
    advised = []
    for indicator in standard.indicators:
        pair = found.get(indicator.id)
        if pair is None or not _can_grow(pair):
            continue
        after = with_cross_sums(standard, {**found, indicator.id: _one_more(pair)})
        gains = _gains(standard, found, after)
        own, total = gains.get(indicator.id, Fraction()), sum(gains.values(), Fraction())
        if own > 0:
            advised.append(Advice(indicator.id, own, total, _sentence(indicator, own, total)))
    return tuple(sorted(advised, key=lambda item: -item.total))


def changed(before: ScoreCard, after: ScoreCard) -> dict[str, Fraction]:
    """What an edit changed, in points by indicator, the largest change first; only where there is one."""
    earlier = before.indicators
    gained = {key: item.score - earlier[key].score for key, item in after.indicators.items()}
    return dict(sorted(((key, gain) for key, gain in gained.items() if gain), key=lambda item: -abs(item[1])))


def _gains(standard: Standard, found: Mapping[str, Figures], after: Mapping[str, Figures]) -> dict[str, Fraction]:
    """What changes, in points, by indicator; only where the figures differ."""
    return {
        key: points(standard.indicator_by_id[key], pair) - points(standard.indicator_by_id[key], found[key])
        for key, pair in after.items()
        if pair != found[key]
    }


def _can_grow(pair: Figures) -> bool:
    return pair.n is not None and pair.m is not None and pair.n < pair.m


def _one_more(pair: Figures) -> Figures:
    """One more unit, but never more than M (N of 7.5 and M of 8 grows by a half)."""
    n, m = pair.n or Fraction(), pair.m or Fraction()
    return Figures(min(n + 1, m), m)


def _sentence(indicator: Indicator, own: Fraction, total: Fraction) -> str:
    named = quantities(indicator.formula)
    unit = named[0].unit if named else ""
    what = f"{indicator.title}的 N 再增加 1 {unit}"
    match indicator.formula:
        case SystemCount():
            what = f"再把 1 {unit}{indicator.title}系统上云"
        case CrossSum():
            what = f"再有 1 {unit}云上系统与上下游协同"
        case Ticks():
            what = f"{indicator.title}再打通 1 {unit}"
        case ServerUnits(cores_per_unit=cores, memory_gb_per_unit=memory):
            what = f"再把 1 台（折合 {cores} 核 {memory}G）服务器上云"
    effect = "" if own == total else f"（本项 +{fixed(own)}，其他指标 {signed(total - own)}）"
    return f"{what}，自评分 {signed(total)}{effect}"


def signed(value: Fraction) -> str:
    """Points gained or lost, with their sign and 2 decimals."""
    return fixed(value) if value < 0 else f"+{fixed(value)}"
