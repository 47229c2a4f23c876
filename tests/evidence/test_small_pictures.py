from __future__ import annotations

import io

import pytest
from PIL import Image

from desktop.evidence.small_pictures import HEIGHT, WIDTH, small_picture


def packed(size: tuple[int, int], form: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "#a00" if mode in {"RGB", "RGBA"} else 90).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (40, 30), (5000, 900)])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF", "PDF"])
def test_every_picture_becomes_a_small_one_of_one_size_the_same_every_time(size: tuple[int, int], form: str) -> None:
    content = packed(size, form)
    made = small_picture(content)
    assert made == small_picture(content)
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (WIDTH, HEIGHT))
        red, green, _ = picture.convert("RGB").getpixel((WIDTH // 2, HEIGHT // 2))  # type: ignore[misc]  # three bands
        assert red > green + 60


def test_nothing_of_a_picture_but_its_pixels_is_left() -> None:
    content = packed((400, 300), "JPEG", comment=b"secret", exif=b"Exif\x00\x00secret")
    assert b"secret" in content
    assert b"secret" not in small_picture(content)


@pytest.mark.parametrize("mode", ["L", "P", "1", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_mode_are_shown(mode: str) -> None:
    form = "TIFF" if mode == "CMYK" else "PNG"
    assert small_picture(packed((300, 200), form, mode))


@pytest.mark.parametrize("content", [b"", b"not a picture", b"%PDF-1.7 broken", packed((300, 200))[:200]])
def test_what_cannot_be_shown_has_no_picture(content: bytes) -> None:
    assert small_picture(content) == b""
