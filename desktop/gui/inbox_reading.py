"""The inbox's reading in a thread: what was dropped is gathered and read; whoever stops keeps what was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from desktop.gui.tasks import CancelledError, Progress
from desktop.workspace.inbox import Item, LeftOut, gather, read_each


class Heap(Struct, frozen=True):
    """What came of a drop; `unread` counts the files that somebody did not wait for."""

    items: tuple[Item, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unread: int = 0


def read_heap(paths: Sequence[Path], progress: Progress) -> Heap:
    """Gather and read; a total of 0 means that files are still being counted."""
    counted = 0

    def count(done: int, total: int) -> None:
        nonlocal counted
        counted = max(counted, done if total else counted + 1)
        progress(counted, 0)

    gathered = gather(paths, count)
    items: dict[int, Item] = {}
    pieces = gathered.pieces
    try:
        for number, item in read_each(pieces, lambda: progress(len(items), len(pieces))):
            items[number] = item
            progress(len(items), len(pieces))
    except CancelledError:
        pass
    return Heap(tuple(items[number] for number in sorted(items)), gathered.left_out, len(pieces) - len(items))
