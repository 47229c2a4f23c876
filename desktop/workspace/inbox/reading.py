"""What was gathered, read in processes of its own on both cores; the same content is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from desktop.evidence.ocr import MISSING, installed
from desktop.evidence.ocr_process import OcrProcess
from desktop.evidence.reading import CONTRACT, INVOICE, LICENCE, UNREADABLE, Reading
from desktop.evidence.reading_pool import read_all
from desktop.evidence.recognising import kind_by_name
from desktop.workspace.inbox.items import Item, Piece, State
from desktop.workspace.progress import Progress, silent

_SCREEN = (1280, 720)  # a size at which a name may speak of a screenshot


def read(pieces: Sequence[Piece], progress: Progress = silent) -> tuple[Item, ...]:
    """One item for each piece, in their order; `progress` counts pieces and may raise to stop.

    Raises:
        YunqiError: no process can be started to read in.
    """
    items: dict[int, Item] = {}
    for number, item in read_each(pieces, lambda: progress(len(items), len(pieces))):
        items[number] = item
        progress(len(items), len(pieces))
    return tuple(items[number] for number in range(len(pieces)))


def read_each(pieces: Sequence[Piece], look: Callable[[], object] = lambda: None) -> Iterator[tuple[int, Item]]:
    """The items with the numbers of their pieces, in the order they are ready; whoever stops keeps what came before.

    The text of pictures is not read, which takes seconds for each: `with_words` does it where it is asked for. `look`
    is called several times a second, also while a file takes long, and may raise to stop.

    Raises:
        YunqiError: no process can be started to read in.
    """
    sharing: dict[tuple[str, str], list[int]] = {}
    for number, piece in enumerate(pieces):
        # A picture may be called a login page here and a main page there: what its name says belongs to the reading.
        said = kind_by_name(piece.source.name, _SCREEN)
        sharing.setdefault((piece.sha256, said) if piece.sha256 else (piece.key, ""), []).append(number)
    shares = list(sharing.values())
    wanted = [pieces[numbers[0]].source for numbers in shares]
    there = installed()
    for which, reading in read_all(wanted, look=look):
        if there and MISSING in reading.problems:  # it is not missing: it is asked later
            reading = replace(reading, problems=tuple(item for item in reading.problems if item != MISSING))  # noqa: PLW2901  (the same reading)
        yield from ((number, _item(pieces[number], reading)) for number in shares[which])


def wants_words(item: Item) -> bool:
    """Whether the text of an item's picture is not read and might tell where it belongs, or what a paper says."""
    if not item.reading.ocr_would_help or item.state not in {State.OPEN, State.UNSURE, State.SURE}:
        return False
    return item.state is not State.SURE or item.kind in {INVOICE, CONTRACT, LICENCE}


def with_words(item: Item, ocr: OcrProcess) -> Item:
    """The item with the text of its picture read, too; takes seconds. Where reading fails, nothing is known more."""
    reading = ocr.read(item.piece.source)
    if reading is None or reading.kind == UNREADABLE:
        reading = replace(item.reading, ocr_would_help=False)
    return _item(item.piece, reading)


def _item(piece: Piece, reading: Reading) -> Item:
    item = Item(piece, reading)
    if reading.kind == UNREADABLE:
        return replace(item, problem=reading.problems[0].message if reading.problems else "没有读出内容。")
    if reading.kind == INVOICE and "date" in reading.confirmed:
        return replace(item, dated=reading.values["date"])
    return item
