"""Pictures and PDF pages from the bytes of a file, with bounds on memory; none of it needs the window's thread."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from desktop import pdf
from desktop.errors import InputError
from desktop.evidence import apart
from desktop.evidence.kinds import PDF, PICTURE
from desktop.filing import FilingStore
from desktop.gui.tasks import Progress

__all__ = [
    "PDF",
    "PICTURE",
    "Shown",
    "bounded",
    "bounded_content",
    "decoded",
    "rendered",
    "shown",
    "shown_content",
]

_MEMORY = 256  # MB that decoding one picture may take
_LARGEST = 256 * 2**20  # bytes of a file that is shown
_WITHIN = QSize(4_000, 4_000)  # pixels that a picture is decoded to at most
_PAGE_WIDTH = 1_600
_LONGEST_PAGE = 6_000  # pixels of a rendered page


class Shown(Struct, frozen=True):
    """A picture or page as it was read, how many pages its file has, and why there is none."""

    picture: QImage | None
    pages: int = 1
    reason: str = ""


def shown(store: FilingStore, sha256: str, kind: str, page: int, progress: Progress) -> Shown:
    """Read a file for the viewer; in the database thread.

    Raises:
        InputError: it is too large.
    """
    if kind not in {PICTURE, PDF}:
        return shown_content(b"", kind, page)
    return shown_content(bounded_content(store, sha256, _LARGEST, progress), kind, page)


def shown_content(content: bytes, kind: str, page: int) -> Shown:
    """A content as a picture, or why there is none."""
    if kind not in {PICTURE, PDF}:
        return Shown(None, 1, "这种文件不能在这里显示，封装时照常放进申报包。")
    picture, pages = rendered(content, page, _PAGE_WIDTH) if kind == PDF else (decoded(content, _WITHIN), 1)
    return Shown(picture, pages, "" if picture else _why_none(content, kind))


def bounded_content(store: FilingStore, sha256: str, limit: int, progress: Progress) -> bytes:
    """A stored content, if it is not larger than `limit` bytes; stops when the task is cancelled.

    Raises:
        InputError: it is larger.
    """
    return bounded(store.content(sha256), limit, progress)


def bounded(pieces: Iterable[bytes], limit: int, progress: Progress) -> bytes:
    """A content in one piece, as `bounded_content`.

    Raises:
        InputError: it is larger.
    """
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > limit:
            raise InputError(f"文件超过 {limit // 2**20} MB，这里不显示，封装时照常放进申报包。")
        progress(len(content), limit)
    return bytes(content)


def decoded(content: bytes, within: QSize) -> QImage | None:
    """A picture, scaled down while decoding so that it fills `within`; None when it cannot be decoded."""
    buffer = _buffer(content)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(_MEMORY)
    size = reader.size()
    if size.isValid() and (size.width() > within.width() and size.height() > within.height()):
        reader.setScaledSize(size.scaled(within, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    picture = reader.read()
    del reader  # before its device: the one for TIFF reads from it once more when it goes
    return None if picture.isNull() else picture


def rendered(content: bytes, page: int, width: int) -> tuple[QImage | None, int]:
    """A page of a PDF as a picture `width` pixels wide, and the number of pages; None and 0 if unreadable."""
    found = apart.page_of(content, page, width, _LONGEST_PAGE)
    if found is None:
        return None, 0
    view = QImage(found.pixels, found.wide, found.high, found.stride, QImage.Format.Format_RGB32)
    return view.copy(), found.pages  # the pixels go with what was found


def drawn(document: pdf.PdfDocument, number: int, width: int) -> QImage:
    """A page (from 0) of an open PDF of ours as a picture `width` pixels wide."""
    sheet = document[number]
    wide, high = sheet.get_size()
    scale = min(width / max(wide, 1), _LONGEST_PAGE / max(wide, high, 1))
    bitmap = sheet.render(scale=scale, prefer_bgrx=True)
    view = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    picture = view.copy()  # the bitmap's memory goes with the page
    bitmap.close()
    return picture


def _buffer(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _why_none(content: bytes, kind: str) -> str:
    buffer = _buffer(content)
    size = QImageReader(buffer).size() if kind == PICTURE else QSize()
    if size.width() * size.height() * 4 > _MEMORY * 2**20:
        return f"这张图太大（{size.width()}×{size.height()} 像素），这里不显示，封装时照常放进申报包。"
    return "这个文件打不开，可能已损坏；请用“替换…”换一个能正常打开的文件。"
