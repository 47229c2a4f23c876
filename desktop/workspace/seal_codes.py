"""Seal codes as people type them from paper."""

from __future__ import annotations

import re
import unicodedata

CODE_DIGITS = 64
_DASHES = re.compile(r"[\s\-_.·—－]+")


def typed_code(typed: str) -> str:
    """The seal code as somebody typed it from paper: groups, dashes and full-width characters do not matter."""
    return _DASHES.sub("", unicodedata.normalize("NFKC", typed)).lower()


def is_code(code: str) -> bool:
    """Whether a text is a whole seal code."""
    return len(code) == CODE_DIGITS and all(digit in "0123456789abcdef" for digit in code)
