"""The printed application (01-申报材料-打印盖章.pdf): parts, pages, page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from desktop.documents.dossier import Dossier
from desktop.documents.printed import assessment, closing, cover, form, lists, overview
from desktop.documents.printed.blocks import Block, Paragraph
from desktop.documents.printed.paging import Page, paginate
from desktop.documents.printed.pen import Information, Pen
from desktop.documents.printed.sheet import BODY_HEIGHT, sheet, version_text

_Part = Callable[[Dossier], Iterator[Block]]
_PARTS: tuple[tuple[_Part, ...], ...] = (  # each group begins a page
    (form.form,),
    (assessment.assessment,),
    (assessment.narratives,),
    (lists.servers, lists.systems),
    (lists.services,),
    (closing.index,),
    (closing.warnings, closing.corrections),
    (closing.declaration,),
    (overview.overview,),
)


def write_printed(dossier: Dossier) -> bytes:
    """The application as a PDF to print, sign and stamp; the same dossier gives the same bytes on any machine.

    Raises:
        YunqiError: a font file is missing.
    """
    front = paginate(cover.cover(dossier), BODY_HEIGHT)
    body = [page for parts in _PARTS for page in paginate(_flow(dossier, parts), BODY_HEIGHT)]
    entries = list(_entries(body))
    offset = len(front) + len(paginate(cover.contents(entries), BODY_HEIGHT))
    shown = paginate(cover.contents([(title, page + offset) for title, page in entries]), BODY_HEIGHT)
    return _drawn(dossier, [*front, *shown, *body])


def _flow(dossier: Dossier, parts: tuple[_Part, ...]) -> Iterator[Block]:
    for part in parts:
        yield from part(dossier)


def _entries(pages: Iterable[Page]) -> Iterator[tuple[str, int]]:
    """The parts and the pages they begin on, counted from 1."""
    for number, page in enumerate(pages, start=1):
        for placed in page:
            block = placed.block
            if isinstance(block, Paragraph) and block.entry and block.entry.level == 0:
                yield block.entry.title, number


def _drawn(dossier: Dossier, pages: list[Page]) -> bytes:
    pen = Pen(_information(dossier))
    margins = sheet(dossier)
    for number, page in enumerate(pages, start=1):
        margins.draw(pen, page, number, len(pages))
        pen.turn_page()
    return pen.finish()


def _information(dossier: Dossier) -> Information:
    return Information(
        title=f"{dossier.enterprise or '未填企业名称'} 云上企业申报材料（{version_text(dossier)}）",
        author=dossier.enterprise,
        subject=f"{dossier.standard.title} {dossier.batch_title}",
        software=dossier.software,
        date=dossier.stamp.date,
    )
