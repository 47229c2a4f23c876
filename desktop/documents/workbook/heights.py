"""How tall rows must be for their wrapped texts: spreadsheets do not grow merged rows by themselves."""

from __future__ import annotations

from collections.abc import Iterable

LINE = 14.6  # points a line of the body font takes; its stand-ins are taller than 宋体
ROW_LIMIT = 390.0  # points; Excel cuts a row at 409
_PADDING = 6.0
_LOST = 3  # characters of a line: indent, margin, and what no line may begin with
_PIECE = 10 * LINE


def lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of `width` characters, some of which are indent and margin."""
    room = max(2, int(width) - _LOST)
    if "\n" not in text:
        return 1 if 2 * len(text) <= room else -(-_columns(text) // room)
    return sum(max(1, -(-_columns(paragraph) // room)) for paragraph in text.split("\n"))


def height(texts: Iterable[tuple[str, float]], least: float = 0.0, line: float = LINE) -> float:
    """Points that the tallest of several (text, width) needs, at least `least`; `line` is that of another font."""
    tallest = max([lines(text, width) for text, width in texts if text], default=1)
    return max(least, tallest * line + _PADDING)


def split(points: float) -> list[float]:
    """A height as the heights of as many rows as it takes: short ones, so that a page ends between two lines."""
    count = 1 if points <= ROW_LIMIT else -(-int(points) // int(_PIECE))
    return [points / count] * count


def _columns(text: str) -> int:
    """Half-width characters that a text is wide: Chinese ones, three bytes in UTF-8, are two.

    Others count a fifth more, for fonts that stand in where 宋体 is not installed have wider letters and digits.
    """
    wide = (len(text.encode("utf-8", "replace")) - len(text)) // 2
    return 2 * wide + (len(text) - wide) * 6 // 5
