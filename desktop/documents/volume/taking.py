"""What becomes of one piece: pictures and pages to be placed, a readable summary, or a sheet that names it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec.structs import replace

from desktop.documents.volume.object_file import ObjectFile
from desktop.documents.volume.pdf_pages import LOCKED_WORDS, take_pages
from desktop.documents.volume.pictures import take_picture
from desktop.documents.volume.pieces import DAMAGED, EMPTY, LOCKED, PDF, PICTURE, Matter, Piece, Taken, UnfitError
from desktop.documents.volume.spool import Spool
from desktop.documents.volume.texts import invoice, naming

_SUMMARISED = 32 * 2**20  # bytes of a file that an e-invoice is looked for in
_TALL, _STRIP, _OVERLAP = 3.0, 1.4, 0.04  # heights in widths: what is cut, into how tall strips, how much they share
_OTHER = "这份材料不是图片或 PDF，不能印在纸上，请看电子文件。"
_PROBLEMS = {
    EMPTY: "这份材料是空文件，没有内容可装订；请换成正确的文件。",
    DAMAGED: "这份材料打不开，可能已损坏，未能装订；请换一个能正常打开的文件。",
    LOCKED: LOCKED_WORDS,
}


def taken(piece: Piece, spool: Spool, file: ObjectFile) -> Taken:
    """Take a piece; what cannot be taken becomes a sheet that names it and says why."""
    if piece.kind in _PROBLEMS:
        return _problem(piece, _PROBLEMS[piece.kind])
    try:
        if piece.kind in {PDF, PICTURE}:
            return Taken(piece, _in_strips(_matters(piece, spool, file)))
    except UnfitError as error:
        return _problem(piece, str(error))
    return _summary(piece) or Taken(piece, blocks=naming(piece, _OTHER))


def _matters(piece: Piece, spool: Spool, file: ObjectFile) -> tuple[Matter, ...]:
    window = spool.take(piece.content())
    try:
        return take_pages(window, file) if piece.kind == PDF else tuple(take_picture(window, file))
    finally:
        spool.give_back(window)


def _in_strips(matters: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """What is very tall (a screenshot of a scrolled page) is cut into strips, or nobody could read it on paper."""
    return tuple(strip for matter in matters for strip in _strips(matter))


def _strips(matter: Matter) -> Iterator[Matter]:
    if matter.height <= _TALL * matter.width:
        yield matter
        return
    count = math.ceil(matter.height / (_STRIP * matter.width))
    overlap = _OVERLAP * matter.width  # a line of text that is cut is whole on one of the two
    step = (matter.height - overlap) / count
    a, b, c, d, e, f = matter.matrix
    for number in range(count):
        lower = matter.height - (number + 1) * step - overlap
        yield replace(matter, height=step + overlap, matrix=(a, b, c, d, e, f - lower))


def _summary(piece: Piece) -> Taken | None:
    size = piece.entry.evidence.bytes
    if piece.summary is None or size is None or size > _SUMMARISED:
        return None
    found = piece.summary(b"".join(piece.content()))
    return Taken(piece, blocks=invoice(piece, found)) if found else None


def _problem(piece: Piece, reason: str) -> Taken:
    return Taken(piece, blocks=naming(piece, reason), problem=reason)
