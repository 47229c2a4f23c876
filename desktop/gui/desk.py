"""Everything before a filing is open: the home screen, new, import, the sample, verification, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.gui.pages.front import FrontPage
from desktop.gui.pages.home import HomePage
from desktop.gui.recent import Recent
from desktop.gui.settings import Settings, documents_folder
from desktop.gui.tasks import Serial, Task
from desktop.gui.theme import Colours
from desktop.paths import SAMPLE
from desktop.workspace import clock

if TYPE_CHECKING:
    from desktop.gui.pages.begin import ImportPage, NewPage
    from desktop.gui.pages.carry import CarryPage
    from desktop.gui.pages.preferences import PreferencesPage
    from desktop.gui.pages.receive import ReceivePage
    from desktop.gui.pages.verify import VerifyPage

_SAMPLE, _EARLIER = "样例.yunqi", "（重置前）"
Built = TypeVar("Built", bound=FrontPage)


class Desk(QStackedWidget):
    """`opened` says which filing is to be opened; `looks_changed` that the window must be dressed anew.

    `sample_reset` says which sample was begun anew to be opened again; `help_wanted` asks for the manual.
    """

    opened = Signal(Path)
    sample_reset = Signal(Path)
    help_wanted = Signal()
    looks_changed = Signal()

    def __init__(self, chosen: Colours, settings: Settings, documents: Callable[[], Path] = documents_folder) -> None:
        super().__init__()
        self._chosen, self._settings, self._documents = chosen, settings, documents
        self.recent = Recent(settings)
        self._serial = Serial()
        self._making: Task | None = None
        self._pages: list[FrontPage] = []
        self.home = HomePage(chosen, settings, self.recent, clock.today)
        self.addWidget(self.home)
        self.home.opened.connect(self.opened)
        self.home.new_wanted.connect(lambda: self.show_page(self.new))
        self.home.carry_wanted.connect(lambda: self.show_page(self.carrying))
        self.home.filings.carry_wanted.connect(self.carry)
        self.home.import_wanted.connect(lambda: self.show_page(self.importing))
        self.home.verify_wanted.connect(lambda: self.show_page(self.verifying))
        self.home.receive_wanted.connect(lambda: self.show_page(self.receiving))
        self.home.settings_wanted.connect(lambda: self.show_page(self.preferences))
        self.home.sample_wanted.connect(self.open_sample)
        self.home.reset_wanted.connect(self.reset_sample)
        self.home.help_wanted.connect(self.help_wanted)

    @property
    def sample(self) -> Path:
        """Where the sample filing lies."""
        return self._documents() / _SAMPLE

    def show_home(self) -> None:
        """Go to the home screen and look at the filings again."""
        self.home.show_sample(exists=self.sample.exists())
        self.home.refresh()
        self.setCurrentWidget(self.home)
        self.home.begin()

    @cached_property
    def new(self) -> NewPage:
        """Where a blank filing begins."""
        from desktop.gui.pages.begin import NewPage  # noqa: PLC0415  (the first screen does not wait for the others)

        page = self._built(NewPage(self._settings))
        page.made.connect(self.opened)
        page.carry_wanted.connect(self.carry)
        return page

    @cached_property
    def carrying(self) -> CarryPage:
        """Where a filing begins from last year's."""
        from desktop.gui.pages.carry import CarryPage  # noqa: PLC0415  (as above)

        page = self._built(CarryPage(self._settings))
        page.made.connect(self.opened)
        return page

    @cached_property
    def importing(self) -> ImportPage:
        """Where a filing begins from a package, a workbook or a `filing.json`."""
        from desktop.gui.pages.begin import ImportPage  # noqa: PLC0415  (as above)

        page = self._built(ImportPage(self._chosen, self._settings))
        page.made.connect(self.opened)
        return page

    @cached_property
    def verifying(self) -> VerifyPage:
        """Where packages are verified."""
        from desktop.gui.pages.verify import VerifyPage  # noqa: PLC0415  (as above)

        return self._built(VerifyPage(self._settings))

    @cached_property
    def receiving(self) -> ReceivePage:
        """The bureau's desk."""
        from desktop.gui.pages.receive import ReceivePage  # noqa: PLC0415  (as above)

        return self._built(ReceivePage(self._settings, self._chosen))

    @cached_property
    def preferences(self) -> PreferencesPage:
        """The settings."""
        from desktop.gui.pages.preferences import PreferencesPage  # noqa: PLC0415  (as above)

        page = self._built(PreferencesPage(self._settings))
        page.looks_changed.connect(self.looks_changed)
        return page

    def show_page(self, page: FrontPage) -> None:
        """Go to a screen and begin there."""
        self.setCurrentWidget(page)
        page.begin()

    def carry(self, source: Path | None = None) -> None:
        """Begin a filing from an earlier one, which may be chosen already."""
        self.show_page(self.carrying)
        if source:
            self.carrying.take(source)

    def verify(self, paths: Iterable[Path]) -> None:
        """Verify these packages."""
        self.show_page(self.verifying)
        self.verifying.verify(paths)

    def open_sample(self) -> None:
        """Open the sample filing; it is made where there is none."""
        if self.sample.exists():
            self.opened.emit(self.sample)
        else:
            self._make_sample(self.sample, lambda: self.opened.emit(self.sample))

    def reset_sample(self, path: Path | None = None) -> None:
        """Begin the sample anew, or the one at `path`, to be opened again; the present one is kept by another name."""
        if self._making:
            return
        sample = path or self.sample
        earlier = earlier_sample(sample)
        try:
            sample.replace(earlier)
        except OSError as error:
            reason = error.strerror or error
            self.home.tell(f"样例正被占用，不能重置（{reason}）；请先关闭它，再试一次。")
            return
        words = f"样例已重置；之前的那份改名为“{earlier.name}”，还在原来的文件夹里。"
        told = partial(self.home.tell, words, "good")
        self._make_sample(sample, partial(self.sample_reset.emit, path) if path else told)

    def close_down(self) -> None:
        """Stop what is under way; returns when nothing runs any more."""
        self.home.close_down()
        for page in self._pages:
            page.close_down()
        if self._making:
            self._making.cancel()
        self._serial.wait()

    def _make_sample(self, path: Path, then: Callable[[], object]) -> None:
        from desktop.gui.pages.begin import import_into  # noqa: PLC0415  (as above)

        if self._making:
            return
        self._making = task = Task(self)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(self._sample_ended)
        task.done.connect(lambda _: then())
        task.failed.connect(self.home.tell)
        self.home.busy.follow(task, "正在准备样例")
        self._serial.start(partial(import_into, SAMPLE / "filing.json", path), task)

    def _sample_ended(self) -> None:
        self._making = None
        self.show_home()

    def _built(self, page: Built) -> Built:
        self.addWidget(page)
        self._pages.append(page)
        page.left.connect(self.show_home)
        page.help_wanted.connect(self.help_wanted)
        return page


def earlier_sample(sample: Path) -> Path:
    """Where a sample is kept when it is reset."""
    return sample.with_name(f"{sample.stem}{_EARLIER}{sample.suffix}")
