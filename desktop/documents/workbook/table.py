"""A list with a header on every page; a hidden row tells readers which column holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from desktop.documents.workbook import heights
from desktop.documents.workbook.content import Content
from desktop.documents.workbook.inputs import Input
from desktop.documents.workbook.sheet import Area, Sheet, across, cell


class Column(NamedTuple):
    """A column: title, width, look, the key readers know it by ("" for what is only shown), what people may type."""

    title: str
    width: float
    role: str = "text"
    key: str = ""
    given: Input | None = None


class Table:
    """A list under construction; `hidden` are the keys of the hidden columns behind the visible ones."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column], row: int, hidden: Sequence[str] = ()) -> None:
        self._sheet = sheet
        self._columns = tuple(columns)
        self._keys = (*(column.key for column in columns), *hidden)
        looks = [(column.role, "open" if column.given and sheet.form else "") for column in columns]
        self._looks = [*looks, *(("hidden", "") for _ in hidden)]
        self._start = row + 1
        self.header = row
        self.row = row + 2
        self._head(row)

    def record(self, contents: Sequence[Content], *, least: float = 21, waiting: bool = False) -> int:
        """Writes one record, its hidden values last; gives its row.

        A very tall one takes several merged rows; not in the form, where rows are moved and sorted.
        """
        row, sheet = self.row, self._sheet
        needed = heights.height(self._texts(contents), least)
        points = [min(needed, heights.ROW_LIMIT)] if sheet.form else heights.split(needed)
        for offset, height in enumerate(points):
            sheet.height(row + offset, height)
        last = self.row = row + len(points)
        for column, (content, (role, shade)) in enumerate(zip(contents, self._looks, strict=True)):
            if role == "hidden" or last == row + 1:
                sheet.write(row, column, content, role, "waiting" if waiting and role != "hidden" else shade)
            else:
                sheet.put(Area(row, column, last - 1, column), content, role, waiting=waiting)
        return row

    def band(self, text: str) -> None:
        """Writes a heading between records, over the visible columns."""
        self._sheet.put(across(self.row, 0, len(self._columns) - 1), text, "band")
        self._sheet.height(self.row, 21)
        self.row += 1

    def close(self, name: str, spare: int = 0) -> None:
        """Names the list from its row of keys on, `spare` blank lines of the form with it; one is always there."""
        for _ in range(spare if self._sheet.form else self.row == self._start + 1):
            self.record([""] * len(self._keys))
        self._sheet.name(name, Area(self._start, 0, self.row - 1, len(self._keys) - 1))
        if self._sheet.form:
            for column, item in enumerate(self._columns):
                if item.given:
                    self._sheet.rule(Area(self._start + 1, column, self.row - 1, column), item.given)

    def column(self, key: str) -> Area:
        """The cells of one column, from the first to the last record."""
        position = self._keys.index(key)
        return Area(self._start + 1, position, max(self.row - 1, self._start + 1), position)

    def _head(self, row: int) -> None:
        for column, item in enumerate(self._columns):
            self._sheet.put(cell(row, column), item.title, "head")
            self._sheet.hint(row, column, item.given.hint if item.given else "")
        self._sheet.fit(row, [(item.title, item.width) for item in self._columns], 30)
        for column, key in enumerate(self._keys):
            self._sheet.put(cell(row + 1, column), key, "hidden")
        self._sheet.hide_row(row + 1)

    def _texts(self, contents: Sequence[Content]) -> list[tuple[str, float]]:
        return [
            (content, column.width)
            for content, column in zip(contents, self._columns, strict=False)  # hidden values do not count
            if content and isinstance(content, str)
        ]


def columns_of(
    titles: Sequence[str],
    widths: Sequence[float],
    roles: Sequence[str],
    keys: Sequence[str] = (),
    given: Mapping[str, Input] | None = None,
) -> list[Column]:
    """Columns from parallel lists, as far as `widths` goes; without `keys` they are only shown.

    `given` says by key what people may type into them.
    """
    keys = keys or [""] * len(widths)
    made = (Column(*column) for column in zip(titles, widths, roles, keys, strict=False))
    return [column._replace(given=(given or {}).get(column.key)) for column in made]
