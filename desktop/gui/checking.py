"""Checking behind the window: findings are worked out in a thread, so that typing never waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.gui.tasks import Progress, Serial, Task
from desktop.model.filing import Filing
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

    def start(self, standard: Standard, filing: Filing, kinds: Mapping[str, str]) -> None:
        """Check a value whose evidence is of these kinds."""
        task = Task(self)
        task.done.connect(lambda findings: self.found.emit(filing, findings))
        for end in (task.done, task.failed):  # a failure is in the log, and the earlier findings stay
            end.connect(task.deleteLater)
        self._serial.start(partial(_work, standard, filing, dict(kinds)), task)

    def finish(self) -> None:
        """Return when nothing runs any more."""
        self._serial.wait()


def check(standard: Standard, filing: Filing, kinds: Mapping[str, str]) -> tuple[Finding, ...]:
    """What is found in a value, as of today."""
    return findings_of(standard, filing, kinds, clock.today())


def _work(standard: Standard, filing: Filing, kinds: Mapping[str, str], progress: Progress) -> tuple[Finding, ...]:
    del progress  # a moment
    return check(standard, filing, kinds)
