"""What opens foreign pictures and PDFs for a window: the work itself, and the process that does it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, msgpack, structs

from desktop import pdf
from desktop.evidence.kinds import kind_of
from desktop.evidence.looking import look
from desktop.evidence.memory import limit_memory
from desktop.model.seen import Seen

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

READY = b"ready"
IDLE = 120.0  # seconds without a question after which the process ends


class Page(Struct, frozen=True):
    """A page of a PDF as pixels of four bytes (blue, green, red, unused), and how many pages there are."""

    wide: int
    high: int
    stride: int
    pages: int
    pixels: bytes


class AskKind(Struct, frozen=True, tag=True):
    """Of what kind a file is; its path as the system writes it."""

    path: bytes


class AskPage(Struct, frozen=True, tag=True):
    """A page (from 0) so many pixels wide, and no longer than that."""

    content: bytes
    number: int
    wide: int
    longest: int


class AskLook(Struct, frozen=True, tag=True):
    """What a picture looks like."""

    content: bytes


class Answer(Struct, frozen=True):
    """What was asked for; `refused` is the system's word where a file cannot be read.

    The bits of `Seen.edges`, too many for an integer of MessagePack, are beside it as bytes.
    """

    kind: str = ""
    page: Page | None = None
    seen: Seen | None = None
    edges: bytes = b""
    refused: tuple[int, str] | None = None

    @property
    def whole(self) -> Seen | None:
        """What a picture looks like, with its edges."""
        return structs.replace(self.seen, edges=int.from_bytes(self.edges)) if self.seen else None


Question = AskKind | AskPage | AskLook


def answer(question: Question) -> Answer:
    """The answer to a question; never raises for what is in a file."""
    try:
        if isinstance(question, AskKind):
            return Answer(kind=kind_of(Path(os.fsdecode(question.path))))
        if isinstance(question, AskLook):
            return _looked(look(question.content))
        return Answer(page=_page(question))
    except OSError as error:
        return Answer(refused=(error.errno or 0, error.strerror or str(error)))
    except Exception:  # noqa: BLE001  (a file nobody foresaw is one that cannot be shown, whatever a library says of it)
        return Answer()


def _looked(seen: Seen | None) -> Answer:
    if seen is None:
        return Answer()
    return Answer(seen=structs.replace(seen, edges=0), edges=seen.edges.to_bytes(-(-seen.edges.bit_length() // 8)))


def _page(asked: AskPage) -> Page | None:
    try:
        with pdf.opened(asked.content) as document:
            sheet = document[min(asked.number, len(document) - 1)]
            wide, high = sheet.get_size()
            scale = min(asked.wide / max(wide, 1), asked.longest / max(wide, high, 1))
            bitmap = sheet.render(scale=scale, prefer_bgrx=True)
            try:
                return Page(bitmap.width, bitmap.height, bitmap.stride, len(document), bytes(bitmap.buffer))
            finally:
                bitmap.close()
    except (pdf.PdfiumError, IndexError):
        return None


def serve(line: Connection, idle: float = IDLE, work: Callable[[Question], Answer] = answer) -> None:
    """Answer numbered questions until the line is closed, or nobody has asked for a while."""
    limit_memory()
    line.send_bytes(READY)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while line.poll(idle):
            number, question = msgpack.decode(line.recv_bytes(), type=tuple[int, Question])
            line.send_bytes(msgpack.encode((number, work(question))))
