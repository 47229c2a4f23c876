"""Printed pages as a scanner or a telephone sees them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from desktop import pdf

DARK, WHITE = 90, 255


def pictures(printed: bytes, numbers: Sequence[int], resolution: int = 150) -> list[Image.Image]:
    """Pages, counted from 1, as a scanner sees them."""
    with pdf.opened(printed) as document:
        return [document[number - 1].render(scale=resolution / 72).to_pil().convert("RGB") for number in numbers]


def scan(target: Path, pages: Sequence[Image.Image]) -> Path:
    """A scan as PDF."""
    pages[0].save(target, "PDF", save_all=True, append_images=list(pages[1:]), resolution=150)
    return target


def photo(page: Image.Image) -> Image.Image:
    """As somebody photographs a page on a desk: turned, seen from the side, slightly out of focus, in poor light."""
    turned = page.rotate(11, expand=True, fillcolor=(DARK,) * 3, resample=Image.Resampling.BICUBIC)
    width, height = turned.size
    seen = (
        0.02 * width,
        0.05 * height,
        -0.05 * width,
        1.02 * height,
        1.03 * width,
        0.97 * height,
        width,
        -0.03 * height,
    )
    tilted = turned.transform((width, height), Image.Transform.QUAD, seen, Image.Resampling.BICUBIC)
    return tilted.filter(ImageFilter.GaussianBlur(0.8)).point(lambda value: value * 0.6 + 20)


def stamped(page: Image.Image) -> Image.Image:
    """With a red seal across the lower right corner, where the code is; black stays black beneath the ink."""
    made = Image.new("RGB", page.size, (WHITE,) * 3)
    drawing = ImageDraw.Draw(made)
    width, height = made.size
    place = (width * 0.72, height * 0.82, width * 0.98, height * 0.99)
    drawing.ellipse(place, outline=(214, 30, 40), width=9)
    for offset in range(0, 200, 24):
        drawing.line((place[0] + offset, place[1] + 20, place[0] + offset + 30, place[3] - 20), (214, 30, 40), 8)
    return ImageChops.multiply(page, made)
