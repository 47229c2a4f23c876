"""Screenshots are looked at behind the window, one at a time; what was seen is checked and kept in the filing file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from desktop.filing import FilingStore
from desktop.gui.tasks import Progress, Serial, Task
from desktop.model.seen import Seen
from desktop.workspace.looking import seen_in, unseen

if TYPE_CHECKING:
    from desktop.gui.session import Session

_AFTER = 1_500  # milliseconds without a change to the evidence
_TOLD = 200  # pictures after which the window hears of them, where there are many


class Looking(QObject):
    """Looks at the pictures of systems in an open filing that nobody has looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._decoding = Serial()
        self._about: object = None  # the list of evidence that was seen through last
        self._wanted: list[str] = []
        self._new: dict[str, Seen] = {}
        self._busy = False
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._begin)
        session.edited.connect(self._soon)
        self._soon()

    def finish(self) -> None:
        """Return when nothing runs any more."""
        self._timer.stop()
        self._wanted = []
        self._decoding.wait()

    def _soon(self) -> None:
        if self._session.filing.evidence is not self._about:
            self._about = self._session.filing.evidence
            self._timer.start()

    def _begin(self) -> None:
        session = self._session
        self._wanted = unseen(session.standard, session.filing, session.kinds, {**session.seen, **self._new})[::-1]
        if not self._busy:
            self._next()

    def _next(self, _: object = None) -> None:
        if not isValid(self):  # the window went while a picture was being read
            return
        self._busy = bool(self._wanted)
        if self._new and (not self._busy or len(self._new) >= _TOLD):
            self._tell()
        if self._busy:
            sha256 = self._wanted.pop()
            self._session.content(sha256, self._task(partial(self._decode, sha256)))

    def _decode(self, sha256: str, data: bytes) -> None:
        if isValid(self):
            self._decoding.start(lambda _: seen_in(data), self._task(partial(self._keep, sha256)))

    def _keep(self, sha256: str, seen: Seen) -> None:
        if isValid(self):
            self._new[sha256] = seen
            self._next()

    def _tell(self) -> None:
        """The session checks what was seen; the file keeps it, and where it cannot, the next time looks again."""
        new, self._new = self._new, {}
        self._session.take_seen(new)
        self._session.run(partial(_store, new), self._task(self._kept))

    def _kept(self, _: object) -> None:
        """It is in the file."""

    def _task(self, then: Callable[[Any], None]) -> Task:
        task = Task(self)  # ours until its end was heard: nobody else holds it while its signals are on their way
        task.done.connect(then)
        for end in (task.failed, task.cancelled):
            end.connect(self._next)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(task.deleteLater)
        return task


def _store(new: dict[str, Seen], store: FilingStore, _: Progress) -> None:
    with store.writing() as writing:
        writing.keep_seen(new)
