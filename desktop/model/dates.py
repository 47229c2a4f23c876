"""ISO dates as texts (`2020-03-18`): whether they exist, and their year. Without a clock."""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200


def is_date(text: str) -> bool:
    """Whether the text is an existing calendar date between 1900 and 2200."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = map(int, match.groups())
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]  # noqa: PLR2004  (months of a year)


def year_of(date: str) -> int:
    """The calendar year of an ISO date."""
    return int(date[:4])


def chinese(date: str) -> str:
    """An ISO date as it is written in a document: 2020 年 3 月 18 日."""
    year, month, day = date.split("-")
    return f"{year} 年 {int(month)} 月 {int(day)} 日"
