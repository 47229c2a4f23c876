"""The strip below the list of evidence: what the chosen files prove, what was found about them, remove them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.gui.tasks import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.evidence_model import Row
from desktop.gui.widgets.use_picker import UsePicker
from desktop.model.filing import Filing
from desktop.standard.definition import Standard

_HINT = "选中一份材料，可以改用途、填日期和说明（直接打字），或移除（Del）。"


class EvidenceDetails(QWidget):
    """`given` carries the use that the chosen files are to have; `removing` asks for them to be removed."""

    given = Signal(object)
    removing = Signal()

    def __init__(self, standard: Standard, filing: Filing) -> None:
        super().__init__()
        column = rows(self, spacing=GRID)
        across = columns(spacing=GRID)
        self._chosen, self._caption = label("", "second"), label("改为", "second")
        self.use = UsePicker(standard, filing, "选中的材料用作", none=True)
        self.use.chosen.connect(self.given)
        self._remove = button("移除材料", self.removing.emit)
        across.addWidget(self._chosen, 1)
        for part in (self._caption, self.use, self._remove):
            across.addWidget(part)
        column.addLayout(across)
        self._problem = label("", "notice", wrap=True)
        column.addWidget(self._problem)

    def show_filing(self, filing: Filing) -> None:
        """Offer the subjects of this filing."""
        self.use.show_filing(filing)

    def show_chosen(self, chosen: Sequence[Row], *, listed: bool) -> None:
        """Show the chosen files; `listed` tells whether there are any to choose."""
        for part in (self.use, self._caption, self._remove):
            part.setVisible(bool(chosen))
        found = chosen[0].findings if len(chosen) == 1 else ()
        self._problem.setText("\n".join(item.message for item in found if not item.reason))
        self._problem.setVisible(bool(self._problem.text()))
        if not chosen:
            self._chosen.setText(_HINT if listed else "")
            return
        self._chosen.setText(_words(chosen[0]) if len(chosen) == 1 else f"选中了 {len(chosen)} 份材料")
        uses = chosen[0].entry.evidence.uses
        self.use.show_use(uses[0] if uses else None)


class AttachProgress(QWidget):
    """How many of the files are attached, and a button to stop; hidden while nothing is attached."""

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        across = columns(self)
        self._bar, self._said = QProgressBar(), label("", "second")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("添加材料的进度")
        across.addWidget(self._said)
        across.addWidget(self._bar, 1)
        across.addWidget(button("停止添加", self._cancel))
        self.hide()

    @property
    def running(self) -> bool:
        """Whether files are being attached."""
        return self._task is not None

    def follow(self, task: Task, total: int) -> None:
        """Show a task that counts files."""
        self._task = task
        task.progressed.connect(self._show)
        self._show(0, total)
        self.show()

    def finish(self) -> None:
        """Nothing is attached any more."""
        self._task = None
        self.hide()

    def _show(self, done: int, total: int) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        self._said.setText(f"正在添加 {done} / {total} 份")

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()


def _words(row: Row) -> str:
    """A file with all it is used for."""
    entry = row.entry
    more = f"（另用作{'、'.join(entry.uses[1:])}）" if len(entry.uses) > 1 else ""
    return f"{entry.number}　{entry.evidence.file.rpartition('/')[2]}{more}"
