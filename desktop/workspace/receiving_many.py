"""Many packages at once, on all cores: processes, because composing pages for comparison holds Python's lock.

Never more than a few packages are under way, so memory does not grow with their number; every result is given as soon
as it is there.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing.synchronize import Event
from pathlib import Path

from desktop.workspace.progress import Progress, silent
from desktop.workspace.receiving import Received, receive
from desktop.workspace.signatures import Trust

MOST = 8  # processes; a package under way takes some 150 MB
WORTH_IT = 16  # packages, below which starting processes takes longer than it saves
_LOOK = 0.2  # seconds between two looks at whether to stop
_stop: Event | None = None


class _StoppedError(Exception):
    """Nobody waits for the result any more."""


def receive_all(
    paths: Sequence[Path], progress: Progress = silent, workers: int = 0, trust: Trust = ()
) -> Iterator[Received]:
    """Every package as it is verified, in the order they are done; `progress` counts packages.

    Whatever `progress` raises stops the work soon. `workers` is the number of processes, by itself one for each core.
    """
    progress(0, len(paths))
    count = min(workers or os.cpu_count() or 1, MOST, len(paths))
    if count < 2 or (not workers and len(paths) < WORTH_IT):  # noqa: PLR2004  (a single one is this one)
        yield from _one_by_one(paths, progress, (0, len(paths)), trust)
        return
    left = dict.fromkeys(paths)
    try:
        for found in _by_processes(paths, progress, count, trust):
            del left[found.path]
            yield found
    except BrokenProcessPool:  # a process was ended from outside; what it had is done here
        yield from _one_by_one(tuple(left), progress, (len(paths) - len(left), len(paths)), trust)


def _one_by_one(paths: Sequence[Path], progress: Progress, counts: tuple[int, int], trust: Trust) -> Iterator[Received]:
    done, total = counts
    for number, path in enumerate(paths, start=done):
        yield receive(path, partial(_look_whether_to_stop, progress, number, total), trust)
        progress(number + 1, total)


def _look_whether_to_stop(progress: Progress, done: int, total: int, *_: int) -> None:
    progress(done, total)


def _by_processes(paths: Sequence[Path], progress: Progress, count: int, trust: Trust) -> Iterator[Received]:
    context = multiprocessing.get_context("spawn")  # threads and the window do not survive a fork
    stop, waiting, done = context.Event(), iter(paths), 0
    pool = ProcessPoolExecutor(count, context, _begin, (stop,))
    try:
        running: set[Future[Received]] = {pool.submit(_receive, path, trust) for path in islice(waiting, 2 * count)}
        while running:
            over, running = wait(running, _LOOK, FIRST_COMPLETED)
            progress(done, len(paths))
            for future in over:
                done += 1
                running |= {pool.submit(_receive, path, trust) for path in islice(waiting, 1)}
                yield future.result()
            progress(done, len(paths))
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _begin(stop: Event) -> None:
    """In a new process: interrupting the program is the first process's business."""
    global _stop  # noqa: PLW0603  (a process of the pool has no other place for it)
    _stop = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _receive(path: Path, trust: Trust) -> Received:
    def look(*_: int) -> None:
        if _stop and _stop.is_set():
            raise _StoppedError

    return receive(path, look, trust)
