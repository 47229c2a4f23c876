"""Ranking filings by their raw figures, and what a cross-ranking by rank might give: a simulation, nothing official.

The province ranks all filings by the raw N and M that `Indicator.ranked` names and gives points by rank (横向评分); how
ranks become points is not published (notice 浙经信云计算便函〔2021〕81号). So the bands are an example to be edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from desktop.model.numbers import rounded
from desktop.standard.definition import Indicator, Standard

WHOLE = Fraction(100)


class Band(Struct, frozen=True):
    """Up to `limit` percent of the way down the ranking, `rate` percent of the points are given."""

    limit: Fraction
    rate: Fraction


BANDS = (
    Band(Fraction(10), Fraction(100)),
    Band(Fraction(30), Fraction(80)),
    Band(Fraction(60), Fraction(60)),
    Band(WHOLE, Fraction(40)),
)
"""The bands one begins with."""


def ranked(standard: Standard) -> tuple[Indicator, ...]:
    """The indicators whose raw figures are ranked, in the form's order."""
    return tuple(item for item in standard.indicators if item.ranked and item.self_scored)


def ranks(values: Sequence[Fraction | None]) -> tuple[int | None, ...]:
    """The rank of every value, the largest first; equal values share the better rank: 1, 2, 2, 4. None has none."""
    first: dict[Fraction, int] = {}
    known = sorted((value for value in values if value is not None), reverse=True)
    for place, value in enumerate(known, start=1):
        first.setdefault(value, place)
    return tuple(None if value is None else first[value] for value in values)


def position(rank: int, count: int) -> Fraction:
    """How far down the ranking a rank stands, in percent with 2 decimals: rank 3 of 30 is within the first 10 %."""
    return rounded(Fraction(100 * rank, count))


def rate(value: Fraction | None, stands: Fraction | None, bands: Sequence[Band]) -> Fraction:
    """The percentage of the points that the bands give; nothing for a figure that is zero or not filled in."""
    if not value or stands is None:
        return Fraction()
    passed = sum(band.limit < stands for band in bands)
    return bands[passed].rate if passed < len(bands) else Fraction()


def simulated(indicator: Indicator, rates: Sequence[Fraction]) -> Fraction:
    """The points of one indicator: its weight times the mean of its figures' rates, with 2 decimals."""
    mean = sum(rates, Fraction()) / len(rates)
    return rounded(Fraction(indicator.weight) * mean / WHOLE)
