"""What each evidence requirement still lacks, one line each, with the way to its first gap."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID, Colours, scaled
from desktop.gui.widgets.basics import Card, button, columns, label, restyle
from desktop.gui.widgets.charts import draw_mark
from desktop.model.filing import EvidenceUse, Filing
from desktop.standard.checks.evidence import place_of, subjects
from desktop.standard.definition import Level, Requirement, Standard, SubjectKind
from desktop.standard.figures import figures
from desktop.standard.flow import StepState

_MARK = 16
_COLUMN = 272  # pixels a line needs at least


class Need(Struct, frozen=True):
    """How a requirement stands: subjects that have a file, subjects there are, and the place of the first gap.

    `asked` is false where nothing is asked for, because it is optional or its indicator's N is zero.
    """

    requirement: Requirement
    there: int
    total: int
    gap: str = ""
    asked: bool = True

    @property
    def lacking(self) -> int:
        """How many files are still to be attached."""
        return self.total - self.there if self.asked else 0


def needs(standard: Standard, filing: Filing) -> tuple[Need, ...]:
    """Every requirement of the standard, in the reviewer's order."""
    found = figures(standard, filing)
    uses = {use for item in filing.evidence for use in item.uses}

    def need(item: Requirement) -> Need:
        wanted = [subject for subject, _ in subjects(standard, filing, item)]
        gaps = [subject for subject in wanted if EvidenceUse(item.id, subject) not in uses]
        asked = item.missing is not None and (not item.indicator or bool(found[item.indicator].n))
        there = len(wanted) - len(gaps)
        return Need(item, there, len(wanted), place_of(item.id, gaps[0]) if gaps and asked else "", asked)

    return tuple(need(item) for item in standard.requirements)


class NeedsCard(Card):
    """All requirements in as many columns as fit; a line that lacks something leads to its first gap."""

    def __init__(self, standard: Standard, chosen: Colours, go: Callable[[str], None]) -> None:
        super().__init__("通知要求的材料")
        self._chip = label("", "chip-good")
        self.head.insertWidget(1, self._chip)
        self.lines = [_Line(item, chosen, go) for item in standard.requirements]
        self._body = QWidget()
        self._body.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # fewer columns are narrower
        self._grid, self._columns = QGridLayout(self._body), 0
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(2)
        self.body.addWidget(self._body)
        self._toggle = button("查看明细", self._unfold, "link")
        self._unfolded = False
        self.head.addWidget(self._toggle)
        self._arrange(2)

    def show_needs(self, found: tuple[Need, ...]) -> None:
        """Show how the requirements stand."""
        for line, need in zip(self.lines, found, strict=True):
            line.show_need(need)
        lacking = sum(need.lacking for need in found if need.requirement.missing is Level.ERROR)
        self._chip.setText(f"还缺 {lacking} 份" if lacking else "齐全")
        complete = not any(need.lacking for need in found)
        self._toggle.setVisible(complete)
        self._body.setVisible(not complete or self._unfolded)
        restyle(self._chip, "kind", "chip-attention" if lacking else "chip-good")

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._body.setVisible(self._unfolded)
        self._toggle.setText("收起明细" if self._unfolded else "查看明细")

    def _arrange(self, number: int) -> None:
        if number == self._columns:
            return
        for line in self.lines:
            self._grid.removeWidget(line)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        depth = -(-len(self.lines) // number)
        for position, line in enumerate(self.lines):
            self._grid.addWidget(line, position % depth, position // depth)
        for column in range(number):
            self._grid.setColumnStretch(column, 1)
        self._columns = number

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(3, (self.width() - 4 * GRID) // scaled(self.font(), _COLUMN))))


class _Line(QWidget):
    def __init__(self, requirement: Requirement, chosen: Colours, go: Callable[[str], None]) -> None:
        super().__init__()
        self.gap = ""
        line = columns(self)
        self._mark, self._text, self._state = Mark(chosen), label(requirement.label), label("", "second")
        self.link: QPushButton = button("去补齐", lambda: go(self.gap), "link")
        for part in (self._mark, self._text, self._state):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.link)
        policy = self.link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # lines with and without are equally high
        self.link.setSizePolicy(policy)
        self.setToolTip(requirement.clause)

    def show_need(self, need: Need) -> None:
        state, words = _words(need)
        self.gap = need.gap
        self._mark.show_state(state)
        self._state.setText(words)
        restyle(self._state, "kind", "attention" if need.lacking else "second")
        self.link.setVisible(bool(need.gap))
        self.link.setAccessibleName(f"{need.requirement.label}{words}，去补齐")


class Mark(QWidget):
    """The mark of a state: tick, part, ring, exclamation mark."""

    def __init__(self, chosen: Colours, state: StepState = StepState.TODO) -> None:
        super().__init__()
        self._colours, self._state = chosen, state
        self.setFixedSize(_MARK, _MARK)

    def show_state(self, state: StepState) -> None:
        """Show another state."""
        self._state = state
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_mark(QPainter(self), QRectF(self.rect()), self._state, now=False, chosen=self._colours)


def _words(need: Need) -> tuple[StepState, str]:
    """The mark and the words of a requirement: 61/66，缺 5."""
    many = need.requirement.subject is not SubjectKind.NONE
    if not need.asked:
        if need.there:
            return StepState.DONE, f"{need.there}/{need.total}（可不附）" if many else "已附"
        return StepState.TODO, "可附可不附" if need.requirement.missing is None else "暂不需要"
    if many and not need.total:
        return StepState.TODO, "清单还没有填"
    if need.lacking:
        state = StepState.PART if need.there else StepState.TODO
        return state, f"{need.there}/{need.total}，缺 {need.lacking}" if many else "缺 1"
    return StepState.DONE, f"{need.there}/{need.total}" if many else "已附"
