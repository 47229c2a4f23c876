"""The smallest window there is, to measure the program's start against: it ends when it has been painted.

With `label` it shows a letter, in the style of the program: the window of tests/benchmarks. Without, it is empty.
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
painted = FirstPaint()
window.installEventFilter(painted)
if "label" in sys.argv:
    application.setStyle("Fusion")
    window.setCentralWidget(QLabel("x"))
window.resize(1366, 740)
window.show()
application.exec()
