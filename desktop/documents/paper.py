"""Scans and photos of the printed pages: which codes stand on them, and one PDF made from several files."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import zxingcpp
from msgspec import Struct
from PIL import Image, ImageFilter, ImageOps, ImageSequence

from desktop import pdf
from desktop.documents.qr import PageMark, page_mark
from desktop.errors import InputError

SIZE_LIMIT = 256 << 20  # bytes of one file
PAGE_LIMIT = 1_000
_RESOLUTION = 200  # dots per inch; the code's modules are 0.35 mm and more
_PIXELS = 80_000_000  # of a photo; about 240 MB while it is looked at
_LONGEST = 5_000  # pixels of a side that are looked at; more only takes time
_SIDE, _QUALITY = 3_000, 85  # pixels and JPEG quality of a photo that becomes a page
_FAINT = 3_400  # pixels of the longer side below which a second look at twice the size helps
_CANNOT = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


class ScanPage(Struct, frozen=True):
    """One page of a scan, counted from 1, or a photo: the codes of ours that can be read on it."""

    file: str
    number: int
    marks: tuple[PageMark, ...]


def read_scans(paths: Sequence[Path], progress: Callable[[int, int], None]) -> tuple[ScanPage, ...]:
    """The codes on every page of PDFs and pictures, however they were turned; `progress` counts files.

    Raises:
        InputError: a file that is neither, damaged, protected or absurdly large.
    """
    found: list[ScanPage] = []
    for done, path in enumerate(paths, start=1):
        content = content_of(path)
        pages = enumerate(_pictures(content, path.name), start=1)
        found += [ScanPage(path.name, number, _marks(picture)) for number, picture in pages]
        progress(done, len(paths))
    return tuple(found)


def read_scan(content: bytes, name: str) -> tuple[ScanPage, ...]:
    """The codes on every page of a PDF or picture that is at hand.

    Raises:
        InputError: as `read_scans`.
    """
    pages = enumerate(_pictures(content, name), start=1)
    return tuple(ScanPage(name, number, _marks(picture)) for number, picture in pages)


def as_one_pdf(paths: Sequence[Path]) -> bytes:
    """The pages of all files in their order as one PDF; a single PDF stays as it is, byte for byte.

    Raises:
        InputError: as `read_scans`.
    """
    parts = [_as_pdf(content_of(path), path.name) for path in paths]
    if len(parts) == 1:
        return parts[0]
    out = io.BytesIO()
    with pdf.opened(parts[0]) as whole:
        for part in parts[1:]:
            with pdf.opened(part) as more:
                whole.import_pages(more)
        whole.save(out)
    return out.getvalue()


def content_of(path: Path) -> bytes:
    """The bytes of a scan.

    Raises:
        InputError: it cannot be read, or is absurdly large.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise InputError(f"“{path.name}”超过 {SIZE_LIMIT >> 20} MB，请降低扫描分辨率（200 dpi 就够）后重试。")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"读不了“{path}”（{error.strerror or error}），请核对路径和权限。") from None


def _pictures(content: bytes, name: str) -> Iterator[Image.Image]:
    if _is_pdf(content):
        yield from _pages(content, name)
        return
    with _picture(content, name) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number < PAGE_LIMIT:
                yield ImageOps.exif_transpose(frame)


def _pages(content: bytes, name: str) -> Iterator[Image.Image]:
    with _readable(name), pdf.opened(content) as document:
        if len(document) > PAGE_LIMIT:
            raise InputError(f"“{name}”有 {len(document)} 页，不像是这份材料的扫描件，请核对。")
        for number in range(len(document)):
            page = document[number]
            longest = max(page.get_size()) * _RESOLUTION / 72
            scale = _RESOLUTION / 72 * min(1, _LONGEST / max(longest, 1))
            picture = page.render(scale=scale).to_pil()
            yield picture
            page.close()


def _marks(picture: Image.Image) -> tuple[PageMark, ...]:
    """The codes of ours on a picture; a red stamp over a code vanishes in the red channel."""
    plain = picture.convert("RGB")
    plain.thumbnail((_LONGEST, _LONGEST))
    red = plain.getchannel("R")
    looks: list[Callable[[], Image.Image]] = [lambda: red, lambda: plain.convert("L")]
    if max(plain.size) < _FAINT:
        twice = red.resize((2 * red.width, 2 * red.height), Image.Resampling.BICUBIC)
        looks += [lambda: twice.filter(ImageFilter.GaussianBlur(1.5)), lambda: twice]
    for look in looks:
        texts = [code.text for code in zxingcpp.read_barcodes(look(), formats=_KINDS)]
        if marks := tuple(mark for mark in map(page_mark, texts) if mark):
            return marks
    return ()


_KINDS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def _as_pdf(content: bytes, name: str) -> bytes:
    if _is_pdf(content):
        with _readable(name), pdf.opened(content):
            return content
    with _picture(content, name) as picture:
        pages = []
        for frame in ImageSequence.Iterator(picture):
            page = ImageOps.exif_transpose(frame).convert("RGB")
            page.thumbnail((_SIDE, _SIDE))
            pages.append(page)
    out = io.BytesIO()
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], quality=_QUALITY, resolution=max(pages[0].size) / 11.69
    )
    return out.getvalue()


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except pdf.PdfiumError:
        raise InputError(f"“{name}”打不开，可能已损坏或加了密码，请重新扫描或另存为没有密码的 PDF。") from None


@contextmanager
def _picture(content: bytes, name: str) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
            with Image.open(io.BytesIO(content)) as picture:
                if picture.width * picture.height > _PIXELS:
                    raise InputError(f"“{name}”有 {picture.width}×{picture.height} 点，过大，请缩小后重试。")
                yield picture
    except _CANNOT:
        raise InputError(f"“{name}”不是能打开的 PDF 或图片，请给出盖章件的扫描件（PDF）或照片（JPG、PNG）。") from None
