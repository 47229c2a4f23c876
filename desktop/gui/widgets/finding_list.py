"""The findings as a list: mark, sentence, screen, the way there, and room for the reason of a warning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop.gui.overriding import override
from desktop.gui.text import LEVELS
from desktop.gui.theme import GRID, Colours
from desktop.gui.widgets.basics import Card, button, columns, label, line, restyle, rows
from desktop.gui.widgets.evidence_needs import Mark
from desktop.standard.carrying import UNCONFIRMED
from desktop.standard.definition import Level
from desktop.standard.findings import Finding
from desktop.standard.flow import StepState

_ORDER = tuple(Level)  # what blocks the seal comes first
_AT_ONCE = 10  # rows that are built before one asks for more
_COUNTS = {Level.ERROR: "处错误", Level.WARNING: "处警告", Level.HINT: "条提示"}
_CHIPS = {Level.ERROR: "chip-error", Level.WARNING: "chip-attention", Level.HINT: "chip"}
_MARKS = {Level.ERROR: StepState.ERROR, Level.WARNING: StepState.PART, Level.HINT: StepState.TODO}

Go = Callable[[str], None]
Explain = Callable[[Finding, str], None]


class FindingList(Card):
    """All findings, or only those that stand in the way of sealing.

    `go(place)` leads to a finding, `explain(finding, reason)` is called while the reason of a warning is typed.
    """

    def __init__(self, chosen: Colours, screen: Callable[[str], str], go: Go, explain: Explain) -> None:
        super().__init__("检查结果")
        self._colours, self._screen, self._go, self._explain = chosen, screen, go, explain
        self._findings: tuple[Finding, ...] = ()
        self._limit, self._only_open = _AT_ONCE, False
        self.rows: dict[str, FindingRow] = {}
        self.body.setSpacing(0)
        self.head.setContentsMargins(0, 0, 0, GRID + 4)
        self._chips = {level: label("", kind) for level, kind in _CHIPS.items()}
        self._waiting, self._passed = label("", "chip-attention"), label("全部通过", "chip-good")
        for position, chip in enumerate((self._waiting, *self._chips.values(), self._passed), start=1):
            self.head.insertWidget(position, chip)
        self._toggle = button("只看未通过", self._filter, "link")
        self.head.addWidget(self._toggle)
        self._list = rows(spacing=0)
        self.body.addLayout(self._list)
        self._good = _good_line(chosen)
        self.body.addWidget(self._good)
        self._more = button("", self._show_more, "link")
        self.body.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_findings(self, findings: tuple[Finding, ...], waiting: int) -> None:
        """Show these findings, `waiting` copied values to confirm; rows that stay keep what is being typed in them."""
        self._findings = tuple(sorted(findings, key=lambda item: _ORDER.index(item.level)))
        told = [item for item in findings if item.code != UNCONFIRMED]
        counts = Counter(item.level for item in told)
        missing = sum(item.missing and item.level is Level.ERROR for item in told)
        self._waiting.setText(f"{waiting} 项沿用的内容待确认")
        self._waiting.setVisible(bool(waiting))
        for level, chip in self._chips.items():
            lacking = missing if level is Level.ERROR else 0
            said = (
                f"缺 {lacking} 项" if lacking else "",
                f"{counts[level] - lacking} {_COUNTS[level]}" if counts[level] > lacking else "",
            )
            chip.setText("，".join(part for part in said if part))
            chip.setVisible(bool(counts[level]))
        self._passed.setVisible(not waiting and not counts[Level.ERROR] and not counts[Level.WARNING])
        self._arrange()

    def _arrange(self) -> None:
        wanted = [item for item in self._findings if not self._only_open or self._stays(item)]
        shown = wanted[: self._limit]
        keys = [item.key for item in shown]
        for key in [key for key in self.rows if key not in keys]:
            row = self.rows.pop(key)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for position, item in enumerate(shown):
            row = self.rows.get(item.key) or self._new_row(item)
            if self._list.indexOf(row) != position:
                self._list.removeWidget(row)
                self._list.insertWidget(position, row)
            row.show_finding(item)
        self.rows = {key: self.rows[key] for key in keys}
        self._good.setVisible(not shown)
        self._toggle.setVisible(any(not is_open(item) for item in self._findings))
        rest = len(wanted) - len(shown)
        self._more.setText(f"再显示 {min(rest, _AT_ONCE)} 条（还有 {rest} 条）")
        self._more.setVisible(rest > 0)

    def _stays(self, item: Finding) -> bool:
        row = self.rows.get(item.key)
        return is_open(item) or (row is not None and row.reason.hasFocus())

    def _new_row(self, item: Finding) -> FindingRow:
        row = FindingRow(item, self._colours, self._screen(item.place), self._go, self._explain)
        self.rows[item.key] = row
        return row

    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self._arrange()

    def _filter(self) -> None:
        self._only_open = not self._only_open
        self._toggle.setText("查看全部" if self._only_open else "只看未通过")
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        all_rows = list(self.rows.values())
        focused = next((number for number, row in enumerate(all_rows) if row.hasFocus()), None)
        if focused is None or event.key() not in moves:
            super().keyPressEvent(event)
            return
        target = min(max(focused + moves[Qt.Key(event.key())], 0), len(all_rows) - 1)
        all_rows[target].setFocus(Qt.FocusReason.TabFocusReason)


class FindingRow(QFrame):
    """One finding; Enter leads there."""

    def __init__(self, finding: Finding, chosen: Colours, screen: str, go: Go, explain: Explain) -> None:
        super().__init__()
        self.setProperty("kind", "finding")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.finding, self._go, self._screen = finding, go, screen
        column = rows(self, spacing=0)
        column.addWidget(line())
        across = columns(spacing=GRID + 4)
        across.setContentsMargins(0, GRID, 0, GRID)
        self._mark = Mark(chosen)
        self._message = label("", wrap=True)
        self.link = button("", lambda: go(self.finding.place), "link")
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter on the row does the same
        across.addWidget(self._mark)
        across.addWidget(self._message, 1)
        across.addWidget(label(screen, "third"))
        across.addWidget(self.link)
        column.addLayout(across)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText("确属实情的，在这里写明理由，例如：营业执照 2018 年换发，至今有效")
        self.reason.textEdited.connect(lambda text: explain(self.finding, text))
        self._place_reason = _indented(self.reason)
        column.addWidget(self._place_reason)
        self._place_reason.setVisible(finding.level is Level.WARNING)

    def show_finding(self, finding: Finding) -> None:
        """Show a finding, its reason unless that is being typed right now."""
        self.finding = finding
        explained = finding.level is Level.WARNING and bool(finding.reason)
        waits = finding.code == UNCONFIRMED
        self._mark.show_state(StepState.DONE if explained else StepState.PART if waits else _MARKS[finding.level])
        self._message.setText(finding.message)
        self.link.setText(_verb(finding))
        if not self.reason.hasFocus() and self.reason.text() != finding.reason:
            self.reason.setText(finding.reason)
        self.reason.setAccessibleName(f"{finding.message}理由")
        said = "已写明理由" if explained else "待确认" if waits else LEVELS[finding.level]
        self.setAccessibleName(f"{said}：{finding.message}{self._screen}，按回车键{_verb(finding)}")
        restyle(self.reason, "needed", finding.level is Level.WARNING and not finding.reason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.hasFocus():
            self._go(self.finding.place)
        else:
            super().keyPressEvent(event)


def is_open(finding: Finding) -> bool:
    """Whether a finding stands in the way of sealing: an error, or a warning without its reason."""
    return finding.level is Level.ERROR or (finding.level is Level.WARNING and not finding.reason)


def _verb(finding: Finding) -> str:
    if finding.level is Level.HINT:
        return "去看看"
    if finding.code == UNCONFIRMED:
        return "去核对"
    return "去补齐" if finding.missing else "去修改"


def _indented(editor: QWidget) -> QWidget:
    made = QWidget()
    across = columns(made)
    across.setContentsMargins(28, 0, 0, GRID + 4)
    across.addWidget(editor)
    return made


def _good_line(chosen: Colours) -> QWidget:
    made = QWidget()
    column = rows(made, spacing=0)
    column.addWidget(line())
    across = columns(spacing=GRID + 4)
    across.setContentsMargins(0, GRID + 2, 0, 0)
    across.addWidget(Mark(chosen, StepState.DONE))
    across.addWidget(label("没有错误，也没有要写明理由的警告，可以封装。", wrap=True), 1)
    column.addLayout(across)
    return made
