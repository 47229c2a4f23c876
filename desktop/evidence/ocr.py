"""Text in pictures (OCR): what an engine for it must do, and whether one is installed. Everything works without.

An engine is loaded on demand by a process of its own (`ocr_process`), never by the window's, and gives text with
places; everything that reads text from PDFs then reads it from pictures as well. What it says is never certain alone.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Protocol

from msgspec import Struct
from PIL import Image

from desktop import installed as files
from desktop.evidence.merging import Problem
from desktop.evidence.runs import Glyph, TextPage, runs_of
from desktop.paths import OCR_PARTS

MISSING = Problem(
    "ocr_missing", "图片里的文字没有读：没有安装文字识别组件；装上后还能读出名称、金额等，现在请对照原件填写。"
)
ADDS = "还没有安装文字识别组件：装上后还能读出图片和扫描件里的名称、金额，并检查截图上的系统名称、内网地址和手机号等。"
if OCR_PARTS:
    ADDS += "要装上它，请运行文件名以 setup-ocr 结尾的安装程序，案卷和设置都不变。"
_PARTS = ("rapidocr", "onnxruntime")
_NARROW = 0.55  # of a Chinese character's width: how wide Latin letters and figures are


class Line(Struct, frozen=True):
    """A line of text as an engine reads it, with its box in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Ocr(Protocol):
    """Reads the text of a picture with its places."""

    def lines(self, picture: Image.Image) -> list[Line]:
        """The lines of a picture, in pixels."""
        ...


@cache
def installed() -> bool:
    """Whether the optional part is there; beside an installed program, with all its files."""
    if OCR_PARTS:
        listing = OCR_PARTS / files.LIST
        return listing.is_file() and not files.differing(OCR_PARTS, listing.read_text(encoding="utf-8"))
    return all(find_spec(name) is not None for name in _PARTS)


def reach() -> None:
    """Let this process load the optional part, which no other process of an installed program looks into."""
    if OCR_PARTS and str(OCR_PARTS) not in sys.path:
        sys.path.append(str(OCR_PARTS))


def page_of(lines: Iterable[Line], size: tuple[int, int]) -> TextPage:
    """Lines as a page of text: an engine joins label and value to one line, which here stand apart again."""
    return TextPage(*size, tuple(run for line in lines for run in runs_of(_glyphs(line))))


def _glyphs(line: Line) -> Iterator[Glyph]:
    text = unicodedata.normalize("NFKC", line.text)
    if line.bottom - line.top > 2 * (line.right - line.left) and len(text) > 1:  # it stands upright
        step = (line.bottom - line.top) / len(text)
        for number, character in enumerate(text):
            yield Glyph(character, line.left, line.top + number * step, line.right, line.top + (number + 1) * step)
        return
    widths = [1.0 if ord(character) > 0xFF else _NARROW for character in text]  # noqa: PLR2004  (Latin-1 is narrow)
    unit, left = (line.right - line.left) / max(sum(widths), 1.0), line.left
    for character, wide in zip(text, widths, strict=True):
        if not character.isspace():
            yield Glyph(character, left, line.top, left + wide * unit, line.bottom)
        left += wide * unit
