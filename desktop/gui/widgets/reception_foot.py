"""The line below the bureau's list: which states go into 附件3, and the button that writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.gui.reception import Row, counted
from desktop.gui.reception_work import WORDS
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label
from desktop.gui.widgets.tick_box import TickBox
from desktop.model.decisions import State


class ReceptionFoot(QWidget):
    """Shows how many packages stand in each state; `write` is called when the table is wanted."""

    def __init__(self, write: Callable[[], object]) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        line = columns(self, spacing=GRID + 4)
        line.addWidget(label("列入附件3：", "second"))
        self.states = {state: TickBox(word) for state, word in WORDS.items()}
        for state, box in self.states.items():
            box.setProperty("kind", "tick")
            box.setChecked(state is State.PASSED)
            box.toggled.connect(lambda _: self._allow())
            line.addWidget(box)
        line.addStretch(1)
        self.export = button("导出附件3…", write, "primary")
        line.addWidget(self.export)

    @property
    def chosen(self) -> tuple[State, ...]:
        """The states whose packages go into the table."""
        return tuple(state for state, box in self.states.items() if box.isChecked())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Count these packages."""
        self._rows = rows
        found = counted(rows)
        for state, box in self.states.items():
            box.setText(f"{WORDS[state]} {found[state]}")
        self._allow()

    def _allow(self) -> None:
        chosen = self.chosen
        self.export.setEnabled(any(row.may_pass and row.decision.state in chosen for row in self._rows))
