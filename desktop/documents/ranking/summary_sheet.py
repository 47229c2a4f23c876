"""The simulated cross-ranking of every enterprise, indicator by indicator, and the packages that were left out."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from desktop.documents.ranking.content import SIMULATION, RankingTable
from desktop.documents.ranking.heading import heading, page_header
from desktop.documents.ranking.indicator_sheets import FIXED, enterprises, fixed_area
from desktop.documents.workbook.content import Content, Figure, Formula
from desktop.documents.workbook.sheet import Area, Sheet, cell, span
from desktop.model.numbers import fixed, plain
from desktop.standard import ranking

_WIDTHS = (6, 12, 30, 11, 13, 9)
_INDICATOR_WIDTH = 10
_LEFT_OUT_WIDTHS = (6, 34, 44, 60)
_SCORE, _TOTAL, _RANK = range(len(FIXED), len(FIXED) + 3)


def write_summary(sheet: Sheet, table: RankingTable, points: Mapping[str, list[str]], raw: Any) -> None:  # noqa: ANN401  (XlsxWriter has no types)
    """Writes self-score, simulated points, their rank, and the points of every ranked indicator."""
    results = list(table.results.values())
    sheet.columns([*_WIDTHS, *(_INDICATOR_WIDTH for _ in results)])
    most = plain(sum((Fraction(item.indicator.weight) for item in results), Fraction()))
    first = heading(sheet, table, "模拟横向评分汇总", mark=SIMULATION, last=min(len(sheet.widths) - 1, 10)) + 1
    titles = [
        *FIXED,
        "自评分",
        f"模拟横向评分\n（满分 {most}）",
        "模拟名次",
        *(item.indicator.title for item in results),
    ]
    for column, title in enumerate(titles):
        sheet.put(cell(first - 1, column), title, "head")
    sheet.fit(first - 1, list(zip(titles, sheet.widths, strict=True)), 36)
    enterprises(sheet, table, first)
    _totals(sheet, table, first, len(titles) - 1)
    for column, item in enumerate(results, start=_RANK + 1):
        for offset, (link, gained) in enumerate(zip(points[item.indicator.id], item.points, strict=True)):
            sheet.put(cell(first + offset, column), Formula(link, fixed(gained)), "score")
    last = first + len(table.rows) - 1
    sheet.page(page_header(table, SIMULATION), landscape=True, repeat=(first - 1, first - 1), rows=last + 1)
    raw.freeze_panes(first, len(FIXED))


def write_left_out(sheet: Sheet, table: RankingTable) -> None:
    """Writes every package that does not stand in the table, and why."""
    sheet.columns(_LEFT_OUT_WIDTHS)
    row = heading(sheet, table, "没有列入的申报包")
    first = row
    for column, title in enumerate(("序号", "企业名称", "文件", "原因")):
        sheet.put(cell(row, column), title, "head")
    sheet.height(row, 24)
    for number, item in enumerate(table.left_out, start=1):
        row += 1
        texts = (item.enterprise or "（不详）", item.file, item.reason)
        contents: tuple[Content, ...] = (Figure(str(number)), *texts)
        for column, content in enumerate(contents):
            sheet.put(cell(row, column), content, "text" if column else "centre")
        sheet.fit(row, list(zip(texts, _LEFT_OUT_WIDTHS[1:], strict=True)), 21)
    sheet.page(page_header(table), landscape=True, repeat=(first, first), rows=row + 1)


def _totals(sheet: Sheet, table: RankingTable, first: int, last_column: int) -> None:
    ranks = ranking.ranks(table.totals)
    last = first + len(table.rows) - 1
    area = fixed_area(Area(first, _TOTAL, last, _TOTAL))
    for offset, (item, total, rank) in enumerate(zip(table.rows, table.totals, ranks, strict=True)):
        row = first + offset
        parts = span(Area(row, _RANK + 1, row, last_column))
        sheet.put(cell(row, _SCORE), Figure(item.score), "score")
        sheet.put(cell(row, _TOTAL), Formula(f"ROUND(SUM({parts}),2)", fixed(total)), "total")
        sheet.put(cell(row, _RANK), Formula(f"RANK({span(cell(row, _TOTAL))},{area})", str(rank)), "score")
