"""统一社会信用代码 (GB 32100-2015): 17 characters and a check digit, modulo 31."""

from __future__ import annotations

import re

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_WEIGHTS = tuple(3**place % 31 for place in range(_LENGTH - 1))
CODE = re.compile(
    rf"(?<![0-9A-Za-z])[1-9A-HJ-NP-RTUWXY][0-9A-HJ-NP-RTUWXY][0-9]{{6}}[{_ALPHABET}]{{10}}(?![0-9A-Za-z])"
)


def has_check_digit(code: str) -> bool:
    """Whether the last character is the check digit of the others; False for anything that is no such code."""
    if len(code) != _LENGTH or any(character not in _ALPHABET for character in code):
        return False
    return code[-1] == check_digit(code[:-1])


def check_digit(first: str) -> str:
    """The check digit for 17 characters of the code's alphabet."""
    total = sum(_ALPHABET.index(character) * weight for character, weight in zip(first, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]
