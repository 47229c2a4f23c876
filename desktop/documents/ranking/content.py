"""What the ranking workbook says: one table of packages of one standard and batch, in the order of the bureau."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from desktop.model.numbers import exact
from desktop.standard import ranking
from desktop.standard.definition import Indicator, Standard

SIMULATION = "模拟，不是官方评分"


class RankedRow(Struct, frozen=True):
    """A package that is ranked: `columns` are the official texts, `figures` raw N and M by indicator, decimal texts."""

    enterprise: str
    county: str
    score: str
    columns: tuple[str, ...]
    figures: Mapping[str, tuple[str, str]]
    sample: bool = False


class LeftOut(Struct, frozen=True):
    """A package that does not stand in the table, and why."""

    enterprise: str
    file: str
    reason: str


class RankingTable(Struct, frozen=True, dict=True):
    """All that the workbook says; `date` is ISO, `scope` says which packages were chosen."""

    standard: Standard
    batch_title: str
    date: str
    software: str
    rows: tuple[RankedRow, ...]
    left_out: tuple[LeftOut, ...] = ()
    scope: str = ""
    bands: tuple[ranking.Band, ...] = ranking.BANDS

    @cached_property
    def results(self) -> dict[str, Result]:
        """The ranking of every ranked indicator, worked out exactly."""
        return {item.id: _result(self, item) for item in ranking.ranked(self.standard)}

    @cached_property
    def totals(self) -> tuple[Fraction, ...]:
        """The simulated points of every row."""
        parts = [found.points for found in self.results.values()]
        return tuple(sum((part[row] for part in parts), Fraction()) for row in range(len(self.rows)))


class Ranking(Struct, frozen=True):
    """One raw figure over all rows: values, ranks, positions in percent."""

    which: str
    values: tuple[Fraction | None, ...]
    ranks: tuple[int | None, ...]
    positions: tuple[Fraction | None, ...]


class Result(Struct, frozen=True):
    """One indicator over all rows: the figures it is ranked by, and the simulated points."""

    indicator: Indicator
    rankings: tuple[Ranking, ...]
    points: tuple[Fraction, ...]


def _result(table: RankingTable, indicator: Indicator) -> Result:
    found = tuple(_ranking(table, indicator.id, which) for which in indicator.ranked)
    points = []
    for row in range(len(table.rows)):
        rates = [ranking.rate(item.values[row], item.positions[row], table.bands) for item in found]
        points.append(ranking.simulated(indicator, rates))
    return Result(indicator, found, tuple(points))


def _ranking(table: RankingTable, indicator: str, which: str) -> Ranking:
    values = tuple(exact(row.figures.get(indicator, ("", ""))["nm".index(which)]) for row in table.rows)
    ranks = ranking.ranks(values)
    count = sum(value is not None for value in values)
    positions = tuple(None if rank is None else ranking.position(rank, count) for rank in ranks)
    return Ranking(which, values, ranks, positions)
