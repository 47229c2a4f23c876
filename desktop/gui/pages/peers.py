"""对标: the published figures of real enterprises beside one's own, with their source; they decide nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel

from desktop.gui.overriding import override
from desktop.gui.pages.aside import AsidePage
from desktop.gui.pages.base import Surroundings
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, label
from desktop.gui.widgets.cases_line import figure_words
from desktop.model.numbers import fixed
from desktop.standard.cases import Case, published_score
from desktop.standard.definition import Indicator
from desktop.standard.flow import Step, StepKind, place_of
from desktop.standard.scoring import IndicatorScore, State, figure_text

_HINT = (
    "下面是公开报道里的数字，只供参考，不影响自评分。公布的只有云上数量 N，没有总数 M，"
    "所以只有 M 能由公布的 N 得出的指标才算得出得分，其余不推算。"
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PeersPage(AsidePage):
    """Built from the cases of the standard."""

    STEP = Step("peers", "对标", StepKind.ASIDE)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._own: dict[str, tuple[QLabel, QLabel]] = {}
        self.advise(_HINT)
        self.body.addWidget(self._table())
        for case in self.session.cases.cases:
            self.body.addWidget(_about(case))
        if self.session.cases.targets:
            self.body.addWidget(self._targets())
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.left)
        self.refresh()

    def _table(self) -> Card:
        card = Card("云上数量 N 和得分")
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        heads = ["本企业 N", "得分", *(case.name for case in self.session.cases.cases)]
        for column, head in enumerate(heads, start=1):
            grid.addWidget(_right(label(head, "small")), 0, column)
        wanted = (item for item in self.session.standard.indicators if self.session.cases.with_figure(item.id))
        for row, indicator in enumerate(wanted, start=1):
            self._fill(grid, row, indicator)
        grid.setColumnMinimumWidth(0, 20 * GRID)
        grid.setColumnStretch(len(heads) + 1, 1)
        card.body.addLayout(grid)
        return card

    def _fill(self, grid: QGridLayout, row: int, indicator: Indicator) -> None:
        place = place_of(indicator)
        name = button(indicator.title, lambda: self.around.go(place), "link")
        name.setToolTip(f"去填写{indicator.title}")
        grid.addWidget(name, row, 0, alignment=Qt.AlignmentFlag.AlignLeft)
        self._own[indicator.id] = _right(label("", "strong")), _right(label("", "second"))
        for column, part in enumerate(self._own[indicator.id], start=1):
            grid.addWidget(part, row, column)
        for column, case in enumerate(self.session.cases.cases, start=3):
            grid.addWidget(_right(label(self._published(case, indicator))), row, column)

    def _published(self, case: Case, indicator: Indicator) -> str:
        """A published figure with its unit, and the points where they follow from published figures alone."""
        points = published_score(case, indicator)
        said = figure_words(case, indicator) or "未公布"
        return said if points is None else f"{said}，可算得 {fixed(points)} 分"

    def _targets(self) -> Card:
        targets = self.session.cases.targets
        card = Card(
            f"{'、'.join(sorted({str(item.year) for item in targets}))} 年目标（更大范围的行动计划，不计入本评价）"
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        for row, item in enumerate(targets):
            for column, part in enumerate(
                (label(item.title), label(item.value, "strong"), label(item.source, "small"))
            ):
                grid.addWidget(part, row, column)
        grid.setColumnStretch(2, 1)
        card.body.addLayout(grid)
        return card

    @override
    def refresh(self) -> None:
        for key, (figure, points) in self._own.items():
            scored = self.session.card.indicators[key]
            figure.setText(figure_text(scored.n) or "未填")
            points.setText(_points(scored))

    @override
    def official(self) -> str:
        return ""


def _about(case: Case) -> Card:
    card = Card(case.name)
    if case.cloud:
        card.body.addWidget(label(case.cloud, wrap=True))
    if case.results:
        card.body.addWidget(label(f"公布的成效：{'；'.join(case.results)}。", "second", wrap=True))
    card.body.addWidget(label(f"来源：{case.source}。", "small", wrap=True))
    return card


def _points(scored: IndicatorScore) -> str:
    return "–" if scored.state in {State.UNFILLED, State.ERROR} else fixed(scored.score)


def _right(shown: QLabel) -> QLabel:
    shown.setAlignment(_RIGHT)
    return shown
