"""Hashing beside reading: `hashlib` lets other threads run, so two cores share the work."""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar

_WAITING = 8  # chunks between reader and hasher; what bounds the memory
_PATIENCE = 0.05  # seconds between two looks at the other thread
T = TypeVar("T")


class StoppedError(Exception):
    """The other side gave up."""


class Beside(Generic[T]):
    """Runs `work` in a thread while the block lasts; it must call the function it is given now and then.

    That function raises `StoppedError` once the block was left by an exception. Nothing outlives the block.
    """

    def __init__(self, work: Callable[[Callable[[], None]], T]) -> None:
        self._work = work
        self._stop = threading.Event()
        self._result: list[T] = []
        self._error: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Beside[T]:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._stop.set()
        self._thread.join()

    def result(self, meanwhile: Callable[[], None]) -> T:
        """What the work gave, or the exception it ended with; `meanwhile` is called while it is waited for."""
        while self._thread.is_alive():
            self._thread.join(_PATIENCE)
            meanwhile()
        if self._error:
            raise self._error[0]
        return self._result[0]

    def _run(self) -> None:
        try:
            self._result.append(self._work(self._check))
        except BaseException as error:  # noqa: BLE001  (handed to whoever waits)
            self._error.append(error)

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError


class Hasher:
    """Takes chunks and hashes them in a thread while the block lasts."""

    def __init__(self) -> None:
        self._chunks: queue.Queue[bytes] = queue.Queue(_WAITING)
        self._sha256 = hashlib.sha256()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Hasher:  # noqa: PYI034  (no Self before Python 3.11)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._chunks.put(b"")
        self._thread.join()

    def update(self, chunk: bytes) -> None:
        """Hash this after what came before; waits while the thread is behind."""
        if chunk:
            self._chunks.put(chunk)

    def sha256(self) -> str:
        """The SHA-256 of everything; ask behind the block."""
        return self._sha256.hexdigest()

    def _run(self) -> None:
        while chunk := self._chunks.get():
            self._sha256.update(chunk)
