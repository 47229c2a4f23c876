"""A region of the screen is cut out: the program hides, every monitor is shown dimmed, what one drags over is taken.

The window comes back whatever happens: taken, cancelled, nothing to grab, a monitor unplugged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop.gui.theme import Colours
from desktop.gui.widgets.cut_overlay import CutOverlay

KEYS = "Ctrl+Shift+X"
_SETTLE = 250  # milliseconds until the desktop has redrawn what was below the window
_NOTHING = "这台电脑不让程序截取屏幕；请用系统的截图键（例如 Win+Shift+S）截图，再在这里按 Ctrl+V 粘贴。"


class Shot(Struct, frozen=True):
    """What a monitor shows: the picture in its own pixels, the place in the desktop's coordinates."""

    picture: QImage
    place: QRect


def grabbed() -> Sequence[Shot]:
    """A picture of every monitor; none where the system does not allow it (Wayland)."""
    pictures = ((screen.grabWindow(0).toImage(), screen.geometry()) for screen in QGuiApplication.screens())
    return [Shot(picture, place) for picture, place in pictures if not picture.isNull()]


class ScreenCut(QObject):
    """`begin(then)` hides the window; `then(picture)` is called when something was taken."""

    failed = Signal(str)

    def __init__(self, owner: QWidget, colours: Colours) -> None:
        super().__init__(owner)
        self.grab: Callable[[], Sequence[Shot]] = grabbed
        self.overlays: list[CutOverlay] = []
        self._colours = colours
        self._hidden: list[QWidget] = []
        self._active: QWidget | None = None
        self._then: Callable[[QImage], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE)
        self._timer.timeout.connect(self._show)
        QGuiApplication.instance().screenRemoved.connect(self._end)  # type: ignore[union-attr]  # there is one

    def begin(self, then: Callable[[QImage], None]) -> None:
        """Hide all windows of the program, and show the monitors a moment later."""
        if self._hidden:
            return
        self._then, self._active = then, QApplication.activeWindow()
        self._hidden = [item for item in QApplication.topLevelWidgets() if item.isVisible() and _stays(item)]
        for window in self._hidden:
            window.hide()
        self._timer.start()

    def _show(self) -> None:
        shots: Sequence[Shot] = ()
        try:
            shots = self.grab()
            for shot in shots:
                self._add(shot, several=len(shots) > 1)
        finally:
            if not self.overlays:
                self._end()
        if self.overlays:
            self._pass(self.overlays[-1], 1)
        else:
            self.failed.emit(_NOTHING)

    def _add(self, shot: Shot, *, several: bool) -> None:
        overlay = CutOverlay(shot.picture, shot.place, self._colours.accent, several=several)
        overlay.begun.connect(self._only)
        overlay.taken.connect(self._taken)
        overlay.cancelled.connect(self._end)
        overlay.passed.connect(partial(self._pass, overlay))
        self.overlays.append(overlay)
        overlay.show()

    def _pass(self, overlay: CutOverlay, by: int) -> None:
        """The keys go to another monitor."""
        other = self.overlays[(self.overlays.index(overlay) + by) % len(self.overlays)]
        other.activateWindow()
        other.setFocus()

    def _only(self) -> None:
        """One region on all monitors: drawing on one forgets that of another."""
        for overlay in self.overlays:
            if overlay is not self.sender():
                overlay.forget()

    def _taken(self, picture: QImage) -> None:
        then = self._then
        self._end()
        if then:
            then(picture)

    def _end(self, _: object = None) -> None:
        """Bring the windows back first, so that the program never has none."""
        self._timer.stop()
        hidden, self._hidden, self._then = self._hidden, [], None
        for window in hidden:
            window.show()
        if self._active in hidden and self._active is not None:
            self._active.raise_()
            self._active.activateWindow()
        overlays, self.overlays = self.overlays, []
        for overlay in overlays:
            overlay.hide()
            overlay.deleteLater()


def _stays(window: QWidget) -> bool:
    """Whether it is a window that is to come back; menus and tool tips are not."""
    return window.windowType() in {Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Widget}
