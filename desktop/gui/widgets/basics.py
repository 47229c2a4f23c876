"""Labels, buttons, cards and lines in the program's look: the style sheet selects them by their kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.gui.theme import GRID

Layout = TypeVar("Layout", bound=QBoxLayout)


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """A text; `kind` is one of the style sheet's label kinds."""
    made = QLabel(text)
    made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)  # what people typed is never markup
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def button(text: str, pressed: Callable[[], object], kind: str = "", *, keys: str = "") -> QPushButton:
    """A button; its text is a verb with its object. `keys` do the same, by a shortcut of the window."""
    made = QPushButton(text)
    made.setToolTip(f"快捷键 {keys}" if keys else "")
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.clicked.connect(lambda *_: pressed())
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def frame(kind: str) -> QFrame:
    """A frame of one of the style sheet's kinds."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def line() -> QFrame:
    """A faint line across."""
    return frame("line")


def rows(parent: QWidget | None = None, *, margin: int = 0, spacing: int = GRID) -> QVBoxLayout:
    """A column of widgets."""
    made = QVBoxLayout(parent) if parent else QVBoxLayout()
    return _spaced(made, margin, spacing)


def columns(parent: QWidget | None = None, *, margin: int = 0, spacing: int = GRID) -> QHBoxLayout:
    """A row of widgets."""
    made = QHBoxLayout(parent) if parent else QHBoxLayout()
    return _spaced(made, margin, spacing)


class Card(QFrame):
    """A white card with a title on the left, something on the right, and a body below."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.body = rows(self, margin=2 * GRID, spacing=GRID + 4)
        self.head = columns(spacing=GRID)
        if title:
            self.head.addWidget(label(title, "section"))
            self.head.addStretch(1)
            self.body.addLayout(self.head)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by, and have it applied."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else the style is still to be applied
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        inner = item.layout() if item else None
        if widget:
            widget.setParent(None)
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            clear(inner)


def _spaced(made: Layout, margin: int, spacing: int) -> Layout:
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    return made
