from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from PySide6.QtCore import QSize

from desktop.evidence.masking import masked
from desktop.gui import pictures
from desktop.gui.pictures import decoded

ORIENTATION = 0x0112


def turned(form: str, orientation: int) -> bytes:
    """White with a black corner, and a camera's note on how it is to be turned."""
    note = Image.Exif()
    note[ORIENTATION] = orientation
    picture = Image.new("RGB", (90, 40), "white")
    picture.paste((0, 0, 0), (0, 0, 30, 20))
    out = io.BytesIO()
    picture.save(out, form, exif=note)
    return out.getvalue()


def black_corners(content: bytes) -> tuple[QSize, list[bool]]:
    """The size and the corners that are black, as the viewer shows them."""
    picture = decoded(content, QSize(4_000, 4_000))
    assert picture is not None
    right, bottom = picture.width() - 4, picture.height() - 4
    corners = ((3, 3), (right, 3), (3, bottom), (right, bottom))
    return picture.size(), [picture.pixelColor(x, y).value() < 128 for x, y in corners]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_masked_copy_lies_as_the_viewer_showed_the_original(form: str, orientation: int) -> None:
    original = turned(form, orientation)
    assert black_corners(masked(original, [])) == black_corners(original)


def test_a_photo_that_is_held_upright_is_shown_upright() -> None:
    size, _ = black_corners(turned("JPEG", 6))
    assert size == QSize(40, 90)


def test_a_picture_that_is_too_large_to_show_is_told_so_and_not_called_damaged() -> None:
    head = turned("PNG", 1)
    header = b"IHDR" + struct.pack(">II", 20_000, 20_000) + head[24:29]
    huge = head[:12] + header + struct.pack(">I", zlib.crc32(header)) + head[33:]
    assert "20000×20000" in pictures._why_none(huge, pictures.PICTURE)
    assert "已损坏" in pictures._why_none(head[:40], pictures.PICTURE)
