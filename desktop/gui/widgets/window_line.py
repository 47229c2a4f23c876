"""Beside money: from which to which date invoices count, and the way to count from other dates than the notice's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.dates import iso
from desktop.gui.widgets.fields import Field
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Window
from desktop.standard.periods import Span, window_text

_OPEN, _CLOSE = "改期间", "收起"
_WIDE = 120  # pixels of a date


class WindowLine(QWidget):
    """One period; what is typed is in the filing as soon as both dates are there, in order."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._span: Span | None = None
        self._typed: dict[str, str] = {}
        layout = rows(self, spacing=4)
        line = columns(spacing=GRID)
        self._said = label("", "small")
        self.open = button(_OPEN, self._toggle, "link")
        line.addWidget(self._said)
        line.addWidget(self.open)
        line.addStretch(1)
        layout.addLayout(line)
        self.fields: Mapping[str, Field] = {
            "start": Field("从", QLineEdit(), iso),
            "end": Field("到（含当天）", QLineEdit(), iso),
        }
        self.usual = button("", self._take_usual)
        self._note = label("", "small", wrap=True)
        layout.addWidget(self._editing())

    def show_span(self, span: Span | None, title: str) -> None:
        """Show a period of what is called `title`; None hides the line."""
        self.setVisible(span is not None)
        if span is None:
            return
        if span != self._span:
            self._span, self._typed = span, {"start": span.start, "end": span.end}
        usual = f"{span.name}，改过" if span.changed else span.name
        self._said.setText(f"计入 {window_text(span)} 的发票、合同（{usual}）")
        for name, field in self.fields.items():
            field.show_value(getattr(span, name))
            field.editor.setAccessibleName(f"{title}：{span.name}{'从' if name == 'start' else '到'}")
        self.open.setAccessibleName(f"{title}：{span.name}{self.open.text()}")
        self.usual.setText(f"按通知改回 {span.years}")
        self.usual.setVisible(span.changed)
        self._note.setText(f"对所有要“{span.name}”凭证的地方都有效，会写进申报表；检查时请说明为什么这样计。")

    def _editing(self) -> QWidget:
        self._room = QWidget()
        within = rows(self._room, spacing=4)
        line = columns(spacing=GRID)
        for name, field in self.fields.items():
            field.setFixedWidth(_WIDE)
            field.typed.connect(partial(self._take, name))
            line.addWidget(field)
        line.addWidget(self.usual, alignment=Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        within.addLayout(line)
        within.addWidget(self._note)
        self._room.hide()
        return self._room

    def _toggle(self) -> None:
        opened = self._room.isHidden()
        self._room.setVisible(opened)
        self.open.setText(_CLOSE if opened else _OPEN)
        if opened:
            self.fields["start"].editor.setFocus()

    def _take(self, name: str, date: str) -> None:
        self._typed[name] = date
        start, end = self._typed["start"], self._typed["end"]
        wrong = "请填日期。" if not date else "开始晚于结束，请改其中一个。" if start > end else ""
        for key, field in self.fields.items():
            field.tell(wrong if key == name else "")
        if not wrong and end:
            self._become(Window(start, end), "typed")

    def _take_usual(self) -> None:
        if self._span:
            self._become(self._span.usual, "usual")
            self.fields["start"].editor.setFocus()

    def _become(self, window: Window, how: str) -> None:
        if self._span is None:
            return
        filing, key = self._bench.session.filing, self._span.period.value
        windows = {name: kept for name, kept in filing.windows.items() if name != key}
        if window != self._span.usual:
            windows[key] = window
        self._bench.edit(replace(filing, windows=windows), f"windows.{key}.{how}")
