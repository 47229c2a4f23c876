"""What every screen of a filing has: title, maximum, what to do here, the official wording one click away, a body.

A page shows the session's value (`refresh`) and findings (`show_findings`), changes it only through `session.edit`, and
puts the cursor where a finding points (`go_to`). It keeps nothing of its own, so moving between screens loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.errors import InputError
from desktop.gui.overriding import override
from desktop.gui.pages.focus import put_cursor
from desktop.gui.session import Session
from desktop.gui.theme import GRID, Colours, scaled
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.carried import CarriedStrip, carried_at
from desktop.gui.widgets.notice import Tell
from desktop.gui.widgets.tab_order import first_place
from desktop.model.filing import Filing
from desktop.standard.carrying import confirmed, origin_words
from desktop.standard.findings import Finding
from desktop.standard.flow import Step, carried_by_step, step_of

_NARROW = 864  # pixels of a page below which every one counts


class Surroundings(Struct, frozen=True):
    """What a page may ask of the window: go to a place of the filing, tell a sentence, put files into the inbox."""

    session: Session
    colours: Colours
    go: Callable[[str], None]
    tell: Tell
    open_inbox: Callable[[Sequence[Path]], None]


class Page(QWidget):
    """A screen of the filing."""

    MOST: ClassVar[int] = 1120  # pixels; in a wider page lines get too long to read

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__()
        self.setProperty("kind", "window")
        self.step, self.around, self.session = step, around, around.session
        self._waited: tuple[str, ...] = ()  # what was to be confirmed here the last time it was shown
        self._following = ""  # what waits behind the place that was confirmed last
        self.body = rows(spacing=GRID + 4)
        outer = rows(self, spacing=0)
        inner = QWidget()
        inner.setProperty("kind", "window")
        self._layout = rows(inner, spacing=GRID + 4)
        self._head(self._layout)
        self._carried = CarriedStrip(self._confirm, self._confirm_here)
        self._layout.addWidget(self._carried)
        self._layout.addLayout(self.body)
        self._layout.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        outer.addWidget(self.area)
        self.session.edited.connect(self._show_carried_now)

    def fill_height(self) -> None:
        """What is on this screen takes all the height there is; below its least height the page scrolls."""
        self._layout.setStretchFactor(self.body, 1)
        self._layout.setStretch(self._layout.count() - 1, 0)

    def begin(self) -> None:
        """The person has gone on to this screen: the cursor is where one begins."""
        put_cursor(self.area, (first_place(self.area),))

    def refresh(self) -> None:
        """Show the session's present value."""

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show the findings that belong to this screen."""

    def go_to(self, place: str) -> bool:
        """Put the cursor at a place of the filing; False where this screen does not know it."""
        del place
        return False

    def official(self) -> str:
        """The official wording that belongs to this screen; "" where there is none."""
        indicators = self.session.standard.of_dimension(self.step.dimension)
        return "\n\n".join(f"{item.title}（{item.weight} 分）\n{item.explanation}" for item in indicators)

    def own(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of this screen."""
        standard, filing = self.session.standard, self.session.filing
        return tuple(item for item in findings if step_of(standard, filing, item.place) == self.step.id)

    def carried(self) -> tuple[str, ...]:
        """The places on this screen that hold copied values nobody has confirmed."""
        return self._counted()

    def show_carried(self) -> None:
        """Say how many copied values of this screen are still to be confirmed."""
        session = self.session
        waits = self.carried() if session.carried else ()
        counted = set(self._counted())
        elsewhere = sum(place not in counted for place in waits)
        self._carried.show_count(len(counted), elsewhere, origin_words(session.standard, session.filing))
        gone = [number for number, place in enumerate(self._waited) if place not in waits]
        if gone:
            behind = (*self._waited[gone[-1] + 1 :], *self._waited[: gone[-1]])
            self._following = next((place for place in behind if place in waits), "")
        self._waited = waits

    def advise(self, sentence: str) -> None:
        """Say under the title what is done here."""
        self._layout.insertWidget(self._layout.indexOf(self._carried), label(sentence, "second", wrap=True))

    def edit(self, filing: Filing, about: str = "") -> None:
        """Make this the filing; a value the standard does not allow is told and changes nothing."""
        try:
            self.session.edit(filing, about)
        except InputError as error:
            self.around.tell(str(error))

    def _counted(self) -> tuple[str, ...]:
        """Those that rail and foot count here; a file, for example, is counted with the system that it proves."""
        session = self.session
        return carried_by_step(session.standard, session.filing, session.carried).get(self.step.id, ())

    def _show_carried_now(self) -> None:
        if self.isVisible():
            self.show_carried()

    def _confirm(self) -> None:
        self.edit(confirmed(self.session.standard, self.session.filing, self.carried()))

    def _confirm_here(self) -> None:
        """Confirm what is under the cursor; go on behind what was confirmed last, by key or by typing over it."""
        chosen = carried_at(self.focusWidget(), self)
        if chosen:
            self.edit(confirmed(self.session.standard, self.session.filing, chosen))
        left = self.carried()
        if left:
            self.go_to(self._following if self._following in left else left[0])

    def _head(self, layout: QVBoxLayout) -> None:
        dimension = next((item for item in self.session.standard.dimensions if item.id == self.step.dimension), None)
        line = columns(spacing=GRID)
        self.title = label(self.step.title, "title")
        self.head = line
        line.addWidget(self.title)
        if dimension:
            line.addWidget(label(f"满分 {dimension.weight}", "second"), alignment=Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        if self.official():
            self._link = button("官方说明", self._toggle_official, "link")
            line.addWidget(self._link)
        layout.addLayout(line)
        if dimension and dimension.advice:
            layout.addWidget(label(dimension.advice, "second", wrap=True))
        self._wording = label(self.official(), "small", wrap=True)
        self._wording.hide()
        layout.addWidget(self._wording)

    def _toggle_official(self) -> None:
        shown = not self._wording.isVisible()
        self._wording.setVisible(shown)
        self._link.setText("收起官方说明" if shown else "官方说明")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.show_carried()
        super().showEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = 2 * GRID if self.width() < _NARROW else 3 * GRID
        side = max(margin, (self.width() - scaled(self.font(), self.MOST)) // 2)
        self._layout.setContentsMargins(side, margin, side, margin)
