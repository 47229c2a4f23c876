"""All evidence in the reviewer's order: what is still lacking, what every file proves, its date and a note."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QProgressBar, QStackedLayout, QWidget
from typing_extensions import override

from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.sizes import size_text
from desktop.gui.tasks import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, columns, label, line, rows
from desktop.gui.widgets.evidence_list import EvidenceModel, EvidenceTable, Row, rows_of
from desktop.gui.widgets.evidence_needs import NeedsCard, needs
from desktop.gui.widgets.use_picker import UsePicker
from desktop.model.filing import Evidence, EvidenceUse
from desktop.standard.catalogue import catalogue
from desktop.standard.definition import SubjectKind
from desktop.standard.findings import Finding
from desktop.standard.flow import Step

_LIST_HEIGHT = 236  # the least room of the list


class EvidencePage(Page):
    """What is lacking above, the list with its details below; files can be dropped anywhere."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        self.setAcceptDrops(True)
        self.session.checked.connect(self._show_needs)
        self._needs = NeedsCard(self.session.standard, around.colours, around.go)
        self._model = EvidenceModel(self._edit_one, self)
        self.table = EvidenceTable(self._model, around.colours)
        self.table.removing.connect(self._remove)
        self.table.chosen.connect(self._show_chosen)
        self._findings: tuple[Finding, ...] = ()
        self._task: Task | None = None
        self.body.addWidget(self._needs)
        self.body.addWidget(self._list_card(), 1)
        self._fill_height()
        self.refresh()

    def refresh(self) -> None:
        """Show what is attached now."""
        filing = self.session.filing
        self._picker.show_filing(filing)
        self._use.show_filing(filing)
        self._show_needs()
        self._show_rows()
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
        for number, row in enumerate(self._model.rows):
            if section == "evidence" and row.entry.evidence.file == file:
                self.table.show_row(number)
                self.table.setFocus()
                return True
        return False

    def official(self) -> str:
        """Where the notice asks for each kind of evidence."""
        asked = (item for item in self.session.standard.requirements if item.clause)
        return "\n".join(f"{item.label}：{item.clause}" for item in asked)

    def _list_card(self) -> Card:
        card = Card("全部材料")
        card.body.setSpacing(GRID)
        self._count = label("", "second")
        card.head.insertWidget(1, self._count)
        session = self.session
        self._picker = UsePicker(session.standard, session.filing, "新添加的材料用作")
        self._picker.show_use(self._default_use())
        card.head.addWidget(label("用作", "second"))
        card.head.addWidget(self._picker)
        self._add = button("添加材料…", self._choose_files, "primary")
        card.head.addWidget(self._add)
        card.body.addWidget(self._progress_line())
        room = QWidget()
        room.setMinimumHeight(_LIST_HEIGHT)
        self._stack = QStackedLayout(room)
        self._empty = label(
            "还没有材料。把合同、发票、营业执照等文件拖到这里，\n或点“添加材料…”；截图在各系统那一行添加更快。",
            "second",
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        card.body.addWidget(room, 1)
        card.body.addWidget(line())
        card.body.addWidget(self._details())
        return card

    def _details(self) -> QWidget:
        """The strip below the list: what the chosen files prove, what was found about them, remove."""
        strip = QWidget()
        column = rows(strip, spacing=GRID)
        across = columns(spacing=GRID)
        self._chosen = label("", "second")
        self._use = UsePicker(self.session.standard, self.session.filing, "选中的材料用作", none=True)
        self._use.chosen.connect(self._give_use)
        self._remove_button = button("移除材料", self._remove)
        across.addWidget(self._chosen, 1)
        self._use_words = label("改为", "second")
        across.addWidget(self._use_words)
        across.addWidget(self._use)
        across.addWidget(self._remove_button)
        column.addLayout(across)
        self._problem = label("", "notice", wrap=True)
        column.addWidget(self._problem)
        return strip

    def _progress_line(self) -> QWidget:
        self._progress = QWidget()
        across: QHBoxLayout = columns(self._progress)
        self._bar, self._running = QProgressBar(), label("", "second")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("添加材料的进度")
        across.addWidget(self._running)
        across.addWidget(self._bar, 1)
        across.addWidget(button("停止添加", self._cancel))
        self._progress.hide()
        return self._progress

    def _fill_height(self) -> None:
        """The list takes all the height there is; below its least height the page scrolls."""
        inner = self.area.widget()
        layout = inner.layout() if inner else None
        if isinstance(layout, QBoxLayout):
            layout.setStretchFactor(self.body, 1)
            layout.setStretch(layout.count() - 1, 0)

    def _default_use(self) -> EvidenceUse | None:
        plain = [item.id for item in self.session.standard.requirements if item.subject is SubjectKind.NONE]
        return EvidenceUse(plain[-1]) if plain else None

    def _show_needs(self) -> None:
        self._needs.show_needs(needs(self.session.standard, self.session.filing))

    def _show_rows(self) -> None:
        session = self.session
        entries = catalogue(session.standard, session.filing)
        self._model.show_rows(rows_of(entries, session.filing.evidence, session.kinds, self._findings))
        self._stack.setCurrentWidget(self.table if entries else self._empty)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """What the strip says of the selected rows."""
        chosen = self._chosen_rows()
        for part in (self._use, self._use_words, self._remove_button):
            part.setVisible(bool(chosen))
        if len(chosen) == 1:
            self._chosen.setText(_words(chosen[0]))
            self._problem.setText("\n".join(item.message for item in chosen[0].findings if not item.reason))
        else:
            hint = "选中一份材料，可以改用途、填日期和说明（直接打字），或移除（Del）。" if self._model.rows else ""
            self._chosen.setText(f"选中了 {len(chosen)} 份材料" if chosen else hint)
            self._problem.setText("")
        self._problem.setVisible(bool(self._problem.text()))
        if chosen:
            uses = chosen[0].entry.evidence.uses
            self._use.show_use(uses[0] if uses else None)

    def _chosen_rows(self) -> list[Row]:
        return [self._model.rows[number] for number in self.table.selected() if number < len(self._model.rows)]

    def _edit_one(self, position: int, evidence: Evidence, name: str) -> None:
        filing = self.session.filing
        changed = (*filing.evidence[:position], evidence, *filing.evidence[position + 1 :])
        self.edit(replace(filing, evidence=changed), f"evidence.{position}.{name}")

    def _give_use(self, use: EvidenceUse | None) -> None:
        """The first use of every chosen file becomes this one."""
        filing = self.session.filing
        if use is None and self._use.requirement.currentData():
            return  # a requirement whose subject is still to be chosen, or of which there is none
        chosen = {row.position for row in self._chosen_rows()}
        new = (use,) if use else ()
        evidence = tuple(
            replace(item, uses=(*new, *item.uses[1:])) if position in chosen else item
            for position, item in enumerate(filing.evidence)
        )
        kept = [filing.evidence[position] for position in chosen]
        self.edit(replace(filing, evidence=evidence))
        self._choose_again(kept[0].file if len(kept) == 1 else "")

    def _choose_again(self, file: str) -> None:
        """A file whose use changed stands elsewhere in the list: stay with it."""
        for number, row in enumerate(self._model.rows):
            if file and row.entry.evidence.file == file:
                self.table.show_row(number)
                return

    def _remove(self) -> None:
        filing, gone = self.session.filing, {row.position for row in self._chosen_rows()}
        first = self.table.selected()[0]
        kept = tuple(item for position, item in enumerate(filing.evidence) if position not in gone)
        self.edit(replace(filing, evidence=kept))
        self.around.tell(f"移除了 {len(gone)} 份材料，按 Ctrl+Z 可以恢复。")
        if self._model.rows:
            self.table.show_row(min(first, len(self._model.rows) - 1))
            self.table.setFocus()

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择佐证材料")
        self.attach([Path(name) for name in chosen])

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files for what the list above says they are used for."""
        use = self._picker.use()
        if use is None:
            self.around.tell("这类材料要写明对象，而清单里还没有，请先填写清单，或换一个用途。")
            return
        if not paths or self._task:
            return
        self._show_progress(0, len(paths))
        self._task = self.session.attach(paths, use, self._attached)
        self._task.progressed.connect(self._show_progress)
        self._task.cancelled.connect(self._attached)
        self._task.failed.connect(self._not_attached)

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setVisible(done < total)
        self._add.setEnabled(done >= total)
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        self._running.setText(f"正在添加 {done} / {total} 份")

    def _attached(self) -> None:
        self._task = None
        self._show_progress(1, 1)

    def _not_attached(self, sentence: str) -> None:
        self._attached()
        self.around.tell(sentence)

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.attach([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _words(row: Row) -> str:
    """A file with all it is used for."""
    entry = row.entry
    more = f"（另用作{'、'.join(entry.uses[1:])}）" if len(entry.uses) > 1 else ""
    return f"{entry.number}　{entry.evidence.file.rpartition('/')[2]}{more}"
