"""Beside a figure declared in money: how many invoices there are in the period, their sum, and the gap."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.gui.facts_reading import FactsReading
from desktop.gui.tasks import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, clear, columns, label, restyle, rows
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.gap_bar import Elided
from desktop.gui.widgets.notice import Notice
from desktop.gui.widgets.running_bar import RunningBar, files
from desktop.gui.widgets.steady import SteadyLabel
from desktop.gui.widgets.window_line import WindowLine
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Basis
from desktop.model.numbers import fixed
from desktop.standard.invoices import BASIS_WORDS, Beside, Line, beside, gap_of
from desktop.standard.periods import periods

_BASES: tuple[tuple[Basis, str], ...] = (("", "选择口径…"), ("with_tax", "按含税计"), ("without_tax", "按不含税计"))
_OPEN, _CLOSE = "看清单", "收起清单"
_NAME_WIDTH = 240  # pixels of a file's name
_LISTED = 40  # files listed here; all of them are with the evidence


class MoneyBeside(QFrame):
    """Of one account, or with `show_account` of another one; `basis` offers the choice of with or without tax."""

    def __init__(self, account: str, bench: Workbench, *, basis: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "slot")
        self._account, self._bench = account, bench
        self._shown: Beside | None = None
        self._said, self._gap = SteadyLabel("small"), label("", "chip")
        self.basis = ChoiceBox("金额按含税还是不含税计")
        self.basis.setToolTip("通知没有规定含税还是不含税：选定一种，全部金额都按它填写和核对；选择会记在案卷里")
        self.basis.chosen.connect(self._choose)
        self._chooses = basis
        self.basis.hide()
        self.open = button(_OPEN, self._toggle, "link")
        self.read = button("读取发票、合同", self._read)
        self.reading = FactsReading(bench.session, self)
        self._running, self._told = RunningBar(), Notice()
        self.reading.began.connect(partial(self._follow, "正在读取发票、合同"))
        self.reading.ended.connect(self._told.tell)
        self.windows = {period: WindowLine(bench) for period in periods(bench.session.standard)}
        self._list = QWidget()
        self._lines = rows(self._list, spacing=4)
        self._list.hide()
        self._build()

    def _build(self) -> None:
        layout = rows(self, spacing=GRID)
        across = columns(spacing=GRID)
        across.addWidget(self._said, 1)
        for part in (self._gap, self.basis, self.read, self.open):
            across.addWidget(part)
        layout.addLayout(across)
        for window in self.windows.values():
            layout.addWidget(window)
        layout.addWidget(self._running)
        layout.addWidget(self._told)
        layout.addWidget(self._list)

    def show_account(self, account: str) -> None:
        """Show what stands beside another figure."""
        self._account = account
        self.show_filing()

    def show_filing(self) -> None:
        """Show what stands beside the figure now; nothing where no file proves it."""
        session = self._bench.session
        found = beside(session.standard, session.filing)
        shown = next((item for item in found if item.account.id == self._account and item.lines), None)
        self.setVisible(shown is not None)
        if shown is None:
            self._shown = None
            return
        self.basis.setVisible(self._chooses and shown.begun)
        self.basis.show_choices(_BASES, session.filing.basis)
        self._say(shown)
        unread = any(line.paper.facts is None for line in shown.lines)
        self.read.setVisible(unread)
        title, asked = shown.account.title, {span.period: span for span in shown.spans}
        for period, window in self.windows.items():
            window.show_span(asked.get(period), title)
        for part, what in ((self.open, self.open.text()), (self.read, self.read.text()), (self.basis, "金额口径")):
            part.setAccessibleName(f"{title}：{what}")
        if shown is not self._shown:
            self._shown = shown
            if not self._list.isHidden():
                self._fill(shown)

    def _say(self, shown: Beside) -> None:
        filing, standard = self._bench.session.filing, self._bench.session.standard
        gap = gap_of(standard, filing, shown) if filing.basis else None
        self._said.setText(_sentence(shown, filing.basis, self._both))
        self._gap.setVisible(gap is not None)
        if gap is not None:
            unit = shown.account.unit
            words = f"{'多' if gap.gap > 0 else '差'} {gap.size} {unit}" if gap.gap else "与填报一致"
            self._gap.setText(words)
            restyle(self._gap, "kind", "chip-attention" if gap.gap else "chip-good")

    def _both(self) -> list[str]:
        """The sum with tax and without, for who is about to choose."""
        filing, standard = self._bench.session.filing, self._bench.session.standard
        said = []
        for basis, _ in _BASES[1:]:
            found = next(item for item in beside(standard, filing, basis) if item.account.id == self._account)
            said.append(f"{BASIS_WORDS[basis]} {fixed(found.total)}")
        return said

    def _choose(self, basis: Basis) -> None:
        chosen = next(item for item, _ in _BASES if item == basis)
        self._bench.edit(replace(self._bench.session.filing, basis=chosen), "basis")

    def _read(self) -> None:
        if self._shown:
            self.reading.read([line.evidence for line in self._shown.lines if line.paper.facts is None])

    def _follow(self, what: str, task: Task) -> None:
        self._told.tell("")
        self._running.follow(task, what, files, stop="停止读取")

    def _toggle(self) -> None:
        opened = self._list.isHidden()
        self._list.setVisible(opened)
        self.open.setText(_CLOSE if opened else _OPEN)
        if opened and self._shown:
            self._fill(self._shown)

    def _fill(self, shown: Beside) -> None:
        clear(self._lines)
        for line in (*shown.counted, *shown.left_out)[:_LISTED]:
            self._lines.addWidget(_row(line, self._bench.go))
        if len(shown.lines) > _LISTED:
            self._lines.addWidget(label(f"共 {len(shown.lines)} 份，其余的在“佐证材料”里。", "small"))


def _row(line: Line, go: Callable[[str], None]) -> QWidget:
    row = QWidget()
    made = columns(row, spacing=GRID)
    mark = label("计入" if line.why is None else "不计入", "chip-good" if line.why is None else "chip")
    mark.setFixedWidth(56)
    file = line.evidence.file
    bare = file.rpartition("/")[2]
    name = button("", lambda: go(f"evidence.{file}"), "link")
    name.setText(name.fontMetrics().elidedText(bare, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH))
    name.setToolTip(f"{bare}：到佐证材料里核对")
    name.setAccessibleName(f"到佐证材料里核对{bare}")
    about = Elided()
    about.setProperty("kind", "small")
    about.show_text(_about(line))
    made.addWidget(mark)
    made.addWidget(name)
    made.addWidget(about, 1)
    if line.why is None:
        made.addWidget(label(f"{fixed(line.yuan)} 元", "strong"))
    return row


def _about(line: Line) -> str:
    parts = [line.words] if line.words else []
    parts += [line.paper.text(name)[0] for name in ("number", "date", "seller")]
    return "　".join(part for part in parts if part)


def _sentence(shown: Beside, basis: Basis, both: Callable[[], list[str]]) -> str:
    unit, counted = shown.account.unit, len(shown.counted)
    if not shown.begun:
        return f"{len(shown.lines)} 份凭证还没有读取；读取后与填报的金额核对。"
    left = f"，{len(shown.left_out)} 份未计入" if shown.left_out else ""
    if not basis:
        return f"发票、合同合计 {'、'.join(both())} {unit}{left}。请选择一种口径。"
    return f"发票、合同 {counted} 份，合计 {fixed(shown.total)} {unit}（{BASIS_WORDS[basis]}）{left}。"
