"""Sealing, or writing a draft, into a folder of the person's choice, with progress; the pages keep still meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from desktop.filing import FilingStore
from desktop.gui import package_work
from desktop.gui.package_work import SealResult
from desktop.gui.session import Session
from desktop.gui.tasks import Progress, Task
from desktop.gui.widgets.after_sealing import AfterSealing
from desktop.gui.widgets.page_preview import PagePreview
from desktop.gui.widgets.running_bar import by_parts
from desktop.gui.widgets.seal_form import SealForm
from desktop.workspace import signatures

if TYPE_CHECKING:
    from desktop.signing import Signer

_PARTS = by_parts("写入", "逐字节核验")


class SealingRun(QObject):
    """What the buttons of the last screen start; `sealed(result)` says that a version was sealed."""

    sealed = Signal(object)

    def __init__(self, page: QWidget, session: Session, form: SealForm, preview: PagePreview) -> None:
        super().__init__(page)
        self._page, self._session, self._form, self._preview = page, session, form, preview
        self._opening: Task | None = None
        form.sealing.connect(self.seal)
        form.drafting.connect(self.write_draft)

    def seal(self) -> None:
        """Seal; the key that is to sign is tried first, so that a wrong password costs nothing."""
        signing = self._form.signing
        if not signing.wanted:
            self._seal(None)
        elif not signing.lacking() and self._opening is None:
            task = self._opening = Task(self)
            task.done.connect(self._seal)
            task.failed.connect(signing.tell)
            for end in (task.done, task.failed, task.cancelled):
                end.connect(self._opened)
            file, password = signing.file, signing.password.text()
            self._session.work.start(lambda _: signatures.opened(file, password), task)

    def seal_again(self, after: AfterSealing) -> None:
        """Make the package of the last version once more."""
        self._start("封装", package_work.seal, self.sealed.emit, after)

    def write_draft(self) -> None:
        """Write documents and package that say on every page that they are a draft."""
        self._start("出草稿", package_work.draft, self._form.tell_draft)

    def _opened(self, *_: object) -> None:
        self._opening = None

    def _seal(self, key: Signer | None) -> None:
        self._start("封装", partial(package_work.seal, key=key), self.sealed.emit)

    def _start(
        self,
        what: str,
        work: Callable[[FilingStore, Path, Progress], SealResult | Path],
        then: Callable[..., None],
        after: AfterSealing | None = None,
    ) -> None:
        folder = QFileDialog.getExistingDirectory(self._page, f"{what}到哪个文件夹", str(self._session.path.parent))
        if not folder:
            return
        form, preview, place = self._form, self._preview, after or self._form
        form.tell("")
        form.signing.forget_password()
        preview.pause(paused=True)
        form.show_running(running=True)
        task = self._task = Task(what=what)  # without a parent: it must outlive the page that a closing window deletes
        for end in (task.done, task.failed, task.cancelled):
            end.connect(self._ended)
        task.done.connect(then)
        task.failed.connect(place.tell)
        task.cancelled.connect(lambda: place.tell("已停止，没有留下文件。") if isValid(place) else None)
        place.running.follow(task, f"正在{what}", _PARTS, stop=f"停止{what}", at_once=True)

        def run(store: FilingStore, progress: Progress) -> object:
            preview.finish()
            return work(store, Path(folder), progress)

        self._session.run(run, task)

    def _ended(self, *_: object) -> None:
        self._form.show_running(running=False)
        self._preview.pause(paused=False)
