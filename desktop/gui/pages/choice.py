"""Which class shows which kind of step."""

from __future__ import annotations

from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.dimension import DimensionPage
from desktop.standard.flow import Step, StepKind

_PAGES: dict[StepKind, type[Page]] = {
    StepKind.DIMENSION: DimensionPage,
}


def page_for(step: Step, around: Surroundings) -> Page:
    """The screen of a step."""
    return _PAGES.get(step.kind, Page)(step, around)
