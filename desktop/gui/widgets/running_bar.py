"""Work under way: what it is, how far it has come, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from desktop.gui.sizes import megabytes
from desktop.gui.tasks import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows

_PATIENCE = 300  # milliseconds; shorter work is over before anybody wonders
_SCALE = 1_000  # steps of the bar
Counts = Callable[[int, int], str]


def percent(done: int, total: int) -> str:
    """How much of the work is done."""
    return f" {100 * done // max(total, 1)} %"


def files(done: int, total: int) -> str:
    """How many files are done."""
    return f" {done} / {total} 个"


def by_parts(*parts: str) -> Counts:
    """Bytes, split evenly among the named parts of the work."""

    def counts(done: int, total: int) -> str:
        each = max(total // len(parts), 1)
        part = min(done // each, len(parts) - 1)
        return f" {parts[part]} {megabytes(done - part * each)} / {megabytes(each)} MB"

    return counts


class RunningBar(QWidget):
    """A sentence, a bar and a button to stop; hidden while nothing runs and while it is too short to tell."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: list[Task] = []
        layout = columns(self, spacing=2 * GRID)
        middle = rows(spacing=6)
        self._said, self._bar = label("", "second"), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        middle.addWidget(self._said)
        middle.addWidget(self._bar)
        layout.addLayout(middle, 1)
        self.stop = button("取消", self._cancel)
        layout.addWidget(self.stop)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether work is still under way."""
        return bool(self._tasks)

    def follow(
        self, task: Task, what: str, counts: Counts = percent, *, stop: str = "取消", at_once: bool = False
    ) -> None:
        """Show a task until it ends; `what` says what is being done, `counts` how far it is."""
        self._tasks.append(task)
        self._said.setText(f"{what}…")
        self._bar.setAccessibleDescription(what)
        self._bar.setRange(0, 0)
        self.stop.setText(stop)
        self.stop.setEnabled(True)
        task.progressed.connect(lambda done, total: self._show(f"{what}…{counts(done, total)}", done, total))
        for end in (task.done, task.failed, task.cancelled):
            end.connect(lambda *_: self._ended(task))
        if at_once:
            self.show()
            self.stop.setFocus()
        else:
            QTimer.singleShot(_PATIENCE, self, lambda: self.setVisible(self.running))

    def _show(self, said: str, done: int, total: int) -> None:
        if not isValid(self):  # the window went while the work was on its way
            return
        self._bar.setRange(0, _SCALE)
        self._bar.setValue(_SCALE * done // max(total, 1))
        if self.stop.isEnabled():
            self._said.setText(said)

    def _cancel(self) -> None:
        self.stop.setEnabled(False)
        self._said.setText("正在停下…")
        for task in self._tasks:
            task.cancel()

    def _ended(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
        if not self._tasks and isValid(self):
            self.hide()
