"""One sheet of the workbook: cells, defined names, heights and how the sheet prints."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from desktop.documents.workbook import heights, paging
from desktop.documents.workbook.content import Content, Formula, number, number_format
from desktop.documents.workbook.inputs import Input
from desktop.documents.workbook.styles import Styles
from desktop.model.text import utf16_units

_CELL_LIMIT = 32_767  # UTF-16 units a cell holds
_CUT = "…（篇幅过长，其余从略，全文见 filing.json）"
_PICTURE_SCALE = 0.4  # of the pixels a small picture has, so that it stays sharp in print
_PICTURE_WIDTH, _PICTURE_TOP = 128, 4  # pixels on the sheet, and above it
_USUAL_HEIGHT = 15.0  # points of a row whose height nobody set
_HINT_WIDTH, _HINT_LINE, _HINT_COLUMNS = 240, 18, 30  # pixels of a comment and of its lines, characters in a line
_PROTECTED = {"format_cells": True, "format_columns": True, "format_rows": True}


class Area(NamedTuple):
    """A cell, or the cells merged into one; rows and columns count from 0."""

    row: int
    column: int
    last_row: int
    last_column: int


def cell(row: int, column: int) -> Area:
    """A single cell."""
    return Area(row, column, row, column)


def across(row: int, column: int, last_column: int) -> Area:
    """Cells of one row."""
    return Area(row, column, row, last_column)


class Sheet:
    """A sheet under construction; `widths` are the columns' widths in half-width characters of the body's font.

    On a sheet of the `form`, cells with an `Input` are open and shaded, and say what to type.
    """

    def __init__(self, book: Any, styles: Styles, title: str, *, form: bool = False) -> None:  # noqa: ANN401  (XlsxWriter has no types)
        self._book = book
        self._styles = styles
        self._sheet = book.add_worksheet(title)
        self._title = quote_sheetname(title)
        self._heights: dict[int, float] = {}
        self.form = form
        self.widths: tuple[float, ...] = ()

    def columns(self, widths: Sequence[float], hidden: int = 0) -> None:
        """Sets the widths of the visible columns and hides the `hidden` ones behind them."""
        self.widths = tuple(widths)
        for column, width in enumerate(widths):
            self._sheet.set_column_pixels(column, column, paging.pixels(width))
        if hidden:
            last = len(widths) + hidden - 1
            self._sheet.set_column(len(widths), last, 10, None, {"hidden": True})

    def put(
        self, area: Area, content: Content, role: str, given: Input | None = None, *, waiting: bool = False
    ) -> None:
        """Writes a cell. A text is never a formula, a number or a link; a figure too long for a number is a text.

        `given` says that people type here, `waiting` that what stands here is still to be confirmed.
        """
        shade = "waiting" if waiting else "open" if given and self.form else ""
        row, column, last_row, last_column = area
        if row != last_row or column != last_column:
            self._sheet.merge_range(row, column, last_row, last_column, "", self._styles.get(role, "", shade))
        self.write(row, column, content, role, shade)
        if given and self.form:
            self.rule(area, given)
            self.hint(row, column, given.hint)

    def write(self, row: int, column: int, content: Content, role: str, shade: str = "") -> None:
        """Writes a single cell with the ground of a shade (`desktop.documents.workbook.styles.SHADES`)."""
        if isinstance(content, str):
            style = self._styles.get(role, "", shade)
            if content:
                self._sheet.write_string(row, column, within_cell(content), style)
            else:
                self._sheet.write_blank(row, column, None, style)
            return
        value = number(content.text) if content.text else None
        style = self._styles.get(role, "" if value is None else number_format(content), shade)
        if isinstance(content, Formula) and (value is not None or not content.text):
            self._sheet.write_formula(row, column, f"={content.expression}", style, "" if value is None else value)
        elif value is not None:
            self._sheet.write_number(row, column, value, style)
        else:
            self.write(row, column, content.text, role, shade)

    def rule(self, area: Area, given: Input) -> None:
        """Says what may be typed into cells of the form."""
        if given.rule:
            self._sheet.data_validation(*area, given.rule)

    def hint(self, row: int, column: int, text: str) -> None:
        """Puts a comment on a cell of the form."""
        if text and self.form:
            high = (heights.lines(text, _HINT_COLUMNS) + 1) * _HINT_LINE
            look = {"x_scale": 1, "y_scale": 1, "width": _HINT_WIDTH, "height": high, "font_size": 9}
            self._sheet.write_comment(row, column, text, {**look, "author": "", "font_name": "SimSun"})

    def picture(self, row: int, column: int, jpeg: bytes, words: str) -> None:
        """Puts a small picture of 320 × 180 pixels into a cell, with `words` for those who cannot see it."""
        aside = (paging.pixels(self.widths[column]) - _PICTURE_WIDTH) // 2
        place = {"x_offset": aside, "y_offset": _PICTURE_TOP, "object_position": 1}
        scale = {"x_scale": _PICTURE_SCALE, "y_scale": _PICTURE_SCALE}
        made = {"image_data": io.BytesIO(jpeg), "description": words}
        self._sheet.insert_image(row, column, "picture.jpg", {**made, **place, **scale})

    def protect(self) -> None:
        """Closes all cells of the form that are not to be filled in; without a password, it is a help and no lock."""
        if self.form:
            self._sheet.protect("", _PROTECTED)

    def name(self, name: str, area: Area) -> None:
        """Gives cells a defined name of the whole workbook."""
        first = xl_rowcol_to_cell(area.row, area.column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(area.last_row, area.last_column, row_abs=True, col_abs=True)
        reference = first if area[:2] == area[2:] else f"{first}:{last}"
        self._book.define_name(name, f"={self._title}!{reference}")

    def link(self, area: Area) -> str:
        """How a formula on any sheet refers to these cells."""
        return f"{self._title}!{span(area)}"

    def height(self, row: int, points: float) -> None:
        """Sets a row's height."""
        self._heights[row] = points
        self._sheet.set_row(row, points)

    def fit(self, row: int, texts: Sequence[tuple[str, float]], least: float = 21) -> None:
        """Makes a row tall enough for its (text, width)."""
        self.height(row, min(heights.height(texts, least), heights.ROW_LIMIT))

    def heights(self, rows: int) -> list[float]:
        """Points of the first rows."""
        return [self._heights.get(row, _USUAL_HEIGHT) for row in range(rows)]

    def hide_row(self, row: int) -> None:
        """Hides a row that only readers need."""
        self._heights[row] = 0.0
        self._sheet.set_row(row, None, None, {"hidden": True})

    def hide(self) -> None:
        """Hides the whole sheet."""
        self._sheet.hide()

    def page(
        self,
        header: str,
        *,
        rows: int,
        landscape: bool = False,
        repeat: tuple[int, int] | None = None,
        breaks: Sequence[int] = (),
        whole: bool = False,
    ) -> None:
        """A4, one page wide, numbered; `rows` is how many rows are printed.

        `repeat` are the rows at the top of every page, `breaks` those at which one begins; `whole` is all on one page.
        """
        sheet = self._sheet
        sheet.set_paper(9)  # A4
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 1 if whole else 0)
        sheet.center_horizontally()
        sheet.set_margins(left=paging.SIDES, right=paging.SIDES, top=paging.TOP, bottom=paging.BOTTOM)
        sheet.set_header(header)
        sheet.set_footer('&C&"SimSun,Regular"&9 第 &P 页，共 &N 页')
        sheet.print_area(0, 0, max(0, rows - 1), len(self.widths) - 1)
        sheet.hide_gridlines(2)
        if breaks:
            sheet.set_h_pagebreaks(list(breaks))
        if repeat:
            sheet.repeat_rows(*repeat)
            sheet.freeze_panes(repeat[1] + 1, 0)


def span(area: Area) -> str:
    """The cells as a formula on the same sheet refers to them, for example C7 or C7:C12."""
    first = xl_rowcol_to_cell(area.row, area.column)
    return first if area[:2] == area[2:] else f"{first}:{xl_rowcol_to_cell(area.last_row, area.last_column)}"


def within_cell(text: str) -> str:
    """A text as a cell can hold it: beyond 32 767 UTF-16 units it ends with a note that says so.

    XlsxWriter would leave such a text out without a word. No text that people type comes near (10 000 characters).
    """
    if 2 * len(text) <= _CELL_LIMIT or utf16_units(text) <= _CELL_LIMIT:
        return text
    cut = text[: (_CELL_LIMIT - len(_CUT)) // 2]
    return cut + _CUT
