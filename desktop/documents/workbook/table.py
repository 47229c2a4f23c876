"""A list with a header on every page; a hidden row tells readers which column holds what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.documents.workbook import heights
from desktop.documents.workbook.content import Content
from desktop.documents.workbook.sheet import Area, Sheet, across, cell


class Column(NamedTuple):
    """A column: its title, width, look, and the key readers know it by ("" for what is only shown)."""

    title: str
    width: float
    role: str = "text"
    key: str = ""


class Table:
    """A list under construction; `hidden` are the keys of the hidden columns behind the visible ones."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column], row: int, hidden: Sequence[str] = ()) -> None:
        self._sheet = sheet
        self._columns = tuple(columns)
        self._keys = (*(column.key for column in columns), *hidden)
        self._start = row + 1
        self.header = row
        self.row = row + 2
        self._head(row)

    def record(self, contents: Sequence[Content]) -> int:
        """Writes one record, its hidden values last; gives its row. A very tall one takes several merged rows."""
        row = self.row
        points = heights.split(heights.height(self._texts(contents), 21))
        for offset, height in enumerate(points):
            self._sheet.height(row + offset, height)
        last = row + len(points) - 1
        for column, content in enumerate(contents):
            shown = column < len(self._columns)
            area = Area(row, column, last, column) if shown else cell(row, column)
            self._sheet.put(area, content, self._columns[column].role if shown else "hidden")
        self.row = last + 1
        return row

    def band(self, text: str) -> None:
        """Writes a heading between records, over the visible columns."""
        self._sheet.put(across(self.row, 0, len(self._columns) - 1), text, "band")
        self._sheet.height(self.row, 21)
        self.row += 1

    def close(self, name: str) -> None:
        """Names the list from its row of keys on; an empty list keeps one blank line."""
        if self.row == self._start + 1:
            self.record([""] * len(self._keys))
        self._sheet.name(name, Area(self._start, 0, self.row - 1, len(self._keys) - 1))

    def column(self, key: str) -> Area:
        """The cells of one column, from the first to the last record."""
        position = self._keys.index(key)
        return Area(self._start + 1, position, max(self.row - 1, self._start + 1), position)

    def _head(self, row: int) -> None:
        for column, item in enumerate(self._columns):
            self._sheet.put(cell(row, column), item.title, "head")
        self._sheet.fit(row, [(item.title, item.width) for item in self._columns], 30)
        for column, key in enumerate(self._keys):
            self._sheet.put(cell(row + 1, column), key, "hidden")
        self._sheet.hide_row(row + 1)

    def _texts(self, contents: Sequence[Content]) -> list[tuple[str, float]]:
        return [
            (content, column.width)
            for content, column in zip(contents, self._columns, strict=False)  # hidden values do not count
            if isinstance(content, str)
        ]


def columns_of(
    titles: Sequence[str], widths: Sequence[float], roles: Sequence[str], keys: Sequence[str] = ()
) -> list[Column]:
    """Columns from parallel lists, as far as `widths` goes; without `keys` they are only shown."""
    keys = keys or [""] * len(widths)
    return [Column(*column) for column in zip(titles, widths, roles, keys, strict=False)]
