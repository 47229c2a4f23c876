"""Company seals as they are pressed on paper: a red ring of 42 mm, a star, the name around it, a number."""

from __future__ import annotations

import math
from typing import Literal

from PIL import Image, ImageChops, ImageDraw, ImageFont

from desktop.documents.fonts import SANS

DPI = 150
SIDE = 42.0  # mm
Ink = Literal["opaque", "half", "ink"]  # over the print, half transparent, or as ink mixes with ink
_FINE = 4  # drawn so much larger


def pixels(mm: float) -> float:
    return mm / 25.4 * DPI


def a_seal(name: str, turned: float) -> Image.Image:
    """A seal, red on a transparent ground, turned by degrees."""
    side = int(pixels(SIDE) * _FINE)
    picture = Image.new("RGBA", (side, side), (215, 20, 30, 0))
    drawing, middle, red = ImageDraw.Draw(picture), side / 2, (215, 20, 30, 255)
    drawing.ellipse((0, 0, side - 1, side - 1), outline=red, width=side // 35)
    corners = [(0.17 if number % 2 == 0 else 0.065, math.pi * (number / 5 - 0.5)) for number in range(10)]
    drawing.polygon([_at(middle, side * part, angle) for part, angle in corners], fill=red)
    for position, character in enumerate(name):
        angle = math.radians(-210 + 240 * position / (len(name) - 1))
        _stamp_character(picture, character, angle, side)
    number = ImageFont.truetype(str(SANS), side // 16)
    drawing.text((middle, middle + side * 0.29), "3301000012345", font=number, anchor="mm", fill=red)
    turned_picture = picture.rotate(turned, resample=Image.Resampling.BICUBIC)
    return turned_picture.resize((int(pixels(SIDE)),) * 2, Image.Resampling.LANCZOS)


def sealed(page: Image.Image, seal: Image.Image, x: float, y: float, ink: Ink) -> Image.Image:
    """A page, in grey as a scanner gives it, with the seal's middle at (x, y) in mm."""
    corner = (round(pixels(x) - seal.width / 2), round(pixels(y) - seal.height / 2))
    strength = seal.getchannel("A").point(lambda value: value // 2 if ink == "half" else value)
    layer = page.convert("RGB") if ink != "ink" else Image.new("RGB", page.size, "white")
    layer.paste(seal.convert("RGB"), corner, strength)
    return (ImageChops.multiply(page.convert("RGB"), layer) if ink == "ink" else layer).convert("L")


def _at(middle: float, away: float, angle: float) -> tuple[float, float]:
    return middle + away * math.cos(angle), middle + away * math.sin(angle)


def _stamp_character(picture: Image.Image, character: str, angle: float, side: int) -> None:
    glyph = Image.new("RGBA", (side // 7, side // 7), (215, 20, 30, 0))
    font = ImageFont.truetype(str(SANS), side // 9)
    ImageDraw.Draw(glyph).text((side / 14, side / 14), character, font=font, anchor="mm", fill=(215, 20, 30, 255))
    glyph = glyph.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
    x, y = _at(picture.width / 2, side * 0.4, angle)
    picture.alpha_composite(glyph, (max(0, round(x - glyph.width / 2)), max(0, round(y - glyph.height / 2))))
