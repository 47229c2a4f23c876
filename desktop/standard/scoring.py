"""The self-score: the one function that turns a filing into points, and the sentence “why this number”.

Arithmetic is exact (`Fraction`); every indicator's score is rounded half-up to 2 decimals, dimensions and total are
sums of the rounded scores, so that the printed table adds up (rules of ours where the notice is silent).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

from msgspec import Struct

from desktop.model.filing import Filing, Pair
from desktop.model.numbers import fixed, plain, rounded
from desktop.model.remembered import remembered
from desktop.standard.definition import CrossSum, Indicator, Quantity, Standard
from desktop.standard.figures import Figures, figures, quantities

ZERO = Fraction()


class State(Enum):
    """How an indicator stands."""

    UNFILLED = "unfilled"
    ZERO = "zero"
    SCORED = "scored"
    CAPPED = "capped"
    ERROR = "error"
    EXPERT = "expert"


class IndicatorScore(Struct, frozen=True):
    """One indicator: raw figures in its unit, points (2 decimals), state, why, and the figures as they were typed."""

    id: str
    n: Fraction | None
    m: Fraction | None
    score: Fraction
    max: Fraction
    state: State
    note: str
    typed: Pair = Pair()

    @property
    def n_text(self) -> str:
        """N as it was typed, or as it was counted; "" where nothing was filled in."""
        return self.typed.n or figure_text(self.n)

    @property
    def m_text(self) -> str:
        """M as it was typed, or as it was counted; "" where nothing was filled in."""
        return self.typed.m or figure_text(self.m)


class DimensionScore(Struct, frozen=True):
    """One dimension: the sum of its indicators' rounded points."""

    id: str
    score: Fraction
    max: Fraction
    indicators: tuple[IndicatorScore, ...]


class ScoreCard(Struct, frozen=True):
    """The whole self-score: points of `self_max`; `expert_max` more are given by experts and never counted here."""

    standard: str
    self_score: Fraction
    self_max: Fraction
    expert_max: Fraction
    dimensions: tuple[DimensionScore, ...]

    @property
    def indicators(self) -> dict[str, IndicatorScore]:
        """All indicators by id, in the form's order."""
        return {item.id: item for dimension in self.dimensions for item in dimension.indicators}


def score(standard: Standard, filing: Filing, known: ScoreCard | None = None) -> ScoreCard:
    """The self-score of a filing; `known` as of `score_figures`."""
    return score_figures(standard, figures(standard, filing), known)


def score_figures(standard: Standard, found: Mapping[str, Figures], known: ScoreCard | None = None) -> ScoreCard:
    """The self-score that given figures would bring.

    Indicators whose figures are those of `known`, an earlier score by the same standard, are taken over from it.
    """
    settled = known.indicators if known else {}
    dimensions = tuple(_dimension(standard, dimension.id, found, settled) for dimension in standard.dimensions)
    self_max, expert_max = _maxima(standard)
    return ScoreCard(
        standard=standard.id,
        self_score=sum((dimension.score for dimension in dimensions), ZERO),
        self_max=self_max,
        expert_max=expert_max,
        dimensions=dimensions,
    )


@remembered
def _maxima(standard: Standard) -> tuple[Fraction, Fraction]:
    """The points that can be had from the self-score, and from experts."""
    weights = [(item.self_scored, Fraction(item.weight)) for item in standard.indicators]
    counted = sum((weight for self_scored, weight in weights if self_scored), ZERO)
    return counted, sum((weight for _, weight in weights), ZERO) - counted


def points(indicator: Indicator, pair: Figures) -> Fraction:
    """The points that given figures bring to one indicator."""
    return _points(indicator, pair, _state(indicator, pair))


def figure_text(value: Fraction | None) -> str:
    """A raw figure as decimal text; "" where nothing was filled in."""
    return "" if value is None else plain(value)


def _dimension(
    standard: Standard, dimension: str, found: Mapping[str, Figures], settled: Mapping[str, IndicatorScore]
) -> DimensionScore:
    members = standard.of_dimension(dimension)
    scores = tuple(_indicator(item, found.get(item.id, Figures()), settled.get(item.id)) for item in members)
    return DimensionScore(
        id=dimension,
        score=sum((item.score for item in scores), ZERO),
        max=sum((item.max for item in scores), ZERO),
        indicators=scores,
    )


def _indicator(indicator: Indicator, pair: Figures, settled: IndicatorScore | None) -> IndicatorScore:
    if settled and (settled.n, settled.m, settled.typed) == (pair.n, pair.m, pair.typed):
        return settled
    state = _state(indicator, pair)
    gained = _points(indicator, pair, state)
    note = _note(indicator, pair, state, gained)
    return IndicatorScore(indicator.id, pair.n, pair.m, gained, Fraction(indicator.weight), state, note, pair.typed)


def _state(indicator: Indicator, pair: Figures) -> State:
    if not indicator.self_scored:
        return State.EXPERT
    if pair.n is None or pair.m is None:
        return State.UNFILLED
    if pair.m == 0:
        return State.ZERO if pair.n == 0 else State.ERROR
    if pair.n > pair.m:
        return State.CAPPED if isinstance(indicator.formula, CrossSum) else State.ERROR
    return State.SCORED


def _points(indicator: Indicator, pair: Figures, state: State) -> Fraction:
    weight = Fraction(indicator.weight)
    if state is State.CAPPED:
        return weight
    if state is State.SCORED and pair.n is not None and pair.m:
        return rounded(pair.n / pair.m * weight)
    return ZERO


def _note(indicator: Indicator, pair: Figures, state: State, gained: Fraction) -> str:
    named = quantities(indicator.formula)
    if named is None:
        return "由专家评分，自评不计分。"
    return _why(indicator, named, pair, state, gained)


def _why(indicator: Indicator, named: tuple[Quantity, Quantity], pair: Figures, state: State, gained: Fraction) -> str:
    n, m = named
    n_text, m_text = pair.typed.n or figure_text(pair.n), pair.typed.m or figure_text(pair.m)
    weight = plain(Fraction(indicator.weight))
    match state:
        case State.UNFILLED:
            lacking = [quantity.label for quantity, text in ((n, n_text), (m, m_text)) if not text]
            return f"未填：还差{'、'.join(lacking)}，暂按 0 分计。"
        case State.ZERO:
            return f"{n.label}与{m.label}均为 0：无此类，按 0 分计。"
        case State.ERROR if pair.m == 0:
            return f"{m.label}为 0，而{n.label}为 {n_text} {n.unit}，无法计算，请核对 M。"
        case State.ERROR:
            return f"{n.label} N（{n_text} {n.unit}）大于{m.label} M（{m_text} {m.unit}），请核对：M 应包含 N。"
        case State.CAPPED:
            return f"{n.label} {n_text} ÷ {m.label} {m_text} 大于 1，按满分 {weight} 分计。"
        case _:
            return f"{n.label} {n_text} ÷ {m.label} {m_text} × {weight} = {fixed(gained)}。"
