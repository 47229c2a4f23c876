"""What people typed into a cell, as the exact text a filing keeps."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from desktop.documents import wording
from desktop.documents.workbook.opening import Read
from desktop.errors import InputError

_DECIMALS = re.compile(r'0\.(0+)(?:".*")?')


def text_of(cell: Read) -> str:
    """A cell's text: figures exactly as shown, dates in ISO form, ticks as 是 or 否.

    Raises:
        InputError: an error value, or a formula whose value was not saved.
    """
    value = cell.value
    if cell.broken:
        raise InputError(f"{cell.place}是错误值 {value}，请改正后保存再导入。")
    if cell.formula and value == "" and '""' not in cell.formula:
        raise InputError(f"{cell.place}是公式，但文件里没有存下算好的值，请用 Excel 或 WPS 打开并保存后再导入。")
    if isinstance(value, bool):
        return wording.yes_no(value)
    if isinstance(value, int | float):
        return figure_text(value, cell.number_format)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def figure_text(value: float, number_format: str = "") -> str:
    """A number as the shortest decimal text that means it; zeros at its end come back from a format such as 0.00."""
    text = format(Decimal(repr(value)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    match = _DECIMALS.fullmatch(number_format)
    if match is None:
        return text
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(len(match[1]), '0')}"


def plain_value(cell: Read) -> object:
    """A cell's value for comparing: 257 and 257.0 are the same figure, a text is another thing."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(figure_text(value))
    return value
