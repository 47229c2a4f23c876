"""Pictures of files that are in no filing yet: small ones as they are painted, a large one for the preview."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from desktop.gui.pictures import PDF, PICTURE, Shown, bounded, shown_content
from desktop.gui.tasks import Progress, Serial, Task
from desktop.gui.thumbnails import small_picture
from desktop.workspace.inbox import Piece, content_of

_KEPT = 512  # small pictures of 48 KB each
_AT_ONCE = 3
_LARGEST_SMALL, _LARGEST = 64 * 2**20, 256 * 2**20  # bytes of a file that is decoded


class InboxPictures(QObject):
    """`ready` when a small picture is there; `came` carries what the preview is to show (`Shown`)."""

    ready = Signal()
    came = Signal(object)

    def __init__(self, piece_of: Callable[[str], Piece | None], parent: QObject) -> None:
        super().__init__(parent)
        self._piece_of = piece_of
        self._small, self._large = Serial(), Serial()
        self._kept: OrderedDict[str, QImage | None] = OrderedDict()
        self._under_way: dict[str, Task] = {}
        self._reading: Task | None = None

    def small(self, key: str) -> QImage | None:
        """The small picture, or None while it is being made and where there can be none."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        piece = self._piece_of(key)
        if piece and key not in self._under_way and len(self._under_way) < _AT_ONCE:
            self._start(key, piece)
        return None

    def show_large(self, key: str, page: int = 0) -> None:
        """Read a page of a file for the preview; only the last wish is answered."""
        if self._reading:
            self._reading.cancel()
        piece = self._piece_of(key)
        self._reading = task = Task()
        task.done.connect(partial(self._answer, task))
        task.failed.connect(lambda sentence: self._answer(task, Shown(None, reason=sentence)))
        if piece:
            self._large.start(partial(_large, piece, page), task)

    def close_down(self) -> None:
        """Stop; return when nothing runs any more."""
        if self._reading:
            self._reading.cancel()
        self._small.wait()
        self._large.wait()

    def _start(self, key: str, piece: Piece) -> None:
        if piece.form not in {PICTURE, PDF}:
            self._kept[key] = None
            return
        self._under_way[key] = task = Task()
        task.done.connect(partial(self._keep, key))
        task.failed.connect(lambda _: self._keep(key, None))
        self._small.start(partial(_small, piece), task)

    def _keep(self, key: str, picture: QImage | None) -> None:
        if not isValid(self):
            return
        self._under_way.pop(key, None)
        self._kept[key] = picture
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit()

    def _answer(self, task: Task, found: Shown) -> None:
        if isValid(self) and task is self._reading:
            self._reading = None
            self.came.emit(found)


def _small(piece: Piece, progress: Progress) -> QImage | None:
    return small_picture(bounded(content_of(piece), _LARGEST_SMALL, progress), piece.form)


def _large(piece: Piece, page: int, progress: Progress) -> Shown:
    if piece.form not in {PICTURE, PDF}:
        return shown_content(b"", piece.form, page)
    return shown_content(bounded(content_of(piece), _LARGEST, progress), piece.form, page)
