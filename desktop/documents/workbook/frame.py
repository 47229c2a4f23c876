"""What every sheet carries: official title, enterprise, batch and version, the marks 草稿 and 样例, the page header."""

from __future__ import annotations

from desktop.documents.dossier import Dossier, Stamp
from desktop.documents.workbook.content import Content, Figure
from desktop.documents.workbook.sheet import Sheet, across
from desktop.model.dates import chinese
from desktop.model.text import utf16_units

WAITING = "【待确认】"  # beside what was copied from last year and nobody has looked at
_LEGEND = "浅橙色并注【待确认】的内容沿用自以前的案卷，尚未确认"
_FORM = "填报表：请填写浅黄色格子，保存后交回"
_HEADER_NAME_LIMIT = 60  # UTF-16 units of a name in the page header, which holds 255 in all
_FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_TITLE_LIMIT = 31  # UTF-16 units of a sheet's name


def sheet_title(*parts: str) -> str:
    """A sheet's name made of words of the standard, as Excel admits it."""
    title = " ".join(part for part in parts if part).translate(_FORBIDDEN_IN_TITLES)
    return _cut(title, _TITLE_LIMIT)


def heading(sheet: Sheet, dossier: Dossier, title: str, subtitle: str = "", info: str | None = None) -> int:
    """Writes title, information line and marks over the whole width; gives the first row that is free.

    `info` replaces the usual line of enterprise, batch and version; "" leaves it out.
    """
    last, row = len(sheet.widths) - 1, 0
    lines = [
        (subtitle, "subtitle", 22.0),
        (title, "title", 34.0),
        ("　".join(_marks(sheet, dossier)), "mark", 22.0),
        (_LEGEND if dossier.filing.unconfirmed else "", "note", 18.0),
        (information(sheet, dossier) if info is None else info, "info", 20.0),
    ]
    for text, role, height in lines:
        if text:
            sheet.put(across(row, 0, last), text, role)
            sheet.fit(row, [(text, sum(sheet.widths))], height)
            row += 1
    return row


def information(sheet: Sheet, dossier: Dossier) -> str:
    """Enterprise, batch and version in one line."""
    enterprise = dossier.enterprise or "（未填）"
    stamp = "" if sheet.form else f"　{version(dossier.stamp)}"
    return f"申报企业：{enterprise}　批次：{dossier.batch_title}{stamp}"


def version(stamp: Stamp) -> str:
    """Which version of the filing this is."""
    date = f"　{chinese(stamp.date)}" if stamp.date else ""
    return f"版本：草稿{date}" if stamp.draft else f"版本：第 {stamp.version} 版{date}"


def numbered(number: int, *, waiting: bool) -> Content:
    """The number of a line, with a word on what is still to be confirmed."""
    return f"{number}\n待确认" if waiting else Figure(str(number))


def page_header(sheet: Sheet, dossier: Dossier) -> str:
    """Enterprise on the left, marks in the middle, batch on the right, in Excel's header language."""
    font = '&"SimSun,Regular"&9 '  # the blank keeps a leading digit of the text out of the font size
    parts = (dossier.enterprise, "　".join(_marks(sheet, dossier)), dossier.batch_title)
    return "".join(f"&{place}{font}{_header_text(text)}" for place, text in zip("LCR", parts, strict=True) if text)


def _marks(sheet: Sheet, dossier: Dossier) -> tuple[str, ...]:
    """What every page says of its standing; the form is no draft of anything."""
    return (_FORM, *dossier.marks[1:]) if sheet.form else dossier.marks


def _header_text(text: str) -> str:
    return _cut(text, _HEADER_NAME_LIMIT // 2 if "&" in text else _HEADER_NAME_LIMIT).replace("&", "&&")


def _cut(text: str, limit: int) -> str:
    while utf16_units(text) > limit:
        text = text[: limit - utf16_units(text)]
    return text.strip()
