from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from desktop.errors import InputError
from desktop.evidence.masking import Area, masked

SECRET = (200, 30, 60)


def a_picture(form: str, mode: str = "RGB", size: tuple[int, int] = (90, 40), **kept: Any) -> bytes:
    """White, with the left third in the colour that is to be covered."""
    picture = Image.new("RGB", size, "white")
    picture.paste(SECRET, (0, 0, size[0] // 3, size[1]))
    out = io.BytesIO()
    picture.convert(mode).save(out, form, **kept)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF"])
def test_what_was_covered_is_black_and_everything_else_as_it_was(form: str) -> None:
    picture = opened(masked(a_picture(form), [Area(0, 0, 1 / 3, 1)]))
    assert (picture.format, picture.size) == (form, (90, 40))
    colours = picture.convert("RGB")
    assert all(max(colours.getpixel((x, y))) < 12 for x in range(26) for y in range(40))  # type: ignore[arg-type]
    assert min(colours.getpixel((80, 20))) > 240  # type: ignore[arg-type]


def test_nothing_but_pixels_goes_out() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET-NOTE"
    for form in ("PNG", "JPEG", "TIFF", "WEBP"):
        content = a_picture(form, exif=exif.tobytes())
        assert b"SECRET-NOTE" in content
        assert b"SECRET-NOTE" not in masked(content, [Area(0, 0, 0.1, 0.1)])


def test_a_photo_that_lies_on_its_side_is_covered_where_people_see_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise: the left third of the pixels is seen on top
    picture = opened(masked(a_picture("JPEG", exif=exif.tobytes()), [Area(0, 0, 1, 1 / 3)]))
    assert picture.size == (40, 90)
    assert max(picture.getpixel((20, 10))) < 12  # type: ignore[arg-type]
    assert min(picture.getpixel((20, 80))) > 240  # type: ignore[arg-type]


def test_a_see_through_picture_is_covered_opaquely() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (9, 9, 9, 0)).save(out, "PNG")
    picture = opened(masked(out.getvalue(), [Area(0, 0, 0.5, 1)]))
    assert picture.getpixel((0, 0)) == (0, 0, 0, 255)
    assert picture.getpixel((9, 9)) == (9, 9, 9, 0)


def test_edges_are_rounded_outward_so_that_no_line_of_pixels_is_left() -> None:
    picture = opened(masked(a_picture("PNG", size=(10, 10)), [Area(0.05, 0.05, 0.41, 0.41)]))
    black = {(x, y) for x in range(10) for y in range(10) if picture.getpixel((x, y)) == (0, 0, 0)}
    assert black == {(x, y) for x in range(5) for y in range(5)}


def test_a_picture_with_sixteen_bits_is_covered_too() -> None:
    out = io.BytesIO()
    Image.new("I;16", (8, 8), 60_000).save(out, "PNG")
    assert opened(masked(out.getvalue(), [Area(0, 0, 1, 1)])).convert("RGB").getpixel((4, 4)) == (0, 0, 0)


def several_pages() -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "TIFF", save_all=True, append_images=[Image.new("L", (8, 8), 9)])
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"), [(several_pages(), "2 页"), (b"\x89PNG\r\n\x1a\nno", "打不开"), (a_picture("PPM"), "格式")]
)
def test_what_cannot_be_masked_is_told_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        masked(content, [Area(0, 0, 1, 1)])


def test_a_picture_larger_than_memory_allows_is_refused_by_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.evidence.masking._PIXELS", 90 * 40 - 1)
    with pytest.raises(InputError, match="90×40"):
        masked(a_picture("PNG"), [])
