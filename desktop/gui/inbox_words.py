"""The text in pictures of the inbox that nothing else tells about: read on demand, one by one, while work goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.evidence.ocr_process import ENGINE, OcrProcess
from desktop.gui.tasks import CancelledError, Progress, Serial, Task
from desktop.workspace.inbox import Item, wants_words, with_words


class InboxWords(QObject):
    """`came` carries an item whose text was read."""

    came = Signal(object)
    engine = ENGINE  # another one in tests

    def __init__(self, items: Callable[[], Sequence[Item]], parent: QObject) -> None:
        super().__init__(parent)
        self._items = items
        self._serial = Serial()
        self.running: Task | None = None
        self._open: frozenset[str] = frozenset()  # what is still worth reading, while it runs

    @property
    def there(self) -> bool:
        """Whether the optional part is installed."""
        return OcrProcess(self.engine).there

    @property
    def wanted(self) -> list[Item]:
        """The items whose text might tell where they belong."""
        return [item for item in self._items() if wants_words(item)] if self.there else []

    def start(self) -> Task:
        """Read them all; the task tells how far it is, and keeps what was read when it is cancelled."""
        self.running = task = Task()
        self.look()
        for end in (task.done, task.cancelled, task.failed):
            end.connect(self._over)
        self._serial.start(partial(self._read, tuple(self.wanted), task), task)
        return task

    def look(self) -> None:
        """Take note of what was placed or set aside meanwhile: it is not read any more."""
        if self.running:
            self._open = frozenset(item.key for item in self.wanted)

    def close_down(self) -> None:
        """Stop; return when nothing runs any more."""
        if self.running:
            self.running.cancel()
        self._serial.wait()

    def _read(self, items: Sequence[Item], task: Task, progress: Progress) -> None:
        with OcrProcess(self.engine, step=partial(_still_wanted, task)) as ocr:
            for number, item in enumerate(items):
                progress(number, len(items))
                if item.key in self._open:
                    found = with_words(item, ocr)
                    if isValid(self):
                        self.came.emit(found)

    def _over(self, _: object = None) -> None:
        if isValid(self):
            self.running = None


def _still_wanted(task: Task) -> None:
    """Raises CancelledError once the person does not want the rest."""
    if task.stopped:
        raise CancelledError
