"""A return slip over an open filing: its line above the screens, its list beside them, the way to what is not done yet.

What is done follows from slip and filing alone (`standard.correcting`), so nothing of it can be lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.gui.pages.slip import SlipPage
from desktop.gui.widgets.slip_bar import SlipBar
from desktop.model.return_slip import ReturnSlip
from desktop.standard.correcting import corrected

if TYPE_CHECKING:
    from desktop.gui.filing_view import FilingView


class Corrections(QObject):
    """Shows a slip on `view`; `put_away` says that the person does not want to see it any longer."""

    put_away = Signal()

    def __init__(self, view: FilingView) -> None:
        super().__init__(view)
        self._view = view
        self.slip: ReturnSlip | None = None
        self.bar = SlipBar()
        self.bar.list_wanted.connect(self.show_list)
        self.bar.next_wanted.connect(self.go_on)
        self.bar.put_away.connect(self._put_away)
        view.session.edited.connect(self.refresh)
        QShortcut(QKeySequence("Ctrl+Shift+N"), view).activated.connect(self.go_on)

    def show_slip(self, slip: ReturnSlip) -> None:
        """Show this slip, its list first."""
        self.slip = slip
        self.refresh()
        self.show_list()

    def show_list(self) -> None:
        """Show all that is wanted, or leave the list where it is shown."""
        if self.slip:
            self._view.show_aside(SlipPage, self.slip)

    def go_on(self) -> None:
        """Go to the first place that was not edited yet."""
        if self.slip:
            points = zip(self.slip.points, self._done(self.slip), strict=True)
            place = next((point.place for point, done in points if not done), None)
            if place is not None:
                self._view.go(place)

    def refresh(self) -> None:
        """Show how far the corrections are."""
        self.bar.show_slip(self.slip, self._done(self.slip) if self.slip else ())

    def _done(self, slip: ReturnSlip) -> tuple[bool, ...]:
        return corrected(self._view.session.standard, self._view.session.filing, slip)

    def _put_away(self) -> None:
        self.slip = None
        self.refresh()
        self.put_away.emit()
