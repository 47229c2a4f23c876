"""Dates as people type them."""

from __future__ import annotations

import re

from desktop.errors import InputError
from desktop.model.dates import is_date
from desktop.model.text import line

_PARTS = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def iso(typed: str) -> str:
    """An ISO date from 2020-03-18, 2020/3/18, 2020年3月18日.

    Raises:
        InputError: it is no date.
    """
    typed = line(typed)
    parts = _PARTS.fullmatch(typed)
    date = f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}" if parts else typed
    if date and not is_date(date):
        raise InputError(f"“{typed[:30]}”不是日期，请写成 2020-03-18 的样子")
    return date
