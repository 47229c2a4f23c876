"""Invoices and contracts are read behind the window: what they say comes into the filing, and nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.errors import InputError
from desktop.gui.session import Session
from desktop.gui.tasks import Task
from desktop.model.filing import Evidence
from desktop.workspace import reading_facts

if TYPE_CHECKING:
    from desktop.evidence.reading import Reading
    from desktop.evidence.walking import Source


class FactsReading(QObject):
    """Reads files of the filing; the contents come from the database's thread, reading has one of its own."""

    began = Signal(object)  # the task, for those who show how far it is
    ended = Signal(str)  # one sentence about what was read; "" where there is nothing to say

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._folders: dict[Task, TemporaryDirectory[str]] = {}

    @property
    def running(self) -> bool:
        """Whether files are being read."""
        return bool(self._folders)

    def read(self, items: Sequence[Evidence]) -> None:
        """Read these files."""
        if not items:
            return
        task = Task()
        names = {item.sha256: item.file.rpartition("/")[2] for item in items}
        folder = self._folders[task] = TemporaryDirectory(prefix="yunqi-", ignore_cleanup_errors=True)
        task.done.connect(partial(self._read, names))
        for end in (task.done, task.failed, task.cancelled):
            end.connect(partial(self._over, task))
        task.failed.connect(self.ended)
        self.began.emit(task)
        fetching = Task(self)
        task.cancelled.connect(fetching.cancel)
        fetching.done.connect(partial(self._fetched, task))
        fetching.failed.connect(task.failed)
        fetching.cancelled.connect(task.cancelled)
        self._session.run(
            lambda store, _: reading_facts.spooled(store, items, Path(folder.name), task.report), fetching
        )

    def read_new(self, evidence: Sequence[Evidence]) -> None:
        """Read those of these files that prove money and that nobody has read."""
        self.read(reading_facts.worth_reading(self._session.standard, evidence, self._session.kinds))

    def _fetched(self, task: Task, sources: list[Source]) -> None:
        if isValid(self):
            self._session.work.start_apart(partial(reading_facts.readings, sources), task)

    def _read(self, names: dict[str, str], found: dict[str, Reading]) -> None:
        if not isValid(self):
            return
        try:
            self._session.learn(lambda filing: reading_facts.learnt(filing, reading_facts.kept(found)))
        except InputError as error:
            self.ended.emit(str(error))
            return
        self.ended.emit(reading_facts.told(found, names))

    def _over(self, task: Task, *_: object) -> None:
        folder = self._folders.pop(task, None)
        if folder:
            folder.cleanup()
