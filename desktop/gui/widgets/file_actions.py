"""What can be done with a file that one looks at: replace, remove, mask, bring its original back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from desktop.evidence.masking import Area
from desktop.filing import FilingStore
from desktop.gui.session import Session
from desktop.gui.tasks import Progress, Task
from desktop.gui.widgets.evidence_intake import Arrival, Intake
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.standard.catalogue import UNASSIGNED, subject_names
from desktop.standard.definition import Standard
from desktop.workspace.masking import Masked, mask, with_content


class Item(Struct, frozen=True):
    """A file, and the slot it is looked at in; without one it is looked at as a file."""

    evidence: Evidence
    use: EvidenceUse | None = None


def title(standard: Standard, filing: Filing, item: Item) -> str:
    """What a file proves, in words."""
    names = subject_names(standard, filing)
    said = []
    for use in (item.use,) if item.use else item.evidence.uses:
        requirement = standard.requirement_by_id[use.requirement]
        parts = (names.get((requirement.subject, use.subject), ""), requirement.label)
        said.append("，".join(part for part in parts if part))
    return "；".join(said) or UNASSIGNED


class FileActions(QObject):
    """Every action is one edit that can be taken back; `told` says what came of it, `began` that it takes a while."""

    told = Signal(str)
    began = Signal(object, str)  # the task, and what it does

    def __init__(self, session: Session, edit: Callable[[Filing, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._edit = session, edit
        self._intake = Intake(session, self)
        self._intake.began.connect(lambda task: self.began.emit(task, "正在存入"))
        self._intake.ended.connect(self._replaced)

    def choose(self, item: Item, window: QWidget) -> None:
        """Choose another file for the same uses."""
        path, _ = QFileDialog.getOpenFileName(window, f"选择替换“{item.evidence.file}”的文件")
        if path:
            self._intake.take([Arrival(Path(path), instead=item.evidence)])

    def remove(self, shown: Item) -> None:
        """Take the file out of its slot; out of the filing where it serves no other, or where it has no slot."""
        filing, evidence = self._session.filing, shown.evidence
        left = tuple(use for use in evidence.uses if use != shown.use) if shown.use else ()
        less = (replace(evidence, uses=left),) if left else ()
        kept = (one for item in filing.evidence for one in (less if item == evidence else (item,)))
        self._edit(replace(filing, evidence=tuple(kept)), "")
        self.told.emit(f"已移除“{evidence.file}”，按 Ctrl+Z 可以恢复。")

    def mask(self, item: Item, areas: Sequence[Area]) -> None:
        """Put a copy with covered areas in the place of a picture, wherever that picture stands."""
        sha256 = item.evidence.sha256
        task = Task(what="保存遮盖")
        task.done.connect(partial(self._masked, task, sha256))
        task.failed.connect(self.told)

        def work(store: FilingStore, progress: Progress) -> Masked:
            return mask(store, sha256, areas, progress)

        self._session.expect(task)
        self._session.run(work, task)
        self.began.emit(task, "正在保存遮盖")

    def restore(self, item: Item) -> None:
        """Put the original back in the place of a masked copy."""
        original = self._session.originals[item.evidence.sha256]
        self._edit(with_content(self._session.filing, item.evidence.sha256, original), "")
        self.told.emit("已恢复原图，按 Ctrl+Z 可以重新遮盖。")

    def _masked(self, task: Task, sha256: str, masked: Masked) -> None:
        if not isValid(self):
            return
        session, copy = self._session, masked.copy
        if copy.sha256 == sha256:
            self.told.emit("遮住的地方本来就是黑的，图片没有变化。")
            return
        session.kinds[copy.sha256] = copy.kind
        session.originals[copy.sha256] = masked.original
        count = sum(item.sha256 == sha256 for item in session.filing.evidence)
        session.arrive(task, lambda filing: with_content(filing, sha256, copy))
        also = f"同一张图用在 {count} 处，都已遮盖。" if count > 1 else ""
        self.told.emit(f"已遮盖，申报包里只放遮盖后的图，原图只留在案卷里。{also}")

    def _replaced(self, count: int, sentences: list[str]) -> None:
        self.told.emit("；".join(sentences) or ("已替换，按 Ctrl+Z 可以恢复。" if count else "这个文件刚才已被移除。"))
