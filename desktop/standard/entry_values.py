"""One value from outside: brought into canonical form, or refused with the path where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from desktop.model import text
from desktop.model.dates import is_date
from desktop.model.decoding import PlacedError, placed
from desktop.model.numbers import decimal_text

LIST_LIMIT = 5_000  # systems, servers, services
ID_LIMIT = 64
T = TypeVar("T")


def a_line(path: str, value: str, limit: int = text.LINE_LIMIT) -> str:
    """A line of text."""
    return placed(path, lambda: text.line(value, limit))


def a_text(path: str, value: str, limit: int = text.TEXT_LIMIT) -> str:
    """A text of several lines."""
    return placed(path, lambda: text.text(value, limit))


def a_number(path: str, value: str, *, whole: bool = False, negative: bool = False) -> str:
    """A figure as canonical decimal text; "" for unfilled."""
    return placed(path, lambda: decimal_text(value, whole=whole, negative=negative))


def a_date(path: str, value: str) -> str:
    """An ISO date, or ""."""
    value = a_line(path, value)
    if value and not is_date(value):
        raise PlacedError(path, f"“{value[:30]}”不是日期，请写成 2020-03-18 的样子")
    return value


def each(
    path: str, items: tuple[T, ...], known: tuple[T, ...], check: Callable[[str, T], T], limit: int = LIST_LIMIT
) -> tuple[T, ...]:
    """The items of a list, each checked with its path; the very objects of `known` are not looked at again."""
    if len(items) > limit:
        raise PlacedError(path, f"有 {len(items)} 项，超过上限 {limit} 项")
    if items and len(items) == len(known):  # the usual edit: one of many
        pairs = enumerate(zip(items, known, strict=True))
        return tuple(item if item is same else check(f"{path}[{position}]", item) for position, (item, same) in pairs)
    settled = {id(item) for item in known}
    return tuple(
        item if id(item) in settled else check(f"{path}[{position}]", item) for position, item in enumerate(items)
    )


def an_id(path: str, value: str) -> str:
    """An id, which every item of a list has."""
    value = a_line(path, value, ID_LIMIT)
    if not value:
        raise PlacedError(path, "编号不能为空")
    return value
