"""What was gathered, file by file as it is read: whoever stops listening keeps what came before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop.evidence.reading_pool import read_all
from desktop.evidence.recognising import kind_by_name
from desktop.workspace.inbox.items import Item, Piece
from desktop.workspace.inbox.reading import _SCREEN, _item


def read_each(pieces: Sequence[Piece], look: Callable[[], object] = lambda: None) -> Iterator[tuple[int, Item]]:
    """The items with the numbers of their pieces, in the order they are ready; the same content is read once.

    `look` is called at short intervals while a file takes long, and may raise to stop.

    Raises:
        YunqiError: no process can be started to read in.
    """
    sharing: dict[tuple[str, str], list[int]] = {}
    for number, piece in enumerate(pieces):
        said = kind_by_name(piece.source.name, _SCREEN)
        sharing.setdefault((piece.sha256, said) if piece.sha256 else (piece.key, ""), []).append(number)
    shares = list(sharing.values())
    for which, reading in read_all([pieces[numbers[0]].source for numbers in shares], look=look):
        yield from ((number, _item(pieces[number], reading)) for number in shares[which])
