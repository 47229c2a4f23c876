"""The files that prove one thing, as chips; more are added by dialog or dropped onto it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QFrame
from typing_extensions import override

from desktop.evidence.kinds import PICTURE
from desktop.gui.screen_cut import KEYS, ScreenCut
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, restyle, rows
from desktop.gui.widgets.evidence_intake import Arrival, Intake, files_of, picture_of
from desktop.gui.widgets.file_actions import Item
from desktop.gui.widgets.file_chip import FileChip
from desktop.gui.widgets.flow_layout import FlowLayout
from desktop.gui.widgets.running_bar import RunningBar
from desktop.gui.widgets.running_bar import files as file_counts
from desktop.gui.widgets.viewer import Viewer
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Evidence, EvidenceUse
from desktop.standard.definition import Level, Requirement
from desktop.standard.findings import Finding

_TOLD = 3  # sentences about files that could not be attached


class EvidenceChips(QFrame):
    """One requirement for one subject: its files, what is missing, a button to add."""

    def __init__(self, requirement: Requirement, bench: Workbench, subject: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "slot")
        self.setAcceptDrops(True)
        self.requirement, self._bench = requirement, bench
        self._use = EvidenceUse(requirement.id, subject)
        self._shown: tuple[Evidence, ...] = ()
        self.intake = Intake(bench.session, bench.edit, self)
        self.cutter = ScreenCut(self, bench.colours)
        self.viewer: Viewer | None = None
        self.running, self._told = RunningBar(), label("", "notice", wrap=True)
        self.add = button("＋ 添加文件", self._choose)
        self.add.setAccessibleName(f"添加{requirement.label}")
        self.add.setToolTip("选择文件；也可以拖进来，或按 Ctrl+V 粘贴")
        self._shot = button("截取屏幕", self.cut, "chip-link")
        self._shot.setAccessibleName(f"截取屏幕作为{requirement.label}")
        self._shot.setToolTip(f"在屏幕上框选一块附上（{KEYS}）")
        self._missing = label("待添加", "chip-attention")
        self._missing.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        layout = rows(self, spacing=4)
        line = columns(spacing=GRID)
        head = rows(spacing=0)
        name = label(self.requirement.label, "small")
        name.setToolTip(self.requirement.clause)
        name.setMinimumHeight(32)
        head.addWidget(name)
        head.addStretch(1)
        line.addLayout(head)
        self._flow = FlowLayout()
        self._kept = [self._missing, self.add, *([self._shot] if self._takes_pictures else [])]
        for part in self._kept:
            self._flow.addWidget(part)
        line.addLayout(self._flow, 1)
        layout.addLayout(line)
        layout.addWidget(self.running)
        layout.addWidget(self._told)
        self._tell("")

    @property
    def place(self) -> str:
        """The slot's place in the filing."""
        return ":".join(part for part in (f"evidence.{self._use.requirement}", self._use.subject) if part)

    def show_subject(self, subject: str) -> None:
        """Show the files of another subject."""
        self._use = EvidenceUse(self.requirement.id, subject)
        self.show_filing()

    def show_filing(self) -> None:
        """Show the files attached now."""
        there = self._bench.session.filing.evidence_for(self._use.requirement, self._use.subject)
        if there != self._shown:
            self._shown = there
            self._rebuild(there)
        if there:
            self._missing.hide()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say what is missing; what is asked for only sometimes is asked for when a finding says so."""
        lacking = [item for item in findings if item.place == self.place and item.missing]
        self._missing.setVisible(bool(lacking) and not self._shown)
        self._missing.setText("待添加" if any(item.level is Level.ERROR for item in lacking) else "可添加")
        self._missing.setToolTip("".join(item.message for item in lacking))

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about this slot or one of its files; a file's hints are told with all evidence."""
        files = {f"evidence.{item.file}" for item in self._shown}
        return finding.place == self.place or (finding.place in files and finding.level is not Level.HINT)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files here."""
        if paths:
            self._take([Arrival(path, self._use) for path in paths])

    def paste(self) -> None:
        """Attach what was copied: files, or a picture."""
        clipboard = QGuiApplication.clipboard()
        paths, picture = files_of(clipboard), picture_of(clipboard)
        if paths:
            self.attach(paths)
        elif picture:
            self._take_picture(picture)
        else:
            self._tell("剪贴板里没有图片或文件：请先截图或复制文件，再按 Ctrl+V。")

    def cut(self) -> None:
        """Attach a picture that is cut from the screen."""
        if self._takes_pictures:
            self.cutter.begin(self._take_picture)

    @property
    def _takes_pictures(self) -> bool:
        return not self.requirement.accept or PICTURE in self.requirement.accept

    def _connect(self) -> None:
        self.intake.began.connect(
            lambda task: self.running.follow(task, f"正在添加{self.requirement.label}", file_counts, stop="停止添加")
        )
        self.intake.ended.connect(lambda _, sentences: self._tell("；".join(sentences[:_TOLD])))
        self.cutter.failed.connect(self._tell)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (("Ctrl+V", self.paste), (KEYS, self.cut)):
            QShortcut(QKeySequence(keys), self, context=here).activated.connect(act)

    def _take(self, arrivals: Sequence[Arrival]) -> None:
        self._tell("")
        self.intake.take(arrivals)

    def _take_picture(self, picture: QImage) -> None:
        self._take([Arrival(picture, self._use, self.intake.pasted_name(self._use))])

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, f"添加{self.requirement.label}")
        self.attach([Path(name) for name in names])

    def _rebuild(self, there: Iterable[Evidence]) -> None:
        while self._flow.count() > len(self._kept):
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        kept = [self._flow.takeAt(0) for _ in self._kept]
        for evidence in there:
            self._flow.addWidget(FileChip(evidence, partial(self._look, evidence), partial(self._remove, evidence)))
        for item in kept:
            if item is not None:
                self._flow.addItem(item)
        self.updateGeometry()

    def _items(self) -> list[Item]:
        there = self._bench.session.filing.evidence_for(self._use.requirement, self._use.subject)
        return [Item(evidence, self._use) for evidence in there]

    def _look(self, evidence: Evidence) -> None:
        if self.viewer is None:
            self.viewer = Viewer(self._bench.session, self._bench.colours, self._bench.edit, self)
        self.viewer.look(self._items, [item.evidence for item in self._items()].index(evidence))

    def _remove(self, evidence: Evidence) -> None:
        """Take the file out of this slot; a file that proves nothing else leaves the filing."""
        filing = self._bench.session.filing
        left = replace(evidence, uses=tuple(use for use in evidence.uses if use != self._use))
        kept = tuple(left if item == evidence else item for item in filing.evidence)
        self._bench.edit(replace(filing, evidence=tuple(item for item in kept if item is not left or left.uses)), "")
        self.add.setFocus()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            restyle(self, "dragged", value=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, "dragged", value=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, "dragged", value=False)
        event.acceptProposedAction()
        self.attach([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
