"""The bound evidence volume (佐证材料汇编.pdf): pieces taken one by one, laid out, drawn, and written to its place."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

import pikepdf
from msgspec import Struct

from desktop.documents.dossier import Dossier
from desktop.documents.printed.paging import paginate
from desktop.documents.printed.pen import PAGE_HEIGHT, Information
from desktop.documents.printed.sheet import BODY_TOP, version_text
from desktop.documents.volume.layout import Leaf, leaves
from desktop.documents.volume.margins import draw_leaf, margins
from desktop.documents.volume.object_file import ObjectFile
from desktop.documents.volume.pen import VolumePen, name
from desktop.documents.volume.pieces import Piece, Taken
from desktop.documents.volume.spool import Spool
from desktop.documents.volume.taking import taken
from desktop.documents.volume.texts import ROLE, cover, index
from desktop.errors import InputError

Progress = Callable[[int, int], None]

_STEPS = 100  # progress is told in percent: half of it for taking the pieces, half for writing
_ROOM = PAGE_HEIGHT - BODY_TOP - 24 * 72 / 25.4


class Bound(Struct, frozen=True):
    """A volume: where it is, its pages, its pieces, and those that could not be taken: (number, file, reason)."""

    path: Path
    pages: int
    pieces: int
    problems: tuple[tuple[int, str, str], ...]


def bind(dossier: Dossier, pieces: Sequence[Piece], target: Path, watermark: str, progress: Progress) -> Bound:
    """Write the volume of these pieces; the same pieces give the same bytes. `progress` counts percent.

    What cannot be taken gets a page that says so. An exception that `progress` raises stops the work.

    Raises:
        InputError: it cannot be written; what was there before stays.
    """
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with (
            closing(Spool(target.parent)) as spool,
            closing(ObjectFile(target.parent)) as file,
        ):
            made = _taken(pieces, spool, file, progress)
            pen, total = _drawn(dossier, made, watermark)
            _write(pen, file, temporary, lambda done: progress((_STEPS + done) // 2, _STEPS))
        temporary.replace(target)
    except (OSError, pikepdf.PdfError) as error:
        reason = getattr(error, "strerror", None) or error
        advice = "请检查磁盘空间和权限、文件是否正被打开，或换一个文件夹"
        raise InputError(f"写不出“{target}”（{reason}），{advice}。") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    problems = ((item.piece.entry.number, item.piece.file, item.problem) for item in made if item.problem)
    return Bound(target, total, len(made), tuple(problems))


def _taken(pieces: Sequence[Piece], spool: Spool, file: ObjectFile, progress: Progress) -> list[Taken]:
    made = []
    for number, piece in enumerate(pieces):
        progress(number * _STEPS // (2 * len(pieces)), _STEPS)
        made.append(taken(piece, spool, file))
    return made


def _drawn(dossier: Dossier, made: Sequence[Taken], watermark: str) -> tuple[VolumePen, int]:
    """The volume's own pages with places for what is taken; gives the pen and the number of pages."""
    body = list(leaves(dossier, made))
    missing = sum(bool(item.problem) for item in made)
    front = 1 + len(paginate(index(dossier, made, {}), _ROOM))
    total = front + len(body)
    pen, around = VolumePen(_information(dossier)), margins(dossier, watermark)
    first = [
        *paginate(cover(dossier, total, missing), _ROOM),
        *paginate(index(dossier, made, _beginnings(body, front)), _ROOM),
    ]
    for number, page in enumerate(first, start=1):
        around.begin(pen, number, total, lying=False, narrow=True)
        for placed in page:
            placed.block.draw(pen, BODY_TOP + placed.top)
        around.end(pen)
    for number, leaf in enumerate(body, start=front + 1):
        around.begin(pen, number, total, lying=leaf.lying, narrow=any(part.text for part in leaf.parts))
        if number == front + 1:
            pen.bookmark(ROLE, 0, 0)
        draw_leaf(pen, dossier, leaf)
        around.end(pen)
    return pen, total


def _beginnings(body: Sequence[Leaf], front: int) -> dict[int, int]:
    """The page each piece begins on, by the piece's number."""
    return {
        part.taken.piece.entry.number: number
        for number, leaf in enumerate(body, start=front + 1)
        for part in leaf.parts
        if part.first
    }


def _write(pen: VolumePen, file: ObjectFile, path: Path, progress: Callable[[int], None]) -> None:
    """The drawn pages join what was taken; then all of it goes from file to file, in order and without leftovers."""
    with pikepdf.open(io.BytesIO(pen.finish())) as drawn:
        (root,) = file.copy(drawn, [drawn.Root], pages=True)
        (about,) = file.copy(drawn, [drawn.trailer.Info])
    file.finish(root)
    with pikepdf.open(file.file) as volume:
        volume.trailer.Info = volume.get_object(about, 0)
        for page, keys in zip(volume.pages, pen.placed, strict=True):
            if keys:
                shown = {name(key): volume.get_object(key, 0) for key in keys}
                page.obj.Resources.XObject = pikepdf.Dictionary(shown)
        volume.save(
            path,
            min_version="1.7",
            fix_metadata_version=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
            progress=progress,
        )


def _information(dossier: Dossier) -> Information:
    return Information(
        title=f"{dossier.enterprise or '未填企业名称'} 云上企业申报{ROLE}（{version_text(dossier)}）",
        author=dossier.enterprise,
        subject=f"{dossier.standard.title} {dossier.batch_title}",
        software=dossier.software,
        date=dossier.stamp.date,
    )
