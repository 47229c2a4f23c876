"""Files and pictures on their way into the filing: pasted, dropped, chosen, cut out, confirmed in the inbox.

They are stored one after the other, each durable before the next begins, and become one edit at the end; whoever stops
keeps what was attached so far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QImage
from shiboken6 import isValid

from desktop.errors import InputError
from desktop.filing import Blob, FilingStore
from desktop.gui.facts_reading import FactsReading
from desktop.gui.session import Session
from desktop.gui.tasks import CancelledError, Progress, Task
from desktop.gui.widgets.systems_edits import with_files, without_uses
from desktop.model.file_names import safe_component
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.standard.catalogue import subject_names
from desktop.standard.entry_evidence import subjects_of
from desktop.workspace import evidence_files
from desktop.workspace.inbox import Attachment, placed, store

_NAME_LIMIT = 80


class Arrival(Struct, frozen=True):
    """A file or a picture, and what it proves; `instead` is the file of the filing whose place it takes."""

    source: Path | QImage
    use: EvidenceUse | None = None
    name: str = ""  # of a picture that was no file
    instead: Evidence | None = None


class _Stored(Struct, frozen=True):
    files: list[tuple[Any, str, Blob]]  # what was asked for (`Arrival`, `Attachment`), its name, its content
    refused: list[str]
    left: int = 0  # those that somebody stopped


_Place = Callable[[Filing, _Stored], tuple[Filing, int]]


class Intake(QObject):
    """Takes files in; `on_the_way` are the slots that will be filled."""

    began = Signal(object)  # the task, for those who show how far it is
    progressed = Signal(object, object)
    ended = Signal(int, list)  # how many were attached, and the sentences about those that were not

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.on_the_way: set[EvidenceUse] = set()
        self.reading = FactsReading(session, self)  # of invoices among what was attached
        self.placing = False  # what was stored becomes part of the filing right now
        self._session = session
        self._tasks: list[Task] = []

    @property
    def running(self) -> bool:
        """Whether files are being attached."""
        return bool(self._tasks)

    def take(self, arrivals: Sequence[Arrival], left: str = "", *, alone: bool = False) -> None:
        """Attach files; `alone`: each instead of what its slot holds. `left` is told at the end, about the others."""
        uses = {item.use for item in arrivals if item.use}
        self._bring(partial(_store, tuple(arrivals)), partial(self._placed, alone=alone), uses, left)

    def confirm(self, attachments: Sequence[Attachment]) -> None:
        """Attach what a person has confirmed in the inbox."""
        uses = {use for item in attachments for use in item.uses}
        self._bring(partial(_store_confirmed, tuple(attachments)), self._put, uses)

    def _bring(
        self, work: Callable[[FilingStore, Progress], object], place: _Place, uses: set[EvidenceUse], left: str = ""
    ) -> None:
        self.on_the_way |= uses
        task = Task(what="附上材料")
        task.progressed.connect(self.progressed)
        task.done.connect(partial(self._stored, task, uses, left, place))
        task.failed.connect(partial(self._failed, task, uses))
        self._tasks.append(task)
        self._session.expect(task)
        self.began.emit(task)  # who follows the task must know of it before it can end
        self._session.run(work, task)

    def stop(self) -> None:
        """Attach no more; what is attached stays."""
        for task in self._tasks:
            task.cancel()

    def pasted_name(self, use: EvidenceUse, *, alone: bool = False) -> str:
        """What a picture that was no file is called: after its slot, with a number where several share that."""
        standard, filing = self._session.standard, self._session.filing
        requirement = standard.requirement_by_id[use.requirement]
        whose = subject_names(standard, filing).get((requirement.subject, use.subject), "")
        stem = safe_component("-".join(part for part in (requirement.label, whose) if part), _NAME_LIMIT)
        taken = {item.file for item in filing.evidence if not (alone and item.uses == (use,))}
        name, number = f"{stem}.png", 2
        while name in taken:
            name, number = f"{stem}（{number}）.png", number + 1
        return name

    def _stored(self, task: Task, uses: set[EvidenceUse], left: str, place: _Place, stored: _Stored) -> None:
        if not isValid(self):
            return
        self._end(task, uses)
        before = self._session.filing
        for _, _, blob in stored.files:
            self._session.kinds[blob.sha256] = blob.kind
        self.placing = True
        try:
            self._session.arrive(task, lambda filing: place(filing, stored)[0])
        except InputError as error:
            self.ended.emit(0, [str(error)])
            return
        finally:
            self.placing = False
        attached = self._session.filing is not before  # the person may have taken it back meanwhile
        count = place(before, stored)[1] if attached else 0
        stopped = [f"已附 {count} 个，剩下 {stored.left} 个没有附上。"] if stored.left else []
        self.ended.emit(count, [*stopped, *([left] if left else []), *stored.refused])
        fresh = {(name, blob.sha256) for _, name, blob in stored.files} if attached else set()
        self.reading.read_new([item for item in self._session.filing.evidence if (item.file, item.sha256) in fresh])

    def _placed(self, filing: Filing, stored: _Stored, *, alone: bool) -> tuple[Filing, int]:
        """One edit for all; what belongs to a subject that is gone meanwhile is left out. Says how many there are."""
        standard = self._session.standard
        subjects = subjects_of(standard, filing)
        kinds = {key: item.subject for key, item in standard.requirement_by_id.items()}
        fresh = [
            (name, blob, item.use)
            for item, name, blob in stored.files
            if item.instead is None and (item.use is None or item.use.subject in subjects[kinds[item.use.requirement]])
        ]
        if alone:
            filing = without_uses(filing, {use for _, _, use in fresh if use})
        filing = with_files(filing, fresh)
        swapped = [item for item in stored.files if item[0].instead in filing.evidence]
        for item, name, blob in swapped:
            filing = _swapped(filing, item.instead, name, blob)
        return filing, len(fresh) + len(swapped)

    def _put(self, filing: Filing, stored: _Stored) -> tuple[Filing, int]:
        """One edit for all that was confirmed."""
        confirmed = [(item, blob) for item, _, blob in stored.files]
        return placed(self._session.standard, filing, confirmed), len(confirmed)

    def _failed(self, task: Task, uses: set[EvidenceUse], sentence: str) -> None:
        if isValid(self):
            self._end(task, uses)
            self.ended.emit(0, [sentence])

    def _end(self, task: Task, uses: set[EvidenceUse]) -> None:
        self._tasks.remove(task)
        self.on_the_way -= uses


def files_of(clipboard: QClipboard) -> list[Path]:
    """The files that were copied."""
    return [Path(url.toLocalFile()) for url in clipboard.mimeData().urls() if url.isLocalFile()]


def picture_of(clipboard: QClipboard) -> QImage | None:
    """The picture that was copied."""
    picture = clipboard.image()
    return None if picture.isNull() else picture


def _swapped(filing: Filing, old: Evidence | None, name: str, blob: Blob) -> Filing:
    """Another content under another name, for the same uses."""
    evidence = (
        replace(item, file=name, sha256=blob.sha256, bytes=blob.size) if item == old else item
        for item in filing.evidence
    )
    return replace(filing, evidence=tuple(evidence))


def _store(arrivals: Sequence[Arrival], store: FilingStore, progress: Progress) -> _Stored:
    """Store contents, each durable before the next begins; what was stored before a stop is kept."""
    files: list[tuple[Arrival, str, Blob]] = []
    refused: list[str] = []
    with TemporaryDirectory(prefix="yunqi-") as folder:
        for number, item in enumerate(arrivals):
            try:
                progress(number, len(arrivals))
                files.append((item, *_store_one(store, _file(item, Path(folder)))))
            except CancelledError:
                return _Stored(files, refused, len(arrivals) - number)
            except InputError as error:
                refused.append(str(error))
    return _Stored(files, refused)


def _store_confirmed(attachments: Sequence[Attachment], filing: FilingStore, progress: Progress) -> _Stored:
    """As `_store`, from the inbox: a file may lie in a zip, and must still be what was read."""
    files: list[tuple[Attachment, str, Blob]] = []
    refused: list[str] = []
    try:
        for item, stored in store(filing, attachments, progress):
            if isinstance(stored, str):
                refused.append(stored)
            else:
                files.append((item, item.piece.source.name, stored))
    except CancelledError:
        return _Stored(files, refused, len(attachments) - len(files) - len(refused))
    return _Stored(files, refused)


def _store_one(store: FilingStore, path: Path) -> tuple[str, Blob]:
    file = evidence_files.usable(path)
    name, kind = evidence_files.name(file), evidence_files.kind(file)
    with store.writing() as writing:
        return name, writing.add_content(evidence_files.pieces(file), kind)


def _file(item: Arrival, folder: Path) -> Path:
    """The file of an arrival; a picture that was none becomes a PNG."""
    if isinstance(item.source, Path):
        return item.source
    path = folder / item.name
    if not item.source.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stubs want bytes, PySide takes str
        raise InputError("图片存不下来，请检查磁盘空间，或先保存成文件再添加。")
    return path
