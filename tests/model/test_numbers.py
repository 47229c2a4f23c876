from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import InputError
from desktop.model.numbers import decimal_text, exact, fixed, plain, rounded


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("257", "257"),
        ("１２", "12"),
        ("　3．5 ", "3.5"),
        ("1,234.50", "1234.50"),
        ("12，345", "12345"),
        ("+5", "5"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("007", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_figure_is_kept_as_a_plain_decimal_text(typed: str, kept: str) -> None:
    assert decimal_text(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "1e9999",
        "1e3",
        "NaN",
        "Infinity",
        "abc",
        "1.2.3",
        "12,34",
        "0x10",
        "--1",
        ".",
        "+",
        "1_000",
        "①",
        "½",
        "٣",
        "9" * 16,
        "0." + "1" * 13,
    ],
)
def test_what_is_not_a_figure_is_refused_with_the_reason(typed: str) -> None:
    with pytest.raises(InputError):
        decimal_text(typed)


def test_a_count_takes_no_decimals_but_forgives_zeros() -> None:
    assert decimal_text("12.00", whole=True) == "12"
    with pytest.raises(InputError, match="整数"):
        decimal_text("12.5", whole=True)


def test_only_fields_that_may_be_negative_take_a_minus_sign() -> None:
    assert decimal_text("−3.20", negative=True) == "-3.20"
    with pytest.raises(InputError, match="负数"):
        decimal_text("-1")


@given(st.decimals(min_value=0, max_value=10**14, allow_nan=False, allow_infinity=False, places=4))
def test_the_exact_value_of_a_text_is_the_decimal_it_shows(value: Decimal) -> None:
    kept = decimal_text(format(value, "f"))
    assert exact(kept) == Fraction(value)
    assert Decimal(plain(Fraction(value))) == value


@given(st.fractions(min_value=-1000, max_value=1000))
def test_rounding_is_half_away_from_zero_as_decimal_does_it(value: Fraction) -> None:
    # 40 digits decide every such fraction: none lies closer to a tie than its denominator allows.
    wide = Decimal(
        value.numerator * 10**40 // value.denominator
        if value >= 0
        else -(-value.numerator * 10**40 // value.denominator)
    ).scaleb(-40)
    expected = wide.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(fixed(value)) == expected
    assert rounded(value) == Fraction(expected)


def test_the_tie_of_the_standard_rounds_up() -> None:
    assert fixed(Fraction(1, 8) * 5) == "0.63"
