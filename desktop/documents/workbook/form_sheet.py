"""附件1 申报表: the form's fields in the rows of the notice, on one page while the texts allow it."""

from __future__ import annotations

from itertools import groupby

from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame, heights, names, paging
from desktop.documents.workbook.content import Content, Figure
from desktop.documents.workbook.inputs import Input
from desktop.documents.workbook.paging import Part
from desktop.documents.workbook.sheet import Area, Sheet, across, cell
from desktop.standard.definition import FieldKind, FormField

_LABEL, _VALUE = 16.5, 16
_WIDER = (1.0, 1.07, 1.14, 1.21, 1.28, 1.35)  # times the usual widths, which makes the print smaller
_ABOVE = 128  # points above the form at most
_BOX_LINE, _BOX_DENSITY = 14.3, 1.05  # the boxes' font is a little smaller: points of a line, characters to a column
_BOX_HEIGHT, _SMALL_BOX_HEIGHT = 60, 30
_SMALL_LIMIT = 1000  # characters; a text field with a limit up to this gets the smaller box
_TALLEST = 150  # points to which an empty box grows to fill the page


class _Form:
    def __init__(self, sheet: Sheet, dossier: Dossier) -> None:
        self.sheet = sheet
        self.name = dossier.standard.name_field
        self.enterprise = dossier.filing.enterprise
        self.waiting = frozenset(dossier.filing.unconfirmed)
        self.rows = [list(group) for _, group in groupby(dossier.standard.fields, key=lambda item: item.row)]
        self.pairs = max(2, *(len(group) for group in self.rows))
        self.cells: dict[str, str] = {}
        self.parts: list[Part] = []
        self.widths = [_LABEL, _VALUE] * self.pairs
        self.whole = self.fits()
        sheet.columns(self.widths)

    def fits(self) -> bool:
        """Whether the form fits one page; its columns are as wide as that takes, which lets texts have fewer lines."""
        for times in _WIDER:
            self.widths = [_LABEL * times, _VALUE * times] * self.pairs
            if _ABOVE + sum(self.needed(fields) for fields in self.rows) <= paging.room(self.widths):
                return True
        self.widths = [_LABEL, _VALUE] * self.pairs
        return False

    def label(self, field: FormField) -> str:
        """A field's label as the form prints it: with its unit; the enterprise's name is where the seal goes."""
        said = field.label
        if field is self.name:
            said = f"{said}（盖章）"
        elif field.unit and field.kind is not FieldKind.COUNT:
            said = f"{said}\n（{field.unit}）"
        return f"{said}\n{frame.WAITING}" if f"enterprise.{field.id}" in self.waiting else said

    def write(self, row: int) -> int:
        """Writes all rows of the form; empty boxes grow until the page is full."""
        needed = {id(fields): self.needed(fields) for fields in self.rows}
        boxes = [id(fields) for fields in self.rows if self.is_box(fields)]
        room = paging.room(self.widths) - sum(self.sheet.heights(row))
        spare = max(0.0, room - sum(needed.values())) / max(len(boxes), 1)
        for fields in self.rows:
            points = needed[id(fields)]
            if id(fields) in boxes and points + spare <= _TALLEST:
                points += spare
            end = self.box(row, fields[0], points) if id(fields) in boxes else self.group(row, fields, points)
            self.parts.append(Part(row, end - 1))
            row = end
        return row

    def is_box(self, fields: list[FormField]) -> bool:
        """Whether a row is a single text that has the width for itself."""
        return len(fields) == 1 and fields[0].kind is FieldKind.TEXT

    def needed(self, fields: list[FormField]) -> float:
        """Points that a row of the form needs for its labels and texts."""
        if self.is_box(fields):
            field = fields[0]
            least = _SMALL_BOX_HEIGHT if 0 < field.limit <= _SMALL_LIMIT else _BOX_HEIGHT
            room = sum(self.widths[1:]) * _BOX_DENSITY
            texts = [(self.enterprise.get(field.id, ""), room), (self.label(field), self.widths[0])]
            return heights.height(texts, least, _BOX_LINE)
        texts = []
        for position, field in enumerate(fields):
            room = sum(self.widths[position * 2 + 1 : self.end(position, fields) + 1])
            texts += [(self.label(field), self.widths[0]), (self.enterprise.get(field.id, ""), room)]
        return min(heights.height(texts, 25), heights.ROW_LIMIT)

    def end(self, position: int, fields: list[FormField]) -> int:
        """The last column of a field's value."""
        return self.pairs * 2 - 1 if position == len(fields) - 1 else position * 2 + 1

    def group(self, row: int, fields: list[FormField], points: float) -> int:
        """Writes the fields of one row of the form; gives the next row."""
        for position, field in enumerate(fields):
            column = position * 2
            self.sheet.put(cell(row, column), self.label(field), "label")
            self.value(field, across(row, column + 1, self.end(position, fields)), "entry")
        self.sheet.height(row, points)
        return row + 1

    def box(self, row: int, field: FormField, points: float) -> int:
        """Writes a field that has the row for itself, over as many sheet rows as its text needs."""
        pieces = heights.split(points)
        for offset, height in enumerate(pieces):
            self.sheet.height(row + offset, height)
        end = row + len(pieces) - 1
        self.sheet.put(Area(row, 0, end, 0), self.label(field), "label")
        self.value(field, Area(row, 1, end, self.pairs * 2 - 1), "box")
        return end + 1

    def value(self, field: FormField, area: Area, role: str) -> None:
        """Writes a field's value and names its cell."""
        text = self.enterprise.get(field.id, "")
        content: Content = Figure(text) if field.kind.numeric else text
        look = "centre" if field.kind.numeric else role
        waiting = f"enterprise.{field.id}" in self.waiting
        self.sheet.put(area, content, look, _input(field), waiting=waiting)
        first = cell(area.row, area.column)
        self.sheet.name(names.enterprise(field.id), first)
        self.cells[field.id] = self.sheet.link(first)


def write_form(sheet: Sheet, dossier: Dossier) -> dict[str, str]:
    """Writes the sheet; gives the cell of every field as formulas refer to it."""
    form = _Form(sheet, dossier)
    texts = dossier.standard.texts
    row = frame.heading(sheet, dossier, texts.form_title, texts.form_subtitle, "")
    row = form.write(_places(sheet, dossier, row))
    points = sheet.heights(row)
    breaks = [] if form.whole else paging.breaks(form.parts, points, paging.room(form.widths))
    sheet.page(frame.page_header(sheet, dossier), rows=row, breaks=breaks, whole=form.whole)
    sheet.protect()
    return form.cells


def _places(sheet: Sheet, dossier: Dossier, row: int) -> int:
    """The line above the form: batch and version, city, county."""
    batch, last = dossier.filing.batch, len(sheet.widths) - 1
    version = "" if sheet.form else f"　{frame.version(dossier.stamp)}"
    sheet.put(across(row, 0, last), f"批次：{dossier.batch_title}{version}", "info")
    sheet.height(row, 20)
    row += 1
    cities = Input("企业注册地所在的设区市", tuple(city.name for city in dossier.standard.cities))
    county = Input("企业注册地所在的县（市、区），写全称，例如“余杭区”")
    for column, label, text, name, given in (
        (0, "设区市", batch.city, names.CITY, cities),
        (2, "县（市、区）", batch.county, names.COUNTY, county),
    ):
        end = last if column else 1
        waiting = name.removeprefix("in.") in dossier.filing.unconfirmed
        sheet.put(cell(row, column), f"{label}\n{frame.WAITING}" if waiting else label, "label")
        sheet.put(across(row, column + 1, end), text, "entry", given, waiting=waiting)
        sheet.name(name, cell(row, column + 1))
    sheet.fit(row, [], 30 if dossier.filing.unconfirmed else 26)
    return row + 1


def _input(field: FormField) -> Input:
    """What may be typed into a field."""
    unit = f"单位：{field.unit}，只填数字" if field.unit else ""
    longest = f"最多 {field.limit} 字" if field.limit else ""
    hint = "\n".join(part for part in (field.hint, unit, longest) if part)
    signed = field.kind is FieldKind.SIGNED_MONEY
    return Input(hint, figure=field.kind.numeric, whole=field.kind is FieldKind.COUNT, negative=signed)
