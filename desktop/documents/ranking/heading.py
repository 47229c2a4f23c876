"""The lines at the head of every sheet of the ranking workbook."""

from __future__ import annotations

from desktop.documents.ranking.content import RankingTable
from desktop.documents.workbook.sheet import Sheet, across
from desktop.model.dates import chinese

SAMPLE = "样例，非真实申报数据"


def heading(sheet: Sheet, table: RankingTable, title: str, *, subtitle: str = "", mark: str = "", last: int = 0) -> int:
    """Writes subtitle, title, marks and the line of batch and date, up to column `last`; gives the next row."""
    sample = SAMPLE if any(row.sample for row in table.rows) else ""
    info = f"批次：{table.batch_title}　企业：{len(table.rows)} 家　{table.scope}　制表：{chinese(table.date)}"
    lines = [
        (subtitle, "subtitle", 22.0),
        (title, "title", 34.0),
        ("　".join(part for part in (mark, sample) if part), "mark", 22.0),
        (info.replace("　　", "　"), "info", 20.0),
    ]
    row, last = 0, last or len(sheet.widths) - 1
    for text, role, height in lines:
        if text:
            sheet.put(across(row, 0, last), text, role)
            sheet.height(row, height)
            row += 1
    return row


def page_header(table: RankingTable, mark: str = "") -> str:
    """The batch on the right of every printed page, the mark in the middle, in Excel's header language."""
    font = '&"SimSun,Regular"&9 '
    parts = (("C", mark), ("R", table.batch_title))
    return "".join(f"&{place}{font}{text[:60].replace('&', '&&')}" for place, text in parts if text)
