"""Whose signatures this person trusts: remembered with the settings, empty until somebody is added."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.gui.settings import Settings
from desktop.gui.tasks import Progress, Serial, Task

if TYPE_CHECKING:  # most packages are not signed
    from desktop.gui.widgets.signature_line import SignatureLine
    from desktop.signing import Certificate

_KEY = "trusted"


def trusted(settings: Settings) -> tuple[Certificate, ...]:
    """The certificates on the list, in the order in which they were added."""
    lines = settings.lines(_KEY)
    if not lines:
        return ()
    from desktop.workspace.trusting import remembered  # noqa: PLC0415  (as above)

    return tuple(remembered(lines))


def set_trusted(settings: Settings, certificates: Iterable[Certificate]) -> None:
    """Make these the list; the same certificate stands there once."""
    from desktop.workspace.trusting import kept  # noqa: PLC0415  (as above)

    settings.put_lines(_KEY, tuple(dict.fromkeys(kept(certificates))))


class Trusting(QObject):
    """Shows on a package's signature line who signed it, and has them trusted; `changed` then names the new one."""

    changed = Signal(object)

    def __init__(self, settings: Settings, serial: Serial, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._serial = settings, serial

    def serve(self, line: SignatureLine, path: Callable[[], Path]) -> None:
        """Answer this line's wishes; `path` gives the package it is about."""
        line.looking.connect(lambda: self._look(line, path()))
        line.trusting.connect(self._trust)

    def _look(self, line: SignatureLine, path: Path) -> None:
        task = Task(self)
        task.done.connect(partial(line.show_certificate, path))
        task.failed.connect(lambda _: line.show_certificate(path, None))
        self._serial.start(partial(_signer, path), task)

    def _trust(self, certificate: Certificate) -> None:
        set_trusted(self._settings, (*trusted(self._settings), certificate))
        self.changed.emit(certificate)


def _signer(path: Path, progress: Progress) -> Certificate | None:
    from desktop.workspace.signatures import signer_of  # noqa: PLC0415  (as above)

    progress(0, 1)
    return signer_of(path)
