"""A sentence of the program in a tinted strip: a problem, something told, good news; a mark says it without colour."""

from __future__ import annotations

from typing import Literal, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.gui.widgets.basics import restyle

Kind = Literal["problem", "told", "good"]
_MARKS: dict[Kind, str] = {"problem": "⚠", "told": "ⓘ", "good": "✓"}


class Tell(Protocol):
    """Shows a sentence; "" takes it away."""

    def __call__(self, sentence: str, kind: Kind = "problem") -> None:
        """Show it."""


class Notice(QLabel):
    """Hidden as long as there is nothing to say; those who cannot see it hear it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)  # what people typed is never markup
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.tell("")

    def tell(self, sentence: str, kind: Kind = "problem") -> None:
        """Show a sentence; "" takes it away."""
        restyle(self, "kind", f"notice-{kind}")
        self.setText(f"{_MARKS[kind]}  {sentence}" if sentence else "")
        self.setVisible(bool(sentence))
        if sentence:
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  (not needed to start)

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
