"""The card of an indicator that is ticked: one box per option, and one for “none of these”."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID
from desktop.gui.widgets.indicator_card import IndicatorCard
from desktop.gui.widgets.tick_box import TickBox
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.definition import Indicator, Ticks

_ACROSS = 3


class TicksCard(IndicatorCard):
    """Ticking nothing is no answer; that there is none is an answer of its own."""

    def __init__(self, indicator: Indicator, bench: Workbench) -> None:
        super().__init__(indicator, bench)
        assert isinstance(indicator.formula, Ticks)  # noqa: S101  (other formulas have cards of their own)
        self.boxes: dict[str, TickBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        for number, option in enumerate(indicator.formula.options):
            box = TickBox(option.label)
            box.setProperty("kind", "tick")
            box.setAccessibleName(f"{indicator.title}：{option.label}")
            box.clicked.connect(lambda ticked, option=option.id: self._ticked(option, ticked=ticked))
            grid.addWidget(box, *divmod(number, _ACROSS))
            grid.setColumnStretch(number % _ACROSS, 1)
            self.boxes[option.id] = box
        self.none = TickBox("以上都没有")
        self.none.setProperty("kind", "tick")
        self.none.setAccessibleName(f"{indicator.title}：以上都没有")
        self.none.clicked.connect(lambda ticked: self._answer(() if ticked else None))
        grid.addWidget(self.none, grid.rowCount(), 0)
        self.inside.addLayout(grid)

    def _ticked(self, option: str, *, ticked: bool) -> None:
        earlier = self.bench.session.filing.ticked(self.indicator.id) or ()
        chosen = (*earlier, option) if ticked else tuple(item for item in earlier if item != option)
        self._answer(chosen or None)

    def _answer(self, chosen: tuple[str, ...] | None) -> None:
        filing, key = self.bench.session.filing, self.indicator.id
        answers = {other: value for other, value in filing.answers.items() if other != key}
        if chosen is not None:
            answers[key] = chosen
        self.bench.edit(replace(filing, answers=answers), "")

    @override
    def show_filing(self) -> None:
        super().show_filing()
        ticked = self.bench.session.filing.ticked(self.indicator.id)
        for option, box in self.boxes.items():
            box.setChecked(option in (ticked or ()))
        self.none.setChecked(ticked == ())

    @override
    def at(self, place: str) -> QWidget | None:
        if place == f"answers.{self.indicator.id}":
            return next(iter(self.boxes.values()))
        return super().at(place)
