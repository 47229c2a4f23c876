"""The files that prove one thing, as chips; more are added by dialog or dropped onto it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame

from desktop.gui.screen_cut import KEYS
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.bringing import Bringing
from desktop.gui.widgets.file_actions import Item
from desktop.gui.widgets.file_chip import FileChip
from desktop.gui.widgets.file_drops import FileDrops
from desktop.gui.widgets.flow import Flow
from desktop.gui.widgets.viewer import Viewer
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Evidence, EvidenceUse
from desktop.standard.definition import Level, Requirement
from desktop.standard.findings import Finding


class EvidenceChips(QFrame):
    """One requirement for one subject: its files, what is missing, a button to add."""

    def __init__(self, requirement: Requirement, bench: Workbench, subject: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "slot")
        FileDrops(self, self.attach)
        self.requirement, self._bench = requirement, bench
        named = bench.session.standard.indicator_by_id.get(subject)  # a page may hold a slot for each of several
        what = f"{requirement.label}：{named.title}" if named else requirement.label
        self._use = EvidenceUse(requirement.id, subject)
        self._shown: tuple[Evidence, ...] = ()
        self.bringing = Bringing(requirement, bench, lambda: self._use)
        self.viewer: Viewer | None = None
        self.add = button("＋ 添加文件", self._choose)
        self.add.setAccessibleName(f"添加{what}")
        self.add.setToolTip("选择文件；也可以拖进来，或按 Ctrl+V 粘贴")
        self._shot = button("截取屏幕", self.bringing.cut, "chip-link")
        self._shot.setAccessibleName(f"截取屏幕作为{what}")
        self._shot.setToolTip(f"在屏幕上框选一块附上（{KEYS}）")
        self._missing = label("待添加", "chip-attention")
        self._missing.setMinimumHeight(32)  # as high as the button beside it
        self._missing.hide()
        self._build()
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (("Ctrl+V", self.bringing.paste), (KEYS, self.bringing.cut)):
            QShortcut(QKeySequence(keys), self, context=here).activated.connect(act)

    def _build(self) -> None:
        layout = rows(self, spacing=0)
        line = columns(spacing=GRID)
        head = rows(spacing=0)
        name = label(self.requirement.label, "small")
        name.setToolTip(self.requirement.clause)
        name.setMinimumHeight(32)
        head.addWidget(name)
        head.addStretch(1)
        line.addLayout(head)
        self._flow = Flow()
        self._kept = [self._missing, self.add, *([self._shot] if self.bringing.takes_pictures else [])]
        self._flow.hold(self._kept)
        line.addWidget(self._flow, 1)
        layout.addLayout(line)
        layout.addWidget(self.bringing)

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
        place = self.place
        lacking = [item for item in findings if item.missing and item.place == place]
        self._missing.setVisible(bool(lacking) and not self._shown)
        self._missing.setText("待添加" if any(item.level is Level.ERROR for item in lacking) else "可添加")
        self._missing.setToolTip("".join(item.message for item in lacking))

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about this slot or one of its files; a file's hints are told with all evidence."""
        files = {f"evidence.{item.file}" for item in self._shown}
        return finding.place == self.place or (finding.place in files and finding.level is not Level.HINT)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files here."""
        self.bringing.attach(paths)

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, f"添加{self.requirement.label}")
        self.attach([Path(name) for name in names])

    def _rebuild(self, there: Iterable[Evidence]) -> None:
        chips = [FileChip(item, partial(self._look, item), partial(self._remove, item)) for item in there]
        self._flow.hold([*chips, *self._kept])

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
