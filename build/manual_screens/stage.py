"""The windows that are drawn, the samples they show, and how a picture is taken of them."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.filing_view import FilingView
from desktop.gui.main_window import MainWindow
from desktop.gui.session import Session
from desktop.gui.settings import Settings
from desktop.gui.tasks import Serial
from desktop.paths import SAMPLE
from desktop.workspace.importing import import_source

from .waiting import settle

SEEN = "D:\\案卷"  # what stands in the pictures for the folder that only lives as long as this program
MARGIN = 36  # pixels of the picture
SMALL = (1090, 640)
Shot = tuple[str, QPixmap]
Shown = TypeVar("Shown", bound=QWidget)


def sample_in(folder: Path) -> Path:
    """A new sample filing."""
    path = folder / "样例.yunqi"
    path.write_bytes(_sample())
    return path


@cache
def _sample() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "样例.yunqi"
        import_source(SAMPLE / "filing.json", path)
        return path.read_bytes()


def button(widget: QWidget, words: str) -> QPushButton:
    """The button that says so."""
    return next(item for item in widget.findChildren(QPushButton) if item.text() == words)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Draw with the mouse."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def leave_a_gap(view: FilingView) -> None:
    """Take out the last screenshot of one system, so that the pictures show what a gap looks like."""
    filing = view.session.filing
    system = filing.systems[2].id
    last = [item for item in filing.evidence if any(use.subject == system for use in item.uses)][-1]
    view.session.edit(replace(filing, evidence=tuple(item for item in filing.evidence if item is not last)))
    view.session.check()


def a_window(folder: Path) -> MainWindow:
    """The program's window, with settings of its own."""
    settings = Settings()
    settings.put("folder", str(folder))
    return on_show(MainWindow(theme.LIGHT, settings), SMALL)


def a_view(path: Path) -> FilingView:
    """An open filing."""
    return on_show(FilingView(Session(open_filing(path), Serial()), theme.LIGHT), SMALL)


def on_show(widget: Shown, size: tuple[int, int]) -> Shown:
    """Show a window at a size."""
    widget.resize(*size)
    widget.show()
    return widget


def close(view: FilingView) -> None:
    """Let go of the filing."""
    view.session.close()
    view.close()


def grabbed(widget: QWidget, folder: Path) -> QPixmap:
    """The picture, once everything has come to rest, with the folder under its better name."""
    settle()
    for label in widget.findChildren(QLabel):
        label.setText(label.text().replace(str(folder), SEEN))
    for line in widget.findChildren(QLineEdit):
        line.setText(line.text().replace(f"{folder}/", f"{SEEN}\\").replace(str(folder), SEEN))
    settle()
    return trimmed(widget.grab())


def trimmed(picture: QPixmap) -> QPixmap:
    """Without the empty ground at the bottom, but for a margin."""
    image = picture.toImage()
    ground = image.pixelColor(1, image.height() - 1)
    across = range(1, image.width() - 1, 3)
    bottom = image.height() - 1
    while bottom > 0 and all(image.pixelColor(x, bottom) == ground for x in across):
        bottom -= 1
    return picture.copy(0, 0, image.width(), min(bottom + MARGIN, image.height()))
