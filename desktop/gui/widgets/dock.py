"""The live score: points of the maximum, what the last edit changed, every dimension, the easiest next point."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop.gui.session import Session
from desktop.gui.theme import GRID, Colours, scaled
from desktop.gui.widgets.basics import columns, label, restyle, rows
from desktop.gui.widgets.charts import Radar, ScoreBar
from desktop.model.numbers import fixed, plain
from desktop.standard.advice import advice
from desktop.standard.scoring import ScoreCard

WIDTH, FOLDED = 264, 92


class Dock(QFrame):
    """The score of a session, in full or folded to a strip."""

    def __init__(self, session: Session, chosen: Colours) -> None:
        super().__init__()
        self.setProperty("kind", "dock")
        self.setAccessibleName("自评分")
        self._session = session
        self._full, self._strip = _Full(session, chosen), _Strip(chosen)
        self._layout = QStackedLayout(self)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._full)
        self._layout.addWidget(area)
        self._layout.addWidget(self._strip)
        session.edited.connect(self.refresh)
        self.refresh()

    def fold(self, *, folded: bool) -> None:
        """Show the strip instead of the whole."""
        self.setFixedWidth(scaled(self.font(), FOLDED if folded else WIDTH))
        self._layout.setCurrentIndex(1 if folded else 0)

    def refresh(self) -> None:
        """Show the session's score."""
        change = self._session.card.self_score - self._session.before.self_score
        said = "" if not change else fixed(change) if change < 0 else f"+{fixed(change)}"
        self._full.show_score(self._session.card, said)
        self._strip.show_score(self._session.card, said)


class _Full(QWidget):
    def __init__(self, session: Session, chosen: Colours) -> None:
        super().__init__()
        self._session = session
        layout = rows(self, margin=20, spacing=GRID)
        layout.addWidget(label("自评分", "second"))
        head = columns(spacing=6)
        self.score, self.maximum, self._change = label("", "score"), label("", "third"), label("", "chip-good")
        head.addWidget(self.score)
        head.addWidget(self.maximum)
        head.addStretch(1)
        head.addWidget(self._change)
        layout.addLayout(head)
        self._bar = ScoreBar(chosen)
        layout.addWidget(self._bar)
        experts = plain(session.card.expert_max)
        layout.addWidget(label(f"另有 {experts} 分由专家评审，自评不计", "small"))
        self._radar = Radar(chosen)
        layout.addWidget(self._radar)
        self._rows: dict[str, tuple[QLabel, ScoreBar]] = {}
        for dimension in session.standard.dimensions:
            if any(item.self_scored for item in session.standard.of_dimension(dimension.id)):
                self._rows[dimension.id] = _dimension_row(layout, dimension.title, str(dimension.weight), chosen)
        layout.addStretch(1)
        layout.addWidget(label("下一分最容易得在", "small"))
        self._advice = label("", wrap=True)
        layout.addWidget(self._advice)

    def show_score(self, card: ScoreCard, change: str) -> None:
        self.score.setText(fixed(card.self_score))
        self.maximum.setText(f"/ {plain(card.self_max)}")
        _show_change(self._change, change)
        self._bar.show_part(float(card.self_score / card.self_max))
        titles = {item.id: item.title for item in self._session.standard.dimensions}
        shown = [item for item in card.dimensions if item.id in self._rows]
        self._radar.show_axes([(titles[item.id].removeprefix("云上"), float(item.score / item.max)) for item in shown])
        for item in shown:
            figure, bar = self._rows[item.id]
            figure.setText(fixed(item.score))
            bar.show_part(float(item.score / item.max))
        best = advice(self._session.standard, self._session.filing)
        self._advice.setText(best[0].sentence if best else "填上数字后这里会提示")


class _Strip(QWidget):
    def __init__(self, chosen: Colours) -> None:
        super().__init__()
        layout = rows(self, margin=10, spacing=6)
        layout.addWidget(label("自评分", "small"))
        self._score, self._maximum, self._change = label("", "title"), label("", "third"), label("", "chip-good")
        layout.addWidget(self._score)
        layout.addWidget(self._maximum)
        self._bar = ScoreBar(chosen)
        layout.addWidget(self._bar)
        line = columns()
        line.addWidget(self._change)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(1)

    def show_score(self, card: ScoreCard, change: str) -> None:
        self._score.setText(fixed(card.self_score))
        self._maximum.setText(f"满分 {plain(card.self_max)}")
        self._bar.show_part(float(card.self_score / card.self_max))
        _show_change(self._change, change)


def _dimension_row(layout: QVBoxLayout, title: str, maximum: str, chosen: Colours) -> tuple[QLabel, ScoreBar]:
    line, figure, bar = columns(spacing=4), label("", "strong"), ScoreBar(chosen)
    line.addWidget(label(title))
    line.addStretch(1)
    line.addWidget(figure)
    line.addWidget(label(f"/ {maximum}", "third"))
    layout.addLayout(line)
    layout.addWidget(bar)
    return figure, bar


def _show_change(chip: QLabel, change: str) -> None:
    chip.setText(change)
    chip.setVisible(bool(change))
    restyle(chip, "kind", "chip-attention" if change.startswith("-") else "chip-good")
