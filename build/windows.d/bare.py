"""The smallest window that says something, to measure the program's start against: it ends when it has been painted.

It says one line, since every program waits for Windows to find and open a Chinese font; with `--empty` it says nothing.
"""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from typing_extensions import override


class FirstPaint(QObject):
    """Ends the program, as `--smoke` does."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, application.quit)
        return False


application = QApplication([])
window = QMainWindow()
if "--empty" not in sys.argv:
    window.setCentralWidget(QLabel("云企自评"))
painted = FirstPaint()
window.installEventFilter(painted)
window.resize(1366, 740)
window.show()
application.exec()
