"""Somebody in front of the window: reads what is shown, presses keys, moves the mouse, and has nothing else.

Keys and clicks go to the window, as a keyboard and a mouse send them: what is covered, out of sight or without focus
cannot be reached here either.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.drops import carrying
from tests.journeys.mouse import Mouse

_TABS = 400  # before one gives up


class Person(Mouse):
    """Counts the `keys` it presses; `files` and `folder` are what it will choose in the next file dialog."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        super().__init__(qtbot, window)
        self.keys = 0
        self.files: list[Path] = []
        self.folder: Path | None = None

    def presses(self, *keys: str) -> None:
        """Press keys, named as on a keyboard: Tab, Ctrl+V, F8."""
        for key in keys:
            pressed = QKeySequence(key)[0]  # type: ignore[index]  # the stubs do not know it
            self.keys += 1
            QTest.keyClick(self._target(), pressed.key(), pressed.keyboardModifiers())

    def types(self, text: str) -> None:
        """Type; what no key has is written through the input method, a phrase at a time."""
        if text.isascii():
            self.keys += len(text)
            for character in text:
                QTest.keyClick(self._target(), character)  # type: ignore[call-overload]  # the stubs know keys only
            return
        self.speaks(text)

    def speaks(self, text: str) -> None:
        """Write through an input method: a letter is underlined first, then it becomes the words."""
        composed = QInputMethodEvent("", [])
        composed.setCommitString(text)
        for event in (QInputMethodEvent("a", []), composed):
            QApplication.sendEvent(_typed_into(), event)
        QApplication.processEvents()

    def tabs_to(self, said: str) -> None:
        """Press Tab until the control that is called so has the keyboard."""
        for _ in range(_TABS):
            if said in self.hears():
                return
            self.presses("Tab")
        raise AssertionError(f"Tab does not lead to “{said}”")

    def copies_picture(self, picture: QImage) -> None:
        """As a screenshot does."""
        QGuiApplication.clipboard().setImage(picture)

    def copies_files(self, *paths: Path) -> None:
        """As Ctrl+C in a folder does."""
        QGuiApplication.clipboard().setMimeData(carrying(paths))

    def copies_text(self, text: str) -> None:
        """As Ctrl+C in Excel does."""
        QGuiApplication.clipboard().setText(text)


def picture_in(path: Path) -> QImage:
    """The picture in a file, as a viewer shows it."""
    return QImage(str(path))


def as_png(picture: QImage) -> bytes:
    """A picture as the file that it becomes when it is pasted."""
    written = QBuffer()
    written.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(written, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, PySide takes str
    return bytes(written.data().data())


def _typed_into() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget, "nothing has the keyboard"
    return widget
