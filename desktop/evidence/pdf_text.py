"""The text layer of a PDF page: characters with their boxes, as PDFium gives them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator

from pypdfium2 import raw

from desktop.evidence.runs import Glyph, TextPage, runs_of
from desktop.pdf import PdfPage

_CHARACTERS = 20_000  # of a page
_QUARTER = 90
_DEEP = 4  # forms within forms
_WHOLE = 0.8  # of the page, that a scan covers at least
_OBJECTS = 20_000


def page_text(page: PdfPage, turned: int | None = None) -> TextPage:
    """The text of a page as it is shown, or turned by so many quarters instead; at most 20 000 characters."""
    quarters = page.get_rotation() // _QUARTER if turned is None else turned
    left, bottom, right, top = page.get_bbox()
    wide, high = right - left, top - bottom
    runs = tuple(runs_of(_glyphs(page, quarters)))
    return TextPage(high, wide, runs) if quarters % 2 else TextPage(wide, high, runs)


def is_recognised(page: PdfPage) -> bool:
    """Whether the text of a page comes from a scanner's recogniser: nobody sees it, a picture of the page is shown."""
    left, bottom, right, top = page.get_bbox()
    pictures = texts = hidden = covered = 0
    for shown in page.get_objects(max_depth=_DEEP):
        if shown.type == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
            hidden += raw.FPDFTextObj_GetTextRenderMode(shown.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        elif shown.type == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = shown.get_bounds()
            if (x1 - x0) * (y1 - y0) >= _WHOLE * (right - left) * (top - bottom):
                pictures, covered = pictures + 1, texts
        if texts + pictures > _OBJECTS:
            break
    return 2 * hidden > texts or (pictures > 0 and 2 * covered > texts)


def _glyphs(page: PdfPage, quarters: int) -> Iterator[Glyph]:
    text = page.get_textpage()
    try:
        left, bottom, right, top = page.get_bbox()
        box = raw.FS_RECTF()
        for index in range(min(text.count_chars(), _CHARACTERS)):
            character = unicodedata.normalize("NFKC", chr(raw.FPDFText_GetUnicode(text.raw, index)))
            if not character.isprintable() or character.isspace():
                continue
            if not raw.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box)):
                continue
            x0, x1, y0, y1 = box.left - left, box.right - left, top - box.top, top - box.bottom
            yield Glyph(character, *_turned(quarters, (x0, y0, x1, y1), right - left, top - bottom))
    finally:
        text.close()


def _turned(
    quarters: int, box: tuple[float, float, float, float], wide: float, high: float
) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    if quarters == 1:
        return high - y1, x0, high - y0, x1
    if quarters == 2:  # noqa: PLR2004  (upside down)
        return wide - x1, high - y1, wide - x0, high - y0
    if quarters == 3:  # noqa: PLR2004  (three quarters)
        return y0, wide - x1, y1, wide - x0
    return box
