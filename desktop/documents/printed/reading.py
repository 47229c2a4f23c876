"""What a PDF says, page by page, without any white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from desktop import pdf
from desktop.documents.printed.pen import PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.printed.sheet import BODY_HEIGHT, BODY_TOP

SIZE_LIMIT = 256 * 2**20  # bytes
PAGE_LIMIT = 5_000
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_UNBOUNDED = (b"/Filter", b"/Form")  # packed bytes, and drawings drawn by drawings: a few bytes can become gigabytes
_HYPHEN_AT_END = "\x02"  # PDFium's word for a hyphen that ends a line


class UnreadableError(Exception):
    """The reason, as the end of a Chinese sentence."""


class Reading(Struct, frozen=True):
    """The whole text of every page, and what of it stands in the bodies."""

    pages: tuple[str, ...]
    bodies: tuple[str, ...]


def squeezed(text: str) -> str:
    """The text without white space; ligatures and width variants as what they stand for, as PDF readers give them."""
    return "".join(unicodedata.normalize("NFKC", text.replace(_HYPHEN_AT_END, "-")).split())


def creator(data: bytes) -> str:
    """The program that made a PDF, as it says itself.

    Raises:
        UnreadableError: no PDF, a damaged or an encrypted one, or one that is absurdly large.
    """
    with _opened(data) as document:
        return str(document.get_metadata_value("Creator"))


def read(data: bytes, most: int = SIZE_LIMIT) -> Reading:
    """The texts of a PDF of at most `most` bytes.

    Raises:
        UnreadableError: no PDF, a damaged or an encrypted one, or one that is absurdly large.
    """
    if len(data) > most:
        raise UnreadableError(f"有 {len(data) / 2**20:.1f} MB，远大于按案卷数据应有的大小，可能被塞进了别的内容")
    with _opened(data) as document:
        texts = [_page(document, number) for number in range(len(document))]
    return Reading(tuple(page for page, _ in texts), tuple(body for _, body in texts))


@contextmanager
def _opened(data: bytes) -> Iterator[pdf.PdfDocument]:
    """A PDF as every version of this program writes them: nothing in it is packed, so that its size bounds the work."""
    if len(data) > SIZE_LIMIT:
        raise UnreadableError(f"有 {len(data) // 2**20} MB，超过 {SIZE_LIMIT // 2**20} MB 的上限")
    spelled = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    if any(word in spelled for word in _UNBOUNDED):
        raise UnreadableError("不是本程序生成的写法，可能加了密码，或被其他软件另存、改动过；没有逐页读它")
    try:
        with pdf.opened(data) as document:
            if len(document) > PAGE_LIMIT:
                raise UnreadableError(f"有 {len(document)} 页，超过 {PAGE_LIMIT} 页的上限")
            yield document
    except pdf.PdfiumError:
        raise UnreadableError("不是能打开的 PDF，可能已损坏或加了密码") from None


def _page(document: pdf.PdfDocument, number: int) -> tuple[str, str]:
    """The text of a page, and the part of it that stands in the body's frame."""
    page = document[number]
    text = page.get_textpage()
    try:
        whole = text.get_text_bounded()
        top, bottom = PAGE_HEIGHT - BODY_TOP + 1, PAGE_HEIGHT - BODY_TOP - BODY_HEIGHT - 1
        body = text.get_text_bounded(left=0, bottom=bottom, right=PAGE_WIDTH, top=top)
        return squeezed(whole), squeezed(body)
    finally:
        text.close()
        page.close()
