"""The line under the top bar of a sample filing: it may be broken at will, and one click resets it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label

_SAID = "这是样例案卷，可以随意修改；封装出来的申报包带“样例”字样。"


class SampleBar(QFrame):
    """Shown while the filing is a sample."""

    reset_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sample")
        line = columns(self, spacing=GRID + 4)
        line.setContentsMargins(2 * GRID, 4, 2 * GRID, 4)
        self._words = label(_SAID, "small")
        self.reset = button("重置样例", self.reset_wanted.emit, "link")
        self.reset.setToolTip("从头再来一份样例；现在这份改名保留")
        line.addWidget(self._words)
        line.addStretch(1)
        line.addWidget(self.reset)

    def say(self, sentence: str) -> None:
        """Say a sentence instead of what the bar always says; "" for that."""
        self._words.setText(sentence or _SAID)
