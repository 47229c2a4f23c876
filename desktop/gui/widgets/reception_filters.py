"""The line above the bureau's list: search, what is left out, how many are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.gui.reception import Row
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import columns, label
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.reception_model import STATES, Filter, place_of
from desktop.gui.widgets.report_card import VERDICTS


class ReceptionFilters(QWidget):
    """`changed(filter)` carries what is to be shown."""

    changed = Signal(object)

    def __init__(self, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索企业")
        self.search.setAccessibleName("搜索企业")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(200)
        self.search.textChanged.connect(lambda _: self._tell())
        self.state, self.verdict = ChoiceBox("只看哪种状态"), ChoiceBox("只看哪种核验结果")
        self.county, self.batch = ChoiceBox("只看哪个区县"), ChoiceBox("只看哪个批次")
        self.state.show_choices([("", "全部状态"), *((state.value, word) for state, (_, word) in STATES.items())], "")
        verdicts = [(verdict.value, word) for verdict, (_, word) in VERDICTS.items()]
        self.verdict.show_choices([("", "全部核验结果"), *verdicts], "")
        self._number = label("", "small")
        self._boxes = (self.state, self.verdict, self.county, self.batch)
        line = columns(self, spacing=GRID)
        line.addWidget(self.search, 1)
        for box in self._boxes:
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
            box.chosen.connect(lambda _: self._tell())
            line.addWidget(box)
        line.addStretch(1)
        for part in (self._number, *buttons):
            line.addWidget(part)

    def show_rows(self, listed: Sequence[Row], wanted: Filter) -> None:
        """Offer the counties and batches there are."""
        counties = sorted({place_of(row) for row in listed if place_of(row)})
        batches = sorted({row.received.batch_title for row in listed if row.received and row.received.batch_title})
        self.county.show_choices([("", "全部区县"), *((name, name) for name in counties)], wanted.county)
        self.batch.show_choices([("", "全部批次"), *((name, name) for name in batches)], wanted.batch)
        self.batch.setVisible(len(batches) > 1)

    def show_number(self, shown: int, total: int) -> None:
        """How many rows are shown, and of how many."""
        self._number.setText(f"{shown} / {total} 个" if shown < total else f"{total} 个")

    def _tell(self) -> None:
        chosen = [str(box.currentData() or "") for box in self._boxes]
        self.changed.emit(Filter(self.search.text().strip(), *chosen))
