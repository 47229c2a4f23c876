"""Pieces of work with an open filing file: they run one after the other, and are known until they end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.gui.tasks import Serial, Task, Work


class FileWork(QObject):
    """Starts work in the file's thread; `over(task)` says that a piece has ended, however it did."""

    over = Signal(object)

    def __init__(self, serial: Serial, parent: QObject) -> None:
        super().__init__(parent)
        self._serial, self._apart = serial, Serial()
        self._tasks: set[Task] = set()

    @property
    def under_way(self) -> tuple[str, ...]:
        """What a person would want to be asked about before it is stopped."""
        return tuple(task.what for task in self._tasks if task.what and not task.ended)

    def start(self, work: Work, task: Task) -> Task:
        """Queue a piece of work."""
        return self._begin(self._serial, work, task)

    def start_apart(self, work: Work, task: Task) -> Task:
        """Queue work that takes its time and does not touch the file, beside all other."""
        return self._begin(self._apart, work, task)

    def stop(self) -> None:
        """Ask everything to stop; return when nothing touches the file any more."""
        for task in tuple(self._tasks):
            task.cancel()
        self._serial.wait()

    def _begin(self, serial: Serial, work: Work, task: Task) -> Task:
        self._tasks.add(task)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(partial(self._ended, task))
        return serial.start(work, task)

    def _ended(self, task: Task, *_: object) -> None:
        self._tasks.discard(task)
        if isValid(self):  # else the window went while the task was on its way
            self.over.emit(task)
