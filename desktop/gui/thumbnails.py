"""Small pictures of the evidence: read and decoded outside the window's thread, kept within bounds.

Nothing queues up: what is painted asks for its picture, a few are made at a time, and each one that is ready has the
visible ones painted again. So two thousand of them never wait for each other, and only what people look at is read.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from desktop.filing import FilingStore
from desktop.gui.pictures import PDF, PICTURE, bounded_content, decoded, rendered
from desktop.gui.session import Session
from desktop.gui.tasks import Progress, Serial, Task

SIZE = QSize(72, 42)
_SHARP = 2  # times the size, for screens at 200 %
_KEPT = 512  # small pictures of 48 KB each
_AT_ONCE = 3
_LARGEST = 64 * 2**20  # bytes of a file that is decoded for its small picture


class Thumbnails(QObject):
    """The small pictures of a session's evidence, by SHA-256."""

    ready = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._decoding = Serial()
        self._kept: OrderedDict[str, QImage | None] = OrderedDict()
        self._under_way: dict[str, Task] = {}

    def picture(self, sha256: str) -> QImage | None:
        """The small picture, or None while it is being made and where there can be none."""
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
            return self._kept[sha256]
        if sha256 not in self._under_way and len(self._under_way) < _AT_ONCE:
            self._start(sha256)
        return None

    def waits(self, sha256: str) -> bool:
        """Whether the picture is still to come."""
        return sha256 not in self._kept

    def _start(self, sha256: str) -> None:
        kind = self._session.kinds.get(sha256, "")
        if kind not in {PICTURE, PDF}:
            self._kept[sha256] = None
            return
        task = Task()
        self._under_way[sha256] = task
        task.failed.connect(partial(self._keep, sha256, None))
        if kind == PDF:
            task.done.connect(partial(self._keep, sha256))
            self._session.run(partial(_first_page, sha256), task)
        else:
            task.done.connect(partial(self._decode, sha256))
            self._session.run(partial(_content, sha256), task)

    def _decode(self, sha256: str, content: bytes) -> None:
        if not isValid(self):  # the window went while the file was being read
            return
        task = Task()
        self._under_way[sha256] = task
        task.done.connect(partial(self._keep, sha256))
        task.failed.connect(partial(self._keep, sha256, None))
        self._decoding.start(lambda _: small_picture(content, PICTURE), task)

    def _keep(self, sha256: str, picture: QImage | None, _: object = None) -> None:
        if not isValid(self):
            return
        self._under_way.pop(sha256, None)
        self._kept[sha256] = picture if isinstance(picture, QImage) else None
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(sha256)


def _content(sha256: str, store: FilingStore, progress: Progress) -> bytes:
    return bounded_content(store, sha256, _LARGEST, progress)


def _first_page(sha256: str, store: FilingStore, progress: Progress) -> QImage | None:
    content = bounded_content(store, sha256, _LARGEST, progress)
    return small_picture(content, PDF)


def small_picture(content: bytes, kind: str) -> QImage | None:
    """The small picture of a picture's or a PDF's bytes."""
    if kind == PDF:
        return _cropped(rendered(content, 0, SIZE.width() * _SHARP * 2)[0])
    return _cropped(decoded(content, SIZE * _SHARP * 2))


def _cropped(picture: QImage | None) -> QImage | None:
    """Filling the slot: the middle of what is too wide, the top of what is too tall."""
    if picture is None or picture.isNull():
        return None
    size = SIZE * _SHARP
    fill, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    filled = picture.scaled(size, fill, smooth)
    cut = filled.copy(QRect((filled.width() - size.width()) // 2, 0, size.width(), size.height()))
    cut.setDevicePixelRatio(_SHARP)
    return cut
