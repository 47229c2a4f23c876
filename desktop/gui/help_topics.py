"""Which page of the manual belongs to which screen: the one place that knows.

Steps are chosen by their kind, dimensions by the kinds of formula in them, so a second standard's screens find theirs.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.standard.definition import CrossSum, Ratio, ServerUnits, Standard, SystemCount, Ticks
from desktop.standard.flow import Step, StepKind

START = "index.html"

SCREENS = {  # class of a screen or of a window of its own → page#place
    "HomePage": "home.html",
    "NewPage": "home.html#new",
    "ImportPage": "home.html#import",
    "CarryPage": "last-year.html",
    "VerifyPage": "verify.html",
    "ReceivePage": "receive.html",
    "SlipPage": "receive.html#slip",
    "SlipBar": "receive.html#slip",
    "SigningPart": "step-seal.html#sign",
    "SendingCard": "hand-in.html#encrypt",
    "SignatureLine": "verify.html#signature",
    "TrustCard": "admin.html#trust",
    "PreferencesPage": "admin.html#settings",
    "InboxPage": "inbox.html",
    "WhatIfPage": "score.html#trial",
    "PeersPage": "score.html#peers",
    "Dock": "score.html",
    "ScorePanel": "score.html",
    "Viewer": "pictures.html#viewer",
    "PagesWindow": "step-seal.html#preview",
}
STEPS = {
    StepKind.PLACE: "step-place.html",
    StepKind.FORM: "step-form.html",
    StepKind.NARRATIVES: "step-narratives.html",
    StepKind.TEXTS: "step-texts.html",
    StepKind.EVIDENCE: "step-evidence.html",
    StepKind.SEAL: "step-seal.html",
    StepKind.ASIDE: "score.html",
}
DIMENSIONS: tuple[tuple[frozenset[type], str], ...] = (  # the first whose kinds of formula a dimension has
    (frozenset({ServerUnits}), "step-figures.html"),
    (frozenset({CrossSum}), "step-collaboration.html"),
    (frozenset({SystemCount, Ratio}), "step-management.html"),
    (frozenset({SystemCount}), "step-systems.html"),
    (frozenset({Ticks}), "step-collaboration.html"),
    (frozenset({Ratio}), "step-figures.html"),
)
SERVICES = "step-investment.html"  # where cloud services are listed and nothing else but figures is asked


def step_topic(standard: Standard, step: Step) -> str:
    """The page about a step of the walk."""
    if step.kind is not StepKind.DIMENSION:
        return STEPS[step.kind]
    kinds = {type(item.formula) for item in standard.of_dimension(step.dimension)}
    if standard.services_dimension.id == step.dimension and kinds <= {Ratio}:
        return SERVICES
    return next((page for needed, page in DIMENSIONS if needed <= kinds), START)


def topic_of(focused: QWidget | None, screen: QWidget | None) -> str:
    """The page about what the person is at: a window of its own, a part of the window, else the screen."""
    from desktop.gui.pages.base import Page  # noqa: PLC0415  (it brings the session, which the first screen does not need)

    while focused is not None:
        found = SCREENS.get(type(focused).__name__)
        if found:
            return found
        focused = focused.parentWidget()
    if isinstance(screen, Page):
        return step_topic(screen.session.standard, screen.step)
    return SCREENS.get(type(screen).__name__, START)
