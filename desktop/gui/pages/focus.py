"""Putting the cursor where a finding points."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.gui.theme import GRID

_ROOM = 12 * GRID  # pixels kept free above and below, so that the card's title and its problems are seen too


def put_cursor(area: QScrollArea, found: Iterable[QWidget | None]) -> bool:
    """Put the cursor into the first widget there is, and scroll to it; False where there is none."""
    widget = next((item for item in found if item is not None), None)
    if widget is None:
        return False
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    area.ensureWidgetVisible(widget, 0, _ROOM)
    return True
