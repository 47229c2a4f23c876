"""Bordered tables that flow over pages: headings repeat, tall rows are cut between lines, nothing is clipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from desktop.documents.printed.blocks import BODY_WIDTH, LEFT, MM, Block, lines_that_fit
from desktop.documents.printed.lines import Line, Style, balanced_lines, set_lines, whole_words
from desktop.documents.printed.pen import THICK, Pen

PADDING_X, PADDING_Y = 1.4 * MM, 1.0 * MM
CONTINUED = Style(size=9, leading=13, align="right")
_SHADE = 0.94
_WORTH_CUTTING = 60 * MM  # a row shorter than this moves to the next page instead of being cut


class Cell(Struct, frozen=True):
    """A cell; a `label` stands in the middle of its height and is said again where the row is cut."""

    lines: tuple[Line, ...]
    style: Style
    left: float
    width: float
    label: bool = False

    @property
    def height(self) -> float:
        """Its lines and the padding."""
        return len(self.lines) * self.style.leading + 2 * PADDING_Y

    def draw(self, pen: Pen, top: float, height: float) -> None:
        """The border and the text."""
        pen.frame(LEFT + self.left, top, self.width, height)
        inset = (height - len(self.lines) * self.style.leading) / 2 if self.label else PADDING_Y
        pen.lines(self.lines, self.style, LEFT + self.left + PADDING_X, top + inset)


class Row(Struct, frozen=True, dict=True):
    """Cells side by side, at least `floor` tall. Neighbours with an equal `group` share its cell, the first one."""

    cells: tuple[Cell, ...]
    group: Cell | None = None
    keep: bool = False
    shaded: bool = False
    floor: float = 0

    @cached_property
    def height(self) -> float:
        """As tall as the tallest cell."""
        tallest = max(self.floor, *(cell.height for cell in self.cells))
        return max(tallest, self.group.height) if self.group else tallest

    @property
    def least(self) -> float:
        """How tall the part is that may stand alone at the foot of a page."""
        if self.height < _WORTH_CUTTING:
            return self.height
        return min(self.height, _WORTH_CUTTING / 2, max(self._label_height, _WORTH_CUTTING / 4))

    @property
    def _label_height(self) -> float:
        return max((cell.height for cell in self.cells if cell.label), default=0)

    def split(self, room: float, *, forced: bool) -> tuple[Row | None, Row | None]:
        """Cut between lines; a row that is not tall enough is cut only when `forced`."""
        if self.height <= room:
            return self, None
        if room < self._label_height or (self.height < _WORTH_CUTTING and not forced):
            return None, self
        counts = [lines_that_fit(len(cell.lines), cell.style.leading, room - 2 * PADDING_Y) for cell in self.cells]
        if not any(count for cell, count in zip(self.cells, counts, strict=True) if not cell.label):
            return None, self
        parts = [_cut(cell, count) for cell, count in zip(self.cells, counts, strict=True)]
        heads, tails = zip(*parts, strict=True)
        return replace(self, cells=heads, floor=0), replace(self, cells=tails, floor=0)


class Table(Struct, frozen=True):
    """Rows under a heading that is repeated on every page; `title` names the table where it continues."""

    heading: tuple[Row, ...]
    rows: tuple[Row, ...]
    title: str = ""
    space: float = 0
    keep: bool = False
    continued: bool = False

    @property
    def height(self) -> float:
        """Heading and rows, and the line above a continued part."""
        return self._head_height + sum(row.height for row in self.rows)

    @property
    def least(self) -> float:
        """The heading and the beginning of the first row."""
        return self._head_height + (_least(self.rows) if self.rows else 0)

    @property
    def _head_height(self) -> float:
        return sum(row.height for row in self.heading) + (CONTINUED.leading if self.continued else 0)

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Cut between rows, or inside a row that is very tall."""
        room -= self._head_height
        taken: list[Row] = []
        for position, row in enumerate(self.rows):
            following = _least(self.rows[position + 1 :]) if row.keep else 0
            if row.height + following <= room or (row.height <= room and not taken):
                taken.append(row)
                room -= row.height
                continue
            head, tail = (None, row) if row.keep and taken else row.split(room, forced=not taken)
            if head is None and not taken:  # not even one line of it fits beside its labels
                return None, self
            rest = (*((tail,) if tail else ()), *self.rows[position + 1 :])
            return self._part((*taken, *((head,) if head else ()))), self._rest(rest)
        return self, None

    def draw(self, pen: Pen, top: float) -> None:
        """Every cell with its border, groups as one cell, a stronger outline around all."""
        if self.continued:
            pen.lines(set_lines(f"（续）{self.title}", CONTINUED, BODY_WIDTH)[:1], CONTINUED, LEFT, top)
            top += CONTINUED.leading
        start = top
        for row in self.heading + self.rows:
            if row.shaded:
                pen.shade(LEFT, top, BODY_WIDTH, row.height, _SHADE)
            for cell in row.cells:
                cell.draw(pen, top, row.height)
            top += row.height
        _draw_groups(pen, start, self.heading + self.rows)
        pen.frame(LEFT, start, BODY_WIDTH, top - start, THICK)

    def _part(self, rows: tuple[Row, ...]) -> Block | None:
        return replace(self, rows=rows, keep=False) if rows else None

    def _rest(self, rows: tuple[Row, ...]) -> Block | None:
        return replace(self, rows=rows, space=0, continued=bool(self.title)) if rows else None


class Column(Struct, frozen=True):
    """A column: its title, its width in millimetres, how its cells are set."""

    title: str
    width: float
    style: Style


def cells(texts: Sequence[tuple[str, float, Style]], left: float = 0, *, label: bool = False) -> tuple[Cell, ...]:
    """Cells side by side from (text, width in points, style)."""
    made = []
    for text, width, usual in texts:
        room = width - 2 * PADDING_X
        style = usual if usual.align == "justify" else whole_words(text, usual, room)
        lines = balanced_lines(text, style, room) if label else set_lines(text, style, room)
        made.append(Cell(lines, style, left, width, label))
        left += width
    return tuple(made)


def heading(columns: Iterable[Column], style: Style) -> Row:
    """The row of titles."""
    texts = [(column.title.replace("（", "\n（"), column.width * MM, style) for column in columns]
    return Row(cells(texts, label=True), shaded=True)


def row(columns: Iterable[Column], texts: Iterable[str]) -> Row:
    """A row of plain texts under the columns."""
    return Row(cells([(text, column.width * MM, column.style) for column, text in zip(columns, texts, strict=True)]))


def _least(rows: Sequence[Row]) -> float:
    """How much room the beginning of these rows needs."""
    needed = 0.0
    for item in rows:
        if not item.keep:
            return needed + item.least
        needed += item.height
    return needed


def _cut(cell: Cell, count: int) -> tuple[Cell, Cell]:
    if cell.label:
        return cell, cell
    return replace(cell, lines=cell.lines[:count]), replace(cell, lines=cell.lines[count:])


def _draw_groups(pen: Pen, top: float, rows: Iterable[Row]) -> None:
    for group, members in groupby(rows, key=lambda item: item.group):
        height = sum(item.height for item in members)
        if group:
            group.draw(pen, top, height)
        top += height
