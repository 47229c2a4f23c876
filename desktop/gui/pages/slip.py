"""补正通知 beside the walk: what the bureau wants corrected, line by line, ticked off once the place was edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.gui.overriding import override
from desktop.gui.pages.aside import AsidePage
from desktop.gui.pages.base import Surroundings
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, columns, frame, label, line, restyle, rows
from desktop.gui.widgets.steady import steadied
from desktop.model.dates import chinese
from desktop.model.return_slip import ReturnSlip, SlipPoint
from desktop.standard.correcting import corrected
from desktop.standard.flow import Step, StepKind, step_of, steps

_DONE, _OPEN = ("chip-good", "✓ 已改过"), ("chip-attention", "! 还没改")


class SlipPage(AsidePage):
    """Shows the slip that the session's filing was matched with."""

    STEP = Step("slip", "补正通知", StepKind.ASIDE)

    def __init__(self, around: Surroundings, slip: ReturnSlip) -> None:
        super().__init__(around)
        self._slip = slip
        self.advise("改过的会自己打勾；改成什么由您决定，程序只看那一处有没有动过。全部改好后重新封装，报送新的一版。")
        self.body.addWidget(self._about())
        card = Card("要补正的内容")
        card.body.setSpacing(0)
        self.lines = [
            _Line(number, point, self._screen(point.place), self._go) for number, point in enumerate(slip.points)
        ]
        for made in self.lines:
            card.body.addWidget(made)
        if self.lines:
            self.body.addWidget(card)
        self.refresh()

    def _about(self) -> QWidget:
        slip = self._slip
        card = Card("退回通知" if slip.refused else "补正通知")
        until = f"　请在 {chinese(slip.answer_by)} 前重新报送" if slip.answer_by else ""
        who = f"{slip.bureau or '（没有写落款单位）'}　{chinese(slip.date)}{until}"
        which = f"针对：{slip.batch_title} 第 {slip.version} 版，封装码 {slip.seal_code[:16]}…"
        for words, kind in ((who, "strong"), (which, "small"), (slip.reason, "")):
            if words:
                card.body.addWidget(label(words, kind, wrap=True))
        return card

    def _screen(self, place: str) -> str:
        """The name of the screen that a line leads to."""
        standard, filing = self.session.standard, self.session.filing
        wanted = step_of(standard, filing, place)
        return next(step.title for step in steps(standard) if step.id == wanted)

    def _go(self, place: str) -> None:
        self.around.go(place)

    @override
    def refresh(self) -> None:
        for made, done in zip(
            self.lines, corrected(self.session.standard, self.session.filing, self._slip), strict=True
        ):
            made.show_done(done=done)

    @override
    def go_to(self, place: str) -> bool:
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self.lines)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        at = next((number for number, made in enumerate(self.lines) if made.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif at is not None and event.key() in moves:
            to = min(max(at + moves[Qt.Key(event.key())], 0), len(self.lines) - 1)
            self.lines[to].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class _Line(QFrame):
    """One point; Enter leads to its place."""

    def __init__(self, number: int, point: SlipPoint, screen: str, go: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("kind", "finding")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.point, self._go = point, go
        column = rows(self, spacing=0)
        column.addWidget(line() if number else frame("plain"))
        across = columns(spacing=GRID + 4)
        across.setContentsMargins(0, GRID, 0, GRID)
        self.mark = steadied(label("", _OPEN[0]), _DONE[1])
        words = rows(spacing=2)
        words.addWidget(label(f"{number + 1}. {point.words}", "small", wrap=True))
        words.addWidget(label(point.wanted, wrap=True))
        link = button("去改 →", self._lead, "link")
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter on the line does the same
        across.addWidget(self.mark, alignment=Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(label(screen, "third"))
        across.addWidget(link)
        column.addLayout(across)

    def show_done(self, *, done: bool) -> None:
        """Show whether the place was edited."""
        kind, words = _DONE if done else _OPEN
        self.mark.setText(words)
        restyle(self.mark, "kind", kind)
        self.setAccessibleName(f"{self.point.words}：{self.point.wanted}，{words[2:]}")

    def _lead(self) -> None:
        self._go(self.point.place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._lead()
        else:
            super().keyPressEvent(event)
