"""The sheets of words: narratives for the experts, warnings with their reasons, what changed, the 附件3 row."""

from __future__ import annotations

from desktop.documents import wording
from desktop.documents.dossier import Dossier
from desktop.documents.place_words import place_text
from desktop.documents.workbook import frame, heights, names, paging
from desktop.documents.workbook.content import Content, Figure
from desktop.documents.workbook.inputs import Input
from desktop.documents.workbook.paging import Part
from desktop.documents.workbook.sheet import Area, Sheet, across, cell
from desktop.documents.workbook.table import Table, columns_of
from desktop.model.numbers import plain
from desktop.standard.definition import Column as OfficialColumn
from desktop.standard.definition import Indicator, Level
from desktop.standard.findings import Finding

_NARRATIVE_WIDTHS = (20, 80)
_NARRATIVE_HEIGHT = 75


def warnings_of(dossier: Dossier) -> tuple[Finding, ...]:
    """The warnings that stand and are handed in with the filing."""
    return tuple(finding for finding in dossier.findings if finding.level is Level.WARNING)


def narrative_title(dossier: Dossier) -> str:
    """What the dimensions that experts score are called together, for example 标杆示范."""
    scored = {item.dimension for item in dossier.standard.narratives}
    return "、".join(item.title for item in dossier.standard.dimensions if item.id in scored)


def write_narratives(sheet: Sheet, dossier: Dossier) -> None:
    """Writes the enterprise's description of every indicator that experts score, with its files."""
    sheet.columns(_NARRATIVE_WIDTHS)
    row = frame.heading(sheet, dossier, f"{narrative_title(dossier)}说明")
    parts = []
    for section, item in enumerate(dossier.standard.narratives):
        first, row = row, _narrative(sheet, dossier, item, row)
        parts.append(Part(first, row - 1, section))
    breaks = paging.breaks(parts, sheet.heights(row), paging.room(_NARRATIVE_WIDTHS))
    sheet.page(frame.page_header(sheet, dossier), rows=row, breaks=breaks)
    sheet.protect()


def _narrative(sheet: Sheet, dossier: Dossier, item: Indicator, row: int) -> int:
    """Writes one indicator's explanation and description; gives the next row."""
    waiting = f"demonstration.{item.id}" in dossier.filing.unconfirmed
    title = f"{item.group}：\n{item.title}" if item.group else item.title
    standing = f"（{plain(dossier.card.indicators[item.id].max)}）"
    label = f"{title}{standing}\n{wording.EXPERT_SCORED}" + (f"\n{frame.WAITING}" if waiting else "")
    text = dossier.filing.demonstration.get(item.id, "")
    points = heights.split(heights.height([(text, _NARRATIVE_WIDTHS[1])], _NARRATIVE_HEIGHT))
    for offset, height in enumerate(points):
        sheet.height(row + 1 + offset, height)
    end = row + len(points)
    sheet.put(Area(row, 0, end, 0), label, "label")
    sheet.put(cell(row, 1), item.explanation, "band")
    sheet.fit(row, [(item.explanation, _NARRATIVE_WIDTHS[1])])
    given = Input(f"{item.question}\n没有就空着。")
    sheet.put(Area(row + 1, 1, end, 1), text, "box", given, waiting=waiting)
    sheet.name(names.demonstration(item.id), cell(row + 1, 1))
    return end + 1


def write_warnings(sheet: Sheet, dossier: Dossier) -> None:
    """Writes every warning with its reason, or that none was given."""
    columns = columns_of(wording.WARNING_COLUMNS, (28, 44, 38), ("text",) * 3, ("", "", "reason"))
    sheet.columns([column.width for column in columns], hidden=1)
    table = Table(sheet, columns, frame.heading(sheet, dossier, "警告说明"), hidden=("key",))
    for finding in warnings_of(dossier):
        place = place_text(dossier, finding.place)
        table.record([place, finding.message, finding.reason or wording.NO_REASON, finding.key])
    table.close(names.REASONS)
    sheet.page(frame.page_header(sheet, dossier), repeat=(table.header, table.header), rows=table.row)


def write_changes(sheet: Sheet, dossier: Dossier) -> None:
    """Writes what this version supersedes and every place that differs from it."""
    columns = columns_of(wording.CHANGE_COLUMNS, (30, 40, 40), ("text",) * 3, ("", "old", "new"))
    sheet.columns([column.width for column in columns], hidden=1)
    stamp, last = dossier.stamp, len(columns) - 1
    row = frame.heading(sheet, dossier, "更正说明")
    sheet.put(
        across(row, 0, last), f"本版（第 {stamp.version} 版）替代以下封装码的上一版：\n{stamp.supersedes}", "info"
    )
    sheet.height(row, 36)
    table = Table(sheet, columns, row + 1, hidden=("path",))
    for change in stamp.changes:
        place = place_text(dossier, change.path)
        table.record([place, change.old, change.new, change.path])
    table.close(names.CHANGES)
    sheet.page(frame.page_header(sheet, dossier), repeat=(table.header, table.header), rows=table.row)


def write_recommendation(sheet: Sheet, dossier: Dossier) -> None:
    """Writes the enterprise's row of the recommendation table: values without formulas, because it is copied away."""
    columns, texts = dossier.standard.columns, dossier.standard.texts
    sheet.columns([column.width for column in columns])
    row = frame.heading(sheet, dossier, texts.recommendation_title, texts.recommendation_subtitle)
    contents = [_official(dossier, column) for column in columns]
    words = [(column, content) for column, content in zip(columns, contents, strict=True) if isinstance(content, str)]
    for position, (column, content) in enumerate(zip(columns, contents, strict=True)):
        sheet.put(cell(row, position), column.title, "head")
        sheet.put(cell(row + 1, position), content, "centre")
    sheet.fit(row, [(column.title, column.width) for column in columns], 36)
    sheet.fit(row + 1, [(content, column.width) for column, content in words], 40)
    sheet.page(frame.page_header(sheet, dossier), landscape=True, repeat=(row, row), rows=row + 2)


def _official(dossier: Dossier, column: OfficialColumn) -> Content:
    filing = dossier.filing
    match column.source.partition("."):
        case ("sequence", _, _):
            return Figure("1")
        case ("batch", _, "city"):
            return filing.batch.city
        case ("batch", _, "county"):
            return filing.batch.county
        case ("enterprise", _, field):
            text = filing.enterprise.get(field, "")
            return Figure(text) if dossier.standard.field_by_id[field].kind.numeric else text
        case _:
            return ""
