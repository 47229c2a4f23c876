"""Decimal figures as people type them, and as the program keeps them: exact, never binary."""

from __future__ import annotations

import re
from fractions import Fraction

from desktop.errors import InputError

WHOLE_DIGITS = 15
DECIMAL_DIGITS = 12
_SHOWN = 30  # characters of what was typed that a sentence repeats

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("−"): "-", ord("\u3000"): " "}
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_PLAIN = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d*)(?:\.(?P<decimals>\d*))?")


def decimal_text(typed: str, *, whole: bool = False, negative: bool = False) -> str:
    """The canonical decimal text of what was typed; "" stays "".

    Full-width digits, thousands separators and surrounding blanks are accepted. Trailing zeros are kept, because the
    user meant them. At most 15 digits before and 12 behind the point, so that arithmetic stays exact and Excel shows
    the figure. `whole` refuses decimals, `negative` admits a minus sign.

    Raises:
        InputError: with the reason as the end of a sentence ("…不是数字"), without the place.
    """
    text = typed.translate(_HALF_WIDTH).strip()
    if not text:
        return ""
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    match = _PLAIN.fullmatch(text)
    if match is None or not (match["whole"] or match["decimals"]) or not text.isascii():
        raise InputError(f"“{_short(typed)}”不是数字，请写成 1234.5 这样的十进制数")
    digits = match["whole"].lstrip("0") or "0"
    decimals = match["decimals"] or ""
    if len(digits) > WHOLE_DIGITS or len(decimals) > DECIMAL_DIGITS:
        raise InputError(f"“{_short(typed)}”位数过多，整数部分最多 {WHOLE_DIGITS} 位、小数最多 {DECIMAL_DIGITS} 位")
    if whole and decimals.strip("0"):
        raise InputError(f"“{_short(typed)}”应为整数")
    value = digits if whole or not decimals else f"{digits}.{decimals}"
    if match["sign"] == "-" and value.strip("0."):
        if not negative:
            raise InputError(f"“{_short(typed)}”不能是负数")
        return f"-{value}"
    return value


def exact(text: str) -> Fraction | None:
    """The exact value of a canonical decimal text, or None for "" (unfilled)."""
    return Fraction(text) if text else None


def plain(value: Fraction) -> str:
    """The shortest decimal text of a value that has one (denominator 2ᵃ5ᵇ), for example 248 or 3.125.

    Raises:
        ValueError: the value has no finite decimal expansion.
    """
    scale, denominator = 0, value.denominator
    while 10**scale % denominator and scale <= 2 * (WHOLE_DIGITS + DECIMAL_DIGITS):
        scale += 1
    if 10**scale % denominator:
        raise ValueError(f"{value} has no finite decimal expansion")
    digits = str(abs(value.numerator) * (10**scale // denominator)).rjust(scale + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits)


def rounded(value: Fraction, places: int = 2) -> Fraction:
    """Half-up (away from zero) to `places` decimals: 0.625 → 0.63, as the printed table rounds."""
    return Fraction(_scaled(value, places), 10**places)


def fixed(value: Fraction, places: int = 2) -> str:
    """A value with a fixed number of decimals, half-up: 4.5 → "4.50"."""
    scaled = _scaled(value, places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _scaled(value: Fraction, places: int) -> int:
    """The value times 10^places, half-up; in whole numbers throughout, for it is asked with every keystroke."""
    numerator, denominator = value.numerator, value.denominator
    scale: int = 10**places
    whole, rest = divmod(abs(numerator) * scale, denominator)
    if 2 * rest >= denominator:
        whole += 1
    return whole if numerator >= 0 else -whole


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
