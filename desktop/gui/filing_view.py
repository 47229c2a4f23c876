"""The frame around the screens of one filing: top bar, rail, page, dock, foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.gui.corrections import Corrections
from desktop.gui.inbox import Inbox
from desktop.gui.overriding import override
from desktop.gui.pages.aside import AsidePage
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.choice import page_for
from desktop.gui.pages.inbox import InboxPage
from desktop.gui.pages.peers import PeersPage
from desktop.gui.pages.what_if import WhatIfPage
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
from desktop.standard.flow import Step, step_of, steps

_RAIL, _NARROW_RAIL = 196, 172  # pixels, at least


class FilingView(QWidget):
    """An open filing; `left` is emitted when the person goes back to the home screen."""

    left = Signal()
    settings_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, session: Session, chosen: Colours) -> None:
        super().__init__()
        self.setProperty("kind", "window")
        self.session, self._colours = session, chosen
        self._around = Surroundings(session, chosen, self.go, self.tell, self.open_inbox)
        self.inbox = Inbox(session)
        self._steps = steps(session.standard)
        self._pages: dict[str, Page] = {}
        self._at = 0
        self._stack = QStackedWidget()
        self._rail = Rail(session.standings, chosen, self.show_step, lambda: self.show_aside(InboxPage, self.inbox))
        self._aside: AsidePage | None = None
        self._dock = Dock(session, chosen, self.go, self._actions())
        self._foot = Foot(session, self._move, self.go)
        layout = rows(self, spacing=0)
        self._notice = Notice()
        self._bar, self.sample_bar = TopBar(session, self.tell), SampleBar()
        layout.addWidget(self._bar)
        layout.addWidget(self.sample_bar)
        self.corrections = Corrections(self)
        layout.addWidget(self.corrections.bar)
        layout.addWidget(self._notice)
        self._trouble = TroubleBar(session.saving.save)
        layout.addWidget(self._trouble)
        middle = columns(spacing=0)
        middle.addWidget(self._rail)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self._dock)
        layout.addLayout(middle, 1)
        layout.addWidget(self._foot)
        self._connect()
        FontFollower(self, self._share_width)
        self.show_step(self._steps[0].id)
        self._refresh()
        self._show_findings()

    @property
    def page(self) -> Page:
        """The screen one is on."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)  # noqa: S101  (the stack holds nothing else)
        return page

    @property
    def step(self) -> Step:
        """The step one is on, or comes back to from a screen beside the walk."""
        return self._steps[self._at]

    def begin(self) -> None:
        """The person has just come here: the cursor is where one sees where one is."""
        self._rail.take_cursor()

    def show_step(self, step_id: str) -> None:
        """Go to a screen; it is built the first time it is shown. What was only tried is gone with its screen."""
        self._leave_aside()
        step = next(item for item in self._steps if item.id == step_id)
        if step_id not in self._pages:
            self._pages[step_id] = page_for(step, self._around)
            self._stack.addWidget(self._pages[step_id])
        self._stack.setCurrentWidget(self._pages[step_id])
        self.page.refresh()
        self.page.show_findings(self.session.findings)
        self._rail.choose(step_id)
        put_in_order(self)
        self._show_neighbours(step)

    def show_aside(self, kind: Callable[..., AsidePage], *about: object) -> None:
        """Show a screen that is none of the steps, or leave it where it is shown; `about` is what it is told."""
        if isinstance(kind, type) and isinstance(self._aside, kind):
            self._move(-1)
            return
        self._leave_aside()
        self._aside = kind(self._around, *about)
        self._aside.left.connect(lambda: self._move(-1))
        self._stack.addWidget(self._aside)
        self._stack.setCurrentWidget(self._aside)
        self._foot.show_aside(self.step)
        self._share_width()
        put_in_order(self)
        self._aside.go_to("")
        self.tell("")

    def open_inbox(self, paths: Sequence[Path] = ()) -> None:
        """Show the inbox and put files into it."""
        if not isinstance(self._aside, InboxPage):
            self.show_aside(InboxPage, self.inbox)
        if isinstance(self._aside, InboxPage):
            self._aside.take(paths)

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

    def _leave_aside(self) -> None:
        """Drop the screen that is none of the steps, if it is shown."""
        if self._aside:
            self._stack.removeWidget(self._aside)
            self._aside.deleteLater()
            self._aside = None
            self._share_width()

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

    def _show_neighbours(self, step: Step) -> None:
        position = self._at = self._steps.index(step)
        following = self._steps[position + 1] if position + 1 < len(self._steps) else None
        self._foot.show_step(first=position == 0, following=following)
        self.tell("")

    def _move(self, by: int) -> None:
        position = self._at if self._aside else self._at + by
        if 0 <= position < len(self._steps):
            self.show_step(self._steps[position].id)
            self.page.begin()

    def _share_width(self) -> None:
        narrow = self.width() < scaled(self.font(), WIDE)
        self._dock.fold(folded=narrow or (self._aside is not None and self._aside.WIDE))
        self._rail.setFixedWidth(max(_NARROW_RAIL if narrow else _RAIL, self._rail.sizeHint().width()))

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        put_in_order(self)  # lines may have come and gone
        return super().focusNextPrevChild(forward)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
