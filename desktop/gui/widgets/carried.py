"""What was copied from last year's filing and is still to be confirmed: the strip of a page, the mark of a card, F9."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.carrying import confirmed

Places = Callable[[], Collection[str]]
_HERE, _PAGE = "F9", "Ctrl+F9"


@runtime_checkable
class Carrying(Protocol):
    """A part of a page that holds copied values."""

    def carried_here(self) -> Collection[str]:
        """The unconfirmed places where the cursor is."""


class CarriedStrip(QFrame):
    """Says how many copied values a page holds, with the button that confirms them all; hidden while there are none."""

    def __init__(self, confirm_page: Callable[[], object], confirm_here: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "carried")
        line = columns(self, spacing=GRID)
        line.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        self.said = label("", "attention", wrap=True)
        self.confirm = button(f"确认本页  {_PAGE}", confirm_page)
        self.confirm.setToolTip("这一页沿用来的内容都核对过了；可以撤销")
        line.addWidget(self.said, 1)
        line.addWidget(self.confirm)
        for key, pressed in ((_PAGE, confirm_page), (_HERE, confirm_here)):
            QShortcut(QKeySequence(key), self).activated.connect(pressed)
        self.hide()

    def show_count(self, count: int, elsewhere: int, origin: str) -> None:
        """Show how many values are from which earlier filing; `elsewhere` more are seen here and counted elsewhere."""
        here = f"请逐项核对：改过的就算确认了，没有变的按 {_HERE}。"
        counted = "算在别的页上，在哪一页确认都行"
        if count:
            more = f"另有 {elsewhere} 项{counted}。" if elsewhere else ""
            self.said.setText(f"这一页有 {count} 项沿用自“{origin}”，{here}{more}")
        else:
            self.said.setText(f"这里的 {elsewhere} 项沿用自“{origin}”，{counted}；没有变的按 {_HERE}。")
        self.setVisible(bool(count or elsewhere))


class ConfirmHere(QWidget):
    """In the head of a card: 待确认 and the button that confirms the card; F9 inside the card confirms `here`.

    `waiting` gives the places of the card that are to be confirmed, `here` those where the cursor is (else all).
    """

    def __init__(
        self, card: QWidget, bench: Workbench, waiting: Places, here: Places | None = None, words: str = "确认本卡"
    ) -> None:
        super().__init__()
        self._bench, self._waiting, self.here = bench, waiting, here or waiting
        self._mark = label("", "chip-attention")
        self.press = button(words, self._confirm, "link")
        self.press.setAccessibleName(f"{words}：{card.accessibleName()}")
        self.press.setToolTip(f"核对过了；也可以按 {_HERE}，可以撤销")
        line = columns(self)
        line.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        if words:
            line.addWidget(self.press)
        self.hide()

    def show_filing(self) -> None:
        """Show whether anything is to be confirmed."""
        count = len(self._waiting())
        self._mark.setText(f"{count} 项待确认" if count > 1 else "待确认")
        self.setVisible(bool(count))

    def _confirm(self) -> None:
        confirm(self._bench, self._waiting())


def confirm(bench: Workbench, places: Collection[str]) -> None:
    """Confirm these places, in one edit that can be taken back."""
    session = bench.session
    bench.edit(confirmed(session.standard, session.filing, places), "")


def carried_at(focus: QWidget | None, page: QWidget) -> Collection[str]:
    """The unconfirmed places where the cursor is: of the nearest part of the page that knows."""
    while focus is not None and focus is not page.parentWidget():
        if isinstance(focus, Carrying):
            return focus.carried_here()
        head = focus.findChild(ConfirmHere, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(head, ConfirmHere):
            return head.here()
        focus = focus.parentWidget()
    return ()
