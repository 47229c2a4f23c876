"""The words in screenshots, read on demand outside the window's process, one picture at a time, and kept by content."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.evidence.ocr_process import ENGINE, OcrProcess
from desktop.filing import FilingStore
from desktop.gui.session import Session
from desktop.gui.tasks import CancelledError, Progress, Serial, Task
from desktop.model.seen import Seen, Word
from desktop.workspace.looking import seen_in, unread

_TOLD = 10  # pictures after which the checks hear of them


class ScreenWords(QObject):
    """Reads the pictures of systems whose words nobody has read."""

    def __init__(self, session: Session, engine: str = ENGINE) -> None:
        super().__init__(session)
        self._session, self._engine = session, engine
        self._serial = Serial()
        self._wanted: list[str] = []
        self._new: dict[str, Seen] = {}
        self._total = 0
        self._ocr: OcrProcess | None = None
        self._whole: Task | None = None

    @property
    def there(self) -> bool:
        """Whether the optional part is installed."""
        return OcrProcess(self._engine).there

    @property
    def wanted(self) -> list[str]:
        """The pictures (SHA-256) that are still to be read."""
        session = self._session
        return unread(session.standard, session.filing, session.kinds, session.seen)

    def start(self) -> Task:
        """Read them all; the task tells how far it is, and stops when it is cancelled."""
        self._wanted = self.wanted[::-1]
        self._total = len(self._wanted)
        self._whole = whole = Task(self)
        self._ocr = OcrProcess(self._engine, step=partial(_still_wanted, whole))
        self._next()
        return whole

    def finish(self) -> None:
        """Stop, and return when nothing runs any more."""
        if self._whole:
            self._whole.cancel()
        self._serial.wait()

    def _next(self, _: object = None) -> None:
        if not isValid(self) or self._whole is None:
            return
        try:
            self._whole.report(self._total - len(self._wanted), self._total)
        except CancelledError:
            self._wanted = []
        if self._new and (not self._wanted or len(self._new) >= _TOLD):
            self._tell()
        if self._wanted:
            sha256 = self._wanted.pop()
            self._session.content(sha256, self._task(partial(self._look, sha256)))
        else:
            self._end()

    def _look(self, sha256: str, data: bytes) -> None:
        if isValid(self) and self._ocr:
            ocr, seen = self._ocr, self._session.seen.get(sha256)
            self._serial.start(
                lambda _: (seen or seen_in(data), ocr.words(data)), self._task(partial(self._keep, sha256))
            )

    def _keep(self, sha256: str, found: tuple[Seen, tuple[Word, ...] | None]) -> None:
        if isValid(self):
            self._new[sha256] = replace(found[0], words=found[1] or ())
            self._next()

    def _tell(self) -> None:
        new, self._new = self._new, {}
        self._session.take_seen(new)
        self._session.run(partial(_store, new), self._task(lambda _: None, go_on=False))

    def _end(self) -> None:
        whole, self._whole, ocr, self._ocr = self._whole, None, self._ocr, None
        if ocr:
            self._serial.start(lambda _: ocr.close(), self._task(lambda _: None, go_on=False))
        if whole:
            whole.done.emit(self._total)
            whole.deleteLater()

    def _task(self, then: Callable[[Any], None], *, go_on: bool = True) -> Task:
        task = Task(self)  # ours until its end was heard
        task.done.connect(then)
        for end in (task.failed, task.cancelled):
            if go_on:
                end.connect(self._next)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(task.deleteLater)
        return task


def _still_wanted(task: Task) -> None:
    """Raises CancelledError once the person does not want the rest."""
    if task.stopped:
        raise CancelledError


def _store(new: dict[str, Seen], store: FilingStore, _: Progress) -> None:
    with store.writing() as writing:
        writing.keep_seen(new)
