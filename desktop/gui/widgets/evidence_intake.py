"""Pictures on their way into the filing: pasted, dropped or chosen; stored one after the other, one edit at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QImage

from desktop.errors import InputError
from desktop.filing import Blob, FilingStore
from desktop.gui.session import Session
from desktop.gui.tasks import CancelledError, Progress, Task
from desktop.gui.widgets.systems_edits import with_files, without_uses
from desktop.model.file_names import safe_component
from desktop.model.filing import EvidenceUse, Filing
from desktop.standard.catalogue import subject_names
from desktop.standard.entry import subjects_of
from desktop.workspace import evidence_files

_NAME_LIMIT = 80


class Arrival(Struct, frozen=True):
    """A file or a picture from the clipboard, and what it proves."""

    source: Path | QImage
    use: EvidenceUse
    name: str = ""  # of a picture from the clipboard


class _Stored(Struct, frozen=True):
    files: list[tuple[str, Blob, EvidenceUse]]
    refused: list[str]


class Intake(QObject):
    """Takes pictures in; `on_the_way` are the slots that will be filled."""

    began = Signal()
    progressed = Signal(int, int)
    ended = Signal(int, list)  # how many were placed, and the sentences about those that were not

    def __init__(self, session: Session, edit: Callable[[Filing, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self.on_the_way: set[EvidenceUse] = set()
        self._session, self._edit = session, edit
        self._tasks: list[Task] = []

    def take(self, arrivals: Sequence[Arrival], left: str = "") -> None:
        """Store pictures, each instead of what its slot holds; `left` is told at the end, about those not taken."""
        uses = {item.use for item in arrivals}
        self.on_the_way |= uses
        task = Task()
        task.progressed.connect(self.progressed)
        task.done.connect(partial(self._stored, task, uses, left))
        task.failed.connect(partial(self._failed, task, uses))
        self._tasks.append(self._session.run(partial(_store, tuple(arrivals)), task))
        self.began.emit()

    def stop(self) -> None:
        """Store no more; what is stored stays."""
        for task in self._tasks:
            task.cancel()

    def pasted_name(self, use: EvidenceUse) -> str:
        """What a picture from the clipboard is called."""
        standard = self._session.standard
        requirement = standard.requirement_by_id[use.requirement]
        names = subject_names(standard, self._session.filing)
        whose = names.get((requirement.subject, use.subject), "")
        return f"{safe_component(f'{requirement.label}-{whose}', _NAME_LIMIT)}.png"

    def _stored(self, task: Task, uses: set[EvidenceUse], left: str, stored: _Stored) -> None:
        self._end(task, uses)
        for _, blob, _ in stored.files:
            self._session.kinds[blob.sha256] = blob.kind
        filing = self._session.filing
        subjects = subjects_of(self._session.standard, filing)
        kinds = {key: item.subject for key, item in self._session.standard.requirement_by_id.items()}
        files = [item for item in stored.files if item[2].subject in subjects[kinds[item[2].requirement]]]
        filing = without_uses(filing, {use for _, _, use in files})
        self._edit(with_files(filing, files), "")
        self.ended.emit(len(files), [*([left] if left else []), *stored.refused])

    def _failed(self, task: Task, uses: set[EvidenceUse], sentence: str) -> None:
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


def _store(arrivals: Sequence[Arrival], store: FilingStore, progress: Progress) -> _Stored:
    """Store contents, each durable before the next begins; what was stored before a stop is kept."""
    files: list[tuple[str, Blob, EvidenceUse]] = []
    refused: list[str] = []
    with TemporaryDirectory(prefix="yunqi-") as folder:
        for number, item in enumerate(arrivals):
            try:
                progress(number, len(arrivals))
                files.append((*_store_one(store, _file(item, Path(folder))), item.use))
            except CancelledError:
                refused.append(f"已停止，还有 {len(arrivals) - number} 张没有放上。")
                break
            except InputError as error:
                refused.append(str(error))
    return _Stored(files, refused)


def _store_one(store: FilingStore, path: Path) -> tuple[str, Blob]:
    file = evidence_files.usable(path)
    name, kind = evidence_files.name(file), evidence_files.kind(file)
    with store.writing() as writing:
        return name, writing.add_content(evidence_files.pieces(file), kind)


def _file(item: Arrival, folder: Path) -> Path:
    """The file of an arrival; a picture from the clipboard becomes a PNG."""
    if isinstance(item.source, Path):
        return item.source
    path = folder / item.name
    if not item.source.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stubs want bytes, PySide takes str
        raise InputError("剪贴板里的图片存不下来，请检查磁盘空间，或先保存成文件再添加。")
    return path
