"""Writes the ranking workbook: 附件3 first, then what explains it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop.documents.ranking.bands_sheet import write_bands
from desktop.documents.ranking.content import RankingTable
from desktop.documents.ranking.indicator_sheets import write_indicator
from desktop.documents.ranking.official_sheet import write_official
from desktop.documents.ranking.summary_sheet import write_left_out, write_summary
from desktop.documents.workbook.frame import sheet_title
from desktop.documents.workbook.sheet import Sheet
from desktop.documents.workbook.styles import ROLES, Styles

_TEXT_STAYS_TEXT = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_SUMMARY, _BANDS = "模拟横向评分", "模拟分档"
_ENTRY = {**ROLES["score"], "bg_color": "#FFF4DC", "num_format": "0.##"}  # cells to edit


class _Worksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Our formulas name old functions only; looking for new ones in each takes four fifths of the writing."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        del expand_future_functions
        return formula.removeprefix("=")


class _Workbook(Workbook):  # type: ignore[misc]  # as above
    worksheet_class = _Worksheet


def write_ranking(table: RankingTable, progress: Callable[[int, int], None] = lambda *_: None) -> bytes:
    """The workbook of a table; every computed cell is a formula with its value. `progress` counts indicators."""
    out = io.BytesIO()
    book = _Workbook(out, _TEXT_STAYS_TEXT)
    book.set_properties(_properties(table))
    styles, texts = Styles(book), table.standard.texts

    def sheet(*words: str) -> Sheet:
        return Sheet(book, styles, sheet_title(*words))

    write_official(sheet(texts.recommendation_subtitle), table)
    if table.rows and table.results:
        summary, bands = sheet(_SUMMARY), sheet(_BANDS)
        write_bands(bands, table, book.get_worksheet_by_name(_BANDS), book.add_format(_ENTRY))
        points = {}
        for done, (key, result) in enumerate(table.results.items()):
            progress(done, len(table.results) + 1)
            made = sheet("名次", result.indicator.title)
            points[key] = write_indicator(made, table, result, book.worksheets()[-1])
        write_summary(summary, table, points, book.get_worksheet_by_name(_SUMMARY))
    if table.left_out:
        write_left_out(sheet("未列入"), table)
    progress(len(table.results), len(table.results) + 1)
    book.close()
    return out.getvalue()


def _properties(table: RankingTable) -> dict[str, object]:
    return {
        "title": table.standard.texts.recommendation_title,
        "comments": table.software,
        "created": datetime.fromisoformat(table.date).replace(tzinfo=UTC),
    }
