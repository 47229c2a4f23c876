"""附件3 itself: the official columns in their order, nothing else, ready to be printed and stamped."""

from __future__ import annotations

from desktop.documents.ranking.content import RankedRow, RankingTable
from desktop.documents.ranking.heading import heading, page_header
from desktop.documents.workbook.content import Content, Figure
from desktop.documents.workbook.sheet import Sheet, cell
from desktop.standard.definition import Column

_UNIT_WHOLE = 17


def write_official(sheet: Sheet, table: RankingTable) -> None:
    """Writes the table; values without formulas, because rows are copied away."""
    columns, texts = table.standard.columns, table.standard.texts
    widths = [_width(column) for column in columns]
    sheet.columns(widths)
    row = heading(sheet, table, texts.recommendation_title, subtitle=texts.recommendation_subtitle)
    first = row
    for position, column in enumerate(columns):
        sheet.put(cell(row, position), column.title, "head")
    sheet.fit(row, list(zip((column.title for column in columns), widths, strict=True)), 36)
    for number, item in enumerate(table.rows, start=1):
        row += 1
        _record(sheet, table, item, row, number)
    sheet.page(page_header(table), landscape=True, repeat=(first, first), rows=row + 1)


def _record(sheet: Sheet, table: RankingTable, item: RankedRow, row: int, number: int) -> None:
    columns = table.standard.columns
    contents = [_content(table, column, text, number) for column, text in zip(columns, item.columns, strict=True)]
    for position, content in enumerate(contents):
        sheet.put(cell(row, position), content, "centre")
    words = [
        (content, width) for content, width in zip(contents, sheet.widths, strict=True) if isinstance(content, str)
    ]
    sheet.fit(row, words, 30)


def _width(column: Column) -> float:
    """The official width, or a little more where the unit would be torn apart."""
    return max(column.width, min(_UNIT_WHOLE, 2 * len(column.title.partition("（")[0]) + 3))


def _content(table: RankingTable, column: Column, text: str, number: int) -> Content:
    section, _, key = column.source.partition(".")
    if section == "sequence":
        return Figure(str(number))
    field = table.standard.field_by_id.get(key) if section == "enterprise" else None
    return Figure(text) if field and field.kind.numeric else text
