"""Saving behind the window: one save at a time, the newest value next, patience while the file cannot be written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import YunqiError
from desktop.filing import FilingStore
from desktop.gui.tasks import Progress, Serial, Task
from desktop.model.filing import Filing
from desktop.workspace import clock, rescue

_SOON = 40  # milliseconds from an edit to its save: the window is painted first, and a paste is one save
_AGAIN = 5_000  # milliseconds until a failed save is tried again
_KEPT = "修改已另外保存在这台电脑上，可以继续填写，关闭也不会丢失。"
_NOT_KEPT = "这台电脑上也写不下，请先腾出磁盘空间，不要关闭程序。"


class Saving(QObject):
    """Saves what `newest` gives; what cannot be saved is kept on this machine and tried again."""

    saved = Signal(str)  # local time of a durable save
    failed = Signal(str)  # the sentence says why

    def __init__(self, store: FilingStore, serial: Serial, newest: Callable[[], Filing], parent: QObject) -> None:
        super().__init__(parent)
        self.trouble = ""  # why the last save failed; "" while all is well
        self._store, self._serial, self._newest = store, serial, newest
        self._running = self._waiting = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.save)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self.save)

    @property
    def pending(self) -> bool:
        """Whether an edit is not yet durable in the filing file."""
        return self._running or self._soon.isActive() or bool(self.trouble)

    def edited(self) -> None:
        """There is a newer value: save it in a moment."""
        if not self._soon.isActive():
            self._soon.start()

    def save(self) -> None:
        """Queue the newest value; while one save is on its way, only the newest value waits behind it."""
        self._soon.stop()
        self._waiting = self._running
        if self._running:
            return
        self._running = True
        task = Task(self)
        task.done.connect(partial(self._ended, task))
        task.failed.connect(self._fail)
        self._serial.start(partial(_saved, self._store, self._newest()), task)

    def finish(self) -> str:
        """Save once more and at once, all queued work having ended; gives "" or the sentence that says why not."""
        self._soon.stop()
        self._again.stop()
        newest = self._newest()
        if self._store.filing == newest:
            return ""
        try:
            save(self._store, newest)
        except YunqiError as error:
            return str(error)
        return ""

    def tidy(self) -> None:
        """Let go of removed files, for nothing can be undone any more; where that fails they stay."""
        with suppress(YunqiError):
            self._store.tidy()

    def _ended(self, task: Task, time: str) -> None:
        self._running, self.trouble = False, ""
        task.deleteLater()
        if self._waiting:
            self.save()
        else:
            self.saved.emit(time)

    def _fail(self, sentence: str) -> None:
        wanted, self._running, self._waiting = self._waiting, False, False
        self.trouble = sentence
        self.failed.emit(sentence)
        if wanted:
            self.save()  # somebody asked for it meanwhile: the reason may be gone
        else:
            self._again.start()


def _saved(store: FilingStore, filing: Filing, progress: Progress) -> str:
    """Save a value; gives the local time once it is durable."""
    del progress  # a commit is one step
    save(store, filing)
    return clock.time_of_day()


def save(store: FilingStore, filing: Filing) -> None:
    """Save a value; what cannot be saved in the file is kept on this machine.

    Raises:
        YunqiError: it is not saved in the file; the sentence says why and where it is kept.
    """
    before = store.filing
    try:
        with store.writing() as writing:
            writing.save(filing, clock.author(), clock.now())
    except YunqiError as error:
        kept = rescue.keep(store.path, before, filing)
        raise YunqiError(f"{error}{_KEPT if kept else _NOT_KEPT}") from error
    rescue.forget(store.path, before)
