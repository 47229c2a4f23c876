"""Builds the program: the only place that makes objects and hands them on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import VERSION, faults
from desktop.gui import theme
from desktop.gui.appearance import Look
from desktop.gui.garbage import Garbage
from desktop.gui.main_window import MainWindow
from desktop.gui.overriding import override
from desktop.gui.settings import Settings, settings_file
from desktop.paths import ICON

SWITCH_INTERVAL = 0.00005  # seconds a thread may keep the window waiting; Python's own 5 ms add up in one painting


def run(arguments: Sequence[str]) -> int:
    """Open the window; `arguments` may name a filing to open, `--sample`, `--smoke`, and `--screenshot PNG`."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    sys.excepthook = _noted
    application = _application()
    settings = Settings(settings_file())
    settings.sign()
    look = Look(application, settings)
    window = MainWindow(look.colours, settings, look.dress)
    rest = list(arguments)
    picture = _taken(rest, "--screenshot")
    if "--smoke" in rest:
        painted = _FirstPaint(window, lambda: _smoke(application, window, picture))
        window.installEventFilter(painted)
    window.resize(1366, 740)
    window.show()
    files = [argument for argument in rest if not argument.startswith("--")]
    if files:
        window.wish(Path(files[0]))  # the window is painted before the filing is read
    elif "--sample" in rest:
        window.desk.open_sample()
    return application.exec()


def _application() -> QApplication:
    """Qt, with our name and Chinese words of its own."""
    made = QApplication([*sys.argv[:1], "-style", theme.STYLE])
    made.setProperty(theme.STYLED, True)  # noqa: FBT003  (Qt's order of arguments)
    made.setApplicationName("yunqi")
    made.setApplicationDisplayName("云企自评")
    made.setApplicationVersion(VERSION)
    made.setWindowIcon(QIcon(str(ICON)))  # set later, it would not come to the windows that are there already
    words = QTranslator(made)  # what the right mouse button offers in a field
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        made.installTranslator(words)
    Garbage(made)
    return made


def _noted(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A defect that nobody caught goes to the log; an installed window has no terminal to show it."""
    faults.record(error)
    sys.__excepthook__(kind, error, trace)


class _FirstPaint(QObject):
    """Calls once, right after the window was painted for the first time."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then: Callable[[], None] | None = then

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._then:
            QTimer.singleShot(0, self._then)
            self._then = None
        return False


def _taken(rest: list[str], option: str) -> str:
    """The value of an option, taken out of the arguments; "" when it is not there."""
    if option not in rest or rest.index(option) + 1 >= len(rest):
        return ""
    position = rest.index(option)
    value = rest[position + 1]
    del rest[position : position + 2]
    return value


def _smoke(application: QApplication, window: MainWindow, picture: str) -> None:
    """The first screen is painted and usable: take its picture and go."""
    if picture:
        window.grab().save(picture)
    window.close()
    application.exit(0)
