"""Below every screen of a filing: back, what is missing (it leads there), and on to the next screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from desktop.gui.session import Session
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns
from desktop.standard.flow import Step

_BACK = "← 上一步"


class Foot(QFrame):
    """`move(by)` goes on or back, `go(place)` leads to a place of the filing."""

    def __init__(self, session: Session, move: Callable[[int], None], go: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self._session, self._go = session, go
        line = columns(self, spacing=2 * GRID)
        line.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        self.back = button(_BACK, lambda: move(-1), keys="Ctrl+PageUp")
        self.lacking = button("", self._to_next_finding, "link")
        self.next = button("", lambda: move(1), "primary", keys="Ctrl+PageDown")
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.lacking)
        line.addWidget(self.next)

    def show_step(self, *, first: bool, following: Step | None) -> None:
        """Show where one can go from a step: back unless it is the first, on to the one that follows."""
        self.back.setText(_BACK)
        self.back.setEnabled(not first)
        self.next.setVisible(following is not None)
        if following:
            self.next.setText(f"下一步：{following.title} →")

    def show_aside(self, step: Step) -> None:
        """From a screen beside the walk one only goes back to the step one came from."""
        self.back.setText(f"← 回到{step.title}")
        self.back.setEnabled(True)
        self.next.hide()

    def show_findings(self) -> None:
        """Count what is missing, and what was copied and waits to be confirmed."""
        standings = self._session.standings
        lacking = sum(item.missing + item.errors for item in standings)
        counts = (("还缺", lacking, "项"), ("还有", sum(item.unconfirmed for item in standings), "项待确认"))
        self.lacking.setText("，".join(f"{word} {count} {unit}" for word, count, unit in counts if count))
        self.lacking.setVisible(bool(self.lacking.text()))

    def _to_next_finding(self) -> None:
        lacking = [item for item in self._session.findings if item.level.value == "error"]
        if lacking:
            self._go(lacking[0].place)
