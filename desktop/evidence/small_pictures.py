"""A small picture of a screenshot, for tables: the same content gives the same bytes."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from desktop import pdf

WIDTH, HEIGHT = 320, 180  # pixels
_PIXELS = 60_000_000  # larger pictures are left out: decoding would take hundreds of MB
_QUALITY = 72
_PDF_HEAD = 1024  # bytes within which a PDF says that it is one
_FAULTS = (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError, pdf.PdfiumError)


def small_picture(content: bytes) -> bytes:
    """A picture, or the first page of a PDF, as a JPEG of 320 × 180 pixels on white; b"" where there can be none.

    It carries nothing of the original but its pixels. JPEG, because what deflate makes of a PNG depends on the build of
    zlib; libjpeg-turbo gives the same bytes everywhere.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
            pixels = _page(content) if b"%PDF-" in content[:_PDF_HEAD] else _picture(content)
    except _FAULTS:
        return b""
    if pixels is None:
        return b""
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _picture(content: bytes) -> Image.Image | None:
    with Image.open(io.BytesIO(content)) as picture:
        if picture.width * picture.height > _PIXELS:
            return None
        picture.draft("RGB", (2 * WIDTH, 2 * HEIGHT))  # a JPEG is decoded no larger than that
        upright = ImageOps.exif_transpose(picture)
        return _fitted(upright)


def _page(content: bytes) -> Image.Image | None:
    with pdf.opened(content) as document:
        if not len(document):
            return None
        page = document[0]
        scale = min(2 * WIDTH / max(page.get_width(), 1), 2 * HEIGHT / max(page.get_height(), 1))
        return _fitted(page.render(scale=scale).to_pil())


def _fitted(picture: Image.Image) -> Image.Image:
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        clear.thumbnail((WIDTH, HEIGHT), Image.Resampling.BOX, reducing_gap=2.0)
        white = Image.new("RGBA", clear.size, "white")
        return _on_white(Image.alpha_composite(white, clear).convert("RGB"))
    plain = picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")
    plain.thumbnail((WIDTH, HEIGHT), Image.Resampling.BOX, reducing_gap=2.0)
    return _on_white(plain.convert("RGB"))


def _on_white(picture: Image.Image) -> Image.Image:
    whole = Image.new("RGB", (WIDTH, HEIGHT), "white")
    whole.paste(picture, ((WIDTH - picture.width) // 2, (HEIGHT - picture.height) // 2))
    return whole
