"""Many files read at once, in processes of their own.

Processes, not threads: PDFium serves one thread of a process at a time, a library that hangs cannot be stopped in a
thread, and one that crashes takes its process along. A worker that needs too long for a file is ended and replaced.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from msgspec import msgpack

from desktop.errors import YunqiError
from desktop.evidence.ocr_process import OcrProcess
from desktop.evidence.reading import HOME, LOGIN, Reading, unreadable
from desktop.evidence.reading_worker import READY, serve
from desktop.evidence.walking import Source

SECONDS = 8.0  # for one file; with the start of a process less than 10
_STARTING = 60.0  # seconds until a new process must be there
_LOOK = 0.25  # seconds after which somebody may end the work
_WORKERS = 4
_SLOW = unreadable("too_slow", f"读这个文件超过 {SECONDS:.0f} 秒，已停止；请打开核对，或换一份更小的。")
_CRASHED = unreadable("failed", "读这个文件时程序库崩溃，没有读出内容；请打开核对。")


class _Worker:
    """A process and the line to it."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.line: Connection
        self.line, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.number = -1  # of the source it reads
        self.ready = False
        self.deadline = time.monotonic() + _STARTING

    def give(self, number: int, source: Source) -> None:
        self.number = number
        self.deadline = time.monotonic() + SECONDS
        with suppress(OSError):  # a process that died is noticed when it is waited for
            self.line.send(source)

    def end(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def read_all(
    sources: Sequence[Source],
    workers: int = 0,
    look: Callable[[], object] = lambda: None,
    ocr: OcrProcess | None = None,
) -> Iterator[tuple[int, Reading]]:
    """The readings with the numbers of their sources, in the order they are ready; leaving the loop ends the work.

    `look` is called several times a second, also while a file takes long, and may raise to end the work. With the part
    for text in pictures, files whose pictures may say more come last, each read once more with it; what calls itself a
    screenshot does not, for its name says enough to place it.

    Raises:
        YunqiError: no process can be started.
    """
    if ocr is None or not ocr.there:
        yield from _read_all(sources, workers, look)
        return
    later: list[tuple[int, Reading]] = []
    for number, reading in _read_all(sources, workers, look):
        if reading.ocr_would_help and reading.kind not in {LOGIN, HOME}:
            later.append((number, reading))
        else:
            yield number, reading
    for number, reading in later:
        look()
        yield number, ocr.read(sources[number]) or reading


def _read_all(sources: Sequence[Source], workers: int, look: Callable[[], object]) -> Iterator[tuple[int, Reading]]:
    waiting = [number for number, source in enumerate(sources) if source.refused is None]
    yield from ((number, source.refused) for number, source in enumerate(sources) if source.refused is not None)
    count = min(workers or os.cpu_count() or 1, _WORKERS, len(waiting))
    waiting.reverse()
    crew = [_Worker() for _ in range(count)]
    try:
        while crew:
            _hear_all(crew)
            look()
            for place in reversed(range(len(crew))):
                yield from _turn(crew, place, waiting, sources)
    finally:
        for worker in crew:
            worker.end()


def _hear_all(crew: Sequence[_Worker]) -> None:
    """Wait until a worker says something or is over its time, but not for long."""
    until = min(worker.deadline for worker in crew)
    wait([worker.line for worker in crew], max(0.0, min(until - time.monotonic(), _LOOK)))


def _turn(
    crew: list[_Worker], place: int, waiting: list[int], sources: Sequence[Source]
) -> Iterator[tuple[int, Reading]]:
    """What a worker has to say, and its next file."""
    worker = crew[place]
    said = _said(worker)
    if said is None:
        return
    if isinstance(said, Reading):
        number = worker.number
        if said is _SLOW or said is _CRASHED:
            worker.end()
            crew[place] = worker = _Worker()
        if number >= 0:
            yield number, said
        elif not worker.ready:
            raise YunqiError("读取材料的程序启动不了；请关闭其他程序后再试，仍不行时重新安装本程序。")
        worker.number = -1
    if worker.ready and waiting:
        number = waiting.pop()
        worker.give(number, sources[number])
    elif not waiting and worker.number < 0:
        worker.end()
        del crew[place]


def _said(worker: _Worker) -> Reading | bytes | None:
    try:
        if not worker.line.poll():
            return None if time.monotonic() < worker.deadline else _SLOW
        message = worker.line.recv_bytes()
    except (EOFError, OSError):
        return _CRASHED
    if message == READY and not worker.ready:
        worker.ready = True
        return READY
    return msgpack.decode(message, type=Reading)
