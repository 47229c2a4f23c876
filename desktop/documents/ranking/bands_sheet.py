"""The bands of the simulation as cells that every formula refers to, so that the clerk can try others in Excel."""

from __future__ import annotations

from typing import Any

from desktop.documents.ranking.content import SIMULATION, RankingTable
from desktop.documents.ranking.heading import heading, page_header
from desktop.documents.workbook.sheet import Area, Sheet, across, cell
from desktop.model.numbers import plain

LIMITS, RATES = "rank.limits", "rank.rates"
ROOM = 10  # bands that can be entered
_WIDTHS = (24, 24, 60)
_NOTES = (
    "省里按各企业的原始数值排名次，再按名次给横向评分；名次怎样折成分数没有公布。",
    "这里的分档是程序举的例子：改上面有底色的格子，其他工作表里的模拟得分跟着重算。最多 10 档，上限从小到大填。",
    "名次：数值从大到小，数值相同名次相同，例如 1、2、2、4。位次：名次 ÷ 参加排名的家数，保留两位小数。",
    "一项指标的模拟得分 = 权重 × 各排名数值（N，或 N 和 M）得分率的平均数，保留两位小数；数值为 0 或未填的得分率为 0。",
    "N 和 M 都排名的指标、只有 N 排名的指标，按标准的规定；N÷M 只供参考，不参加排名。",
    "专家评分的指标不在内。",
)


def write_bands(sheet: Sheet, table: RankingTable, raw: Any, entry: Any) -> None:  # noqa: ANN401  (XlsxWriter has no types)
    """Writes limits and rates into named cells; `raw` is the worksheet, `entry` the format of cells to edit."""
    sheet.columns(_WIDTHS)
    row = heading(sheet, table, "模拟横向评分的分档", mark=SIMULATION)
    for column, title in enumerate(("位次上限（前 %）", "得分率（%）", "说明")):
        sheet.put(cell(row, column), title, "head")
    first = row + 1
    for number in range(ROOM):
        row += 1
        band = table.bands[number] if number < len(table.bands) else None
        for column, value in enumerate((band.limit, band.rate) if band else (None, None)):
            if value is None:
                raw.write_blank(row, column, None, entry)
            else:
                raw.write_number(row, column, float(value), entry)
        said = f"位次在前 {plain(band.limit)} % 以内，得该数值分数的 {plain(band.rate)} %" if band else ""
        sheet.put(cell(row, 2), said, "text")
        sheet.height(row, 22)
    sheet.name(LIMITS, Area(first, 0, row, 0))
    sheet.name(RATES, Area(first, 1, row, 1))
    raw.data_validation(first, 0, row, 1, {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
    for note in _NOTES:
        row += 1
        sheet.put(across(row, 0, len(_WIDTHS) - 1), note, "note")
        sheet.fit(row, [(note, sum(_WIDTHS))], 20)
    sheet.page(page_header(table, SIMULATION), rows=row + 1)


def rate_of(value: str, position: str) -> str:
    """The formula of the percentage of points that a figure in one cell gets for its position in another."""
    passed = f"SUMPRODUCT(ISNUMBER({LIMITS})*({LIMITS}<{position}))"
    return f'IF(OR(N({value})=0,{position}=""),0,IF({passed}<ROWS({RATES}),N(INDEX({RATES},{passed}+1)),0))'
