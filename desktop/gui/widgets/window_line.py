"""Beside money: from which to which date invoices count, and the way to count from other dates than the notice's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.errors import InputError
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, restyle, rows
from desktop.gui.widgets.dates import iso
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Window
from desktop.standard.periods import Span, window_text

_OPEN, _CLOSE = "改期间", "收起"
_WIDE = 112  # pixels of a date
_CAPTIONS = {"start": "从", "end": "到"}


class WindowLine(QWidget):
    """One period; what is typed is in the filing as soon as both dates are there, in order."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._span: Span | None = None
        self._typed: dict[str, str] = {}  # the dates as far as they are dates
        self._said = label("", "small")
        self.open = button(_OPEN, self._toggle, "link")
        self.fields: Mapping[str, QLineEdit] = {name: QLineEdit() for name in _CAPTIONS}
        self.usual = button("", self._take_usual, "link")
        self._problem, self._note = label("", "problem", wrap=True), label("", "small", wrap=True)
        layout = rows(self, spacing=4)
        line = columns(spacing=GRID)
        for part in (self._said, self.open):
            line.addWidget(part)
        line.addStretch(1)
        layout.addLayout(line)
        self._room = QWidget()
        self._build(self._room)
        self._room.hide()
        layout.addWidget(self._room)

    def show_span(self, span: Span | None, title: str) -> None:
        """Show a period of what is called `title`; None hides the line."""
        self.setVisible(span is not None)
        if span is None:
            return
        if span != self._span:
            self._span, self._typed = span, {"start": span.start, "end": span.end}
            self._tell("")
        usual = f"{span.name}，改过" if span.changed else span.name
        self._said.setText(f"计入 {window_text(span)} 的发票、合同（{usual}）")
        for name, field in self.fields.items():
            if not field.hasFocus():
                self._settle(name)
            field.setAccessibleName(f"{title}：{span.name}{_CAPTIONS[name]}")
        self.open.setAccessibleName(f"{title}：{span.name}{self.open.text()}")
        self.usual.setText(f"按通知改回 {span.years}")
        self.usual.setVisible(span.changed)
        self._note.setText(f"含起止当天；对所有要“{span.name}”凭证的地方都有效，会写进申报表，检查时请说明理由。")

    def _build(self, room: QWidget) -> None:
        within = rows(room, spacing=4)
        line = columns(spacing=GRID)
        for name, field in self.fields.items():
            caption = label(_CAPTIONS[name], "small")
            caption.setBuddy(field)
            field.setFixedWidth(_WIDE)
            field.textEdited.connect(partial(self._take, name))
            field.editingFinished.connect(partial(self._settle, name))
            line.addWidget(caption)
            line.addWidget(field)
        line.addWidget(self.usual)
        line.addStretch(1)
        within.addLayout(line)
        within.addWidget(self._problem)
        within.addWidget(self._note)
        self._tell("")

    def _toggle(self) -> None:
        opened = self._room.isHidden()
        self._room.setVisible(opened)
        self.open.setText(_CLOSE if opened else _OPEN)
        if opened:
            self.fields["start"].setFocus()

    def _settle(self, name: str) -> None:
        """On leaving: the canonical form, unless something is still wrong."""
        if self._problem.isHidden() and self.fields[name].text() != self._typed[name]:
            self.fields[name].setText(self._typed[name])

    def _take(self, name: str, text: str) -> None:
        try:
            date = iso(text)
        except InputError as error:
            self._tell(f"{error}。", name)
            return
        if not date:
            self._tell("起止日期都要有；想按通知算，点“按通知改回”。", name)
            return
        self._typed[name] = date
        start, end = self._typed["start"], self._typed["end"]
        self._tell("开始日期晚于结束日期，请改其中一个。" if start > end else "", name)
        if start <= end:
            self._become(Window(start, end), "typed")

    def _tell(self, problem: str, wrong: str = "") -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for name, field in self.fields.items():
            restyle(field, "wrong", value=bool(problem) and name == wrong)

    def _take_usual(self) -> None:
        if self._span:
            self.fields["start"].setFocus()
            self._become(self._span.usual, "usual")
            for name in self.fields:
                self._settle(name)

    def _become(self, window: Window, how: str) -> None:
        if self._span is None:
            return
        filing, key = self._bench.session.filing, self._span.period.value
        windows = {name: kept for name, kept in filing.windows.items() if name != key}
        if window != self._span.usual:
            windows[key] = window
        self._bench.edit(replace(filing, windows=windows), f"windows.{key}.{how}")
