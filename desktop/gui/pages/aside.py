"""A screen beside the walk through the filing: it is dropped, with all it holds, when one goes on."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal

from desktop.gui.pages.base import Page, Surroundings
from desktop.standard.flow import Step


class AsidePage(Page):
    """`left` says that the person wants to go back where they came from."""

    STEP: ClassVar[Step]
    WIDE: ClassVar[bool] = False  # whether it wants the room of the dock
    left = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(self.STEP, around)
