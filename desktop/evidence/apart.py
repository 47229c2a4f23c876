"""Foreign pictures and PDFs opened in a process of their own, so that a library's crash never takes the window along.

Nothing is begun before the first question, and the process ends by itself when nobody asks any more. The command line
does not `begin`: it opens files where it is.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import DecodeError, msgpack

from desktop.evidence.apart_worker import IDLE, READY, Answer, AskKind, AskLook, AskPage, Page, Question, answer, serve
from desktop.evidence.kinds import DAMAGED
from desktop.model.seen import Seen

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

SECONDS = 8.0  # for one question: no file may keep anybody waiting for ten
_STARTING = 60.0


class Apart:
    """The process and the line to it; threads take turns. Until it is `begun`, files are opened here."""

    def __init__(self, *, begun: bool = False, idle: float = IDLE, work: Callable[[Question], Answer] = answer) -> None:
        self.begun = begun
        self._idle, self._work = idle, work
        self._turn = Lock()
        self._number = 0  # of the last question: what was given up must not be taken for the answer to another one
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def ask(self, question: Question) -> Answer | None:
        """The answer; None where the process crashed over it or needed too long."""
        if not self.begun:
            return self._work(question)
        with self._turn:
            for _ in range(2):  # the process may have ended by itself just now
                try:
                    return self._asked(question)
                except TimeoutError:
                    self._end()
                    return None
                except (EOFError, OSError, DecodeError):
                    self._end()
        return None

    def end(self) -> None:
        """End the process; the next question begins another one."""
        with self._turn:
            self._end()

    def _asked(self, question: Question) -> Answer:
        line = self._ready()
        self._number += 1
        line.send_bytes(msgpack.encode((self._number, question)))
        number, answered = msgpack.decode(_received(line, SECONDS), type=tuple[int, Answer])
        if number != self._number:
            raise EOFError
        return answered

    def _ready(self) -> Connection:
        if self._line is None:
            from multiprocessing import get_context  # noqa: PLC0415  (the window does not wait for it)

            context = get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs, self._idle, self._work), daemon=True)
            self._process.start()
            theirs.close()
            if _received(self._line, _STARTING) != READY:
                raise EOFError
        return self._line

    def _end(self) -> None:
        if self._line:
            self._line.close()
        if self._process:
            with suppress(ValueError, AttributeError):  # it may never have started
                self._process.kill()
                self._process.join()
                self._process.close()
        self._process = self._line = None


def _received(line: Connection, seconds: float) -> bytes:
    until = time.monotonic() + seconds
    while not line.poll(max(0.0, min(1.0, until - time.monotonic()))):
        if time.monotonic() > until:
            raise TimeoutError
    return line.recv_bytes()


_apart = Apart()


def begin() -> None:
    """From now on foreign files are opened in a process of their own."""
    _apart.begun = True


def kind_of(path: Path) -> str:
    """The kind of a file, as `kinds.kind_of`; one that a library crashes over is `damaged`.

    Raises:
        OSError: the file cannot be read.
    """
    found = _apart.ask(AskKind(os.fsencode(path)))
    if found is None:
        return DAMAGED
    if found.refused:
        raise OSError(*found.refused)
    return found.kind or DAMAGED


def page_of(content: bytes, number: int, wide: int, longest: int) -> Page | None:
    """A page of a PDF, `wide` pixels wide and no longer than `longest`; None where it cannot be shown."""
    found = _apart.ask(AskPage(content, number, wide, longest))
    return found.page if found else None


def look(content: bytes) -> Seen | None:
    """What a picture looks like, as `looking.look`."""
    found = _apart.ask(AskLook(content))
    return found.whole if found else None
