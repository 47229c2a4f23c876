from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.filing import Filing, Pair
from desktop.model.numbers import fixed
from desktop.standard.scoring import IndicatorScore, ScoreCard, State, score
from tests.factories.filings import a_filing, a_server, a_system, systems, zhejiang


def scored(filing: Filing) -> ScoreCard:
    return score(zhejiang(), filing)


def of(indicator: str, filing: Filing) -> IndicatorScore:
    return scored(filing).indicators[indicator]


def storage(n: str, m: str) -> IndicatorScore:
    return of("cloud_storage", a_filing(answers={"cloud_storage": Pair(n, m)}))


def test_the_self_score_is_of_75_and_experts_give_25_more() -> None:
    card = scored(a_filing())
    assert (card.self_max, card.expert_max, card.self_score) == (75, 25, 0)
    assert [dimension.max for dimension in card.dimensions] == [20, 25, 15, 10, 5, 25]


def test_a_ratio_gives_its_part_of_five_points() -> None:
    item = storage("257", "300")
    assert (fixed(item.score), item.state) == ("4.28", State.SCORED)
    assert item.note == "企业使用云存储数据总量 257 ÷ 企业存储数据总量 300 × 5 = 4.28。"


@pytest.mark.parametrize(
    ("n", "m", "points"),
    [("1", "8", "0.63"), ("23", "1000", "0.12"), ("0.001", "1", "0.01"), ("7", "7", "5.00"), ("0", "7", "0.00")],
)
def test_ties_are_rounded_up(n: str, m: str, points: str) -> None:
    assert fixed(storage(n, m).score) == points


def test_figures_not_filled_in_count_nothing_and_say_so() -> None:
    for n, m in (("", ""), ("3", ""), ("", "3")):
        item = storage(n, m)
        assert (item.state, item.score) == (State.UNFILLED, 0)
        assert "未填" in item.note


def test_none_of_none_is_zero_and_not_an_error() -> None:
    item = storage("0", "0.00")
    assert (item.state, item.score) == (State.ZERO, 0)
    assert "无此类" in item.note


@pytest.mark.parametrize(("n", "m"), [("3", "0"), ("52", "45.6")])
def test_more_than_all_is_an_error_that_scores_nothing(n: str, m: str) -> None:
    item = storage(n, m)
    assert (item.state, item.score) == (State.ERROR, 0)
    assert "请核对" in item.note


def test_systems_count_themselves() -> None:
    item = of("rnd", a_filing(systems=systems("rnd", 6, 1), unlisted_systems={"rnd": "2"}))
    assert (item.n, item.m, fixed(item.score)) == (6, 9, "3.33")


def test_before_the_list_of_systems_is_begun_its_counts_are_unfilled() -> None:
    assert of("rnd", a_filing()).state is State.UNFILLED
    assert of("rnd", a_filing(systems=(a_system("a", "office"),))).state is State.ZERO
    assert of("rnd", a_filing(unlisted_systems={"rnd": "0"})).state is State.ZERO


def test_servers_are_folded_into_units_of_four_cores_and_sixteen_gigabytes() -> None:
    servers = (a_server("60", "16", "64"), a_server("4", "8", "32"), a_server("6", "48", "256", cloud=False))
    item = of("cloud_server", a_filing(servers=servers))
    assert (item.n, item.m, fixed(item.score)) == (248, 332 - 0, "3.73")


def test_server_units_may_have_decimals() -> None:
    servers = (a_server("3", "2", "7.5"), a_server("1", "6", "10", cloud=False))
    item = of("cloud_server", a_filing(servers=servers))
    assert item.n == (Fraction(6, 4) + Fraction(45, 32)) / 2
    assert item.m == (Fraction(12, 4) + Fraction(65, 32)) / 2


def test_without_a_server_list_the_typed_units_count() -> None:
    assert fixed(of("cloud_server", a_filing(answers={"cloud_server": Pair("1.5", "4")})).score) == "1.88"


def test_collaboration_is_measured_against_the_business_systems_on_the_cloud() -> None:
    working = tuple(a_system(f"c{number}", "marketing", collaborates=True) for number in range(19))
    item = of("system_collaboration", a_filing(systems=(*working, a_system("p", "production"), a_system("q", "rnd"))))
    assert (item.n, item.m, fixed(item.score)) == (19, 21, "4.52")


def test_collaboration_above_its_measure_is_capped_with_a_note() -> None:
    offices = tuple(a_system(f"o{number}", "office", collaborates=True) for number in range(3))
    item = of("system_collaboration", a_filing(systems=(*offices, a_system("p", "production"))))
    assert (item.state, item.score) == (State.CAPPED, 5)
    assert "满分" in item.note


def test_collaboration_off_the_cloud_does_not_count() -> None:
    item = of("system_collaboration", a_filing(systems=(a_system("a", cloud=False, collaborates=True), a_system("b"))))
    assert (item.n, item.m) == (0, 1)


def test_ticks_count_against_all_options() -> None:
    assert (
        fixed(of("data_collaboration", a_filing(answers={"data_collaboration": ("rnd", "sales", "service")})).score)
        == "2.50"
    )
    assert of("data_collaboration", a_filing()).state is State.UNFILLED
    assert of("data_collaboration", a_filing(answers={"data_collaboration": ()})).state is State.SCORED


def test_investment_takes_its_figures_from_the_form() -> None:
    item = of("cloud_investment", a_filing(enterprise={"cloud_spend_3y": "2860.00", "it_spend_3y": "4120.50"}))
    assert fixed(item.score) == "3.47"


def test_what_experts_score_adds_nothing() -> None:
    assert of("xinchuang", a_filing(demonstration={"xinchuang": "很好"})).state is State.EXPERT


figures_text = st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False, allow_infinity=False).map(
    lambda value: format(value, "f")
)


@given(figures_text, figures_text)
def test_an_independent_decimal_calculation_agrees(n: str, m: str) -> None:
    item = storage(n, m)
    if Decimal(m) == 0 or Decimal(n) > Decimal(m):
        assert item.score == 0
    else:
        # Exact integers: floor(N·500/M + 1/2) hundredths, which is half-up by definition.
        numerator, denominator = Fraction(n) * 500, Fraction(m)
        hundredths = (2 * numerator + denominator) // (2 * denominator)
        assert item.score == Fraction(int(hundredths), 100)
        assert item.score == Fraction((Decimal(int(hundredths)) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP))


@given(st.lists(st.tuples(figures_text, figures_text), min_size=4, max_size=4))
def test_the_printed_table_adds_up(pairs: list[tuple[str, str]]) -> None:
    ids = ("cloud_storage", "cloud_server", "cloud_security", "cloud_database")
    card = scored(a_filing(answers={key: Pair(*pair) for key, pair in zip(ids, pairs, strict=True)}))
    for dimension in card.dimensions:
        assert sum(Decimal(fixed(item.score)) for item in dimension.indicators) == Decimal(fixed(dimension.score))
    assert sum(Decimal(fixed(dimension.score)) for dimension in card.dimensions) == Decimal(fixed(card.self_score))
    assert 0 <= card.self_score <= card.self_max


def test_the_reason_says_figures_as_they_were_typed_also_when_only_their_zeros_changed() -> None:
    first = score(zhejiang(), a_filing(answers={"cloud_storage": Pair("38.6", "45")}))
    second = score(zhejiang(), a_filing(answers={"cloud_storage": Pair("38.60", "45")}), first)
    scored = second.indicators["cloud_storage"]
    assert (scored.n_text, scored.m_text, scored.score) == ("38.60", "45", first.indicators["cloud_storage"].score)
    assert "38.60 ÷" in scored.note
