"""Which class shows which kind of step."""

from __future__ import annotations

from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.dimension import DimensionPage
from desktop.gui.pages.evidence import EvidencePage
from desktop.gui.pages.form import FormPage
from desktop.gui.pages.narratives import NarrativesPage
from desktop.gui.pages.place import PlacePage
from desktop.gui.pages.seal import SealPage
from desktop.gui.pages.texts import TextsPage
from desktop.standard.flow import Step, StepKind

_PAGES: dict[StepKind, type[Page]] = {
    StepKind.PLACE: PlacePage,
    StepKind.FORM: FormPage,
    StepKind.DIMENSION: DimensionPage,
    StepKind.NARRATIVES: NarrativesPage,
    StepKind.TEXTS: TextsPage,
    StepKind.EVIDENCE: EvidencePage,
    StepKind.SEAL: SealPage,
}


def page_for(step: Step, around: Surroundings) -> Page:
    """The screen of a step."""
    return _PAGES.get(step.kind, Page)(step, around)
