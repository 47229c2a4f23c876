"""Builds the program: the only place that makes objects and hands them on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import VERSION
from desktop.gui import theme
from desktop.gui.main_window import MainWindow


def run(arguments: Sequence[str]) -> int:
    """Open the window; `arguments` may name a filing to open, `--smoke`, and `--screenshot PNG`."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("yunqi")
    application.setApplicationDisplayName("云企自评")
    application.setApplicationVersion(VERSION)
    chosen = theme.colours()
    theme.apply(application, chosen)
    window = MainWindow(chosen)
    window.resize(1366, 740)
    window.show()
    rest = list(arguments)
    picture = _taken(rest, "--screenshot")
    smoke = "--smoke" in rest
    files = [argument for argument in rest if not argument.startswith("--")]
    if files:
        window.open_filing(Path(files[0]))
    if smoke:
        QTimer.singleShot(0, lambda: _smoke(application, window, picture))
    return application.exec()


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
