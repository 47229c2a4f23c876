"""A window to look at a picture or the pages of a PDF: as large as one likes, and on to the system's next picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QHBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from desktop.filing import FilingStore
from desktop.gui.pages.base import Surroundings
from desktop.gui.pictures import PDF, PICTURE, bounded_content, decoded, rendered
from desktop.gui.tasks import Progress, Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, frame, label, rows
from desktop.gui.widgets.gap_bar import Elided
from desktop.model.filing import Evidence, EvidenceUse
from desktop.standard.catalogue import subject_names

_LARGEST = 256 * 2**20  # bytes
_WITHIN = QSize(4_000, 4_000)  # pixels that a picture is decoded to at most
_PAGE_WIDTH = 1_600
_STEP, _SMALLEST, _GREATEST = 1.25, 0.05, 8.0


class _Shown(Struct, frozen=True):
    """A picture as it was read, and how many pages its file has."""

    picture: QImage | None
    pages: int = 1


class Viewer(QWidget):
    """Shows the files of one subject; left and right go through them, up and down pages through a PDF."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        choose: Callable[[EvidenceUse], None],
        remove: Callable[[EvidenceUse], None],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("kind", "window")
        self.resize(960, 640)
        self._around, self._choose, self._remove = around, choose, remove
        self._subject, self._at, self._page, self._pages = EvidenceUse(""), 0, 0, 1
        self._read: Task | None = None
        layout = rows(self, spacing=0)
        self.canvas = _Canvas()
        layout.addLayout(self._head())
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._foot())

    @property
    def items(self) -> list[tuple[EvidenceUse, Evidence]]:
        """All files of the subject, in the order of the requirements."""
        session, subject = self._around.session, self._subject
        kind = session.standard.requirement_by_id[subject.requirement].subject
        uses = [EvidenceUse(item.id, subject.subject) for item in session.standard.requirements if item.subject is kind]
        return [(use, item) for use in uses for item in session.filing.evidence if use in item.uses]

    def show_use(self, use: EvidenceUse) -> None:
        """Show the first file of a slot, and the window."""
        self._subject = use
        self._at = next((number for number, (one, _) in enumerate(self.items) if one == use), 0)
        self._page = 0
        self._load()
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()
        self.canvas.setFocus()

    def refresh(self) -> None:
        """Show what is there now; close when nothing is left."""
        if not self.isVisible():
            return
        if self._subject.requirement and self.items:
            self._at = min(self._at, len(self.items) - 1)
            self._load()
        else:
            self.close()

    def step(self, by: int) -> None:
        """Go to another file of the subject."""
        if 0 <= self._at + by < len(self.items):
            self._at, self._page = self._at + by, 0
            self._load()

    def turn(self, by: int) -> None:
        """Go to another page of a PDF."""
        if 0 <= self._page + by < self._pages:
            self._page += by
            self._load()

    def _head(self) -> QHBoxLayout:
        line = columns(spacing=GRID)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._title, self._file, self._count = label("", "strong"), Elided(), label("", "second")
        line.addWidget(self._title)
        line.addWidget(self._file, 1)
        line.addWidget(self._count)
        return line

    def _foot(self) -> QFrame:
        foot = frame("foot")
        line = columns(foot, spacing=GRID)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._back, self._on = button("← 上一张", lambda: self.step(-1)), button("下一张 →", lambda: self.step(1))
        self._up, self._down = button("上一页", lambda: self.turn(-1)), button("下一页", lambda: self.turn(1))
        smaller, larger = (
            button("－", lambda: self.canvas.zoom(1 / _STEP)),
            button("＋", lambda: self.canvas.zoom(_STEP)),
        )
        smaller.setAccessibleName("缩小")
        larger.setAccessibleName("放大")
        for part in (self._back, self._on, self._up, self._down, smaller, larger):
            line.addWidget(part)
        line.addWidget(button("适合窗口", self.canvas.fit))
        line.addStretch(1)
        line.addWidget(button("替换…", lambda: self._choose(self.items[self._at][0])))
        line.addWidget(button("移除", lambda: self._remove(self.items[self._at][0])))
        return foot

    def _load(self) -> None:
        use, item = self.items[self._at]
        session = self._around.session
        requirement = session.standard.requirement_by_id[use.requirement]
        whose = subject_names(session.standard, session.filing).get((requirement.subject, use.subject), "")
        title = "，".join(part for part in (whose, requirement.label) if part)
        self._title.setText(title)
        self.setWindowTitle(title)
        self._file.show_text(item.file)
        self._back.setEnabled(self._at > 0)
        self._on.setEnabled(self._at < len(self.items) - 1)
        if self._read:
            self._read.cancel()
        self._read = task = Task()
        task.done.connect(partial(self._show, task))
        task.failed.connect(partial(self._told, task))
        kind = session.kinds.get(item.sha256, "")
        self.canvas.say("正在打开…" if kind in {PICTURE, PDF} else "这种文件不能在这里显示，封装时照常放进申报包。")
        session.run(partial(_page_of, item.sha256, kind, self._page), task)

    def _show(self, task: Task, shown: _Shown) -> None:
        if task is not self._read or not isValid(self):
            return
        self._pages = shown.pages
        for part in (self._up, self._down):
            part.setVisible(shown.pages > 1)
        self._up.setEnabled(self._page > 0)
        self._down.setEnabled(self._page < shown.pages - 1)
        page = f"第 {self._page + 1}/{shown.pages} 页，" if shown.pages > 1 else ""
        self._count.setText(f"{page}第 {self._at + 1}/{len(self.items)} 张")
        if shown.picture:
            self.canvas.show_picture(shown.picture)
        elif self._around.session.kinds.get(self.items[self._at][1].sha256) in {PICTURE, PDF}:
            self.canvas.say("这个文件打不开，可能已损坏；请用“替换…”换一个能正常打开的文件。")

    def _told(self, task: Task, sentence: str) -> None:
        if task is self._read and isValid(self):
            self.canvas.say(sentence)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        actions: dict[int, Callable[[], object]] = {
            keys.Key_Escape: self.close,
            keys.Key_Left: lambda: self.step(-1),
            keys.Key_Right: lambda: self.step(1),
            keys.Key_PageUp: lambda: self.turn(-1),
            keys.Key_PageDown: lambda: self.turn(1),
            keys.Key_Plus: lambda: self.canvas.zoom(_STEP),
            keys.Key_Equal: lambda: self.canvas.zoom(_STEP),
            keys.Key_Minus: lambda: self.canvas.zoom(1 / _STEP),
            keys.Key_0: self.canvas.fit,
            keys.Key_Delete: lambda: self._remove(self.items[self._at][0]),
        }
        action = actions.get(event.key())
        if action:
            action()
        else:
            super().keyPressEvent(event)


class _Canvas(QGraphicsView):
    """A picture that fits the window until somebody zooms."""

    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("图片")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setScene(QGraphicsScene(self))
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.scene().addItem(self._item)
        self._fits = True
        self._said = ""

    @property
    def empty(self) -> bool:
        """Whether no picture is shown."""
        return self._item.pixmap().isNull()

    def show_picture(self, picture: QImage) -> None:
        """Show a picture, fitting the window."""
        self._said = ""
        self._item.setPixmap(QPixmap.fromImage(picture))
        self.scene().setSceneRect(self._item.boundingRect())
        self.fit()

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a picture."""
        self._said = sentence
        self._item.setPixmap(QPixmap())
        self.viewport().update()

    def fit(self) -> None:
        """As large as the window allows, at most its own size."""
        self._fits = True
        room, size = self.viewport().size(), self._item.boundingRect().size()
        if size.width() and size.height():
            scale = min((room.width() - 16) / size.width(), (room.height() - 16) / size.height(), 1.0)
            self.resetTransform()
            self.scale(scale, scale)
            self.zoomed.emit(scale)

    def zoom(self, by: float) -> None:
        """Larger or smaller."""
        scale = min(max(self.transform().m11() * by, _SMALLEST), _GREATEST)
        self._fits = False
        self.resetTransform()
        self.scale(scale, scale)
        self.zoomed.emit(scale)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the window goes through the pictures with the arrow keys

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    @override
    def drawForeground(self, painter: QPainter, rect: object) -> None:
        if self._said:
            painter.resetTransform()
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._said)


def _page_of(sha256: str, kind: str, page: int, store: FilingStore, progress: Progress) -> _Shown:
    """Read and decode in the database thread: PDFium must not be used in two threads at once."""
    if kind not in {PICTURE, PDF}:
        return _Shown(None)
    content = bounded_content(store, sha256, _LARGEST, progress)
    if kind == PDF:
        return _Shown(*rendered(content, page, _PAGE_WIDTH))
    return _Shown(decoded(content, _WITHIN))
