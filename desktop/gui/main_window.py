"""The window: it opens the home screen and filings, and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget
from typing_extensions import override

from desktop.errors import YunqiError
from desktop.filing import open_filing
from desktop.gui.filing_view import FilingView
from desktop.gui.pages.home import HomePage
from desktop.gui.session import Session
from desktop.gui.tasks import Serial
from desktop.gui.theme import Colours


class MainWindow(QMainWindow):
    """Home, or one open filing."""

    def __init__(self, chosen: Colours) -> None:
        super().__init__()
        self.setWindowTitle("云企自评")
        self.setMinimumSize(1024, 560)
        self._colours = chosen
        self._stack = QStackedWidget()
        self._home = HomePage(chosen, self.open_filing)
        self._stack.addWidget(self._home)
        self.setCentralWidget(self._stack)
        self.view: FilingView | None = None

    def open_filing(self, path: Path) -> None:
        """Open a filing file; what stands in the way is told on the home screen."""
        self.close_filing()
        try:
            session = Session(open_filing(path), Serial(), self)
        except YunqiError as error:
            self._home.tell(str(error))
            return
        self.view = FilingView(session, self._colours)
        self.view.left.connect(self.close_filing)
        self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)
        self.setWindowTitle(f"{path.stem} - 云企自评")

    def close_filing(self) -> None:
        """Finish all saves, let go of the file, and show the home screen."""
        if self.view is None:
            return
        self.view.session.close()
        self._stack.removeWidget(self.view)
        self.view.deleteLater()
        self.view = None
        self._home.refresh()
        self._stack.setCurrentWidget(self._home)
        self.setWindowTitle("云企自评")

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_filing()
        super().closeEvent(event)
