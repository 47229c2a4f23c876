"""The card of the list of systems: tabs with counts and points, the table, and what is not listed one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QTabBar, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import columns, label, line, rows
from desktop.gui.widgets.fields import COUNT, figure_field
from desktop.gui.widgets.gap_bar import Elided
from desktop.gui.widgets.steady import Unmoved
from desktop.gui.widgets.systems_table import SystemsTable, height_of
from desktop.model.numbers import fixed
from desktop.standard.definition import Indicator
from desktop.standard.scoring import IndicatorScore, State

_FEWEST_ROWS = 3


class SystemsCard(QFrame):
    """What the panel shows of one category; it knows nothing of the filing."""

    def __init__(self, indicators: Sequence[Indicator], table: SystemsTable, actions: Sequence[QPushButton]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("系统清单")
        self._indicators, self._table = indicators, table
        self._published: Mapping[str, str] = {}  # what real enterprises have, by category
        self._scores: Mapping[str, IndicatorScore] = {}
        layout = rows(self, spacing=0)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addLayout(self._head(actions))
        layout.addWidget(line())
        self._hint = label("", "empty", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMinimumHeight(height_of(table, _FEWEST_ROWS))
        layout.addWidget(self._hint)
        layout.addWidget(table)
        layout.addWidget(line())
        layout.addWidget(self._below())

    def show_category(self, scores: Mapping[str, IndicatorScore], *, listed: bool, unlisted: str) -> None:
        """Show the chosen category's points, and what it asks while nothing is listed."""
        self._scores = scores
        chosen = self._indicators[self.tabs.currentIndex()]
        scored = scores[chosen.id]
        self.unlisted.show_value(unlisted)
        note = "" if scored.state is State.UNFILLED else scored.note
        self._why.show_text(f"{note}{self._published.get(chosen.id, '')}")
        asked = "\n".join(part for part in (chosen.question, chosen.example) if part)
        self._hint.setText(f"{asked}\n\n点“添加系统”逐个填写，或在 Excel 里复制几行后点“从 Excel 粘贴”。")
        self._hint.setVisible(not listed)
        self._table.setVisible(listed)
        self._show_tabs()

    def show_published(self, published: Mapping[str, str]) -> None:
        """Tell what real enterprises have published, by category."""
        self._published = published

    def fit(self, room: int, row_count: int) -> None:
        """Give the table the room there is, at least some rows, at most all of them."""
        least, most = (height_of(self._table, count) for count in (_FEWEST_ROWS, max(row_count, _FEWEST_ROWS)))
        self._table.setFixedHeight(max(min(room, most + 1), least))

    @property
    def around(self) -> int:
        """How many pixels of its height are not the table's."""
        shown = self._hint if self._table.isHidden() else self._table
        return self.sizeHint().height() - shown.height()

    def _head(self, actions: Sequence[QPushButton]) -> QBoxLayout:
        head = columns(spacing=GRID)
        head.setContentsMargins(GRID, 0, GRID + 4, 0)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("系统类别")
        self.tabs.setProperty("kind", "categories")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for item in self._indicators:
            self.tabs.addTab(item.title)
        self._buttons = columns(spacing=GRID)
        for action in actions:
            self._buttons.addWidget(action)
        head.addWidget(Unmoved(self.tabs), 1)
        head.addLayout(self._buttons)
        return head

    def _below(self) -> QWidget:
        below = QWidget()
        across = columns(below, spacing=2 * GRID)
        across.setContentsMargins(GRID, 6, GRID + 4, 6)
        self.unlisted = figure_field("未上云且未逐一列出的系统数", "个", whole=True)
        self.unlisted.editor.setProperty("kind", COUNT)
        inner = self.unlisted.layout()
        if isinstance(inner, QBoxLayout):
            inner.setDirection(QBoxLayout.Direction.LeftToRight)
            inner.setSpacing(GRID)
        self._why = Elided(Qt.AlignmentFlag.AlignRight)
        self._why.setProperty("kind", "small")
        across.addWidget(self.unlisted)
        across.addWidget(Unmoved(self._why), 1)
        return below

    def _show_tabs(self) -> None:
        """On every tab: how many on the cloud of how many, and the points where there is room."""
        room = self.width() - self._buttons.sizeHint().width() - 4 * GRID
        for said in (2, 1, 0):
            for number, item in enumerate(self._indicators):
                scored = self._scores.get(item.id)
                counts = f"  {scored.n}/{scored.m}" if scored and scored.m and said else ""
                points = f"  {fixed(scored.score)} 分" if scored and counts and said > 1 else ""
                words = f"{item.title}{counts}{points}"
                if words != self.tabs.tabText(number):
                    self.tabs.setTabText(number, words)
            if self.tabs.sizeHint().width() <= room:
                break

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tabs()
