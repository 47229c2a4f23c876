"""试算: other figures are tried and scored beside the real ones; nothing is saved, and leaving drops them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.gui.overriding import override
from desktop.gui.pages.aside import AsidePage
from desktop.gui.pages.base import Surroundings
from desktop.gui.pages.focus import put_cursor
from desktop.gui.widgets.basics import Card
from desktop.gui.widgets.trial_banner import TrialBanner
from desktop.gui.widgets.trial_row import TrialRow
from desktop.standard.figures import Figures, figures
from desktop.standard.flow import Step, StepKind
from desktop.standard.scoring import score_figures
from desktop.standard.what_if import adopted, tried, typed

_HINT = (
    "改 N 或 M，看看会得多少分。系统、服务器和勾选的个数来自各自的清单，要真正增加请到相应步骤登记；"
    "直接填写的数字可以用“采用填写的数字”写进案卷（可撤销）。"
)


class WhatIfPage(AsidePage):
    """What is tried lives here and nowhere else, as figures and not as a filing."""

    STEP = Step("what-if", "试算", StepKind.ASIDE)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._found: Mapping[str, Figures] = figures(self.session.standard, self.session.filing)
        self.banner = TrialBanner(around.colours)
        self.banner.again.clicked.connect(self.start_again)
        self.banner.adopt.clicked.connect(self._adopt)
        self.banner.leave.clicked.connect(self.left)
        outer = self.layout()
        assert isinstance(outer, QBoxLayout)  # noqa: S101  (as the page made it)
        outer.insertWidget(0, self.banner)
        self.advise(_HINT)
        self.rows: dict[str, TrialRow] = {}
        for dimension in self.session.standard.dimensions:
            self._add_card(dimension.id, dimension.title)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.left)
        self.refresh()

    def start_again(self) -> None:
        """Begin with the real figures once more."""
        self._found = figures(self.session.standard, self.session.filing)
        self.refresh()

    def _add_card(self, dimension: str, title: str) -> None:
        card = Card(title)
        for indicator in self.session.standard.of_dimension(dimension):
            if indicator.self_scored:
                self.rows[indicator.id] = TrialRow(indicator, partial(self._try, indicator.id))
                card.body.addWidget(self.rows[indicator.id])
        if any(self.session.standard.indicator_by_id[key].dimension == dimension for key in self.rows):
            self.body.addWidget(card)

    def _try(self, indicator: str, now: Figures) -> None:
        self._found = tried(self.session.standard, self._found, indicator, now)
        self.refresh()

    def _adopt(self) -> None:
        """Write the typed figures into the filing as an ordinary edit; counted ones stay what the lists say."""
        standard, filing = self.session.standard, self.session.filing
        self.edit(adopted(standard, filing, figures(standard, filing), self._found))
        self.around.tell("已写入直接填写的数字，按 Ctrl+Z 可以撤销；清单里的个数没有变。")

    @override
    def refresh(self) -> None:
        standard, filing = self.session.standard, self.session.filing
        real, now = self.session.card, score_figures(standard, self._found)
        self.banner.show_scores(real, now)
        for key, row in self.rows.items():
            row.show_scores(real.indicators[key], now.indicators[key])
        before = figures(standard, filing)
        changed = [standard.indicator_by_id[key] for key, pair in self._found.items() if pair != before[key]]
        self.banner.again.setEnabled(bool(changed))
        self.banner.adopt.setEnabled(any(typed(standard, filing, item) for item in changed))

    @override
    def go_to(self, place: str) -> bool:
        first: QWidget | None = next((row.n.editor for row in self.rows.values()), None)
        return put_cursor(self.area, (first,))

    @override
    def official(self) -> str:
        return ""
