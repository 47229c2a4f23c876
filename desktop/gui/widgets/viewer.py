"""A window to look at the files of the filing: as large as one likes, on to the next, replaced, removed, masked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.evidence.masking import Area
from desktop.gui.overriding import override
from desktop.gui.pictures import PICTURE, Shown
from desktop.gui.session import Session
from desktop.gui.theme import GRID, Colours
from desktop.gui.widgets.basics import rows
from desktop.gui.widgets.file_actions import FileActions, Item, title
from desktop.gui.widgets.notice import Kind, Notice
from desktop.gui.widgets.running_bar import RunningBar
from desktop.gui.widgets.viewer_bars import Foot, Head
from desktop.gui.widgets.viewer_canvas import STEP, MaskCanvas
from desktop.gui.widgets.viewer_masking import Keys, Masking
from desktop.gui.widgets.viewer_reading import Reader
from desktop.model.filing import Evidence, Filing
from desktop.model.screen_words import private_numbers

_NO_MASK = "只有图片能在这里遮盖。请在别的软件里遮盖后另存，或把这一页截成图片，再用“替换…”换上。"
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Files = Callable[[], Sequence[Item]]


class Viewer(QWidget):
    """Shows files one after the other; which ones there are is asked anew after every edit."""

    def __init__(
        self, session: Session, colours: Colours, edit: Callable[[Filing, str], None], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("kind", "window")
        self.resize(1024, 680)
        self._session = session
        self._files: Files = tuple
        self._item = Item(Evidence(""))
        self._at, self._page, self._pages, self._original = 0, 0, 1, False
        self._shown = ("", 0)  # content and page that the canvas shows
        self._reader = Reader(session, self)
        self.work = FileActions(session, edit, self)
        self.canvas = MaskCanvas(colours)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.head, self.running = Head(), RunningBar()
        self.foot = Foot(_buttons(self))
        self.masking = Masking(self.canvas, self.foot, lambda areas: self.work.mask(self._item, areas))
        self._keys = _keys(self, _buttons(self), self._session)
        self._told = Notice()
        layout = rows(self, spacing=0)
        layout.addWidget(self.head)
        news = rows(spacing=GRID)
        news.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        news.addWidget(self._told)
        news.addWidget(self.running)
        layout.addLayout(news)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.foot)
        layout.addWidget(self.masking.bar)

    @property
    def item(self) -> Item:
        """The file that is shown."""
        return self._item

    def look(self, files: Files, at: int = 0) -> None:
        """Show one of the files, and the window."""
        self._files, self._at = files, at
        self._begin()
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()
        self.canvas.setFocus()

    def tell(self, sentence: str, kind: Kind = "told") -> None:
        """Show a sentence above the picture until the next file."""
        self._told.tell(sentence, kind)

    def _connect(self) -> None:
        self._session.edited.connect(self._refresh)
        self._reader.came.connect(self._show)
        self.canvas.zoomed.connect(self.foot.show_scale)
        self.head.looking.connect(self._look_at_original)
        self.head.covering.connect(lambda: self.cover(self._private))
        self.head.restoring.connect(lambda: self.work.restore(self._item))
        self.work.told.connect(self.tell)
        self.work.began.connect(self.running.follow)

    def _begin(self) -> None:
        """Another file."""
        self._page, self._original = 0, False
        self._refresh(force=True)

    def _refresh(self, *, force: bool = False) -> None:
        """Show what is there now; close when nothing is left."""
        if not (force or self.isVisible()):
            return
        self.tell("")  # what an edit did is told after it
        files = self._files()
        if not files:
            self.close()
            return
        self._at = min(self._at, len(files) - 1)
        changed = files[self._at].evidence.sha256 != self._item.evidence.sha256
        self._item = item = files[self._at]
        if changed and not force:
            self._page, self._original = 0, False
        self.masking.leave()
        masked = item.evidence.sha256 in self._session.originals
        self.head.show_masked(masked=masked, original=self._original)
        self.head.show_private(0 if self._original else len(self._private))
        self._show_words(len(files))
        if (self._content, self._page) != self._shown or force:
            self._shown = (self._content, self._page)
            self.canvas.say("正在打开…")
            self._reader.read(*self._shown)

    @property
    def _content(self) -> str:
        sha256 = self._item.evidence.sha256
        return self._session.originals[sha256].sha256 if self._original else sha256

    def _show_words(self, count: int) -> None:
        said = title(self._session.standard, self._session.filing, self._item)
        self.setWindowTitle(said)
        page = f"第 {self._page + 1}/{self._pages} 页，" if self._pages > 1 else ""
        self.head.show_file(said, self._item.evidence.file.rpartition("/")[2], f"{page}第 {self._at + 1}/{count} 个")
        self.foot.allow(back=self._at > 0, on=self._at < count - 1, page=self._page, pages=self._pages)
        self.foot.cover.setEnabled(not self._original)

    def _show(self, read: Shown) -> None:
        self._pages = read.pages
        self._show_words(len(self._files()))
        if read.picture:
            self.canvas.show_picture(read.picture)
        else:
            self.canvas.say(read.reason)

    def step(self, by: int) -> None:
        """Go to another file."""
        if 0 <= self._at + by < len(self._files()):
            self._at += by
            self._pages = 1
            self._begin()

    def turn(self, by: int) -> None:
        """Go to another page of a PDF."""
        if 0 <= self._page + by < self._pages:
            self._page += by
            self._refresh()

    def _look_at_original(self) -> None:
        if self._item.evidence.sha256 in self._session.originals:
            self._original = not self._original
            self._refresh()

    def cover(self, areas: Sequence[Area] = ()) -> None:
        """Begin to draw areas; these are drawn already."""
        if self._session.kinds.get(self._content) != PICTURE:
            self.tell(_NO_MASK)
            self.foot.replace.setFocus()
        elif not (self.canvas.empty or self._original or self.running.running):
            self.masking.begin(areas)

    @property
    def _private(self) -> list[Area]:
        """Where numbers of persons stand in the picture that is shown, as far as its words were read."""
        seen = self._session.seen.get(self._content)
        found = private_numbers(seen) if seen else ()
        return [Area(item.left, item.top, item.right, item.bottom) for item in found]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.masking.on and self.canvas.press(event):
            return
        held = event.modifiers()
        chord = (event.key(), bool(held & _CONTROL), bool(held & _SHIFT))
        action = (self.masking.keys if self.masking.on else self._keys).get(chord)
        if action:
            action()
        else:
            super().keyPressEvent(event)


def _buttons(viewer: Viewer) -> dict[str, Callable[[], object]]:
    canvas = viewer.canvas
    return {
        "back": lambda: viewer.step(-1),
        "on": lambda: viewer.step(1),
        "up": lambda: viewer.turn(-1),
        "down": lambda: viewer.turn(1),
        "smaller": lambda: canvas.zoom(1 / STEP),
        "larger": lambda: canvas.zoom(STEP),
        "own": lambda: canvas.zoom_to(1),
        "fit": canvas.fit,
        "mask": viewer.cover,
        "replace": lambda: viewer.work.choose(viewer.item, viewer),
        "remove": lambda: viewer.work.remove(viewer.item),
    }


def _keys(viewer: Viewer, act: dict[str, Callable[[], object]], session: Session) -> Keys:
    """What the keys do while one looks: key, with Ctrl, with Shift."""
    keys, pan = Qt.Key, viewer.canvas.pan
    plain: dict[Qt.Key, Callable[[], object]] = {
        keys.Key_Escape: viewer.close,
        keys.Key_Left: act["back"],
        keys.Key_Right: act["on"],
        keys.Key_Up: lambda: pan(0, -1),
        keys.Key_Down: lambda: pan(0, 1),
        keys.Key_PageUp: act["up"],
        keys.Key_PageDown: act["down"],
        keys.Key_Plus: act["larger"],
        keys.Key_Equal: act["larger"],
        keys.Key_Minus: act["smaller"],
        keys.Key_0: act["fit"],
        keys.Key_1: act["own"],
        keys.Key_M: act["mask"],
        keys.Key_R: act["replace"],
        keys.Key_O: viewer.head.looking.emit,
        keys.Key_Delete: act["remove"],
    }
    made: Keys = {(key, False, False): action for key, action in plain.items()}
    made[keys.Key_Plus, False, True] = act["larger"]
    made[keys.Key_Left, False, True] = lambda: pan(-1, 0)
    made[keys.Key_Right, False, True] = lambda: pan(1, 0)
    made[keys.Key_Z, True, False] = session.undo
    made[keys.Key_Y, True, False] = made[keys.Key_Z, True, True] = session.redo
    return made
