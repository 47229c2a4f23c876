"""The periods that evidence has to be of: whole years as the notice says, or the window that a person set instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from desktop.model.dates import is_date
from desktop.model.decoding import PlacedError
from desktop.model.filing import Filing, Window
from desktop.model.remembered import remembered
from desktop.standard.definition import Period, Standard, years_of

PERIOD_WORDS = {Period.LAST_YEAR: "上年度", Period.LAST_THREE_YEARS: "近三年"}
_BETWEEN = re.compile(r"\s*(?:至|到|~|～|—|\.\.|/|\s)\s*")


class Span(Struct, frozen=True):
    """A period of a batch from its first to its last ISO date; `usual` are the years that the notice means."""

    period: Period
    start: str
    end: str
    usual: Window

    @property
    def changed(self) -> bool:
        """Whether a person set other dates than the notice."""
        return (self.start, self.end) != (self.usual.start, self.usual.end)

    @property
    def name(self) -> str:
        """What the notice calls it."""
        return PERIOD_WORDS[self.period]

    @property
    def years(self) -> str:
        """The years that the notice means, in words."""
        first, last = self.usual.start[:4], self.usual.end[:4]
        return f"{first if first == last else f'{first}–{last}'} 年"

    @property
    def words(self) -> str:
        """As people say it: 上年度（2020 年）, 上年度（改按 2020-12-01 至 2021-11-30）."""
        return f"{self.name}（{f'改按 {window_text(self)}' if self.changed else self.years}）"

    def holds(self, date: str) -> bool:
        """Whether an ISO date lies in it."""
        return self.start <= date <= self.end


def span_of(standard: Standard, period: Period, batch: str, windows: Mapping[str, Window]) -> Span:
    """A period (not `ANY`) for a batch of the standard, as the filing's windows have it."""
    first, last = years_of(period, next(item.year for item in standard.batches if item.id == batch))
    usual = Window(f"{first}-01-01", f"{last}-12-31")
    window = windows.get(period.value, usual)
    return Span(period, window.start, window.end, usual)


def spans(standard: Standard, filing: Filing) -> Mapping[Period, Span]:
    """All periods that the standard's requirements ask for, in the order of the requirements."""
    return _spans(standard, filing.batch.id, filing.windows)


@remembered
def _spans(standard: Standard, batch: str, windows: Mapping[str, Window]) -> dict[Period, Span]:
    return {period: span_of(standard, period, batch, windows) for period in periods(standard)}


@remembered
def periods(standard: Standard) -> tuple[Period, ...]:
    """The periods that the standard's requirements ask for, in their order."""
    return tuple(dict.fromkeys(item.period for item in standard.requirements if item.period is not Period.ANY))


def period_named(standard: Standard, name: str) -> Period | None:
    """The period of the standard with this id or this word."""
    return next((item for item in periods(standard) if name in {item.value, PERIOD_WORDS[item]}), None)


def window_text(window: Window | Span) -> str:
    """A window in words: 2020-12-01 至 2021-11-30."""
    return f"{window.start} 至 {window.end}"


def window_in(text: str) -> Window | None:
    """The window that a text like 2020-12-01 至 2021-11-30 means; None where it means none."""
    dates = _BETWEEN.split(text.strip())
    if len(dates) != 2 or not all(map(is_date, dates)) or dates[0] > dates[1]:  # noqa: PLR2004  (from and to)
        return None
    return Window(*dates)


def accepted_windows(standard: Standard, windows: Mapping[str, Window]) -> dict[str, Window]:
    """Windows in canonical order, checked against the standard.

    Raises:
        PlacedError: an unknown period, no date, or the end before the beginning.
    """
    known = [period.value for period in periods(standard)]
    for key, window in windows.items():
        path = f"windows.{key[:40]}"
        if key not in known:
            raise PlacedError(path, f"没有这个期间，可用的期间：{'、'.join(known)}")
        if not (is_date(window.start) and is_date(window.end)):
            raise PlacedError(path, "开始和结束日期都要写，写成 2020-03-18 的样子；不改期间就不写这一项")
        if window.start > window.end:
            raise PlacedError(path, f"开始日期 {window.start} 晚于结束日期 {window.end}，请改正")
    return {key: windows[key] for key in known if key in windows}
