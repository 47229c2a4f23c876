"""A field of the form with its hint and what is wrong with it, and the rows they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID, scaled
from desktop.gui.widgets.basics import label, rows
from desktop.gui.widgets.fields import Field, figure_field, line_field
from desktop.gui.widgets.finding_strip import FindingStrip
from desktop.gui.widgets.growing_box import CountedBox
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.definition import FieldKind, FormField
from desktop.standard.findings import Finding

_NARROWEST = 200  # pixels of a cell before its row wraps
_TWELVE = 12  # columns of the grid: halves, thirds and quarters


class FormCell(QWidget):
    """One field; `typed(value)` comes with every value that can be taken."""

    typed = Signal(str)

    def __init__(self, field: FormField, bench: Workbench) -> None:
        super().__init__()
        self.item = field
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bench = bench
        layout = rows(self, spacing=4)
        self._shown: Field | CountedBox
        if field.kind is FieldKind.TEXT:
            self._shown = CountedBox(field.label, field.limit, field.hint, lines=2)
            self.editor: QWidget = self._shown.box
        else:
            self._shown = _field(field)
            self.editor = self._shown.editor
        _ask(self.editor, required=field.required)
        self._shown.typed.connect(self.typed)
        layout.addWidget(self._shown)
        if field.hint and isinstance(self._shown, Field):
            layout.addWidget(label(field.hint, "third", wrap=True))
        self._strip = FindingStrip(bench)
        layout.addWidget(self._strip)
        layout.addStretch(1)

    @property
    def place(self) -> str:
        """The field's place in the filing."""
        return f"enterprise.{self.item.id}"

    def show_value(self, value: str) -> None:
        """Show the filing's value."""
        self._shown.show_value(value)
        field = self._shown if isinstance(self._shown, Field) else self._shown.field
        field.show_carried(carried=bool(self.carried_here()))

    def carried_here(self) -> list[str]:
        """The field's place while it is to be confirmed."""
        return [self.place] if self.place in self._bench.session.carried else []

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show what is wrong with this field."""
        self._strip.show_findings(item for item in findings if item.place == self.place)


class FormRows(QWidget):
    """Cells in the rows of the form; a row wraps where its cells would become too narrow."""

    def __init__(self, cells: Sequence[FormCell]) -> None:
        super().__init__()
        self._rows = [list(group) for _, group in groupby(cells, lambda cell: cell.item.row)]
        self._across: list[int] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID + 4)
        for column in range(_TWELVE):
            self._grid.setColumnStretch(column, 1)
        self._lay_out([len(row) for row in self._rows])

    def _lay_out(self, across: list[int]) -> None:
        """Put the cells into the grid, so many across in each row."""
        if across == self._across:
            return
        self._across = across
        line = 0
        for cells, count in zip(self._rows, across, strict=True):
            span = _TWELVE // count
            for number, cell in enumerate(cells):
                down, right = divmod(number, count)
                self._grid.addWidget(cell, line + down, right * span, 1, span, Qt.AlignmentFlag(0))
            line += -(-len(cells) // count)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        most = max(1, min(4, event.size().width() // scaled(self.font(), _NARROWEST)))
        self._lay_out([min(len(cells), most) for cells in self._rows])


def _field(field: FormField) -> Field:
    if field.kind.numeric:
        whole, negative = field.kind is FieldKind.COUNT, field.kind is FieldKind.SIGNED_MONEY
        return figure_field(field.label, field.unit, whole=whole, negative=negative)
    return line_field(field.label, field.limit)


def _ask(editor: QWidget, *, required: bool) -> None:
    """An empty field says that it waits, without alarm."""
    editor.setProperty("placeholderText", "待填" if required else "可不填")
    editor.setProperty("awaited", "true" if required else "false")
