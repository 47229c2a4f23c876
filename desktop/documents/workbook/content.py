"""What goes into a cell: a text, a figure, or a formula with its value; and when a spreadsheet can be trusted with it.

Spreadsheets calculate in binary and keep 15 digits. A figure that needs more is written as a text, and a formula whose
exact result they would miss is left out: the cell then holds the value alone, which is always the score card's.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from desktop.model.numbers import fixed, plain

_DIGITS = 15  # significant decimal digits that Excel, WPS and LibreOffice keep
PLACES = 9  # decimals that formulas of sums are rounded to, far above what binary arithmetic gets wrong
_TIE_MARGIN = Fraction(1, 10**9)


class Figure(NamedTuple):
    """A decimal text shown with the decimals it was typed with; "" is a blank cell. `suffix` is shown behind it."""

    text: str
    suffix: str = ""


class Formula(NamedTuple):
    """A formula without its leading “=”, and its value as a decimal text; "" where it shows nothing yet."""

    expression: str
    text: str
    suffix: str = ""


Content = str | Figure | Formula


def number(text: str) -> float | None:
    """A decimal text as the number a spreadsheet keeps without loss, or None where it has too many digits."""
    digits = text.lstrip("-").replace(".", "").strip("0")
    return float(text) if len(digits) <= _DIGITS else None


def summed(expression: str, value: Fraction, *operands: str) -> Figure | Formula:
    """A sum or product of cells as a rounded formula; the value alone where a spreadsheet would miss it.

    It is shown with the decimals of the operand that has most.
    """
    text = plain(value)
    exact = all(number(operand) is not None for operand in (text, *operands) if operand)
    if not exact or _decimals(text) > PLACES:
        return Figure(text)
    shown = max((_decimals(operand) for operand in operands), default=0)
    text = text if shown <= _decimals(text) else fixed(value, shown)
    return Formula(f"ROUND({expression},{PLACES})", text)


def scores_alike(n: Fraction | None, m: Fraction | None, weight: Fraction) -> bool:
    """Whether binary arithmetic rounds N × weight ÷ M to the same 2 decimals: an exact tie, or far from one."""
    if n is None or m is None or not m:
        return True
    if number(plain(n)) is None or number(plain(m)) is None:
        return False
    hundredths = n * weight * 100 / m
    distance = abs(hundredths - hundredths.__floor__() - Fraction(1, 2))
    return distance == 0 or distance > _TIE_MARGIN


def number_format(content: Figure | Formula) -> str:
    """The format that shows every decimal of the text, for example 0.00 for 12000.00."""
    decimals = _decimals(content.text)
    pattern = f"0.{'0' * decimals}" if decimals else "0"
    quoted = content.suffix.replace('"', "")
    return f'{pattern}"{quoted}"' if quoted else pattern


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])
