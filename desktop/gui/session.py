"""An open filing in the window: its present value, what follows from it, undo and redo, and the saving behind it.

Every edit makes a new value and queues its save; “saved” is only said once the commit is durable. Score and standings
are functions of the value; findings are worked out a moment after the last keystroke.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import InputError
from desktop.filing import Blob, FilingStore, Seal
from desktop.gui.tasks import Progress, Serial, Task
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.standard.definition import Standard
from desktop.standard.entry import accepted
from desktop.standard.findings import Finding
from desktop.standard.flow import Standing, standings
from desktop.standard.scoring import ScoreCard, score
from desktop.workspace import clock, evidence_files
from desktop.workspace.assessing import findings_of
from desktop.workspace.progress import silent

_CHECK_AFTER = 200  # milliseconds without an edit
_UNDO_LIMIT = 500


class _Past(Struct, frozen=True):
    """An earlier value, and what the edit that left it was about: edits of one field in a row undo together."""

    filing: Filing
    about: str


_Stored = tuple[list[tuple[str, Blob]], list[str]]  # what was stored under which name, and what was refused why


class Session(QObject):
    """What the pages show and change."""

    edited = Signal()  # the value changed: score and fields are new
    checked = Signal()  # the findings are new
    saved = Signal(object)  # local time of a durable save, a text
    failed = Signal(str)  # a save failed; the sentence says why

    def __init__(self, store: FilingStore, serial: Serial, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path = store.path
        self.standard: Standard = store.standard
        self.filing: Filing = store.filing
        self.card: ScoreCard = score(self.standard, self.filing)
        self.before: ScoreCard = self.card
        self.kinds = {sha256: blob.kind for sha256, blob in store.blobs().items()}
        self.seals: tuple[Seal, ...] = store.seals()
        self.findings: tuple[Finding, ...] = ()
        self._store, self._serial = store, serial
        self._past: list[_Past] = []
        self._future: list[_Past] = []
        self._saving = self._waiting = False
        self._timer = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._timer.timeout.connect(self.check)
        self.check()

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every screen with what it lacks, as of the last check."""
        return standings(self.standard, self.filing, self.findings)

    @property
    def unsaved(self) -> bool:
        """Whether an edit is not yet durable."""
        return self._saving

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return bool(self._future)

    def edit(self, filing: Filing, about: str = "") -> None:
        """Make this the filing; edits about the same thing in a row are undone together.

        Raises:
            InputError: the standard does not allow a value; nothing changed.
        """
        filing = accepted(self.standard, filing, self.filing)
        if filing == self.filing:
            return
        if not (about and self._past and self._past[-1].about == about):
            self._past = [*self._past[-_UNDO_LIMIT:], _Past(self.filing, about)]
        self._future = []
        self._become(filing)

    def undo(self) -> None:
        """Take back the last edit."""
        if self._past:
            last = self._past.pop()
            self._future.append(_Past(self.filing, last.about))
            self._become(last.filing)

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._future:
            last = self._future.pop()
            self._past.append(_Past(self.filing, last.about))
            self._become(last.filing)

    def check(self) -> None:
        """Work out the findings now."""
        self._timer.stop()
        self.findings = findings_of(self.standard, self.filing, self.kinds, clock.today())
        self.checked.emit()

    def attach(self, paths: Sequence[Path], use: EvidenceUse, done: Callable[[], None] | None = None) -> Task:
        """Attach files for a requirement and subject; what cannot be taken is told, the rest is attached."""
        task = Task(self)
        task.done.connect(partial(self._attached, use=use, then=done))
        return self._serial.start(partial(_store_all, self._store, tuple(paths)), task)

    def content(self, sha256: str, task: Task) -> Task:
        """Read a stored content; the task's result is its bytes."""
        return self._serial.start(lambda _: b"".join(self._store.content(sha256)), task)

    def run(self, work: Callable[[FilingStore, Progress], object], task: Task) -> Task:
        """Run work on the file itself (seal, documents), after all saves queued so far."""
        newest = self.filing

        def after_saving(progress: Progress) -> object:
            if self._store.filing != newest:
                _saved(self._store, newest, progress)
            return work(self._store, progress)

        return self._serial.start(after_saving, task)

    def close(self) -> None:
        """Finish all saves and let go of the file."""
        self._timer.stop()
        self._serial.wait()
        try:
            if self._store.filing != self.filing:
                _saved(self._store, self.filing, silent)
        finally:
            self._store.close()

    def _become(self, filing: Filing) -> None:
        self.before, self.filing = self.card, filing
        self.card = score(self.standard, filing)
        self._save()
        self.edited.emit()
        self._timer.start()

    def _save(self) -> None:
        """Queue the present value; while one save is on its way, only the newest value waits behind it."""
        self._waiting = self._saving
        if self._saving:
            return
        self._saving = True
        task = Task(self)
        task.done.connect(lambda time: self._save_ended(task, time))
        task.failed.connect(self._save_failed)
        self._serial.start(partial(_saved, self._store, self.filing), task)

    def _save_ended(self, task: Task, time: str) -> None:
        self._saving = False
        task.deleteLater()
        if self._waiting:
            self._save()
        else:
            self.saved.emit(time)

    def _save_failed(self, sentence: str) -> None:
        self._saving = self._waiting = False
        self.failed.emit(sentence)

    def _attached(self, result: _Stored, use: EvidenceUse, then: Callable[[], None] | None) -> None:
        attached, refused = result
        evidence = self.filing.evidence
        for name, blob in attached:
            self.kinds[blob.sha256] = blob.kind
            evidence = (*evidence, Evidence(name, blob.sha256, blob.size, (use,)))
        try:
            self.edit(replace(self.filing, evidence=evidence))
        except InputError as error:
            refused.append(str(error))
        for sentence in refused:
            self.failed.emit(sentence)
        if then:
            then()


def _saved(store: FilingStore, filing: Filing, progress: Progress) -> str:
    """Save a value; gives the local time once it is durable."""
    del progress  # a commit is one step
    with store.writing() as writing:
        writing.save(filing, clock.author(), clock.now())
    return clock.time_of_day()


def _store_all(store: FilingStore, paths: tuple[Path, ...], progress: Progress) -> _Stored:
    """Store the contents of files; each is durable before the next begins."""
    attached: list[tuple[str, Blob]] = []
    refused: list[str] = []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        try:
            file = evidence_files.usable(path)
            name, kind = evidence_files.name(file), evidence_files.kind(file)
            with store.writing() as writing:
                attached.append((name, writing.add_content(evidence_files.pieces(file), kind)))
        except InputError as error:
            refused.append(str(error))
    progress(len(paths), len(paths))
    return attached, refused
