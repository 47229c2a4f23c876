"""The window: it opens the home screen and filings, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from desktop.errors import YunqiError
from desktop.gui.closing import may_close
from desktop.gui.desk import Desk, earlier_sample
from desktop.gui.overriding import override
from desktop.gui.pages.front import FrontPage
from desktop.gui.pages.home import HomePage
from desktop.gui.settings import Settings
from desktop.gui.slips import SUFFIX as SLIP
from desktop.gui.slips import Slips
from desktop.gui.tasks import Progress, Serial, Task
from desktop.gui.theme import Colours
from desktop.gui.widgets.file_drops import dropped
from desktop.gui.widgets.notice import Kind

if TYPE_CHECKING:
    from desktop.filing import FilingStore
    from desktop.gui.filing_view import FilingView
    from desktop.gui.help import HelpWindow

_SUFFIX, _PACKAGE = ".yunqi", ".zip"
_BAG = "bagit.txt"  # what an unpacked package holds


class MainWindow(QMainWindow):
    """The desk with the home screen, or one open filing. `dress` has the look follow the settings."""

    def __init__(
        self, chosen: Colours, settings: Settings | None = None, dress: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.setWindowTitle("云企自评")
        self.setMinimumSize(1024, 560)
        self.setAcceptDrops(True)
        self._colours = chosen
        self._settings = settings or Settings()
        self._opening: Serial | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.view: FilingView | None = None
        self.help: HelpWindow | None = None
        self._screen, self._reset_to = "", Path()  # where a sample is reset, and the new one once it is made
        self.desk = Desk(chosen, self._settings)
        self.desk.opened.connect(self.wish)
        self.desk.sample_reset.connect(self._reopen)
        self.slips = Slips(self._settings, self.desk.recent, self)
        self.slips.found.connect(self.wish)
        self.slips.told.connect(self._tell)
        self.desk.help_wanted.connect(self.show_help)
        if dress:
            self.desk.looks_changed.connect(dress)
        self._stack.addWidget(self.desk)
        self.desk.show_home()
        keys = QShortcut(QKeySequence("F1"), self, context=Qt.ShortcutContext.ApplicationShortcut)
        keys.activated.connect(self.show_help)

    def open_filing(self, path: Path) -> None:
        """Open a filing file at once, or a return slip; what stands in the way is told on the home screen."""
        if path.suffix.lower() == SLIP:
            self.slips.open(path, self.view)
            return
        if not self.close_filing():
            return
        try:
            self._show(_opened(path), Serial())
        except YunqiError as error:
            self.desk.home.tell(str(error))

    def wish(self, path: Path) -> None:
        """Open a filing file as soon as it can be read, or a return slip; the window goes on working meanwhile."""
        if path.suffix.lower() == SLIP:
            self.slips.open(path, self.view)
            return
        if self._opening or (self.view and self.view.session.path == path) or not self.close_filing():
            return
        self.desk.show_home()
        self.desk.home.tell("")
        self._opening = serial = Serial()
        task = Task(self)
        task.done.connect(lambda store: self._show(store, serial))
        task.failed.connect(self.desk.home.tell)
        for end in (task.done, task.failed):
            end.connect(self._settled)
        self.desk.home.busy.follow(task, f"正在打开“{path.name}”")
        serial.start(partial(_opened, path), task)

    def close_filing(self) -> bool:
        """Finish all saves, let go of the file, and show the home screen; False when the person would rather stay."""
        if self.view is None:
            return True
        if not may_close(self.view, self):
            return False
        self.view.session.close()
        self._stack.removeWidget(self.view)
        self.view.deleteLater()
        self.view = None
        self.desk.show_home()
        self._stack.setCurrentWidget(self.desk)
        self.setWindowTitle("云企自评")
        return True

    def show_settings(self) -> None:
        """Show the settings; from there one comes back to where one was."""
        self._show_over(self.desk.preferences)
        self.desk.show_page(self.desk.preferences)

    def _show_over(self, page: FrontPage) -> None:
        """Show a page of the desk; from there one comes back to the filing that is open."""
        page.left.connect(self._back_to_filing, Qt.ConnectionType.UniqueConnection)
        self._stack.setCurrentWidget(self.desk)

    def _back_to_filing(self) -> None:
        if self.view:
            self._stack.setCurrentWidget(self.view)

    def show_help(self) -> None:
        """Open the manual at what the person is at."""
        from desktop.gui.help import HelpWindow  # noqa: PLC0415  (the first screen does not wait for it)
        from desktop.gui.help_topics import topic_of  # noqa: PLC0415  (as above)

        self.help = self.help or HelpWindow()
        shown = self._stack.currentWidget()
        screen = self.view.page if self.view and shown is self.view else self.desk.currentWidget()
        self.help.show_place(topic_of(QApplication.focusWidget(), screen))

    def reset_sample(self) -> None:
        """Begin the open sample anew and come back to the same screen; the present one is kept by another name."""
        if self.view is None:
            return
        path, self._screen = self.view.session.path, self.view.step.id
        if self.close_filing():
            self.desk.reset_sample(path)

    def _show(self, store: FilingStore, serial: Serial) -> None:
        from desktop.evidence import apart  # noqa: PLC0415  (the first screen does not wait for it)
        from desktop.gui.filing_view import FilingView  # noqa: PLC0415  (as above)
        from desktop.gui.session import Session  # noqa: PLC0415  (as above)

        apart.begin()  # what people attach is not opened in the window's process
        session = Session(store, serial, self)
        self.view = FilingView(session, self._colours)
        self.view.left.connect(self.close_filing)
        self.view.settings_wanted.connect(self.show_settings)
        self.view.help_wanted.connect(self.show_help)
        self.view.sample_bar.reset_wanted.connect(self.reset_sample)
        self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)
        self.view.begin()
        self.setWindowTitle(f"{session.path.stem} - 云企自评")
        self.desk.recent.opened(session.path)
        self._come_back(session.path)
        self.slips.opened(self.view)
        if session.take_back():
            self.view.tell("上次没能存进案卷的修改已经找回，并已写进来；不想要的话按 Ctrl+Z。", "told")

    def _tell(self, sentence: str, kind: Kind) -> None:
        """Say something where the person is looking."""
        page = self.desk.currentWidget()
        if self.view and self._stack.currentWidget() is self.view:
            self.view.tell(sentence, kind)
        elif isinstance(page, (HomePage, FrontPage)):
            page.tell(sentence, kind)

    def _reopen(self, sample: Path) -> None:
        """A sample was reset: open it on the screen where that was asked for."""
        self._reset_to = sample
        self.wish(sample)

    def _come_back(self, path: Path) -> None:
        if self.view and path == self._reset_to:
            self.view.show_step(self._screen)
            self.view.sample_bar.say(f"样例已重置；之前的那份改名为“{earlier_sample(path).name}”，还在原来的文件夹里。")
        self._reset_to = Path()

    def _settled(self) -> None:
        self._opening = None

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(
            path.suffix.lower() in {_SUFFIX, _PACKAGE, SLIP} or path.is_dir()
            for path in dropped(event.mimeData(), slips=True)
        ):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = dropped(event.mimeData(), slips=True)
        filings = [path for path in paths if path.suffix.lower() in {_SUFFIX, SLIP}]
        packages = [path for path in paths if path.suffix.lower() == _PACKAGE or (path / _BAG).is_file()]
        if filings:
            self.wish(filings[0])
        elif packages:
            self._show_over(self.desk.verifying)
            self.desk.verify(packages)
        elif self.view is None and paths and paths[0].is_dir():
            self.desk.show_home()
            self.desk.home.filings.show_folder(paths[0])

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._opening:
            self._opening.wait()
        if not self.close_filing():
            event.ignore()
            return
        if self.help:
            self.help.close()
        self.desk.close_down()
        self.slips.close_down()
        super().closeEvent(event)


def _opened(path: Path, progress: Progress | None = None) -> Any:  # noqa: ANN401  (handed on by a signal)
    from desktop.filing import open_filing  # noqa: PLC0415  (the first screen does not wait for the database)

    del progress
    return open_filing(path)
