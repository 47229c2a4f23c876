"""Files that are dragged from a folder and let go: Qt asks what lies under the mouse, as it does with a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

_HOW = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def carrying(paths: Sequence[Path]) -> QMimeData:
    """What is on the clipboard, or under the mouse, when files are."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(widget: QWidget, *paths: Path) -> None:
    """Let files go in the middle of what is seen of a widget."""
    drop_at(widget.window().windowHandle(), widget.mapTo(widget.window(), middle(widget)), paths)


def drop_at(window: QWindow, at: QPoint, paths: Sequence[Path]) -> None:
    """Let files go at a place of a window."""
    data, action = carrying(paths), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, action, data, *_HOW)
    QApplication.sendEvent(window, enter)
    move = QDragMoveEvent(at, action, data, *_HOW)
    move.setAccepted(enter.isAccepted())  # as Qt does: who took the one takes the other
    QApplication.sendEvent(window, move)
    assert move.isAccepted(), "files may not be dropped here"
    QApplication.sendEvent(window, QDropEvent(QPointF(at), action, data, *_HOW))


def middle(widget: QWidget) -> QPoint:
    """The centre of what is seen of a widget."""
    return widget.visibleRegion().boundingRect().center()
