"""The printed pages as small pictures: cover and the two forms, composed in a thread when the page is looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.package_work import Composed, compose, examine
from desktop.gui.session import Session
from desktop.gui.tasks import Serial, Task
from desktop.gui.theme import GRID, Colours, ring, small
from desktop.gui.widgets.basics import columns, label, rows
from desktop.model.filing import Filing

_WIDTH, _HEIGHT = 118, 167  # A4
_WAIT = 300  # milliseconds without a change
_FINE = 2  # pictures are made at twice their size, for screens above 100 %


class PagePreview(QWidget):
    """Three pages; `composed` says that the whole document is at hand in `document`."""

    composed = Signal()
    failed = Signal(str)
    opened = Signal(int)  # a page was clicked

    def __init__(self, session: Session, chosen: Colours) -> None:
        super().__init__()
        self.document: Composed | None = None
        self._session, self._serial = session, Serial()
        self._filing: Filing | None = None  # what is shown or being composed
        self._task: Task | None = None
        self._paused = False
        texts = session.standard.texts
        self._captions = ("封面", texts.form_subtitle, texts.assessment_subtitle)
        self.pages = [_Sheet(name, chosen, self.opened.emit) for name in self._captions]
        across = columns(self, spacing=GRID + 4)
        for name, page in zip(self._captions, self.pages, strict=True):
            column = rows(spacing=4)
            column.addWidget(label(name, "third"))
            column.addWidget(page)
            column.addStretch(1)
            across.addLayout(column)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._compose)
        serial = self._serial
        self.destroyed.connect(lambda *_: serial.wait())  # no thread may outlive the page

    def show_filing(self) -> None:
        """Have the pages follow the session's filing, soon."""
        if self._session.filing != self._filing and self.isVisible() and not self._paused:
            self._timer.start()

    def pause(self, *, paused: bool) -> None:
        """Keep still while a package is written: two documents must not be composed at the same time."""
        self._paused = paused
        self._timer.stop()
        self.show_filing()

    def finish(self) -> None:
        """Return when nothing is being composed any more; may be called from any thread."""
        self._serial.wait()

    def _compose(self) -> None:
        if self._task is not None or self._paused or self._session.filing == self._filing:
            return  # the running one looks again when it is done
        self._filing = self._session.filing
        self._task = Task()
        self._task.done.connect(self._examine)
        self._task.failed.connect(self._fail)
        standard, filing = self._session.standard, self._filing
        self._serial.start(lambda _: compose(standard, filing), self._task)

    def _examine(self, data: bytes) -> None:
        task, captions = Task(), self._captions
        self._task = task
        task.done.connect(self._show)
        task.failed.connect(self._fail)
        self._session.run(lambda *_: examine(data, captions, _WIDTH * _FINE), task)

    def _show(self, document: Composed) -> None:
        self._task, self.document = None, document
        for (number, picture), page in zip(document.parts, self.pages, strict=True):
            page.show_picture(number, picture)
        self.composed.emit()
        self.show_filing()

    def _fail(self, sentence: str) -> None:
        self._task = None
        self.failed.emit(sentence)


class _Sheet(QWidget):
    def __init__(self, name: str, chosen: Colours, opened: Callable[[int], None]) -> None:
        super().__init__()
        self._colours, self._name, self._number = chosen, name, 0
        self._picture: QImage | None = None
        self._opened = opened
        self.setFixedSize(QSize(_WIDTH + 2, _HEIGHT + 2))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name}的预览，按回车键放大")
        self.setToolTip("点击放大")

    def show_picture(self, number: int, picture: QImage) -> None:
        self._number, self._picture = number, picture
        self.update()

    @property
    def drawn(self) -> bool:
        return self._picture is not None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._opened(self._number)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._opened(self._number)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.fillRect(place, QColor("white" if self._picture else self._colours.faint))
        if self._picture:
            painter.drawImage(place, self._picture)
        else:
            painter.setFont(small(self.font()))
            painter.setPen(QColor(self._colours.third))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "正在排版…")
        focus = self.hasFocus()
        painter.setPen(
            QPen(QColor(self._colours.accent if focus else self._colours.line), ring(self._colours) if focus else 1)
        )
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
