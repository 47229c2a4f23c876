"""Below the list of evidence: what was read in the chosen invoice or contract, to be looked at and corrected."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.dates import iso
from desktop.gui.widgets.fields import Field, figure_check, line_field
from desktop.gui.widgets.shares_line import SharesLine
from desktop.gui.widgets.tick_box import TickBox
from desktop.model.facts import AMOUNTS, CONTRACT, INVOICE, PERSON, EvidenceFacts, Share, looked_at, typed
from desktop.model.filing import Evidence, Filing
from desktop.standard.definition import Standard
from desktop.standard.invoices import VALUE_WORDS

_KEY = "F7"
_COLUMNS = 4
_TICK_WIDTH = 72
_SHOWN = ("number", "date", "seller", "buyer", "total", "amount", "tax", "buyer_id", "contract_no")
_SOURCES = {"xml": "XML", "ofd": "OFD", "pdf": "PDF", "qr": "二维码", "ocr": "文字识别", PERSON: "人工"}
_KINDS = ((INVOICE, "发票"), (CONTRACT, "合同"))
_UNREAD = "这份材料还没有读取：读出号码、日期、买卖双方和金额后，才能与填报的金额相互核对。"
_UNVERIFIED = "未验真：程序只读票面，真伪请到税务总局发票查验平台查验。"


class FactsPanel(QWidget):
    """`changed` carries the facts after an edit (None: not an invoice) and what the edit is about; `reading` asks."""

    changed = Signal(object, str)
    reading = Signal()

    def __init__(self, standard: Standard) -> None:
        super().__init__()
        self._standard, self._facts, self._name = standard, EvidenceFacts(), ""
        layout = rows(self, spacing=GRID)
        layout.addLayout(self._head())
        self._body = QWidget()
        inside = rows(self._body, spacing=GRID)
        inside.addLayout(self._grid())
        self.shares = SharesLine(standard)
        self.shares.changed.connect(self._share)
        inside.addWidget(self.shares)
        layout.addWidget(self._body)
        QShortcut(QKeySequence(_KEY), self, context=Qt.ShortcutContext.WindowShortcut).activated.connect(self._confirm)
        self.hide()

    def show_evidence(self, filing: Filing, item: Evidence | None) -> None:
        """Show what is known about a file; None for none, or for a file that proves no money."""
        self.setVisible(item is not None)
        if item is None:
            return
        there = item.facts is not None
        self._facts = item.facts or EvidenceFacts()
        self._body.setVisible(there)
        for part in (self.kind, self.red, self.forget):
            part.setVisible(there)
        self.by_hand.setVisible(not there)
        waiting = self._waiting() if there else ()
        self.confirm.setVisible(bool(waiting))
        self.confirm.setText(f"{len(waiting)} 项确认无误  {_KEY}")
        self._name = filing.enterprise.get(self._standard.name_field.id, "")
        self.own.setVisible(there and bool(self._name) and not self._facts.buyer)
        self.read.setText("重新读取" if there else "读取发票、合同")
        self._said.setText("票面内容" if there else _UNREAD)
        self._note.setText(_UNVERIFIED if self._facts.kind == INVOICE else "")
        self.kind.show_choices(_KINDS, self._facts.kind)
        self.red.setChecked(self._facts.red)
        for name, field in self.fields.items():
            known = self._facts.text(name)
            field.show_value(known)
            field.show_origin(_origin(self._facts, name), sure=name in self._facts.confirmed or not known)
        self.shares.show_evidence(filing, item)

    def _head(self) -> QHBoxLayout:
        made = columns(spacing=GRID)
        self._said = label("", "small", wrap=True)
        self.kind = ChoiceBox("材料是发票还是合同")
        self.kind.chosen.connect(lambda kind: self._become(replace(self._facts, kind=kind), "kind"))
        self.red = TickBox("红字")
        self.red.setMinimumWidth(_TICK_WIDTH)
        self.red.setToolTip("红字发票冲减金额，按负数计")
        self.red.clicked.connect(lambda on: self._become(replace(self._facts, red=on), "red"))
        self.confirm = button("", self._confirm, "primary")
        self.confirm.setAccessibleName("读出的内容确认无误")
        self.confirm.setToolTip(f"标着“请核对”的各项都与原件一致，按 {_KEY}；在一栏里按回车，只确认那一栏")
        self.own = button("购买方是本企业", lambda: self._become(typed(self._facts, "buyer", self._name), "buyer"))
        self.read = button("读取发票、合同", self.reading.emit)
        self.by_hand = button("手工填写", lambda: self._become(EvidenceFacts(), "kind"))
        self.forget = button("不是发票或合同", lambda: self.changed.emit(None, ""), "link")
        made.addWidget(self._said, 1)
        for part in (self.kind, self.red, self.confirm, self.own, self.read, self.by_hand, self.forget):
            made.addWidget(part)
        return made

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        self.fields: dict[str, Field] = {}
        for number, name in enumerate(_SHOWN):
            field = self.fields[name] = _field(name)
            field.typed.connect(partial(self._typed, name))
            assert isinstance(field.editor, QLineEdit)  # noqa: S101  (a line, made above)
            field.editor.returnPressed.connect(partial(self._look, name))
            grid.addWidget(field, *divmod(number, _COLUMNS), Qt.AlignmentFlag.AlignTop)
        self._note = label("", "small", wrap=True)
        place = divmod(len(_SHOWN), _COLUMNS)
        grid.addWidget(self._note, *place, 1, _COLUMNS - place[1], Qt.AlignmentFlag.AlignVCenter)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def _typed(self, name: str, text: str) -> None:
        self._become(typed(self._facts, name, text), name)

    def _look(self, name: str) -> None:
        """Enter in a field: its value is right."""
        self._become(looked_at(self._facts, [name]), name)

    def _confirm(self) -> None:
        if self.confirm.isVisible():
            self._become(looked_at(self._facts, self._waiting()), "confirmed")

    def _waiting(self) -> tuple[str, ...]:
        facts = self._facts
        return tuple(name for name in _SHOWN if facts.text(name) and name not in facts.confirmed)

    def _share(self, shares: tuple[Share, ...]) -> None:
        self._become(replace(self._facts, shares=shares), "shares")

    def _become(self, facts: EvidenceFacts, about: str) -> None:
        if facts != self._facts or about == "kind":
            self.changed.emit(facts, about)


def _field(name: str) -> Field:
    caption = VALUE_WORDS[name]
    if name not in AMOUNTS:
        return line_field(caption) if name != "date" else Field(caption, QLineEdit(), iso)
    editor = QLineEdit()
    editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return Field(f"{caption}（元）", editor, figure_check(negative=True))


def _origin(facts: EvidenceFacts, name: str) -> str:
    """Where a value was read, and whether it wants a look."""
    if not facts.text(name):
        return ""
    said = "、".join(_SOURCES[source] for source in facts.sources.get(name, ()))
    return said if name in facts.confirmed else f"{said or '读出'}，请核对"
