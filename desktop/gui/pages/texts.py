"""The screen of the form's large boxes: one card each; lists can be written from what was entered."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QPushButton

from desktop.gui.overriding import override
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.pages.focus import put_cursor
from desktop.gui.widgets.basics import Card, button, label
from desktop.gui.widgets.carried import ConfirmHere
from desktop.gui.widgets.finding_strip import FindingStrip
from desktop.gui.widgets.growing_box import CountedBox
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.composing_texts import proposal
from desktop.standard.definition import FormField
from desktop.standard.findings import Finding
from desktop.standard.flow import Step, text_fields

_SOURCES = {
    "systems": "还没有列出云上系统，先去系统清单填写",
    "services": "还没有列出云产品和服务，先去清单填写",
    "providers": "还没有写明任何服务商，先在云服务清单或系统清单里填写",
}


class TextsPage(Page):
    """Long texts with counts."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        self._bench = Workbench(self.session, around.colours, self.edit, around.go)
        said = "清单类的内容可以由已填的系统和云服务生成，生成后再改；其余请尽量用数字说明。"
        self.advise(said)
        self.boxes: dict[str, CountedBox] = {}
        self._compose: dict[str, QPushButton] = {}
        self._strips: dict[str, FindingStrip] = {}
        self._confirms: list[ConfirmHere] = []
        self._fields = {item.id: item for item in text_fields(self.session.standard)}
        for item in self._fields.values():
            self.body.addWidget(self._card(item))
        self.refresh()

    def _card(self, item: FormField) -> Card:
        card = Card(item.label)
        self._confirms.append(ConfirmHere(card, self._bench, partial(self._waiting, f"enterprise.{item.id}")))
        card.head.addWidget(self._confirms[-1])
        if not item.required:
            card.head.addWidget(label("可不填", "third"))
        if item.compose:
            self._compose[item.id] = button("由清单生成", partial(self._write, item))
            card.head.addWidget(self._compose[item.id])
        box = CountedBox(item.label, item.limit, item.hint, titled=False)
        box.box.setPlaceholderText("待填" if item.required else "")
        box.box.setProperty("awaited", "true" if item.required else "false")
        box.typed.connect(partial(self._typed, item.id))
        self.boxes[item.id], self._strips[item.id] = box, FindingStrip(self._bench)
        card.body.addWidget(box)
        card.body.addWidget(self._strips[item.id])
        return card

    def _waiting(self, place: str) -> list[str]:
        return [place] if place in self.session.carried else []

    def _typed(self, key: str, value: str, about: str = "") -> None:
        filing = self.session.filing
        self.edit(replace(filing, enterprise={**filing.enterprise, key: value}), about or f"enterprise.{key}")

    def _write(self, item: FormField) -> None:
        """Write the proposal into the box; what stood there comes back with undo."""
        filing = self.session.filing
        written = proposal(self.session.standard, filing, item)
        self.edit(replace(filing, enterprise={**filing.enterprise, item.id: written}))
        if filing.enterprise.get(item.id):
            self.around.tell("已重新生成；要找回原来的文字，请点“撤销”。", "told")

    def _show_composing(self, item: FormField) -> None:
        made = self._compose[item.id]
        offered, there = proposal(self.session.standard, self.session.filing, item), self.session.filing.enterprise
        made.setText("重新生成" if there.get(item.id) else "由清单生成")
        made.setAccessibleName(f"{made.text()}：{item.label}")
        made.setEnabled(bool(offered))
        made.setToolTip("按现在的清单重写这一栏，可以撤销" if offered else _SOURCES[item.compose])

    @override
    def refresh(self) -> None:
        for key, box in self.boxes.items():
            box.show_value(self.session.filing.enterprise.get(key, ""))
        for confirm in self._confirms:
            confirm.show_filing()
        for key in self._compose:
            self._show_composing(self._fields[key])

    @override
    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        for key, strip in self._strips.items():
            strip.show_findings(item for item in findings if item.place == f"enterprise.{key}")

    @override
    def go_to(self, place: str) -> bool:
        return put_cursor(self.area, (box.box for key, box in self.boxes.items() if place == f"enterprise.{key}"))
