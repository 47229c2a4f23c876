"""A file as a chip: its name, which opens it, and a cross to take it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns
from desktop.model.filing import Evidence

_NAME_WIDTH = 240  # pixels of a file name before it is cut in the middle


class FileChip(QFrame):
    """One file of evidence."""

    def __init__(self, evidence: Evidence, look: Callable[[], object], remove: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "file-chip")
        line = columns(self, spacing=4)
        line.setContentsMargins(4, 0, 2, 0)
        self.name = button("", look, "chip-open")
        shown = evidence.file.rpartition("/")[2]
        elided = self.name.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        self.name.setText(elided.replace("&", "&&"))
        self.name.setAccessibleName(f"查看{evidence.file}")
        self.name.setToolTip(f"{evidence.file}\n点击查看")
        self.name.setCursor(Qt.CursorShape.PointingHandCursor)
        self.cross = button("×", remove, "chip-remove")
        self.cross.setAccessibleName(f"移除{evidence.file}")
        self.cross.setToolTip("移除这个文件（可撤销）")
        line.addWidget(self.name)
        line.addWidget(self.cross)
        self.setMaximumWidth(_NAME_WIDTH + 6 * GRID)
