"""What people typed into a cell, as the exact text a filing keeps."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from desktop.documents import wording
from desktop.documents.workbook.opening import Read
from desktop.errors import InputError

_DECIMALS = re.compile(r'0\.(0+)(?:".*")?')
_KEPT = ".15g"  # the digits a spreadsheet keeps: 0.1+0.2 is 0.3 there
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?")
_RUN_TOGETHER = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIALS = range(20_000, 80_000)  # days since 1899-12-30: 1954 to 2119
_EPOCH = datetime.date(1899, 12, 30)
_FLAGS = {
    **dict.fromkeys((wording.YES, "√", "✓", "✔", "☑", "y", "yes", "true", "1"), True),
    **dict.fromkeys((wording.NO, "×", "✗", "☐", "□", "n", "no", "false", "0", ""), False),
}


def text_of(cell: Read) -> str:
    """A cell's text: figures exactly as shown, dates in ISO form, ticks as 是 or 否.

    Raises:
        InputError: an error value, or a formula whose value was not saved; the end of a sentence, without the place.
    """
    value = cell.value
    if cell.broken:
        raise InputError(f"是错误值 {value}，请改正后保存再导入")
    if cell.formula and value == "" and '""' not in cell.formula:
        raise InputError("是公式，但文件里没有存下算好的值，请用 Excel 或 WPS 打开并保存后再导入")
    if isinstance(value, bool):
        return wording.yes_no(value)
    if isinstance(value, int | float):
        return figure_text(value, cell.number_format)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def date_of(cell: Read) -> str:
    """A cell's date in ISO form, however it was written; a text that is no date stays what it is.

    Raises:
        InputError: as `text_of`.
    """
    text = text_of(cell).translate(_HALF_WIDTH).strip()
    match = _DATE.fullmatch(text) or _RUN_TOGETHER.fullmatch(text)
    if match:
        return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    if text.isdecimal() and len(text) <= len(str(_SERIALS.stop)) and int(text) in _SERIALS:
        return (_EPOCH + datetime.timedelta(days=int(text))).isoformat()
    return text


def flag_of(cell: Read) -> bool:
    """Whether a cell says 是, as people tick it; blank is 否.

    Raises:
        InputError: as `text_of`, or something that is neither.
    """
    text = text_of(cell).translate(_HALF_WIDTH).strip()
    if text.lower() not in _FLAGS:
        raise InputError(f"应写“{wording.YES}”或“{wording.NO}”")
    return _FLAGS[text.lower()]


def figure_text(value: float, number_format: str = "") -> str:
    """A number as the shortest decimal text that means it; zeros at its end come back from a format such as 0.00."""
    text = format(Decimal(format(value, _KEPT)), "f")
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
