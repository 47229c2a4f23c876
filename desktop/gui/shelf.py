"""Looks at filings behind the window's back: the list first, then one overview after the other as they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.gui.tasks import Progress, Serial, Task
from desktop.workspace.folders import filings_in

_LANES = 2  # so that a file in use, for which the database waits a while, does not hold up the others


class Shelf(QObject):
    """Filings of a folder or of a list; only the latest wish is followed."""

    listed = Signal(list)  # paths, in order
    seen = Signal(object)  # an Overview
    failed = Signal(str)  # the folder cannot be read

    def __init__(self, today: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._lanes = [Serial() for _ in range(_LANES)]
        self._tasks: list[Task] = []
        self._over: list[Task] = []
        self._wish = 0
        self._known: dict[tuple[Path, int, int, str], object] = {}

    def show_folder(self, folder: Path) -> None:
        """List the filings of a folder and look at each."""
        self._forget()
        task = self._task(self._show)
        task.failed.connect(self.failed)
        self._lanes[0].start(partial(_filings_in, folder), task)

    def show_files(self, paths: Sequence[Path]) -> None:
        """Look at each of these filings."""
        self._forget()
        self._show(list(paths))

    def stop(self) -> None:
        """Drop what is not begun and return when nothing runs any more."""
        self._forget()
        for lane in self._lanes:
            lane.wait()

    def _show(self, paths: list[Path]) -> None:
        self.listed.emit(paths)
        for number, path in enumerate(paths):
            task = self._task(self.seen.emit)
            self._lanes[number % _LANES].start(partial(self._look, path, self._today()), task)

    def _task(self, then: Callable[[Any], object]) -> Task:
        task = Task(self)
        wish = self._wish
        task.done.connect(lambda found: then(found) if wish == self._wish else None)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(lambda *_: self._over.append(task))
        self._tasks.append(task)
        return task

    def _forget(self) -> None:
        """What is under way for an earlier wish is dropped, even when its result is already on its way."""
        self._wish += 1
        for task in self._tasks:
            task.cancel()
        for task in self._over:  # not before: a task must outlive the delivery of its last signal
            task.deleteLater()
        self._tasks, self._over = [], []

    def _look(self, path: Path, today: str, progress: Progress) -> object:
        """The overview of a file, from memory where the file is as it was."""
        from desktop.workspace.overview import overview  # noqa: PLC0415  (the first screen does not wait for it)

        progress(0, 1)
        key = (path, *_stamp(path), today)
        if key not in self._known:
            found = overview(path, today)
            if found.problem:
                return found  # may be gone the next time
            self._known[key] = found
        return self._known[key]


def _filings_in(folder: Path, progress: Progress) -> list[Path]:
    progress(0, 1)
    return filings_in(folder)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
