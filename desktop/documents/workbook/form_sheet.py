"""附件1 申报表: the form's fields in the rows of the notice, the large boxes tall enough for their texts."""

from __future__ import annotations

from itertools import groupby

from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame, heights, names
from desktop.documents.workbook.content import Content, Figure
from desktop.documents.workbook.sheet import Area, Sheet, across, cell
from desktop.standard.definition import FieldKind, FormField

_LABEL, _VALUE = 15, 17
_BOX_HEIGHT, _SMALL_BOX_HEIGHT = 76, 32
_SMALL_LIMIT = 1000  # characters; a text field with a limit up to this gets the smaller box


class _Form:
    def __init__(self, sheet: Sheet, dossier: Dossier) -> None:
        self.sheet = sheet
        self.name = dossier.standard.name_field
        self.enterprise = dossier.filing.enterprise
        self.rows = [list(group) for _, group in groupby(dossier.standard.fields, key=lambda item: item.row)]
        self.pairs = max(2, *(len(group) for group in self.rows))
        self.cells: dict[str, str] = {}
        sheet.columns([_LABEL, _VALUE] * self.pairs)

    def label(self, field: FormField) -> str:
        """A field's label as the form prints it: with its unit; the enterprise's name is where the seal goes."""
        if field is self.name:
            return f"{field.label}（盖章）"
        return f"{field.label}\n（{field.unit}）" if field.unit and field.kind is not FieldKind.COUNT else field.label

    def group(self, row: int, fields: list[FormField]) -> int:
        """Writes the fields of one row of the form; gives the next row."""
        last = self.pairs * 2 - 1
        if len(fields) == 1 and fields[0].kind is FieldKind.TEXT:
            return self.box(row, fields[0], last)
        texts: list[tuple[str, float]] = []
        for position, field in enumerate(fields):
            column = position * 2
            end = last if field is fields[-1] else column + 1
            self.sheet.put(cell(row, column), self.label(field), "label")
            self.value(field, across(row, column + 1, end), "entry")
            room = sum(self.sheet.widths[column + 1 : end + 1])
            texts += [(self.label(field), _LABEL), (self.enterprise.get(field.id, ""), room)]
        self.sheet.fit(row, texts, 26)
        return row + 1

    def box(self, row: int, field: FormField, last: int) -> int:
        """Writes a field that has the row for itself, over as many sheet rows as its text needs."""
        least = _SMALL_BOX_HEIGHT if 0 < field.limit <= _SMALL_LIMIT else _BOX_HEIGHT
        room = sum(self.sheet.widths[1:])
        points = heights.split(heights.height([(self.enterprise.get(field.id, ""), room)], least))
        for offset, height in enumerate(points):
            self.sheet.height(row + offset, height)
        end = row + len(points) - 1
        self.sheet.put(Area(row, 0, end, 0), self.label(field), "label")
        self.value(field, Area(row, 1, end, last), "box")
        return end + 1

    def value(self, field: FormField, area: Area, role: str) -> None:
        """Writes a field's value and names its cell."""
        text = self.enterprise.get(field.id, "")
        content: Content = Figure(text) if field.kind.numeric else text
        self.sheet.put(area, content, "centre" if field.kind.numeric else role)
        first = cell(area.row, area.column)
        self.sheet.name(names.enterprise(field.id), first)
        self.cells[field.id] = self.sheet.link(first)


def write_form(sheet: Sheet, dossier: Dossier) -> dict[str, str]:
    """Writes the sheet; gives the cell of every field as formulas refer to it."""
    form = _Form(sheet, dossier)
    texts = dossier.standard.texts
    row = frame.heading(sheet, dossier, texts.form_title, texts.form_subtitle, "")
    row = _places(sheet, dossier, row)
    for fields in form.rows:
        row = form.group(row, fields)
    sheet.page(frame.page_header(dossier), rows=row)
    return form.cells


def _places(sheet: Sheet, dossier: Dossier, row: int) -> int:
    """The line above the form: batch and version, city, county."""
    batch, last = dossier.filing.batch, len(sheet.widths) - 1
    sheet.put(across(row, 0, last), f"批次：{dossier.batch_title}　{frame.version(dossier.stamp)}", "info")
    sheet.height(row, 20)
    row += 1
    for column, label, text, name in (
        (0, "设区市", batch.city, names.CITY),
        (2, "县（市、区）", batch.county, names.COUNTY),
    ):
        end = last if column else 1
        sheet.put(cell(row, column), label, "label")
        sheet.put(across(row, column + 1, end), text, "entry")
        sheet.name(name, cell(row, column + 1))
    sheet.height(row, 26)
    return row + 1
