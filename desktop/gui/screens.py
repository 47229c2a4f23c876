"""The screens of an open filing: one for each step of the walk, and at most one beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from desktop.gui.pages.aside import AsidePage
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.choice import page_for
from desktop.standard.flow import Step, steps


class Screens(QStackedWidget):
    """Where one is, and what is shown there."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.steps = steps(around.session.standard)
        self.position = 0  # among the steps; the one to come back to from a screen beside them
        self.aside: AsidePage | None = None
        self._pages: dict[str, Page] = {}

    @property
    def page(self) -> Page:
        """The screen one is on."""
        page = self.currentWidget()
        assert isinstance(page, Page)  # noqa: S101  (the stack holds nothing else)
        return page

    @property
    def step(self) -> Step:
        """The step one is on, or comes back to from a screen beside the walk."""
        return self.steps[self.position]

    @property
    def following(self) -> Step | None:
        """The step behind this one."""
        return self.steps[self.position + 1] if self.position + 1 < len(self.steps) else None

    def show_step(self, step_id: str) -> None:
        """Go to a screen; it is built the first time it is shown."""
        self.position = next(number for number, item in enumerate(self.steps) if item.id == step_id)
        if step_id not in self._pages:
            self._pages[step_id] = page_for(self.step, self._around)
            self.addWidget(self._pages[step_id])
        self.setCurrentWidget(self._pages[step_id])

    def show_aside(self, kind: Callable[..., AsidePage], *about: object) -> AsidePage:
        """Go to a new screen that is none of the steps; `about` is what it is told."""
        self.aside = kind(self._around, *about)
        self.addWidget(self.aside)
        self.setCurrentWidget(self.aside)
        return self.aside

    def leave_aside(self) -> bool:
        """Drop the screen that is none of the steps, with all that was only tried there; False where none is shown."""
        if self.aside is None:
            return False
        self.removeWidget(self.aside)
        self.aside.deleteLater()
        self.aside = None
        return True
