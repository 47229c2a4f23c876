"""An open filing in the window: its present value, what follows from it, undo and redo, and the saving behind it.

Every edit makes a new value and queues its save; “saved” is only said once the commit is durable. Score and standings
are functions of the value; findings are worked out in a thread, a moment after the last keystroke.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop.filing import FilingStore, Seal
from desktop.gui.checking import Checking, check
from desktop.gui.edits import Change, Edits
from desktop.gui.file_work import FileWork
from desktop.gui.looking import Looking
from desktop.gui.saving import Saving, save
from desktop.gui.tasks import Progress, Serial, Task
from desktop.model.carried import after_edit
from desktop.model.filing import Evidence, Filing
from desktop.model.seen import Seen
from desktop.standard.carrying import owners
from desktop.standard.cases import Cases
from desktop.standard.definition import Standard
from desktop.standard.entry import accepted
from desktop.standard.findings import Finding
from desktop.standard.flow import Standing, standings
from desktop.standard.scoring import ScoreCard, score
from desktop.workspace import rescue
from desktop.workspace.looking import content
from desktop.workspace.standards import cases_of

_CHECK_AFTER = 200  # milliseconds without an edit


class Session(QObject):
    """What the pages show and change."""

    edited = Signal()  # the value changed: score and fields are new
    moved = Signal()  # what can be taken back or done again may be something else
    checked = Signal()  # the findings are new
    saved = Signal(str)  # local time of a durable save
    unsaved = Signal(str)  # a save failed and will be tried again; the sentence says why
    failed = Signal(str)  # something else did; the sentence says what
    closing = Signal()  # whoever works for this filing stops now, before the file is let go of

    def __init__(self, store: FilingStore, serial: Serial, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path = store.path
        self.standard: Standard = store.standard
        self.cases: Cases = cases_of(self.standard)  # published figures to hold one's own against
        self.filing: Filing = store.filing
        self.card: ScoreCard = score(self.standard, self.filing)
        self.before: ScoreCard = self.card
        self.carried = owners(self.standard, self.filing)  # what is copied and still to be confirmed
        self.kinds = {sha256: blob.kind for sha256, blob in store.blobs().items()}
        self.originals = store.originals()  # what masked pictures were made from, by the SHA-256 of the masked one
        self.seen: Mapping[str, Seen] = store.seen()  # what pictures of systems look like, by SHA-256
        self.seals: tuple[Seal, ...] = store.seals()
        self.findings: tuple[Finding, ...] = ()
        self._store, self._serial = store, serial
        self.edits = Edits()
        self.work = FileWork(serial, self)
        self.work.over.connect(self._over)
        self._closed = False
        self.saving = Saving(store, serial, lambda: self.filing, self)
        self.saving.saved.connect(self.saved)
        self.saving.failed.connect(self.unsaved)
        self._checking = Checking(self)
        self._checking.found.connect(self._checked)
        self._timer = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._timer.timeout.connect(lambda: self._checking.start(self.standard, self.filing, self.kinds, self.seen))
        self.check()
        self._looking = Looking(self)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every screen with what it lacks, as of the last check."""
        return standings(self.standard, self.filing, self.findings)

    def edit(self, filing: Filing, about: str = "") -> None:
        """Make this the filing; edits about the same thing in a row are undone together.

        Raises:
            InputError: the standard does not allow a value; nothing changed.
        """
        filing = self._allowed(filing)
        if filing != self.filing:
            going_on = self.edits.add(self.filing, about)
            self._become(filing, self.before if going_on else self.card)

    def expect(self, task: Task) -> None:
        """Keep the place in the order of edits for the one that a task will bring."""
        self.edits.expect(self.filing, task)
        self.moved.emit()

    def arrive(self, task: Task, change: Change) -> None:
        """Make the edit that a task has brought, at its place among the others.

        Raises:
            InputError: the standard does not allow a value; nothing changed.
        """
        self._show(self.edits.arrive(self.filing, task, lambda filing: self._allowed(change(filing), filing)))

    def learn(self, change: Change) -> None:
        """Take over what was found out about the evidence: no edit to take back, it holds whatever is undone.

        Raises:
            InputError: the standard does not allow a value; nothing changed.
        """
        known: dict[int, tuple[Evidence, ...]] = {}  # most values share their evidence

        def everywhere(filing: Filing) -> Filing:
            key = id(filing.evidence)
            if key not in known:
                known[key] = accepted(self.standard, change(filing), filing).evidence
            return filing if known[key] == filing.evidence else replace(filing, evidence=known[key])

        self._show(self.edits.everywhere(self.filing, everywhere))

    def undo(self) -> None:
        """Take back the last edit, or as soon as it has arrived."""
        self._show(self.edits.undo(self.filing))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._show(self.edits.redo(self.filing))

    def check(self) -> None:
        """Work out the findings now."""
        self._timer.stop()
        self._checked(self.filing, check(self.standard, self.filing, self.kinds, self.seen))

    def _checked(self, filing: Filing, findings: tuple[Finding, ...]) -> None:
        """Take findings over; those about an earlier value are dropped."""
        if filing is self.filing:
            self.findings = findings
            self.checked.emit()

    def take_seen(self, seen: Mapping[str, Seen]) -> None:
        """Check with what was seen in pictures (by SHA-256), a moment after the last keystroke."""
        self.seen = {**self.seen, **seen}
        self._timer.start()

    def content(self, sha256: str, task: Task) -> Task:
        """Read a stored picture, without saving first: its bytes, b"" where it is too large."""
        return self.work.start(lambda _: content(self._store, sha256), task)

    def run(self, work: Callable[[FilingStore, Progress], object], task: Task) -> Task:
        """Run work on the file itself (seal, documents), after all saves queued so far."""
        newest = self.filing

        def after_saving(progress: Progress) -> object:
            if self._store.filing != newest:
                save(self._store, newest)
            return work(self._store, progress)

        return self.work.start(after_saving, task)

    def take_back(self) -> bool:
        """Bring back edits that could not be saved the last time, as one edit; whether there were any."""
        kept = rescue.found(self.path, self.standard, self.filing)
        if kept is None or kept == self.filing:
            return False
        self.edit(kept)
        return True

    def finish(self) -> str:
        """Stop what is under way and save what is not saved; gives "" or the sentence that says why it could not be.

        Returns soon: every piece of work looks at short intervals whether it is to stop.
        """
        self.work.stop()
        QCoreApplication.sendPostedEvents()  # what was attached until now becomes part of the filing, and is queued
        self._serial.wait()
        return self.saving.finish()

    def close(self) -> None:
        """Let go of the file; what is not saved has been kept or told by `finish`."""
        self.closing.emit()
        self._timer.stop()
        self._looking.finish()
        self._checking.finish()
        if not self._closed and not self.finish():
            self.saving.tidy()
        self._closed = True
        self._store.close()

    def _over(self, task: Task) -> None:
        if not self._closed:
            self._show(self.edits.arrive(self.filing, task, None))  # what has not come by now will not come

    def _allowed(self, filing: Filing, before: Filing | None = None) -> Filing:
        """The value that an edit leads to."""
        before = before or self.filing
        return after_edit(before, accepted(self.standard, filing, before))

    def _show(self, filing: Filing) -> None:
        if filing is not self.filing:
            self._become(filing, self.card)
        self.moved.emit()

    def _become(self, filing: Filing, before: ScoreCard) -> None:
        """Show this value; `before` is the score that the change is told against."""
        if (filing.unconfirmed, filing.evidence) != (self.filing.unconfirmed, self.filing.evidence):
            self.carried = owners(self.standard, filing)
        self._checking.drop()
        self.before, self.filing = before, filing
        self.card = score(self.standard, filing, self.card)
        self.saving.edited()
        self.edited.emit()
        self._timer.start()
