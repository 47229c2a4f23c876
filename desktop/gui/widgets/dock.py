"""The live score beside every screen: in full, or as a strip that unrolls over the page where there is little room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QMoveEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.gui.overriding import override
from desktop.gui.session import Session
from desktop.gui.theme import Colours, scaled
from desktop.gui.widgets.basics import button, rows
from desktop.gui.widgets.score_panel import Action, ScorePanel
from desktop.gui.widgets.score_rows import DimensionRow, ScoreHead
from desktop.standard.advice import changed, signed
from desktop.standard.definition import Dimension, Standard
from desktop.standard.scoring import ScoreCard

WIDTH, FOLDED = 264, 92


class Dock(QFrame):
    """The score of a session; `go(place)` leads to where a figure is entered."""

    def __init__(
        self, session: Session, chosen: Colours, go: Callable[[str], None], actions: Sequence[Action] = ()
    ) -> None:
        super().__init__()
        self.setProperty("kind", "dock")
        self.setAccessibleName("自评分")
        self._session, self._go = session, go
        self._folded = self._unrolled = False
        rolled = [replace(item, start=partial(self._start, item)) for item in actions]
        self.panel = ScorePanel(session.standard, chosen, self._lead, rolled)
        self._strip = _Strip(session.standard, chosen, self.unroll, actions, self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.panel)
        self.panel.roll_up.clicked.connect(self.roll_up)
        roll_up = QShortcut(QKeySequence("Esc"), self._area, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        roll_up.activated.connect(self.roll_up)
        session.edited.connect(self.refresh)
        self.refresh()

    @property
    def inner(self) -> QWidget:
        """What is shown of the two."""
        return self._strip if self._folded and not self._unrolled else self._area

    def fold(self, *, folded: bool) -> None:
        """Show the strip instead of the whole."""
        self._folded, self._unrolled = folded, False
        self.setFixedWidth(scaled(self.font(), FOLDED if folded else WIDTH))
        self._place()

    def unroll(self, dimension: str = "") -> None:
        """Lay the whole over the page, with a dimension opened."""
        self._unrolled = True
        if dimension:
            self.panel.open_dimension(dimension)
        self._place()
        self.panel.roll_up.setFocus()

    def roll_up(self) -> None:
        """Take the whole off the page again."""
        if self._unrolled:
            self._unrolled = False
            self._place()
            self._strip.whole.setFocus()

    def refresh(self) -> None:
        """Show the session's score."""
        short, full = change_words(self._session.standard, self._session.before, self._session.card)
        self._strip.show_score(self._session.card, short, full)
        self.panel.show_score(self._session.card, short, full)
        self.panel.show_advice(self._session.filing)
        self.inner.repaint()  # the score follows the key at once, the page when it is its turn

    def _start(self, action: Action) -> None:
        self.roll_up()
        action.start()

    def _lead(self, place: str) -> None:
        self._unrolled = False
        self._place()
        self._go(place)

    def _place(self) -> None:
        """Put strip and whole where they belong; this widget's own size never follows what they show."""
        above = self.parentWidget() if self._folded and self._unrolled else self
        if above is not None and self._area.parentWidget() is not above:
            self._area.setParent(above)
        self._strip.setVisible(self._folded and not self._unrolled)
        self._strip.fit(self.height())
        self._strip.setGeometry(self.rect())
        if above is self:
            self._area.setGeometry(self.rect())
        else:
            width = scaled(self.font(), WIDTH)
            self._area.setGeometry(self.geometry().right() + 1 - width, self.y(), width, self.height())
        self.panel.roll_up.setVisible(self._folded)
        self.panel.fit(self.height())
        self._area.setVisible(not self._folded or self._unrolled)
        self._area.raise_()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()


class _Strip(QWidget):
    """The score in little room; a dimension or 展开 shows the whole."""

    def __init__(
        self,
        standard: Standard,
        chosen: Colours,
        unroll: Callable[..., None],
        actions: Sequence[Action],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        layout = rows(self, spacing=6)
        layout.setContentsMargins(9, 12, 6, 12)
        self._head = ScoreHead(chosen, narrow=True)
        layout.addWidget(self._head)
        layout.addSpacing(4)
        self._rows: dict[str, DimensionRow] = {}
        for dimension in self_scored(standard):
            row = DimensionRow(dimension.title, chosen, narrow=True)
            row.clicked.connect(lambda _=False, key=dimension.id: unroll(key))
            layout.addWidget(row)
            self._rows[dimension.id] = row
        layout.addStretch(1)
        for action in actions:
            made = button(action.title, action.start, "link")
            made.setToolTip(action.purpose)
            layout.addWidget(made)
        self.whole = button("展开", unroll, "link")
        self.whole.setToolTip("展开自评分，看各项得分和建议")
        layout.addWidget(self.whole)

    def fit(self, height: int) -> None:
        """Fill a height: where texts are too large for it, the dimensions are shown in the whole only."""
        layout = self.layout()
        assert layout is not None  # noqa: S101  (made above)
        rows_shown = [row for row in self._rows.values() if not row.isHidden()]
        least = layout.minimumSize().height()
        every = sum(row.height() + layout.spacing() for row in self._rows.values())
        needed = least if rows_shown else least + every
        for row in self._rows.values():
            row.setVisible(needed <= height)

    def show_score(self, card: ScoreCard, change: str, told: str) -> None:
        """Show a score."""
        self._head.show_score(card, change, told)
        for item in card.dimensions:
            if item.id in self._rows:
                self._rows[item.id].show_score(item)


def self_scored(standard: Standard) -> tuple[Dimension, ...]:
    """The dimensions in which the enterprise scores something itself."""
    return tuple(item for item in standard.dimensions if any(one.self_scored for one in standard.of_dimension(item.id)))


def change_words(standard: Standard, before: ScoreCard, after: ScoreCard) -> tuple[str, str]:
    """What the last edit changed: in a few words for a chip, and in full; both "" where it changed no points."""
    gains = changed(before, after)
    if not gains:
        return "", ""
    titles = [standard.indicator_by_id[key].title for key in gains]
    what = titles[0] if len(titles) == 1 else f"{titles[0]}等 {len(titles)} 项"
    told = "，".join(f"{title} {signed(gain)}" for title, gain in zip(titles, gains.values(), strict=True))
    return f"{what} {signed(after.self_score - before.self_score)}", told
