"""A place to drop files on, with a button for those who would rather choose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.gui.overriding import override
from desktop.gui.slips import SUFFIX as SLIP
from desktop.gui.widgets.basics import columns, label, restyle, rows


def dropped(data: QMimeData, *, slips: bool = False) -> list[Path]:
    """The files and folders that are being dragged; return slips are the window's business, whatever is under them."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if slips else [path for path in paths if path.suffix.lower() != SLIP]


class DropZone(QFrame):
    """Says what may be dropped here; `paths_dropped` carries files and folders."""

    paths_dropped = Signal(list)

    def __init__(self, words: str, hint: str, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
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

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            restyle(self, "over", value=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, "over", value=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, "over", value=False)
        event.acceptProposedAction()
        self.paths_dropped.emit(dropped(event.mimeData()))
