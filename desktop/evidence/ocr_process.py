"""The process in which text in pictures is read: spawned when first needed, bounded, ended when it takes too long.

One at a time: an engine takes 500 MB and uses several cores by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from msgspec import msgpack

from desktop.evidence import picture_reading
from desktop.evidence.memory import limit_memory
from desktop.evidence.ocr import Ocr, installed, reach
from desktop.evidence.reading import Reading
from desktop.evidence.reading_worker import READY, read_source
from desktop.evidence.walking import Source
from desktop.model.seen import Word

ENGINE = "desktop.evidence.ocr_engine:RapidEngine"
SECONDS = 60.0  # for one file; a page takes 2 to 3
_STARTING = 120.0  # seconds until the models must be loaded
_STEP = 0.2  # seconds between two looks at whether one is to stop
_WORDS = 2_000  # of a picture
_LONGEST = 200  # characters of a word


class OcrProcess:
    """Reads what is asked, in a process that lives until `close`; leave its `with` block to end it."""

    def __init__(
        self, engine: str = ENGINE, seconds: float = SECONDS, step: Callable[[], object] = lambda: None
    ) -> None:
        self._engine, self._seconds, self._step = engine, seconds, step
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def there(self) -> bool:
        """Whether there is an engine to read with."""
        return self._engine != ENGINE or installed()

    def read(self, source: Source) -> Reading | None:
        """What a file says with the text of its pictures; None where reading failed or took too long."""
        answer = self._ask(source)
        return msgpack.decode(answer, type=Reading) if answer else None

    def words(self, content: bytes) -> tuple[Word, ...] | None:
        """The words in a picture and where they stand; None where reading failed or took too long."""
        answer = self._ask(content)
        return msgpack.decode(answer, type=tuple[Word, ...] | None) if answer else None

    def close(self) -> None:
        """End the process."""
        if self._process:
            if self._line:
                self._line.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._line = None

    def _ask(self, question: Source | bytes) -> bytes:
        try:
            line = self._ready()
            line.send(question)
            return self._answer(line, self._seconds)
        except (EOFError, OSError, TimeoutError):
            self.close()
            return b""
        except BaseException:  # whoever stops the work does not wait for the answer
            self.close()
            raise

    def _ready(self) -> Connection:
        if self._line is None:
            context = get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs, self._engine), daemon=True)
            self._process.start()
            theirs.close()
            if self._answer(self._line, _STARTING) != READY:
                raise EOFError
        return self._line

    def _answer(self, line: Connection, seconds: float) -> bytes:
        until = time.monotonic() + seconds
        while not line.poll(_STEP):
            self._step()
            if time.monotonic() > until:
                raise TimeoutError
        return line.recv_bytes()


def serve(line: Connection, engine: str) -> None:
    """Load the engine and answer until the line is closed."""
    limit_memory()
    reach()
    module, _, name = engine.partition(":")
    ocr: Ocr = getattr(import_module(module), name)()
    line.send_bytes(READY)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            asked: Source | bytes = line.recv()  # pickled by us; what goes back is not, for it came from hostile files
            answer = words_in(asked, ocr) if isinstance(asked, bytes) else read_source(asked, ocr)
            line.send_bytes(msgpack.encode(answer))


def words_in(content: bytes, ocr: Ocr) -> tuple[Word, ...] | None:
    """The words in a picture with their boxes in parts of it; None where it cannot be opened."""
    try:
        frame = picture_reading.first_frame(content)
        lines = ocr.lines(frame) if frame else []
    except Exception:  # noqa: BLE001  (a library's failure at one picture is no reason to end)
        return None
    if frame is None:
        return None
    wide, high = frame.size
    return tuple(
        Word(line.text[:_LONGEST], line.left / wide, line.top / high, line.right / wide, line.bottom / high)
        for line in lines[:_WORDS]
    )
