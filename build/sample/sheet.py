"""What the drawings are made on: a picture (PNG) or a page of a PDF, with one set of strokes for both."""

from __future__ import annotations

import io
import zlib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
FONTS = {"serif": "NotoSerifSC-Regular.ttf", "sans": "NotoSansSC-Bold.ttf"}
MARK = "样例，非真实申报数据"
MAX_COLOURS = 32
NEAR = 300  # squared distance below which two colours need no separate palette entry
# Soft edges are what makes a PNG of text large: three levels look almost the same and take a third less room.
EDGES = [0] * 90 + [140] * 60 + [255] * 106
NO_LINE_START = "，。、；：）》”％%"

Face = Literal["serif", "sans"]
Anchor = Literal["l", "m", "r"]
Box = tuple[float, float, float, float]  # x, y, width, height


class Sheet(Protocol):
    """The strokes papers are made of; units are points, y grows downwards."""

    def text(self, at: tuple[float, float], words: str, size: float, ink: str = ..., style: str = ...) -> None:
        """Write one line, vertically centred on the given point; style is an anchor and a face, "l serif"."""

    def box(self, box: Box, fill: str | None = None, line: str | None = None, radius: float = 0) -> None:
        """Draw a rectangle."""

    def line(self, points: Sequence[tuple[float, float]], ink: str, width: float = 1) -> None:
        """Draw a line through the points."""

    def ring(self, centre: tuple[float, float], radius: float, ink: str, width: float = 1) -> None:
        """Draw a circle."""

    def paste(self, image: Image.Image, at: tuple[float, float], side: float) -> None:
        """Place a square picture."""


@cache
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Load a face of the program's own fonts."""
    return ImageFont.truetype(ROOT / "resources/fonts" / FONTS[face], size)


def width_of(words: str, size: float, face: str = "serif") -> float:
    """Measure a line in points."""
    return font(face, 100).getlength(words) * size / 100


def wrap(words: str, size: float, width: float, face: str = "serif") -> list[str]:
    """Break a Chinese paragraph into lines; closing punctuation never starts one."""
    lines = [""]
    for character in words:
        if width_of(lines[-1] + character, size, face) > width and character not in NO_LINE_START:
            lines.append("")
        lines[-1] += character
    return lines


def pick(seed: str, low: int, high: int) -> int:
    """Choose a number between low and high (inclusive) that depends on nothing but the words."""
    return low + zlib.crc32(seed.encode()) % (high - low + 1)


def mix(first: str, second: str, share: float) -> str:
    """Blend two colours; share is that of the second."""
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


class Picture:
    """A PNG being drawn."""

    def __init__(self, size: tuple[float, float], scale: float = 1, ground: str = "#FFFFFF") -> None:
        """Start an empty picture of the size in points, scale pixels to a point."""
        self.scale = scale
        self.image = Image.new("RGB", (round(size[0] * scale), round(size[1] * scale)), ground)
        self.draw = ImageDraw.Draw(self.image)

    def _points(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def text(
        self, at: tuple[float, float], words: str, size: float, ink: str = "#1D2129", style: str = "l serif"
    ) -> None:
        """Write one line."""
        anchor, face = style.split()
        letters = font(face, round(size * self.scale))
        x, y = (round(value * self.scale) for value in at)
        left, top, right, bottom = (int(value) for value in letters.getbbox(words, anchor=anchor + "m"))
        mask = Image.new("L", (right - left + 4, bottom - top + 4))
        ImageDraw.Draw(mask).text((2 - left, 2 - top), words, fill=255, font=letters, anchor=anchor + "m")
        self.image.paste(ink, (x + left - 2, y + top - 2), mask.point(EDGES))

    def box(self, box: Box, fill: str | None = None, line: str | None = None, radius: float = 0) -> None:
        """Draw a rectangle."""
        x, y, width, height = (value * self.scale for value in box)
        corners = (round(x), round(y), round(x + width) - 1, round(y + height) - 1)
        stroke = max(1, round(self.scale * 0.7))
        self.draw.rounded_rectangle(corners, radius * self.scale, fill=fill, outline=line, width=stroke)

    def line(self, points: Sequence[tuple[float, float]], ink: str, width: float = 1) -> None:
        """Draw a line through the points."""
        self.draw.line(self._points(points), fill=ink, width=max(1, round(width * self.scale)), joint="curve")

    def ring(self, centre: tuple[float, float], radius: float, ink: str, width: float = 1) -> None:
        """Draw a circle."""
        x, y, reach = centre[0] * self.scale, centre[1] * self.scale, radius * self.scale
        corners = (x - reach, y - reach, x + reach, y + reach)
        self.draw.ellipse(corners, outline=ink, width=max(1, round(width * self.scale)))

    def disc(self, centre: tuple[float, float], radius: float, fill: str) -> None:
        """Draw a filled circle."""
        x, y, reach = centre[0] * self.scale, centre[1] * self.scale, radius * self.scale
        self.draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill)

    def area(self, points: Sequence[tuple[float, float]], fill: str) -> None:
        """Fill a polygon."""
        self.draw.polygon(self._points(points), fill=fill)

    def slice(self, centre: tuple[float, float], radius: float, angles: tuple[float, float], fill: str) -> None:
        """Fill a slice of a pie."""
        x, y = centre
        self.draw.pieslice((x - radius, y - radius, x + radius, y + radius), *angles, fill=fill)

    def paste(self, image: Image.Image, at: tuple[float, float], side: float) -> None:
        """Place a square picture; whole multiples only, so that the modules of a QR stay sharp."""
        pixels = max(1, round(side * self.scale) // image.width) * image.width
        grown = image.resize((pixels, pixels), Image.Resampling.NEAREST)
        self.image.paste(grown, (round(at[0] * self.scale), round(at[1] * self.scale)))

    def save(self, path: Path) -> None:
        """Write the picture with a palette of its own, small enough for a repository."""
        palette = Image.new("P", (1, 1))
        colours = main_colours(self.image)
        palette.putpalette([channel for colour in colours for channel in colour])
        reduced = self.image.quantize(palette=palette, dither=Image.Dither.NONE)
        reduced.save(path, optimize=True)


def main_colours(image: Image.Image) -> list[tuple[int, ...]]:
    """Take the most used colours, skipping near twins: flat grounds stay exact, and text edges share the rest."""
    counted = image.getcolors(image.width * image.height) or []
    chosen: list[tuple[int, ...]] = []
    for _, colour in sorted(counted, key=lambda pair: (-pair[0], str(pair[1]))):
        channels = cast("tuple[int, ...]", colour)  # an RGB picture has no plain numbers
        near = (sum((a - b) ** 2 for a, b in zip(channels, other, strict=True)) for other in chosen)
        # The few largest grounds may lie close together (white beside off-white) and are all kept.
        if len(chosen) < MAX_COLOURS // 4 or min(near) > NEAR:
            chosen.append(channels)
        if len(chosen) == MAX_COLOURS:
            break
    return chosen


class Pdf:
    """A PDF being drawn, with real text in embedded fonts."""

    def __init__(self, size: tuple[float, float], title: str) -> None:
        """Start the document and its first page."""
        self.buffer = io.BytesIO()
        self.height = size[1]
        for face, name in FONTS.items():
            pdfmetrics.registerFont(TTFont(face, str(ROOT / "resources/fonts" / name)))
        first: Any = next(
            iter(FONTS)
        )  # the stub says float; without it every page refers to a font that is not embedded
        self.canvas = Canvas(self.buffer, pagesize=size, invariant=1, initialFontName=first)
        self.canvas.setTitle(title)

    def text(
        self, at: tuple[float, float], words: str, size: float, ink: str = "#1D2129", style: str = "l serif"
    ) -> None:
        """Write one line."""
        anchor, face = style.split()
        self.canvas.setFont(face, size)
        self.canvas.setFillColor(ink)
        write = {"l": self.canvas.drawString, "m": self.canvas.drawCentredString, "r": self.canvas.drawRightString}
        write[anchor](at[0], self.height - at[1] - size * 0.36, words)

    def box(self, box: Box, fill: str | None = None, line: str | None = None, radius: float = 0) -> None:
        """Draw a rectangle."""
        x, y, width, height = box
        self.canvas.setLineWidth(0.7)
        if fill:
            self.canvas.setFillColor(fill)
        if line:
            self.canvas.setStrokeColor(line)
        self.canvas.roundRect(x, self.height - y - height, width, height, radius, stroke=bool(line), fill=bool(fill))

    def line(self, points: Sequence[tuple[float, float]], ink: str, width: float = 1) -> None:
        """Draw a line through the points."""
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(width)
        for (x, y), (to_x, to_y) in pairwise(points):
            self.canvas.line(x, self.height - y, to_x, self.height - to_y)

    def ring(self, centre: tuple[float, float], radius: float, ink: str, width: float = 1) -> None:
        """Draw a circle."""
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(width)
        self.canvas.circle(centre[0], self.height - centre[1], radius)

    def paste(self, image: Image.Image, at: tuple[float, float], side: float) -> None:
        """Place a square picture."""
        self.canvas.drawImage(ImageReader(image), at[0], self.height - at[1] - side, side, side)

    def turn(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()

    def save(self, path: Path) -> None:
        """Write the document."""
        self.canvas.save()
        path.write_bytes(self.buffer.getvalue())
