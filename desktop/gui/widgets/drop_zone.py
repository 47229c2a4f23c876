"""A place to drop files on, with a button for those who would rather choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.gui.widgets.basics import columns, label, rows
from desktop.gui.widgets.file_drops import FileDrops


def alone(zone: QWidget) -> QWidget:
    """A screen on which nothing is yet but the place to drop on, at its top."""
    made = QWidget()
    layout = rows(made)
    layout.addWidget(zone)
    layout.addStretch(1)
    return made


class DropZone(QFrame):
    """Says what may be dropped here; `take` gets the files and folders."""

    def __init__(
        self, words: str, hint: str, buttons: Sequence[QPushButton], take: Callable[[list[Path]], object]
    ) -> None:
        super().__init__()
        self.setProperty("kind", "drop")
        FileDrops(self, take)
        layout = rows(self, spacing=12)
        layout.setContentsMargins(24, 64, 24, 64)  # large enough to be hit without aiming
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(label(words, "section"), alignment=centre)
        self._hint = label(hint, "second")
        layout.addWidget(self._hint, alignment=centre)
        line = columns()
        line.addStretch(1)
        for item in buttons:
            line.addWidget(item)
        line.addStretch(1)
        layout.addLayout(line)

    def shrink(self) -> None:
        """Take less room: what stands below matters more now."""
        self._hint.hide()
        layout = self.layout()
        if layout:
            layout.setContentsMargins(12, 12, 12, 12)
