"""The check digit of a 统一社会信用代码 (GB 32100-2015): modulo 31 over the 17 characters before it."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(3**place % 31 for place in range(LENGTH - 1))


def has_check_digit(code: str) -> bool:
    """Whether the last character is the check digit of the others; False for anything that is no such code."""
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return False
    return code[-1] == check_digit(code[:-1])


def check_digit(first: str) -> str:
    """The check digit for 17 characters of the code's alphabet."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(first, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]
