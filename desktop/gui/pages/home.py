"""The first screen: filings at hand, and the ways to begin one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.gui.theme import GRID, Colours
from desktop.gui.widgets.basics import button, columns, label, rows


class HomePage(QWidget):
    """Opens filings through `opened(path)`."""

    def __init__(self, chosen: Colours, opened: Callable[[Path], None]) -> None:
        super().__init__()
        self.setProperty("kind", "window")
        self._colours, self._opened = chosen, opened
        layout = rows(self, margin=5 * GRID, spacing=2 * GRID)
        head = columns()
        head.addWidget(label("云企自评", "title"))
        head.addWidget(label("制造业云上企业自评申报 · 完全离线", "second"))
        head.addStretch(1)
        layout.addLayout(head)
        self._notice = label("", "problem", wrap=True)
        self._notice.hide()
        layout.addWidget(self._notice)
        tiles = columns(spacing=GRID + 4)
        tiles.addWidget(button("打开案卷…", self._open, "tile"))
        tiles.addStretch(1)
        layout.addLayout(tiles)
        layout.addStretch(1)

    def tell(self, sentence: str) -> None:
        """Show a sentence at the top."""
        self._notice.setText(sentence)
        self._notice.setVisible(bool(sentence))

    def refresh(self) -> None:
        """Show the filings as they are now."""
        self.tell("")

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "打开案卷", "", "案卷 (*.yunqi)")
        if name:
            self._opened(Path(name))
