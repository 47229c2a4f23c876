"""A picture: QR codes first, text only where an engine for it is put in."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import structs
from PIL import Image, ImageSequence
from PIL.JpegImagePlugin import JpegImageFile

from desktop.evidence.codes import codes_in
from desktop.evidence.contract import contract_from_text, is_contract
from desktop.evidence.invoice import OCR, PDF
from desktop.evidence.invoice_qr import invoice_from_qr
from desktop.evidence.invoice_reading import invoice_reading
from desktop.evidence.invoice_text import invoice_from_text
from desktop.evidence.licence import is_licence, licence_from_codes, licence_from_text
from desktop.evidence.ocr import MISSING, Ocr, page_of
from desktop.evidence.other_papers import other_paper
from desktop.evidence.reading import CONTRACT, HOME, INVOICE, LICENCE, LOGIN, OTHER, Reading, unreadable
from desktop.evidence.recognising import kind_by_name
from desktop.evidence.runs import TextPage
from desktop.model.screen_words import kind_by_words

_DECODED = 120_000_000  # pixels; more would take hundreds of MB (A3 at 600 dpi has 70 million)
_READ = 12_000_000  # pixels a code is looked for in; larger pictures are scaled down
_FRAMES = 3  # of a TIFF
_NOTE = 0x0112
_WAY = Image.Transpose
_TURNS = {
    2: _WAY.FLIP_LEFT_RIGHT, 3: _WAY.ROTATE_180, 4: _WAY.FLIP_TOP_BOTTOM, 5: _WAY.TRANSPOSE,
    6: _WAY.ROTATE_270, 7: _WAY.TRANSVERSE, 8: _WAY.ROTATE_90,
}  # fmt: skip
_FAULTS = (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError, TypeError)
_SHOWN = 4_000  # characters of a screen that are kept
_STRIP = 256  # rows of the smaller picture


def read_picture(content: Path | bytes, name: str, ocr: Ocr | None = None) -> Reading:
    """What a picture shows, or why it cannot be opened."""
    try:
        size, frames = _opened(content)
    except Image.DecompressionBombError:
        return unreadable("too_large", "图片超过 1.2 亿像素，没有打开；请用较低的分辨率重新扫描或缩小后再用。")
    except _FAULTS:
        return unreadable("damaged", "图片不完整或已损坏，打不开；请换一份完整的文件。")
    return reading_of(frames, name, size, ocr)


def first_frame(content: bytes) -> Image.Image | None:
    """A picture in gray, of bounded size, as people see it; None where it cannot be opened."""
    try:
        turn = _TURNS.get(_orientation(content))
        frame = _opened(content)[1][0]
        return frame.transpose(turn) if turn is not None else frame
    except (*_FAULTS, Image.DecompressionBombError):
        return None


def _orientation(content: bytes) -> int:
    """The camera's note, which viewers and masking heed for photographs."""
    with Image.open(io.BytesIO(content)) as picture:
        return int(picture.getexif().get(_NOTE, 1)) if picture.format in {"JPEG", "MPO", "TIFF"} else 1


def _opened(content: Path | bytes) -> tuple[tuple[int, int], list[Image.Image]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
        with Image.open(io.BytesIO(content) if isinstance(content, bytes) else content) as picture:
            if picture.width * picture.height > _DECODED:
                raise Image.DecompressionBombError
            return picture.size, list(_frames(picture))


def reading_of(frames: Sequence[Image.Image], name: str, size: tuple[int, int], ocr: Ocr | None) -> Reading:
    """What gray pictures of a document's pages say."""
    codes = list(dict.fromkeys(text for frame in frames for text in codes_in(frame)))
    invoices = [found for text in codes if (found := invoice_from_qr(text))]
    if ocr is None:
        coded = invoice_reading([], invoices) if invoices else licence_from_codes(codes)
        return without_ocr(coded or Reading(kind_by_name(name, size)))
    pages = [page_of(ocr.lines(frame), frame.size) for frame in frames]
    if other := other_paper(pages):
        return Reading(OTHER, problems=(other,))
    texts = [found for page in pages if (found := invoice_from_text(page, OCR))]
    if invoices or texts:
        return not_alone(invoice_reading([structs.replace(item, trusted=frozenset()) for item in texts], invoices))
    return _paper(pages, codes) or licence_from_codes(codes) or _screen(pages, name, size)


def _paper(pages: Sequence[TextPage], codes: Sequence[str]) -> Reading | None:
    """A licence or a contract by its text."""
    text = "\n".join(page.text for page in pages)
    licence = next((page for page in pages if is_licence(page)), None)
    found = licence_from_text(licence, codes) if licence else contract_from_text(text) if is_contract(text) else None
    if found is None:
        return None
    named = {key: tuple(OCR if said == PDF else said for said in sources) for key, sources in found.sources.items()}
    return not_alone(structs.replace(found, sources=named))


def _screen(pages: Sequence[TextPage], name: str, size: tuple[int, int]) -> Reading:
    """A screenshot by the words on it, else by its name; where the two disagree, neither."""
    shown = "\n".join(page.text for page in pages)[:_SHOWN]
    said, named = kind_by_words(shown), kind_by_name(name, size)
    screens = {LOGIN, HOME}
    if said in screens and named in screens | {OTHER}:
        return Reading(said if named in {said, OTHER} else OTHER, shown=shown)
    return Reading(named, shown=shown)


def not_alone(found: Reading) -> Reading:
    """What nothing but the engine says waits for a person."""
    alone = {name for name, sources in found.sources.items() if set(sources) <= {OCR}}
    return structs.replace(found, confirmed=tuple(name for name in found.confirmed if name not in alone))


def without_ocr(found: Reading) -> Reading:
    """The reading of a picture whose text was not read, which says so where it matters."""
    lacking = found.kind in {INVOICE, CONTRACT, LICENCE}
    return Reading(
        found.kind,
        found.values,
        found.sources,
        found.confirmed,
        (*found.problems, MISSING) if lacking else found.problems,
        found.lines,
        ocr_would_help=True,
    )


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    if isinstance(picture, JpegImageFile):
        scale = max(1.0, (picture.width * picture.height / _READ) ** 0.5)
        picture.draft("L", (int(picture.width / scale), int(picture.height / scale)))
    pixels = 0
    for number, frame in enumerate(ImageSequence.Iterator(picture) if picture.format == "TIFF" else [picture]):
        pixels += frame.width * frame.height
        if number >= _FRAMES or (number and pixels > _DECODED):
            return
        yield _gray(frame)


def _gray(frame: Image.Image) -> Image.Image:
    """A gray copy of bounded size, on white where it is transparent."""
    frame.load()
    factor = 1
    while frame.width * frame.height > _READ * factor * factor:
        factor += 1
    if factor > 1 and frame.mode in {"L", "RGB", "RGBA", "CMYK"}:
        return _on_white(frame.reduce(factor))
    if factor == 1:
        return _on_white(frame)
    high = -(-frame.height // factor)
    shown = Image.new("L", (-(-frame.width // factor), high), 255)
    for top in range(0, high, _STRIP):  # other modes strip by strip: whole, they would take many times their size
        strip = frame.crop((0, top * factor, frame.width, min((top + _STRIP) * factor, frame.height)))
        strip.info = frame.info
        shown.paste(_on_white(strip).reduce(factor), (0, top))
    return shown


def _on_white(frame: Image.Image) -> Image.Image:
    if frame.mode == "RGBA" or "transparency" in frame.info:
        clear = frame.convert("RGBA")
        frame = Image.new("RGB", frame.size, "white")
        frame.paste(clear, mask=clear.getchannel("A"))
    return frame.convert("L")
