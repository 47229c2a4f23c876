"""The line of a return slip above an open filing: who wants what by when, how much is left, and the way to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns
from desktop.gui.widgets.gap_bar import Elided
from desktop.model.dates import chinese
from desktop.model.return_slip import ReturnSlip


class SlipBar(QFrame):
    """Hidden as long as there is no slip."""

    list_wanted = Signal()
    next_wanted = Signal()
    put_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "slip")
        line = columns(self, spacing=GRID + 4)
        line.setContentsMargins(2 * GRID, 4, 2 * GRID, 4)
        self._words = Elided()
        self.next = button("去改下一条", self.next_wanted.emit, "link", keys="Ctrl+Shift+N")
        self.list = button("看补正通知", self.list_wanted.emit, "link")
        self.away = button("收起通知", self.put_away.emit, "link")
        line.addWidget(self._words, 1)
        for part in (self.next, self.list, self.away):
            line.addWidget(part)
        self.hide()

    def show_slip(self, slip: ReturnSlip | None, done: tuple[bool, ...] = ()) -> None:
        """Show how far the corrections are."""
        self.setVisible(slip is not None)
        if slip is None:
            return
        left = done.count(False)
        what = "退回" if slip.refused else "补正"
        until = f"，请在 {chinese(slip.answer_by)} 前重新报送" if slip.answer_by else ""
        count = f"{len(done)} 条里还有 {left} 条没改" if left else "各条都改过了，请检查后重新封装" if done else ""
        who = f"{slip.bureau or '经信部门'}对第 {slip.version} 版的{what}通知"
        self._words.show_text("：".join(part for part in (who, count) if part) + until)
        self.next.setVisible(left > 0)
