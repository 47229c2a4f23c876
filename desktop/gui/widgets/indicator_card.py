"""What every card of a self-scored indicator has: score and maximum, the question, why this number, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, columns, label, rows
from desktop.gui.widgets.carried import ConfirmHere
from desktop.gui.widgets.cases_line import cases_line
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.finding_strip import FindingStrip
from desktop.gui.widgets.steady import SteadyLabel, steadied
from desktop.gui.widgets.workbench import Workbench
from desktop.model.numbers import fixed, plain
from desktop.standard.definition import Indicator, Level, Requirement, SubjectKind
from desktop.standard.figures import quantities
from desktop.standard.findings import Finding
from desktop.standard.scoring import IndicatorScore, State, figure_text

_TOLD_AT_ONCE = frozenset(
    {"figure_contradiction", "figure_zero", "score_capped", "basis_unchosen"}
)  # the score's own note says it
_TOLD_BESIDE = frozenset({"invoice_short", "invoice_above"})  # the sum beside the figure says it, too
_WHY, _WHY_NOT = "为什么是这个数", "收起说明"


class IndicatorCard(Card):
    """`inside` is the room for what the indicator asks; the rest is the same for all."""

    def __init__(self, indicator: Indicator, bench: Workbench) -> None:
        super().__init__(indicator.title)
        self.indicator, self.bench = indicator, bench
        self.inside: QVBoxLayout = rows(spacing=GRID)
        self._score, self._formula = steadied(label("", "strong"), "00.00"), SteadyLabel("small")
        self._score.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._head()
        if indicator.question:
            self.body.addWidget(label(indicator.question, "second", wrap=True))
        self.body.addLayout(self.inside)
        self._problem = label("", "problem", wrap=True)
        self._strip = FindingStrip(bench)
        self.body.addWidget(self._problem)
        self.body.addWidget(self._strip)
        self._foot()
        published = cases_line(bench.session.cases, indicator)
        if published:
            self.body.addWidget(label(published, "third"))
        self.chips = [EvidenceChips(item, bench) for item in self._requirements()]
        for chips in self.chips:
            self.body.addWidget(chips)

    @property
    def scored(self) -> IndicatorScore:
        """What the indicator scores now."""
        return self.bench.session.card.indicators[self.indicator.id]

    def show_filing(self) -> None:
        """Show what is entered and what it scores."""
        scored = self.scored
        wrong = scored.state is State.ERROR
        self._score.setText("–" if wrong or scored.state is State.UNFILLED else fixed(scored.score))
        self._problem.setText(scored.note)
        self._problem.setVisible(wrong)
        said = "" if wrong else f"{formula(self.indicator, scored).rstrip('。')}。"
        self._formula.setText(f"{said}{self.indicator.example}")
        self._note.setText(f"{scored.note}\n官方说明：{self.indicator.explanation}")
        for chips in self.chips:
            chips.show_filing()
        self.confirm.show_filing()

    def carried(self) -> list[str]:
        """The places of this card that hold copied values nobody has confirmed."""
        place = f"answers.{self.indicator.id}"
        return [place] if place in self.bench.session.carried else []

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show what concerns this card."""
        found = tuple(item for item in findings if item.code not in _TOLD_AT_ONCE)
        seen = (item for item in found if item.level is not Level.HINT or item.code not in _TOLD_BESIDE)
        self._strip.show_findings(item for item in seen if not item.missing and self.concerns(item))
        for chips in self.chips:
            chips.show_findings(found)

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding belongs to this card."""
        return finding.place == f"answers.{self.indicator.id}" or any(chips.concerns(finding) for chips in self.chips)

    def at(self, place: str) -> QWidget | None:
        """The widget to put the cursor in for a place of the filing; None where this card does not have it."""
        return next((chips.add for chips in self.chips if chips.place == place), None)

    def _head(self) -> None:
        maximum = label(f"/ {plain_weight(self.indicator)}", "third")
        self.confirm = ConfirmHere(self, self.bench, self.carried)
        self.head.addWidget(self.confirm)
        score = columns(spacing=4)
        score.addWidget(self._score, alignment=Qt.AlignmentFlag.AlignBottom)
        score.addWidget(maximum, alignment=Qt.AlignmentFlag.AlignBottom)
        self.head.addLayout(score)

    def _foot(self) -> None:
        line = columns(spacing=GRID)
        line.addWidget(self._formula, 1)
        self._why = button(_WHY, self._toggle, "link")
        self._why.setAccessibleName(f"{self.indicator.title}：{_WHY}")
        line.addWidget(self._why, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self._note = label("", "small", wrap=True)
        self._note.hide()
        self.body.addWidget(self._note)

    def _toggle(self) -> None:
        shown = self._note.isHidden()
        self._note.setVisible(shown)
        self._why.setText(_WHY_NOT if shown else _WHY)

    def _requirements(self) -> Iterable[Requirement]:
        wanted = self.bench.session.standard.requirements
        return (item for item in wanted if item.indicator == self.indicator.id and item.subject is SubjectKind.NONE)


def plain_weight(indicator: Indicator) -> str:
    """The maximum as people write it: 5, 2.5."""
    return f"{indicator.weight.normalize():f}"


def formula(indicator: Indicator, scored: IndicatorScore) -> str:
    """How the points come about, with the user's own figures."""
    n, m, weight = figure_text(scored.n), figure_text(scored.m), plain(scored.max)
    match scored.state:
        case State.UNFILLED:
            named = quantities(indicator.formula) or ()
            return f"按{' ÷ '.join(item.label for item in named)} × {weight} 计分"
        case State.SCORED:
            return f"= {n} ÷ {m} × {weight} = {fixed(scored.score)}"
        case State.CAPPED:
            return f"{n} ÷ {m} 大于 1，按满分 {weight} 计"
        case _:
            return scored.note
