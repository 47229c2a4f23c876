"""Return slips that are opened: each finds the filing it is about, and comes back with it the next time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.errors import YunqiError
from desktop.gui.recent import Recent
from desktop.gui.settings import Settings
from desktop.gui.tasks import Progress, Serial, Task
from desktop.workspace.folders import filings_in

if TYPE_CHECKING:
    from desktop.gui.filing_view import FilingView
    from desktop.model.return_slip import ReturnSlip

SUFFIX = ".yunqi-return"


class _Waiting(NamedTuple):
    """A slip, and where its file lies."""

    path: Path
    slip: ReturnSlip


class Slips(QObject):
    """`found(path)` says which filing is to be opened for a slip, `told(sentence, kind)` what one should know."""

    found = Signal(Path)
    told = Signal(str, str)

    def __init__(self, settings: Settings, recent: Recent, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._recent, self._serial = settings, recent, Serial()
        self._waiting: _Waiting | None = None

    def open(self, path: Path, view: FilingView | None) -> None:
        """Show a slip on the open filing, or look for the filing it is about."""
        from desktop.workspace.returning import read_slip  # noqa: PLC0415  (the first screen does not wait for it)

        try:
            self._waiting = _Waiting(path, read_slip(path))
        except YunqiError as error:
            self.told.emit(str(error), "problem")
            return
        if view:
            self.opened(view)
        else:
            self._look_for(self._waiting)

    def opened(self, view: FilingView) -> None:
        """A filing is open: show the slip that waits for it, or that it was opened with before."""
        from desktop.workspace.returning import fits  # noqa: PLC0415  (as above)

        waiting = self._waiting or self._remembered(view.session.path)
        if waiting is None:
            return
        codes = {seal.code for seal in view.session.seals}
        problem = fits(waiting.slip, view.session.standard, view.session.filing, codes)
        if problem:
            if self._waiting:
                view.tell(f"{problem}请打开对应的案卷，再打开补正通知。")
            self._waiting = None
            return
        if self._waiting:
            self._settings.put(_key(view.session.path), str(waiting.path.absolute()))
        self._waiting = None
        view.corrections.put_away.connect(partial(self._settings.put, _key(view.session.path), ""))
        view.corrections.show_slip(waiting.slip)

    def close_down(self) -> None:
        """Return when nothing is looked for any more."""
        self._serial.wait()

    def _remembered(self, filing: Path) -> _Waiting | None:
        from desktop.workspace.returning import read_slip  # noqa: PLC0415  (as above)

        name = self._settings.text(_key(filing))
        try:
            return _Waiting(Path(name), read_slip(Path(name))) if name else None
        except YunqiError:
            return None  # moved away; it can be opened again

    def _look_for(self, waiting: _Waiting) -> None:
        task = Task(self)
        task.done.connect(lambda path: self._decide(waiting.slip, path))
        task.failed.connect(lambda sentence: self.told.emit(sentence, "problem"))
        self._serial.start(partial(_filing_for, waiting, self._recent.files, self._recent.shown), task)

    def _decide(self, slip: ReturnSlip, path: Path | None) -> None:
        if path:
            self.found.emit(path)
        else:
            whose = f"“{slip.enterprise}”{slip.batch_title}"
            self.told.emit(f"没有找到{whose}的案卷；请打开那个案卷，补正通知会接着出现。", "told")


def _key(filing: Path) -> str:
    from hashlib import sha256  # noqa: PLC0415  (a library of 5 MB under Windows; the first screen does not wait for it)

    return f"slip-{sha256(str(filing.absolute()).encode()).hexdigest()[:16]}"


def _filing_for(waiting: _Waiting, recent: tuple[Path, ...], shown: Path | None, progress: Progress) -> Path | None:
    from desktop.workspace.returning import filing_for  # noqa: PLC0415  (as above)

    progress(0, 1)
    beside = [path for folder in (waiting.path.parent, shown) if folder for path in _filings(folder)]
    return filing_for(waiting.slip, dict.fromkeys((*recent, *beside)))


def _filings(folder: Path) -> list[Path]:
    try:
        return filings_in(folder)
    except YunqiError:
        return []
