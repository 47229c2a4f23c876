"""N and M of the self-scored indicators: filled in, without contradiction."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.filing import Filing
from desktop.standard.definition import CrossSum, Indicator, Level, Ratio, ServerUnits, Standard, SystemCount
from desktop.standard.findings import Finding
from desktop.standard.scoring import IndicatorScore, State, score


def check(standard: Standard, filing: Filing) -> Iterator[Finding]:
    """Findings about the figures, each at the place where they are entered."""
    card = score(standard, filing).indicators
    for indicator in standard.indicators:
        yield from _finding(indicator, card[indicator.id], place_of(indicator, filing))


def place_of(indicator: Indicator, filing: Filing) -> str:
    """Where an indicator's figures are entered."""
    match indicator.formula:
        case Ratio(n=n) if n.field:
            return f"enterprise.{n.field}"
        case ServerUnits() if filing.servers:
            return "servers"
        case SystemCount():
            return f"systems.{indicator.id}"
        case CrossSum():
            return "systems"
        case _:
            return f"answers.{indicator.id}"


def _told_elsewhere(indicator: Indicator) -> bool:
    """What follows from other entries is missing there: a form field, the list of systems."""
    formula = indicator.formula
    return isinstance(formula, CrossSum) or (isinstance(formula, Ratio) and bool(formula.n.field))


def _finding(indicator: Indicator, standing: IndicatorScore, place: str) -> Iterator[Finding]:
    title = indicator.title
    match standing.state:
        case State.UNFILLED if not _told_elsewhere(indicator):
            message = f"“{title}”{standing.note.rstrip('。')}；确实没有请填 0。"
            yield Finding(Level.ERROR, "figure_missing", place, message)
        case State.ERROR:
            yield Finding(Level.ERROR, "figure_contradiction", place, f"“{title}”的{standing.note}")
        case State.ZERO:
            message = f"“{title}”没有列出任何内容，按 0 分计；如有遗漏请补上，确实没有则不必理会。"
            yield Finding(Level.HINT, "figure_zero", place, message)
        case State.CAPPED:
            yield Finding(Level.HINT, "score_capped", place, f"“{title}”：{standing.note}")
        case _:
            return
