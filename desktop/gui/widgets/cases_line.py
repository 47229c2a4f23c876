"""What real enterprises have published for an indicator, as one quiet line."""

from __future__ import annotations

from desktop.model.numbers import plain
from desktop.standard.cases import Case, Cases
from desktop.standard.definition import Indicator
from desktop.standard.figures import quantities


def figure_words(case: Case, indicator: Indicator) -> str:
    """A published N with its unit; "" where none was published."""
    figure, named = case.figure(indicator.id), quantities(indicator.formula)
    return "" if figure is None or named is None else f"{plain(figure)} {named[0].unit}"


def cases_line(cases: Cases, indicator: Indicator) -> str:
    """All that was published for an indicator: 春风动力公布 257 TB（2024 年）; "" where nothing was."""
    found = cases.with_figure(indicator.id)
    return "，".join(f"{item.name}公布 {figure_words(item, indicator)}（{item.year} 年）" for item in found)
