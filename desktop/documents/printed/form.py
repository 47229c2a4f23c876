"""附件1, the application form: a bordered table by the standard's rows; long boxes flow over pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import BODY_WIDTH, MM, Block
from desktop.documents.printed.lines import Style
from desktop.documents.printed.styles import FORM_LABEL, LONG, MIDDLE, VALUE, title
from desktop.documents.printed.table import Cell, Row, Table, cells
from desktop.standard.definition import FieldKind, FormField

_LABEL_WIDTH = 27 * MM
_LINE_FLOOR, _TEXT_FLOOR, _BOX_FLOOR = 10.5 * MM, 13 * MM, 21 * MM  # room to write by hand in an empty form
_FOLDED = 200  # characters; a longer text is set as paragraphs


def form(dossier: Dossier) -> Iterator[Block]:
    """The title and the table."""
    texts = dossier.standard.texts
    yield from title(texts.form_title, texts.form_subtitle)
    rows = groupby(dossier.standard.fields, key=lambda field: field.row)
    yield Table((), tuple(_row(dossier, list(fields)) for _, fields in rows), texts.form_title, space=8)


def _row(dossier: Dossier, fields: list[FormField]) -> Row:
    width = BODY_WIDTH / len(fields)
    made: list[Cell] = []
    for position, field in enumerate(fields):
        left = position * width
        made += cells([(_label(dossier, field), _LABEL_WIDTH, FORM_LABEL)], left, label=True)
        value = dossier.filing.enterprise.get(field.id, "")
        style = _style(field, value)
        short = style is not LONG
        made += cells([(value, width - _LABEL_WIDTH, style)], left + _LABEL_WIDTH, label=short)
    return Row(tuple(made), floor=_floor(fields))


def _floor(fields: list[FormField]) -> float:
    if all(field.kind is not FieldKind.TEXT for field in fields):
        return _LINE_FLOOR
    return _BOX_FLOOR if not any(field.limit for field in fields) else _TEXT_FLOOR


def _label(dossier: Dossier, field: FormField) -> str:
    suffix = "\n（盖章）" if field == dossier.standard.name_field else f"\n（{field.unit}）" if field.unit else ""
    return field.label + suffix


def _style(field: FormField, value: str) -> Style:
    if field.kind is FieldKind.TEXT:
        return LONG
    return VALUE if len(value) > _FOLDED or field.kind is FieldKind.LINE else MIDDLE
