"""Reads what the viewer shows; of two wishes only the later one is answered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.filing import FilingStore
from desktop.gui.pictures import Shown, shown
from desktop.gui.session import Session
from desktop.gui.tasks import Progress, Task


class Reader(QObject):
    """`came` carries a `Shown`."""

    came = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task | None = None

    def read(self, sha256: str, page: int) -> None:
        """Read a page of a stored content."""
        if self._task:
            self._task.cancel()
        self._task = task = Task()
        task.done.connect(partial(self._answer, task))
        task.failed.connect(partial(self._refuse, task))
        kind = self._session.kinds.get(sha256, "")

        def work(store: FilingStore, progress: Progress) -> Shown:
            return shown(store, sha256, kind, page, progress)

        self._session.run(work, task)

    def _answer(self, task: Task, read: Shown) -> None:
        if task is self._task and isValid(self):
            self._task = None
            self.came.emit(read)

    def _refuse(self, task: Task, sentence: str) -> None:
        self._answer(task, Shown(None, reason=sentence))
