"""Pages of other PDFs, taken over as they are: text stays text, lines stay lines, fonts and pictures are shared."""

from __future__ import annotations

import logging
import math
from typing import BinaryIO, cast

import pikepdf
from msgspec.structs import replace
from pikepdf import settings

from desktop.documents.volume.object_file import ObjectFile
from desktop.documents.volume.pieces import Matrix, Matter, UnfitError
from desktop.documents.volume.spool import Window

PAGES = 1_000  # of one file
_LARGEST = 256 * 2**20  # bytes of one file
_UNPACKED = 48 * 2**20  # bytes of one stream, and of the contents of one page
_LEAST = 1.0  # points of an edge
_QUARTER, _ROUND = 90, 360
_BROKEN = "这个 PDF 打不开，可能已损坏，未能装订；请重新导出后替换。"
LOCKED_WORDS = "这个 PDF 加了密码，未能装订；请去掉密码另存后替换。"

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what is wrong with a file is told on its page
settings.set_qpdf_limits(flate_max_memory=_UNPACKED, run_length_max_memory=_UNPACKED, doc_max_warnings=1_000)


def take_pages(window: Window, file: ObjectFile) -> tuple[Matter, ...]:
    """All pages of a PDF, written to the file of objects.

    Raises:
        UnfitError: it cannot be opened, or is too large.
    """
    if window.size > _LARGEST:
        raise UnfitError(f"这个 PDF 超过 {_LARGEST // 2**20} MB，未能装订；请压缩或拆分后替换。")
    try:
        with pikepdf.open(cast("BinaryIO", window)) as source:
            taken = [_taken(source, page) for page in _pages(source)]
            keys = tuple(file.copy(source, [form for form, _ in taken]))
            return tuple(replace(matter, key=key) for key, (_, matter) in zip(keys, taken, strict=True))
    except pikepdf.PasswordError:
        raise UnfitError(LOCKED_WORDS) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        raise UnfitError(_BROKEN) from None


def _pages(source: pikepdf.Pdf) -> list[pikepdf.Page]:
    count = len(source.pages)
    if not count:
        raise UnfitError(_BROKEN)
    if count > PAGES:
        raise UnfitError(f"这个 PDF 有 {count} 页，超过 {PAGES} 页，未能装订；请只保留要证明的页后替换。")
    if any("/Annots" in page for page in source.pages):
        source.flatten_annotations("print")  # seals and signatures often are annotations
    return list(source.pages)


def _taken(source: pikepdf.Pdf, page: pikepdf.Page) -> tuple[pikepdf.Object, Matter]:
    left, bottom, right, top = _box(page)
    unit = float(page.obj.get("/UserUnit", 1))
    turn = int(page.obj.get("/Rotate", 0)) // _QUARTER * _QUARTER % _ROUND
    wide, high = (right - left) * unit, (top - bottom) * unit
    if not (math.isfinite(wide * high) and min(wide, high) >= _LEAST):
        raise UnfitError(_BROKEN)
    _require_readable(page)
    form = source.make_indirect(page.as_form_xobject(handle_transformations=False))
    form.BBox = pikepdf.Array([left, bottom, right, top])
    matrices: dict[int, Matrix] = {
        0: (unit, 0, 0, unit, -left * unit, -bottom * unit),
        90: (0, -unit, unit, 0, -bottom * unit, right * unit),
        180: (-unit, 0, 0, -unit, right * unit, top * unit),
        270: (0, unit, -unit, 0, top * unit, -left * unit),
    }
    width, height = (wide, high) if turn % 180 == 0 else (high, wide)
    return form, Matter(0, width, height, matrices[turn])


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """What of a page is seen: the crop box within the media box (ISO 32000-1, 14.11.2)."""
    media, crop = (_sorted([float(value) for value in box]) for box in (page.mediabox, page.cropbox))
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def _sorted(box: list[float]) -> tuple[float, float, float, float]:
    """The corners of a rectangle, lower left first, in whatever order they were given."""
    one, two, three, four = box
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _require_readable(page: pikepdf.Page) -> None:
    """Contents in several parts are unpacked to be joined; what cannot be, or is absurdly large, is no page."""
    contents = page.obj.get("/Contents")
    if not isinstance(contents, pikepdf.Array):
        return
    size = 0
    for number in range(len(contents)):
        part = contents[number]
        if isinstance(part, pikepdf.Stream):
            size += len(part.read_bytes())
        if size > _UNPACKED:
            raise UnfitError(_BROKEN)
