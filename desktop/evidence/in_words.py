"""Amounts of money in words (大写), as they stand on invoices: 壹仟零陆拾圆整."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {character: number for number, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
_TENS = {"拾": 10, "佰": 100, "仟": 1000}
_WAN, _YI = 10**4, 10**8
_SHAPE = re.compile(
    r"^(?P<minus>[（(]?负数?[)）]?)?(?P<whole>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)[圆元]"
    r"(?:零?(?P<tenths>[零壹贰叁肆伍陆柒捌玖])角)?(?:零?(?P<cents>[零壹贰叁肆伍陆柒捌玖])分)?[整正]?$"
)
WORDS = re.compile(r"[（(]?负?数?[)）]?[零壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]+")
_LONGEST = 60


def amount_in_words(text: str) -> Decimal | None:
    """The amount in 元, or None for what is no such amount."""
    match = _SHAPE.match("".join(text.split())[:_LONGEST])
    if not match:
        return None
    cents = _DIGITS.get(match["tenths"] or "零", 0) * 10 + _DIGITS.get(match["cents"] or "零", 0)
    amount = Decimal(_whole(match["whole"])) + Decimal(cents) / 100
    return (-amount if match["minus"] else amount).quantize(Decimal("0.01"))


def _whole(text: str) -> int:
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        else:
            section += digit
            total = (total + section) * _YI if character == "亿" else total + section * _WAN
            section = digit = 0
    return total + section + digit
