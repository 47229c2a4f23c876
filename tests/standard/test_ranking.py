from __future__ import annotations

from fractions import Fraction

import pytest

from desktop.standard import ranking
from desktop.standard.ranking import BANDS, Band
from tests.factories.filings import zhejiang


def test_equal_figures_share_the_better_rank() -> None:
    values = [Fraction(text) for text in ("5", "9", "5.00", "1")]
    assert ranking.ranks(values) == (2, 1, 2, 4)


def test_a_figure_that_was_not_filled_in_has_no_rank_and_a_zero_is_last() -> None:
    assert ranking.ranks([None, Fraction(), Fraction(3)]) == (None, 2, 1)
    assert ranking.ranks([]) == ()


def test_what_binary_arithmetic_takes_for_equal_is_told_apart() -> None:
    near = Fraction("0.3"), Fraction("0.1") + Fraction("0.2") + Fraction(1, 10**15)
    assert ranking.ranks(near) == (2, 1)


@pytest.mark.parametrize(
    ("rank", "count", "percent"), [(1, 1, "100"), (3, 30, "10"), (1, 3, "33.33"), (1, 800, "0.13")]
)
def test_a_position_says_how_far_down_a_rank_stands(rank: int, count: int, percent: str) -> None:
    assert ranking.position(rank, count) == Fraction(percent)


@pytest.mark.parametrize(("stands", "rate"), [("10", 100), ("10.01", 80), ("60", 60), ("100", 40)])
def test_a_band_reaches_up_to_its_limit(stands: str, rate: int) -> None:
    assert ranking.rate(Fraction(1), Fraction(stands), BANDS) == rate


def test_nothing_is_given_for_nothing_and_below_the_last_band() -> None:
    assert ranking.rate(Fraction(), Fraction(1), BANDS) == 0
    assert ranking.rate(None, None, BANDS) == 0
    assert ranking.rate(Fraction(1), Fraction(51), (Band(Fraction(50), Fraction(100)),)) == 0


def test_simulated_points_are_the_weight_times_the_mean_of_the_rates() -> None:
    indicator = ranking.ranked(zhejiang())[0]
    assert ranking.simulated(indicator, [Fraction(100), Fraction(61)]) == Fraction("4.03")  # 4.025, half up


def test_the_standard_says_which_figures_are_ranked() -> None:
    found = {item.id: "".join(item.ranked) for item in ranking.ranked(zhejiang())}
    assert list(found.values()).count("nm") == 12
    assert sorted(key for key, which in found.items() if which == "n") == [
        "cloud_investment",
        "data_collaboration",
        "system_collaboration",
    ]
