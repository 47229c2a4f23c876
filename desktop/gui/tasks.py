"""Work that must not hold up the window: callers pass a plain function and say what happens with its result.

Database work goes through `Serial`, one thread in the order given: a filing file has one connection.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.errors import YunqiError
from desktop.faults import record

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Progress = Callable[[int, int], None]
Work = Callable[[Progress], Any]  # gets the progress callback, which raises `Cancelled` once somebody asked for it


class CancelledError(Exception):
    """The person does not want the rest."""


class Task(QObject):
    """A piece of work on its way: `done(result)`, `failed(sentence)` or `cancelled()` comes last."""

    progressed = Signal(object, object)  # bytes or pieces done and in all; Qt's int ends at 2 GB
    done = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None, *, what: str = "") -> None:
        super().__init__(parent)
        self.what = what  # what a person calls it, where they would want to be asked before it is stopped
        self.ended = False  # the work is over, and its end is on the way to whoever waits for it
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked for it."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Tell the window how far the work is.

        Raises:
            CancelledError: the person asked for it.
        """
        if self._stop.is_set():
            raise CancelledError
        self.progressed.emit(done, total)


class Serial:
    """Runs pieces of work one after the other in a thread of its own."""

    @cached_property
    def _executor(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  (the first screen may need no thread)

        return ThreadPoolExecutor(max_workers=1)

    def start(self, work: Work, task: Task) -> Task:
        """Queue a piece of work."""
        self._executor.submit(_run, work, task)
        return task

    def wait(self) -> None:
        """Return when everything queued has ended."""
        if "_executor" not in vars(self):  # nothing was ever queued: no thread is begun for it
            return
        try:
            self._executor.submit(lambda: None).result()
        except RuntimeError:
            return  # the interpreter is going down, and has waited for all threads itself


def _run(work: Work, task: Task) -> None:
    end = _end_of(work, task)
    task.ended = True
    end()


def _end_of(work: Work, task: Task) -> Callable[[], None]:
    """Do the work; gives what tells its end."""
    try:
        result = work(task.report)
    except CancelledError:
        return task.cancelled.emit
    except YunqiError as error:
        return partial(task.failed.emit, str(error))
    except Exception as error:  # noqa: BLE001  (a thread must not die silently)
        kind = type(error).__name__
        sentence = f"程序内部出错（{kind}），已保存的内容不受影响；详情记在 {record(error)}。"
        return partial(task.failed.emit, sentence)
    return partial(task.done.emit, result)
