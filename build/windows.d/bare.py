"""The smallest window there is, to measure the program's start against: it ends when it has been painted."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication([])
window = QMainWindow()
window.resize(1366, 740)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
