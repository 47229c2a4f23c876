"""A calm bar that stays while edits cannot be saved: why, what is being done about it, and a way to try at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label


class TroubleBar(QFrame):
    """Hidden while all is well."""

    def __init__(self, again: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "trouble")
        line = columns(self, spacing=2 * GRID)
        line.setContentsMargins(3 * GRID, GRID, 2 * GRID, GRID)
        self._words = label("", "trouble", wrap=True)
        self.again = button("现在再存一次", again)
        line.addWidget(self._words, 1)
        line.addWidget(self.again)
        self.hide()

    def show_trouble(self, sentence: str) -> None:
        """Show why the last save failed; "" when all is well again."""
        if sentence:
            self._words.setText(sentence)
        self.setVisible(bool(sentence))
