"""The place where an engine for text in pictures (OCR) is put in. There is none yet, and all works without.

An engine is loaded on demand by the process that reads, never by the window's, and gives text with places; everything
that reads text from PDFs then reads it from pictures as well.
"""

from __future__ import annotations

from typing import Protocol

from PIL import Image

from desktop.evidence.merging import Problem
from desktop.evidence.runs import TextPage

MISSING = Problem(
    "ocr_missing", "图片里的文字没有读：没有安装文字识别组件；装上后还能读出名称、金额等，现在请对照原件填写。"
)


class Ocr(Protocol):
    """Reads the text of a picture with its places."""

    def page(self, picture: Image.Image) -> TextPage:
        """The text of a picture, in pixels."""
        ...
