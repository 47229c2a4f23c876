"""What is bound: pieces of evidence as they come in, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from desktop.documents.printed.blocks import Block
from desktop.standard.catalogue import Entry

PICTURE, PDF, EMPTY, DAMAGED, LOCKED = "picture", "pdf", "empty", "damaged", "locked"  # kinds of files, see findings

Matrix = tuple[float, float, float, float, float, float]  # a b c d e f, as PDF writes them


class Summary(Struct, frozen=True):
    """What an e-invoice says: (label, value, source) each, its lines under columns, and how far to trust it."""

    title: str
    facts: tuple[tuple[str, str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


class Piece(Struct, frozen=True):
    """A piece of evidence: its place in the index, its kind, the indicator it belongs to in words, its bytes.

    `content` gives the bytes as often as it is called; `summary` reads an e-invoice from them, None where it is none.
    """

    entry: Entry
    kind: str
    indicator: str
    content: Callable[[], Iterator[bytes]]
    summary: Callable[[bytes], Summary | None] | None = None

    @property
    def file(self) -> str:
        """The name the file came with, without its folder."""
        return self.entry.evidence.file.rpartition("/")[2]


class Matter(Struct, frozen=True):
    """A picture or a page to be placed. `key` names its object in the volume's pages.

    `matrix` carries it, upright, onto a rectangle of `width` × `height` points, which is the largest it may become;
    `pixels` is the width of a picture, 0 for a page.
    """

    key: int
    width: float
    height: float
    matrix: Matrix
    pixels: int = 0


class Taken(Struct, frozen=True):
    """A piece as it goes into the volume: what is placed, or text in its stead; `problem` says why it was not taken."""

    piece: Piece
    matters: tuple[Matter, ...] = ()
    blocks: tuple[Block, ...] = ()
    problem: str = ""


class UnfitError(Exception):
    """A file that cannot be bound; the reason, as a Chinese sentence."""
