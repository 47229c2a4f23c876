"""Checking behind the window: findings are worked out in a thread, so that typing never waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.gui.tasks import Progress, Serial, Task
from desktop.model.filing import Filing
from desktop.model.seen import Seen
from desktop.standard.definition import Standard
from desktop.standard.findings import Finding
from desktop.workspace import clock
from desktop.workspace.assessing import findings_of


class Checking(QObject):
    """Checks one value after the other."""

    found = Signal(object, object)  # the value that was checked, what was found in it

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._serial = Serial()
        self._task: Task | None = None

    def start(self, standard: Standard, filing: Filing, kinds: Mapping[str, str], seen: Mapping[str, Seen]) -> None:
        """Check a value whose evidence is of these kinds and looks like this."""
        self.drop()
        task = self._task = Task(self)
        task.done.connect(lambda findings: self.found.emit(filing, findings))
        for end in (task.done, task.failed, task.cancelled):  # a failure is in the log, and the earlier findings stay
            end.connect(partial(self._ended, task))
        self._serial.start(partial(_work, standard, filing, dict(kinds), seen), task)

    def drop(self) -> None:
        """Nobody waits for the check that is on its way: there is a newer value, which the window is busy showing."""
        if self._task:
            self._task.cancel()

    def _ended(self, task: Task, *_: object) -> None:
        if task is self._task:
            self._task = None
        task.deleteLater()

    def finish(self) -> None:
        """Return when nothing runs any more."""
        self._serial.wait()


def check(
    standard: Standard, filing: Filing, kinds: Mapping[str, str], seen: Mapping[str, Seen]
) -> tuple[Finding, ...]:
    """What is found in a value, as of today."""
    return findings_of(standard, filing, kinds, clock.today(), seen=seen)


def _work(
    standard: Standard, filing: Filing, kinds: Mapping[str, str], seen: Mapping[str, Seen], progress: Progress
) -> tuple[Finding, ...]:
    return findings_of(standard, filing, kinds, clock.today(), step=lambda: progress(0, 0), seen=seen)
