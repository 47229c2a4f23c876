"""The frame around the screens of one filing: top bar, rail, page, dock, foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.gui.corrections import Corrections
from desktop.gui.inbox import Inbox
from desktop.gui.overriding import override
from desktop.gui.pages.aside import AsidePage
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.inbox import InboxPage
from desktop.gui.pages.peers import PeersPage
from desktop.gui.pages.what_if import WhatIfPage
from desktop.gui.screens import Screens
from desktop.gui.session import Session
from desktop.gui.theme import WIDE, Colours, scaled
from desktop.gui.widgets.basics import columns, rows
from desktop.gui.widgets.dock import Dock
from desktop.gui.widgets.font_follower import FontFollower
from desktop.gui.widgets.foot import Foot
from desktop.gui.widgets.notice import Kind, Notice
from desktop.gui.widgets.rail import Rail
from desktop.gui.widgets.sample_bar import SampleBar
from desktop.gui.widgets.score_panel import Action
from desktop.gui.widgets.tab_order import put_in_order
from desktop.gui.widgets.top_bar import TopBar
from desktop.gui.widgets.trouble_bar import TroubleBar
from desktop.standard.flow import Step, step_of

_RAIL, _NARROW_RAIL = 196, 172  # pixels, at least


class FilingView(QWidget):
    """An open filing; `left` is emitted when the person goes back to the home screen."""

    left = Signal()
    settings_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, session: Session, chosen: Colours) -> None:
        super().__init__()
        self.setProperty("kind", "window")
        self.session = session
        self.inbox = Inbox(session)
        self._screens = Screens(Surroundings(session, chosen, self.go, self.tell, self.open_inbox))
        self._rail = Rail(session.standings, chosen, self.show_step, lambda: self.show_aside(InboxPage, self.inbox))
        self._dock = Dock(session, chosen, self.go, self._actions())
        self._foot = Foot(session, self._move, self.go)
        self._bar, self.sample_bar = TopBar(session, self.tell), SampleBar()
        self.corrections = Corrections(self)
        self._notice, self._trouble = Notice(), TroubleBar(session.saving.save)
        self._build()
        self._connect()
        FontFollower(self, self._share_width)
        self.show_step(self._screens.step.id)
        self._refresh()
        self._show_findings()

    def _build(self) -> None:
        layout = rows(self, spacing=0)
        for bar in (self._bar, self.sample_bar, self.corrections.bar, self._notice, self._trouble):
            layout.addWidget(bar)
        middle = columns(spacing=0)
        middle.addWidget(self._rail)
        middle.addWidget(self._screens, 1)
        middle.addWidget(self._dock)
        layout.addLayout(middle, 1)
        layout.addWidget(self._foot)

    @property
    def page(self) -> Page:
        """The screen one is on."""
        return self._screens.page

    @property
    def step(self) -> Step:
        """The step one is on, or comes back to from a screen beside the walk."""
        return self._screens.step

    def begin(self) -> None:
        """The person has just come here: the cursor is where one sees where one is."""
        self._rail.take_cursor()

    def show_step(self, step_id: str) -> None:
        """Go to a screen. What was only tried is gone with its screen."""
        if self._screens.leave_aside():
            self._share_width()
        self._screens.show_step(step_id)
        self.page.refresh()
        self.page.show_findings(self.session.findings)
        self._rail.choose(step_id)
        put_in_order(self)
        self._foot.show_step(first=self._screens.position == 0, following=self._screens.following)
        self.tell("")

    def show_aside(self, kind: Callable[..., AsidePage], *about: object) -> None:
        """Show a screen that is none of the steps, or leave it where it is shown; `about` is what it is told."""
        if isinstance(kind, type) and isinstance(self._screens.aside, kind):
            self._move(-1)
            return
        self._screens.leave_aside()
        aside = self._screens.show_aside(kind, *about)
        aside.left.connect(lambda: self._move(-1))
        self._foot.show_aside(self.step)
        self._share_width()
        put_in_order(self)
        aside.go_to("")
        self.tell("")

    def open_inbox(self, paths: Sequence[Path] = ()) -> None:
        """Show the inbox and put files into it."""
        if not isinstance(self._screens.aside, InboxPage):
            self.show_aside(InboxPage, self.inbox)
        if isinstance(self._screens.aside, InboxPage):
            self._screens.aside.take(paths)

    def go(self, place: str) -> None:
        """Go to a place of the filing and put the cursor there."""
        self.show_step(step_of(self.session.standard, self.session.filing, place))
        self.page.go_to(place)

    def tell(self, sentence: str, kind: Kind = "problem") -> None:
        """Show a sentence above the page until the next edit or step."""
        self._notice.tell(sentence, kind)

    def _actions(self) -> tuple[Action, ...]:
        """What the dock offers beside the score."""
        trial = Action("试算", "改几个数字看看会得多少分，不保存（Ctrl+T）", lambda: self.show_aside(WhatIfPage))
        peers = Action("对标", "与已公布的云上企业比一比（Ctrl+B）", lambda: self.show_aside(PeersPage))
        return (trial, peers) if self.session.cases.cases else (trial,)

    def _connect(self) -> None:
        self._bar.left.connect(self.left)
        self._bar.settings_wanted.connect(self.settings_wanted)
        self._bar.help_wanted.connect(self.help_wanted)
        self.session.edited.connect(self._refresh)
        self.inbox.changed.connect(lambda: self._rail.show_inbox(self.inbox.waiting))
        self.session.checked.connect(self._show_findings)
        self.session.saved.connect(lambda _: self._show_trouble(""))
        self.session.unsaved.connect(self._show_trouble)
        self.session.failed.connect(self.tell)
        shortcuts: tuple[tuple[QKeySequence, Callable[[], object]], ...] = (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._bar.take_back),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.session.redo),
            (QKeySequence("Ctrl+PgDown"), lambda: self._move(1)),
            (QKeySequence("Ctrl+PgUp"), lambda: self._move(-1)),
            (QKeySequence("Ctrl+W"), self.left.emit),
            (QKeySequence("Ctrl+I"), lambda: self.show_aside(InboxPage, self.inbox)),
            *(
                (QKeySequence(keys), item.start)
                for keys, item in zip(("Ctrl+T", "Ctrl+B"), self._actions(), strict=False)
            ),
        )
        for keys, slot in shortcuts:
            QShortcut(keys, self).activated.connect(slot)

    def _refresh(self) -> None:
        self._bar.show_filing()
        self._show_sample_bar()
        self.tell("")
        self.page.refresh()

    def _show_findings(self) -> None:
        self._rail.show_standings(self.session.standings)
        self._foot.show_findings()
        self.page.show_findings(self.session.findings)  # the others learn of them when they are shown

    def _show_trouble(self, sentence: str) -> None:
        self._trouble.show_trouble(sentence)
        self._show_sample_bar()

    def _show_sample_bar(self) -> None:
        """Where edits cannot be saved, that is what is told; one bar is enough."""
        self.sample_bar.setVisible(self.session.filing.sample and self._trouble.isHidden())

    def _move(self, by: int) -> None:
        """Go on or back among the steps; a screen beside them is left for the step it was reached from."""
        position = self._screens.position + (0 if self._screens.aside else by)
        if 0 <= position < len(self._screens.steps):
            self.show_step(self._screens.steps[position].id)
            self.page.begin()

    def _share_width(self) -> None:
        narrow = self.width() < scaled(self.font(), WIDE)
        aside = self._screens.aside
        self._dock.fold(folded=narrow or (aside is not None and aside.WIDE))
        self._rail.setFixedWidth(max(_NARROW_RAIL if narrow else _RAIL, self._rail.sizeHint().width()))

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        put_in_order(self)  # lines may have come and gone
        return super().focusNextPrevChild(forward)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
