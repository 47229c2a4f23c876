"""One package on the bureau's desk: what was proved, what is wrong, the reason, and the decision."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from desktop.errors import InputError
from desktop.gui.reception import Reception, Row
from desktop.gui.settings import Settings
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, frame, label, restyle, rows
from desktop.gui.widgets.choice_box import Captioned
from desktop.gui.widgets.growing_box import GrowingBox
from desktop.gui.widgets.notice import Tell
from desktop.gui.widgets.points_list import PointsList
from desktop.gui.widgets.reception_model import STATES, place_of
from desktop.gui.widgets.report_card import is_locked, light_of, sentence_of
from desktop.gui.widgets.signature_line import SignatureLine
from desktop.model.dates import is_date
from desktop.model.decisions import Decision, Point, State
from desktop.workspace import clock
from desktop.workspace.returning import Sender

WIDTH, LEAST = 328, 300  # pixels, for the body size of texts; and whatever that is
_SHOWN = 5  # problems
_DAYS = 7  # to answer, unless the clerk wants otherwise
_BUREAU = "bureau"


class ReceptionPanel(QFrame):
    """Shows a row of `reception` and asks it for decisions; `slip_wanted(row, sender)` asks for the return slip."""

    slip_wanted = Signal(object, object)
    places_wanted = Signal(object)

    def __init__(self, reception: Reception, settings: Settings, tell: Tell) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("申报包详情")
        self._reception, self._settings, self._tell = reception, settings, tell
        self.row: Row | None = None
        outer = rows(self, spacing=0, margin=1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = frame("plain")
        self._body = rows(inner, margin=2 * GRID, spacing=GRID)
        self._facts()
        self._reasons()
        self._slip()
        self._body.addStretch(1)
        self._area.setWidget(inner)
        outer.addWidget(self._area, 1)
        outer.addWidget(frame("line"))
        outer.addWidget(self._buttons())
        self.show_row(None)

    def show_row(self, row: Row | None) -> None:
        """Show a package; what was typed about the one before is kept."""
        before, typed = self.row, self.reason.toPlainText()
        other = (row.path if row else None) != (before.path if before else None)
        self.row = row
        self._area.setVisible(row is not None and row.received is not None)
        self._show_facts()
        decision = row.decision if row else Decision()
        if other or not self.reason.hasFocus():
            self.reason.setPlainText(decision.reason)
        if other:
            self.points.forget()
        self.points.show_points(decision.points)
        self._show_state(decision)
        if other:
            self._keep(before, typed)

    def keep(self) -> None:
        """Keep the reason that is typed, with the state as it is."""
        self._keep(self.row, self.reason.toPlainText())

    def _keep(self, row: Row | None, typed: str) -> None:
        if row is not None and row.key and typed.strip() != row.decision.reason:
            self._decide(row, replace(row.decision, reason=typed))

    def decide(self, state: State) -> None:
        """Put the package into a state, with the reason that is typed."""
        row = self.row
        if row is None or not row.key or not self.buttons[state].isEnabled():
            return
        self._decide(row, replace(row.decision, state=state, reason=self.reason.toPlainText()))

    @property
    def bureau_and_day(self) -> Sender:
        """Who returns packages, and by when an answer is wanted."""
        return Sender(self.bureau.text().strip(), clock.today(), self.until.text().strip())

    def _facts(self) -> None:
        self._name, self._about = label("", "section", wrap=True), label("", "second", wrap=True)
        self._verdict, self._state = label("", "chip"), label("", "chip")
        chips = columns(spacing=GRID)
        chips.addWidget(self._verdict)
        chips.addWidget(self._state)
        chips.addStretch(1)
        self.signature = SignatureLine()
        self._wrong, self._file = label("", "attention", wrap=True), label("", "third", wrap=True)
        self._body.addWidget(self._name)
        self._body.addWidget(self._about)
        self._body.addLayout(chips)
        self._body.addWidget(self.signature)
        self._body.addWidget(self._wrong)
        self._body.addWidget(self._file)

    def _reasons(self) -> None:
        self.reason = GrowingBox(2, 6)
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText("退回必须写；待补正时写在这里，或在下面逐条写")
        self.points = PointsList()
        self.points.changed.connect(self._change_points)
        self._body.addWidget(Captioned("理由", self.reason))
        self._points_caption = label("要补正的内容（补正通知里逐条列出）", "small", wrap=True)
        self._body.addWidget(self._points_caption)
        self._body.addWidget(self.points)

    def _slip(self) -> None:
        self._sending = QWidget()
        layout = rows(self._sending, spacing=GRID)
        self.bureau, self.until = QLineEdit(self._settings.text(_BUREAU)), QLineEdit()
        self.bureau.setPlaceholderText("例如：余杭区经济和信息化局")
        self.bureau.editingFinished.connect(lambda: self._settings.put(_BUREAU, self.bureau.text().strip()))
        self.until.setText((date.fromisoformat(clock.today()) + timedelta(days=_DAYS)).isoformat())
        self.until.setPlaceholderText("2021-12-01")
        self.write = button("写补正通知…", self._write)
        layout.addWidget(Captioned("通知的落款单位", self.bureau))
        layout.addWidget(Captioned("请企业在哪天前答复", self.until))
        layout.addWidget(self.write)
        self._body.addWidget(frame("line"))
        self._body.addWidget(self._sending)

    def _buttons(self) -> QWidget:
        foot = QWidget()
        line = columns(foot, spacing=GRID)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        wishes = (
            (State.PASSED, "通过", "primary", "Ctrl+1"),
            (State.TO_CORRECT, "待补正", "", "Ctrl+2"),
            (State.RETURNED, "退回", "", "Ctrl+3"),
        )
        self.buttons = {
            state: button(words, partial(self.decide, state), kind, keys=keys) for state, words, kind, keys in wishes
        }
        self.buttons[State.RECEIVED] = button("恢复", lambda: self.decide(State.RECEIVED), "link", keys="Ctrl+4")
        self.buttons[State.RECEIVED].setAccessibleDescription("恢复为收到，重新审")
        for state, made in self.buttons.items():
            line.addWidget(made, 0 if state is State.RECEIVED else 1)
        return foot

    def _show_facts(self) -> None:
        row = self.row
        found = row.received if row else None
        if row is None or found is None:
            return
        self._name.setText(found.enterprise or "（不详）")
        version = f"第 {found.version} 版" if found.version else ""
        score = f"自评 {found.score} / {found.self_max}" if found.score else ""
        self._about.setText("  ·  ".join(part for part in (found.batch_title, place_of(row), version, score) if part))
        kind, word = light_of(found.report) if found.report else ("chip-error", "✕ 读不了")
        self._verdict.setText(word)
        restyle(self._verdict, "kind", kind)
        self.signature.show_report(row.path, found.report)
        report = found.report
        problems = [f"· {item.words}" for item in (report.problems if report else ())]
        if report and is_locked(report):
            problems = []  # its sentence says it all
        more = f"……共 {len(problems)} 处" if len(problems) > _SHOWN else ""
        said = found.problem or ("" if found.sound and not problems else sentence_of(report) if report else "")
        parts = (said, *problems[:_SHOWN], more, row.among.sentence)
        self._wrong.setText("\n".join(part for part in parts if part))
        restyle(self._wrong, "kind", "attention" if found.sound else "error")
        self._wrong.setVisible(bool(self._wrong.text()))
        self._file.setText(f"{row.path.name}\n封装码 {found.code[:16]}…" if found.code else row.path.name)
        self._file.setToolTip(str(row.path))

    def _show_state(self, decision: Decision) -> None:
        row = self.row
        known = row is not None and bool(row.key)
        kind, word = STATES[decision.state]
        self._state.setText(word)
        restyle(self._state, "kind", kind)
        self._state.setVisible(known)
        self._state.setToolTip(" ".join(part for part in (decision.by, decision.at) if part))
        for state, made in self.buttons.items():
            made.setEnabled(known and state is not decision.state)
        self.buttons[State.PASSED].setEnabled(row is not None and row.may_pass and decision.state is not State.PASSED)
        sound = row is not None and row.received is not None and row.received.sound
        for part in (self._points_caption, self.points):
            part.setVisible(sound)
        self._sending.setVisible(sound and decision.state in {State.TO_CORRECT, State.RETURNED})
        self.write.setText("写退回通知…" if decision.state is State.RETURNED else "写补正通知…")
        if sound and not self.points.place.count():
            self.places_wanted.emit(row)

    def _change_points(self, points: tuple[Point, ...]) -> None:
        if self.row is not None:
            self._decide(self.row, replace(self.row.decision, points=points, reason=self.reason.toPlainText()))

    def _decide(self, row: Row, decision: Decision) -> None:
        try:
            self._reception.decide(row, decision)
        except InputError as error:
            self._tell(str(error))
            if row is self.row:
                self.reason.setFocus()
        else:
            self._tell("")

    def _write(self) -> None:
        until = self.until.text().strip()
        if until and not is_date(until):
            self._tell(f"“{until[:20]}”不是日期，请写成 2021-12-01 的样子，或空着。")
            self.until.setFocus()
            return
        self.keep()
        self.slip_wanted.emit(self.row, self.bureau_and_day)
