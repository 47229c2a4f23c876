"""All evidence in the reviewer's order: what is still lacking, what every file proves, its date and a note."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QStackedLayout, QWidget

from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.screen_words import ScreenWords
from desktop.gui.sizes import size_text
from desktop.gui.tasks import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, label, line
from desktop.gui.widgets.carried import ConfirmHere
from desktop.gui.widgets.chosen_files import ChosenFiles
from desktop.gui.widgets.evidence_intake import Arrival, Intake
from desktop.gui.widgets.evidence_list import EvidenceTable
from desktop.gui.widgets.evidence_model import EvidenceModel, rows_of
from desktop.gui.widgets.evidence_needs import NeedsCard, needs
from desktop.gui.widgets.file_actions import Item
from desktop.gui.widgets.file_drops import FileDrops
from desktop.gui.widgets.running_bar import RunningBar
from desktop.gui.widgets.running_bar import files as file_counts
from desktop.gui.widgets.use_picker import UsePicker
from desktop.gui.widgets.viewer import Viewer
from desktop.gui.widgets.words_line import WordsLine
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Evidence
from desktop.standard.catalogue import catalogue
from desktop.standard.findings import Finding
from desktop.standard.flow import Step

_LIST_HEIGHT = 236  # the least room of the list
_MANY = 10  # files that are dropped at once
_NOTHING = (
    "还没有材料。文件多、种类杂，就把整个文件夹拖到这里，\n"
    "收件箱会逐个认出是什么、该归到哪里；只有几份，就点“添加材料…”。"
)
_TOLD = 3  # sentences about files that could not be attached


class EvidencePage(Page):
    """What is lacking above, the list with its details below; files can be dropped anywhere."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        FileDrops(self, lambda paths: (around.open_inbox if _is_heap(paths) else self.attach)(paths))
        self.head.insertWidget(2, button("打开收件箱", lambda: around.open_inbox(()), "link", keys="Ctrl+I"))
        self._needs = NeedsCard(self.session.standard, around.colours, around.go)
        self._model = EvidenceModel(self._edit_one, self)
        self.table = EvidenceTable(self._model, around.colours)
        self.chosen = ChosenFiles(self.session, self.edit, self._edit_one)
        self.intake = Intake(self.session, self)
        self.viewer: Viewer | None = None
        self._findings: tuple[Finding, ...] = ()
        self.body.addWidget(self._needs)
        self.body.addWidget(self._list_card(), 1)
        self._connect()
        self.fill_height()
        self.refresh()

    def carried(self) -> tuple[str, ...]:
        """All copied files that nobody has confirmed, whatever they prove."""
        return tuple(place for place in self.session.filing.unconfirmed if place.startswith("evidence."))

    def refresh(self) -> None:
        """Show what is attached now."""
        self._waiting.show_filing()
        filing = self.session.filing
        self._picker.show_filing(filing)
        self.chosen.show_filing()
        self._needs.show_needs(needs(self.session.standard, filing))
        self._show_rows()
        self.words.show_filing()
        size = sum(item.bytes or 0 for item in filing.evidence)
        self._count.setText(f"{len(filing.evidence)} 份，{size_text(size)}" if filing.evidence else "")

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the files that something was found about."""
        self._findings = tuple(item for item in findings if item.place.startswith("evidence."))
        if self.isVisible():
            self._show_rows()

    def go_to(self, place: str) -> bool:
        """Put the cursor on a file."""
        section, _, file = place.partition(".")
        there = section == "evidence" and self.table.show_file(file)
        if there:
            self.table.setFocus()
        return there

    def official(self) -> str:
        """Where the notice asks for each kind of evidence."""
        asked = (item for item in self.session.standard.requirements if item.clause)
        return "\n".join(f"{item.label}：{item.clause}" for item in asked)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files for what the list above says they are used for."""
        use = self._picker.use()
        if use is None:
            self.around.tell("这类材料要写明对象，而清单里还没有，请先填写清单，或换一个用途。")
            return
        if paths:
            self.intake.take([Arrival(path, use) for path in paths])

    def _list_card(self) -> Card:
        card = Card("全部材料")
        card.body.setSpacing(GRID)
        self._head_of(card)
        self.running, self._below = RunningBar(), line()
        screen_words = ScreenWords(self.session)
        self.session.closing.connect(screen_words.finish)
        self.words = WordsLine(self.session, screen_words)
        card.body.addWidget(self.running)
        card.body.addWidget(self._room(), 1)
        for part in (self._below, self.chosen, self.words):
            card.body.addWidget(part)
        return card

    def _head_of(self, card: Card) -> None:
        self._count = label("", "second")
        bench = Workbench(self.session, self.around.colours, self.edit, self.around.go)
        self._waiting = ConfirmHere(card, bench, lambda: list(self.carried()), self._carried_chosen, "")
        self._picker = UsePicker(self.session.standard, self.session.filing, "新添加的材料用作")
        self._picker.show_plain()
        self._add = button("添加材料…", self._choose_files, "primary")
        card.head.insertWidget(1, self._count)
        card.head.insertWidget(2, self._waiting)
        for part in (label("用作", "second"), self._picker, self._add):
            card.head.addWidget(part)

    def _room(self) -> QWidget:
        """The list, or what to do where there is none."""
        room = QWidget()
        room.setMinimumHeight(_LIST_HEIGHT)
        self._stack = QStackedLayout(room)
        self._empty = label(_NOTHING, "second")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        return room

    def _connect(self) -> None:
        self.table.removing.connect(self._remove)
        self.table.chosen.connect(self._show_chosen)
        self.table.opening.connect(self._look)
        self.chosen.moved.connect(self.table.show_file)
        self.chosen.reading.connect(self.intake.reading.read)
        self.chosen.details.removing.connect(self._remove)
        self.chosen.details.opening.connect(lambda: self._look(self.table.selected()[0]))
        self.intake.began.connect(self._follow)
        self.intake.ended.connect(self._tell_attached)
        self.intake.reading.began.connect(
            lambda task: self.running.follow(task, "正在读取发票、合同", file_counts, stop="停止读取")
        )
        self.intake.reading.ended.connect(lambda said: self._tell_attached(0, [said] if said else []))

    def _show_rows(self) -> None:
        session = self.session
        entries = catalogue(session.standard, session.filing)
        self._model.show_rows(rows_of(entries, session.filing, session.kinds, self._findings))
        self._stack.setCurrentWidget(self.table if entries else self._empty)
        self._below.setVisible(bool(entries))
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.chosen.show_chosen(self.table.chosen_rows, listed=bool(self._model.rows))

    def _carried_chosen(self) -> list[str]:
        chosen = {f"evidence.{row.entry.evidence.file}" for row in self.table.chosen_rows}
        return [place for place in self.carried() if place in chosen]

    def _edit_one(self, position: int, evidence: Evidence, name: str) -> None:
        filing = self.session.filing
        changed = (*filing.evidence[:position], evidence, *filing.evidence[position + 1 :])
        self.edit(replace(filing, evidence=changed), f"evidence.{position}.{name}")

    def _remove(self) -> None:
        filing, gone = self.session.filing, {row.position for row in self.table.chosen_rows}
        first = self.table.selected()[0]
        kept = tuple(item for position, item in enumerate(filing.evidence) if position not in gone)
        self.edit(replace(filing, evidence=kept))
        self.around.tell(f"移除了 {len(gone)} 份材料，按 Ctrl+Z 可以恢复。", "told")
        if self._model.rows:
            self.table.show_row(min(first, len(self._model.rows) - 1))
            self.table.setFocus()

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择佐证材料")
        self.attach([Path(name) for name in chosen])

    def _follow(self, task: Task) -> None:
        """Show how far it is; the button to stop does not take the cursor out of a cell that is being typed in."""
        typing = self.table.state() is QAbstractItemView.State.EditingState
        self.running.follow(task, "正在添加材料", file_counts, stop="停止添加", at_once=not typing)

    def _tell_attached(self, _: int, sentences: list[str]) -> None:
        if sentences:
            self.around.tell("；".join(sentences[:_TOLD]))

    def _look(self, row: int) -> None:
        """Look at a file; from there one goes through all of them."""
        if self.viewer is None:
            self.viewer = Viewer(self.session, self.around.colours, self.edit, self)
        self.viewer.look(lambda: [Item(row.entry.evidence) for row in self._model.rows], row)


def _is_heap(paths: Sequence[Path]) -> bool:
    """Whether files need sorting rather than one use for all: folders, zips, many at once."""
    return len(paths) >= _MANY or any(path.is_dir() or path.suffix.lower() == ".zip" for path in paths)
