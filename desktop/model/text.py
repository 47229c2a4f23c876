"""Texts as people paste them, and as the program keeps them: no control characters, bounded, otherwise untouched."""

from __future__ import annotations

import re
import unicodedata

from desktop.errors import InputError

LINE_LIMIT = 200
TEXT_LIMIT = 10_000

_BLANKS = " \u3000"
_BREAKS = re.compile(r"[\t\r\n]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"))
_LAST_OF_BASIC_PLANE = 0xFFFF
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_LAST_TWO = 0xFFFE  # of every plane, noncharacters too
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def line(typed: str, limit: int = LINE_LIMIT) -> str:
    """One line of text: blanks at the ends go, breaks and tabs inside become one blank, the rest stays.

    Raises:
        InputError: control characters, broken characters, or more than `limit` characters; without the place.
    """
    return _checked(_BREAKS.sub(" ", typed).strip(_BLANKS), limit)


def text(typed: str, limit: int = TEXT_LIMIT) -> str:
    """A text of several lines; line ends become LF, trailing blanks of the whole text go.

    Raises:
        InputError: as `line`.
    """
    return _checked(typed.replace("\r\n", "\n").replace("\r", "\n").rstrip(f"\n\t{_BLANKS}"), limit)


def utf16_units(value: str) -> int:
    """Length as Windows and Excel count it: characters outside the basic plane are two."""
    return len(value) + sum(ord(c) > _LAST_OF_BASIC_PLANE for c in value)


def _checked(value: str, limit: int) -> str:
    value = value.translate(_INVISIBLE)
    for character in value:
        if character in "\n\t":
            continue
        if (
            unicodedata.category(character) in {"Cc", "Cs"}
            or character in _DIRECTION_OVERRIDES
            or _is_noncharacter(character)
        ):
            raise InputError(f"含有不可见的控制字符（U+{ord(character):04X}），请删去后重新填写")
    if len(value) > limit:
        raise InputError(f"共 {len(value)} 字，超过上限 {limit} 字，请精简")
    return value


def _is_noncharacter(character: str) -> bool:
    code = ord(character)
    return code & _LAST_TWO == _LAST_TWO or code in _NONCHARACTERS
