"""What a person sees and hears of the window: controls are found by a text, a caption or an accessible name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as TooLongError
from pytestqt.qtbot import QtBot

_PATIENCE = 60_000  # milliseconds somebody waits on a busy machine
Control = TypeVar("Control", bound=QWidget)


class Sight:
    """Looks at the window in front, or at a part of it."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self._qtbot, self._window = qtbot, window
        self._looking_at: QWidget | None = None

    def reads(self) -> str:
        """All texts that stand where one looks."""
        return "\n".join(said for widget in self._seen(QWidget) for said in _texts(widget))

    def waits_for(self, words: str) -> None:
        """Wait until something is to be read."""
        try:
            self._qtbot.waitUntil(lambda: words in self.reads(), timeout=_PATIENCE)
        except TooLongError:
            raise AssertionError(f"“{words}” is not to be read in: {self.reads()}") from None

    def waits_until(self, happened: Callable[[], bool], patience: int = _PATIENCE) -> None:
        """Wait for what can be seen to happen, so many milliseconds."""
        self._qtbot.waitUntil(happened, timeout=patience)

    @contextmanager
    def looking_at(self, title: str) -> Iterator[None]:
        """Look only at the part of the screen that has this title."""
        before = self._looking_at
        self._looking_at = self._part(title)
        yield
        self._looking_at = before

    def hears(self) -> str:
        """What a screen reader says of the control, and the line or cell in it, that has the keyboard."""
        widget = QApplication.focusWidget()
        if not isinstance(widget, QAbstractItemView) or not widget.currentIndex().isValid():
            return name_of(widget) if widget else ""
        return f"{name_of(widget)}：{widget.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)}"

    def finds(self, said: str, kind: type[Control]) -> Control:
        """The one control that is called so, or whose name holds these words, as soon as it is there."""
        with suppress(TooLongError):
            self._qtbot.waitUntil(lambda: len(self._called(said, kind)) == 1)
        found = self._called(said, kind)
        names = sorted({name_of(item) for item in self._seen(kind)})
        assert len(found) == 1, f"“{said}” is there {len(found)} times among {names}"
        return found[0]

    def _called(self, said: str, kind: type[Control]) -> list[Control]:
        seen = [(item, name_of(item)) for item in self._seen(kind) if item.isEnabled()]
        return [item for item, name in seen if name == said] or [item for item, name in seen if said in name]

    def cell(self, table: str, row: int, column: str) -> str:
        """What stands in a cell of a table."""
        index = self._cell(self.finds(table, QTableView), row, column)
        return str(index.data() or "")

    def _target(self) -> QWindow:
        window = QApplication.activeWindow() or self._window  # Qt hands the keys on to an open list
        return window.windowHandle()

    def _seen(self, kind: type[Control]) -> list[Control]:
        popup = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        return [item for item in (self._looking_at or popup).findChildren(kind) if item.isVisible()]

    def _part(self, title: str) -> QWidget:
        frames = [item for item in self._seen(QWidget) if item.accessibleName() == title and not item.focusPolicy()]
        assert len(frames) == 1, f"“{title}” is the title of {len(frames)} parts"
        return frames[0]

    def _cell(self, view: QTableView, row: int, column: str) -> QModelIndex:
        model, across = view.model(), Qt.Orientation.Horizontal
        titles = [str(model.headerData(number, across)) for number in range(model.columnCount())]
        return model.index(row, titles.index(column))


def _texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))


def name_of(widget: QWidget) -> str:
    """What is read or heard of a control."""
    written = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or written
