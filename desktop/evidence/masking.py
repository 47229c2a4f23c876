"""A copy of a picture in which areas are covered: what was below them is gone from the copy."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from PIL import Image, ImageDraw, ImageOps

from desktop.errors import InputError

_PIXELS = 60_000_000  # about 400 MB while a picture is drawn
_QUALITY = 92
_TURNED = {"JPEG", "MPO", "TIFF"}  # Qt, which shows them, heeds the camera's note in these alone
_DEEP = {"I", "F"}  # modes of one channel with more than eight bits
_FORMATS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": _QUALITY, "subsampling": 0},
    "PNG": {},
    "BMP": {},
    "GIF": {},
    "WEBP": {"lossless": True},
    "TIFF": {"compression": "tiff_deflate"},
}
_CANNOT = "这张图打不开，可能已损坏，不能遮盖；请用“替换…”换一个能正常打开的文件。"


class Area(Struct, frozen=True):
    """A rectangle in parts of the picture as people see it: 0 is its left or upper edge, 1 the right or lower one."""

    left: float
    top: float
    right: float
    bottom: float


def masked(content: bytes, areas: Iterable[Area]) -> bytes:
    """The picture anew, in its own format and full size, with the areas opaque black; all metadata is left behind.

    Raises:
        InputError: it cannot be opened, has several pages, or is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
            with Image.open(io.BytesIO(content)) as picture:
                form = "JPEG" if picture.format == "MPO" else picture.format or ""
                _refuse(picture, form)
                clean = _upright(picture)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        raise InputError(_CANNOT) from None
    _cover(clean, areas)
    out = io.BytesIO()
    clean.save(out, form, **_FORMATS[form])
    return out.getvalue()


def _refuse(picture: Image.Image, form: str) -> None:
    if form not in _FORMATS:
        raise InputError("这种格式的图片不能在这里遮盖；请另存为 PNG 或 JPG，再用“替换…”换上。")
    pages = 1 if form == "JPEG" else getattr(picture, "n_frames", 1)
    if pages > 1:
        raise InputError(f"这个文件里有 {pages} 页，不能在这里遮盖；请把要用的那一页另存为图片，再用“替换…”换上。")
    if picture.width * picture.height > _PIXELS:
        size = f"{picture.width}×{picture.height}"
        raise InputError(f"这张图太大（{size} 像素），不能在这里遮盖；请先缩小，再用“替换…”换上。")


def _upright(picture: Image.Image) -> Image.Image:
    """The pixels alone, turned as a camera's note says, in a new picture that has no note of anything."""
    picture.load()
    turned = ImageOps.exif_transpose(picture) if picture.format in _TURNED else picture
    if turned.mode.startswith("I;16") or turned.mode in _DEEP:
        turned = _eight_bits(turned)
    clear = picture.format != "JPEG" and turned.has_transparency_data
    pixels = turned.convert("RGBA" if clear else "RGB")
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    return clean


def _eight_bits(picture: Image.Image) -> Image.Image:
    deep = picture.convert("F")
    low, high = deep.getextrema()
    span = float(high) - float(low) or 1.0  # type: ignore[arg-type]  # one channel: two numbers
    return deep.point(lambda value: (value - low) * (255 / span)).convert("L")


def _cover(picture: Image.Image, areas: Iterable[Area]) -> None:
    draw = ImageDraw.Draw(picture)
    wide, high = picture.size
    black = (0, 0, 0, 255)[: len(picture.getbands())]
    for area in areas:
        left, top = math.floor(area.left * wide), math.floor(area.top * high)
        right, bottom = math.ceil(area.right * wide) - 1, math.ceil(area.bottom * high) - 1
        if right >= left and bottom >= top:
            draw.rectangle((left, top, right, bottom), fill=black)
