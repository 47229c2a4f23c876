"""The whole of the live score: points, radar, dimensions that open into indicators, the next easiest point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.gui.theme import GRID, Colours, scaled
from desktop.gui.widgets.basics import button, columns, rows
from desktop.gui.widgets.charts import Radar
from desktop.gui.widgets.score_rows import AdviceLink, DimensionRow, IndicatorRow, ScoreHead
from desktop.model.filing import Filing
from desktop.standard.advice import advice
from desktop.standard.definition import Standard
from desktop.standard.flow import place_of
from desktop.standard.scoring import ScoreCard

_RADAR, _TALLEST_RADAR = 140, 196  # pixels; where there is no room for the smaller, there is none
_MARGIN, _GAP, _BUTTON = 16, 6, 32


class Action(Struct, frozen=True):
    """Something the dock offers: its name, what it is for, what it does."""

    title: str
    purpose: str
    start: Callable[[], object]


class ScorePanel(QFrame):
    """All rows have sizes of their own: a change of the score draws, and never lays out anew."""

    def __init__(
        self, standard: Standard, chosen: Colours, go: Callable[[str], None], actions: Sequence[Action]
    ) -> None:
        super().__init__()
        self.setProperty("kind", "dock")
        self._standard, self._go, self._room = standard, go, 0
        self._place = ""
        self.roll_up = button("收起  Esc", lambda: None, "link")
        self.head, self.radar, self.advice = ScoreHead(chosen), Radar(chosen), AdviceLink(chosen)
        self.advice.clicked.connect(lambda: go(self._place))  # it is enabled only where there is a place
        self.dimensions: dict[str, DimensionRow] = {}
        self.indicators: dict[str, IndicatorRow] = {}
        layout = rows(self, spacing=0)
        layout.setContentsMargins(20, _MARGIN, 20, _MARGIN)
        layout.addWidget(self.roll_up)
        layout.setAlignment(self.roll_up, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.head)
        layout.addWidget(self.radar)
        layout.addSpacing(_GAP)
        for dimension in standard.dimensions:
            for row in self._rows(dimension.id, dimension.title, chosen):
                layout.addWidget(row)
        layout.addStretch(1)
        layout.addSpacing(_GAP)
        layout.addWidget(self.advice)
        layout.addSpacing(_GAP)
        layout.addLayout(_foot(actions))

    def show_score(self, card: ScoreCard, change: str, told: str) -> None:
        """Show a score and what the last edit changed, in short and in full."""
        self.head.show_score(card, change, told)
        shown = [item for item in card.dimensions if item.id in self.dimensions]
        self.radar.show_axes(
            [(self.dimensions[item.id].title.removeprefix("云上"), float(item.score / item.max)) for item in shown]
        )
        for item in shown:
            self.dimensions[item.id].show_score(item)
        for key, scored in card.indicators.items():
            if key in self.indicators:
                self.indicators[key].show_score(scored)

    def show_advice(self, filing: Filing) -> None:
        """Show what the next unit would bring."""
        best = next(iter(advice(self._standard, filing)), None)
        self._place = place_of(self._standard.indicator_by_id[best.indicator]) if best else ""
        self.advice.show_advice(best.sentence if best else "填上数字后这里会提示。", leads=best is not None)

    def open_dimension(self, dimension: str) -> None:
        """Open the indicators of one dimension and close the others; "" closes all."""
        for key, row in self.dimensions.items():
            row.setChecked(key == dimension)
        for key, line in self.indicators.items():
            line.setVisible(self._standard.indicator_by_id[key].dimension == dimension)
        self.fit(self._room)

    def fit(self, height: int) -> None:
        """Fill a height: the radar takes what the rows leave, and goes where that is too little."""
        self._room = height
        rest = (
            height - 2 * _MARGIN - 3 * _GAP - scaled(self.font(), _BUTTON) - self.head.height() - self.advice.height()
        )
        rest -= sum(
            row.height() for row in (*self.dimensions.values(), *self.indicators.values()) if not row.isHidden()
        )
        rest -= 0 if self.roll_up.isHidden() else self.roll_up.sizeHint().height()
        least, most = scaled(self.font(), _RADAR), scaled(self.font(), _TALLEST_RADAR)
        self.radar.setFixedSize(self.head.width(), min(max(rest, 1), most))
        self.radar.setVisible(rest >= least)

    def _lead(self, place: str, _checked: object = None) -> None:
        self._go(place)

    def _rows(self, dimension: str, title: str, chosen: Colours) -> list[DimensionRow | IndicatorRow]:
        """The row of a dimension with those of its indicators, which are hidden until it is opened."""
        members = [item for item in self._standard.of_dimension(dimension) if item.self_scored]
        if not members:
            return []
        head = DimensionRow(title, chosen)
        head.clicked.connect(lambda opened: self.open_dimension(dimension if opened else ""))
        self.dimensions[dimension] = head
        for item in members:
            row = IndicatorRow(item.title, chosen)
            row.clicked.connect(partial(self._lead, place_of(item)))
            row.hide()
            self.indicators[item.id] = row
        return [head, *(self.indicators[item.id] for item in members)]


def _foot(actions: Sequence[Action]) -> QHBoxLayout:
    foot = columns(spacing=GRID)
    for action in actions:
        made = button(action.title, action.start)
        made.setToolTip(action.purpose)
        foot.addWidget(made)
    return foot
