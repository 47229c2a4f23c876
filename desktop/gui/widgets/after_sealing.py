"""The screen after sealing: the package with its code, where it is, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.documents.qr import PageMark
from desktop.errors import YunqiError
from desktop.filing import Seal
from desktop.gui import package_work
from desktop.gui.package_work import PackageFacts, SealResult
from desktop.gui.session import Session
from desktop.gui.tasks import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, rows
from desktop.gui.widgets.notice import Kind, Notice
from desktop.gui.widgets.running_bar import RunningBar, by_parts
from desktop.gui.widgets.scan_choice import choose_scans
from desktop.gui.widgets.sealed_card import Actions, NextCard, SealedCard, next_steps
from desktop.gui.widgets.sending_card import SendingCard
from desktop.workspace import clock


class AfterSealing(QWidget):
    """The last version of a session's filing."""

    def __init__(self, session: Session, seal_again: Callable[[], None], back: Callable[[], None]) -> None:
        super().__init__()
        self._session = session
        self._places: dict[str, Path] = {}  # seal code → package, where it was made in this window
        self._facts: dict[Path, PackageFacts] = {}
        self._seal: Seal | None = None
        self.sending = SendingCard(session, lambda: self._package)
        actions = Actions(self._open_folder, self._print, self._copy, self._add_scan, self.sending.begin, seal_again)
        self.card, self.next, self.running = SealedCard(actions), NextCard(), RunningBar()
        self._told = Notice()
        column = rows(self, spacing=GRID + 4)
        for part in (self._told, self.card, self.running, self.sending, self.next):
            column.addWidget(part)
        self.running.hide()
        across = columns()
        across.addWidget(button("回到检查结果，再封装一次", back, "link"))
        across.addStretch(1)
        column.addLayout(across)

    def show_seal(self, seal: Seal) -> str:
        """Show a version; gives the title of the screen."""
        if seal != self._seal:
            self.sending.put_away()
        self._seal = seal
        session, filing = self._session, self._session.filing
        name = filing.enterprise.get(session.standard.name_field.id, "")
        self.card.show_seal(seal, PageMark(seal.version, filing.batch.id, name, seal.code, ""))
        self.next.show_steps(next_steps(session.standard, filing, seal.version, clock.today()))
        self.tell("")
        known = self._facts.get(self._package)
        self.card.show_facts(known, "正在查看申报包…")
        self.card.again.hide()
        self._look()
        fresh = seal.code in self._places
        return f"已封装第 {seal.version} 版，并已逐字节核验" if fresh else f"第 {seal.version} 版已封装"

    def take(self, result: SealResult) -> None:
        """Remember where a package was made."""
        self._places[result.seals[-1].code] = result.path
        if result.facts:
            self._facts[result.path] = result.facts

    def tell(self, sentence: str, kind: Kind = "problem") -> None:
        """Show a sentence above the package; "" takes it away."""
        self._told.tell(sentence, kind)

    def focus(self) -> None:
        """Put the cursor on what is most likely wanted next."""
        self.card.folder.setFocus()

    def open_folder_of(self, seal: Seal) -> None:
        """Open the folder in which a version's package was made, or in which the filing is."""
        _open(self._places.get(seal.code, self._session.path).parent)

    @property
    def _package(self) -> Path:
        """Where the package is: where it was made, or beside the filing."""
        assert self._seal is not None  # noqa: S101  (a version is shown before any button can be pressed)
        return self._places.get(self._seal.code, self._session.path.with_name(self._seal.package))

    def _look(self) -> None:
        """Count what is in the package, in a thread: it may lie on a slow stick, or nowhere."""
        package = self._package
        known = self._facts.get(package)
        self._looking = Task()
        self._looking.done.connect(self._found)
        self._session.run(lambda *_: _looked_at(package, known), self._looking)

    def _found(self, found: _Look) -> None:
        if found.facts:
            self._facts[found.package] = found.facts
        where = f"在“{found.package.parent}”里没有找到这个文件；内容没有变，可以再生成一个同样的。"
        self.card.show_facts(found.facts, where)
        if found.problem:
            self.tell(found.problem)

    def _open_folder(self) -> None:
        _open(self._package.parent)

    def _print(self) -> None:
        """Take the pages out of the package and open them in the system's reader."""
        package = self._package
        self._printing = Task()
        self._printing.done.connect(_open)
        self._printing.failed.connect(self.tell)
        self._session.run(lambda *_: package_work.take_out_pages(package), self._printing)

    def _copy(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "复制到哪个位置")
        if not folder:
            return
        package = self._package
        task = self._copying = Task(what="复制申报包")
        task.done.connect(self._copied)
        task.failed.connect(self.tell)
        task.cancelled.connect(self._not_copied)
        self.tell("")
        self.running.follow(task, "正在复制", by_parts("写入"), stop="停止复制", at_once=True)
        self._session.run(lambda _, progress: package_work.copy(package, Path(folder), progress), task)

    def _add_scan(self) -> None:
        """The stamped paper was scanned: into the package with it, if it is whole or at least this version's."""
        package = self._package
        scans = choose_scans(self, package.parent)
        if not scans:
            return
        task = self._adding = Task(what="加入扫描件")
        task.done.connect(self._added)
        task.failed.connect(self.tell)
        task.cancelled.connect(lambda: self.tell("已停止，申报包没有改动。", "told"))
        self.tell("")
        self.running.follow(task, "正在加入盖章扫描件", stop="停止", at_once=True)
        self._session.run(lambda _, progress: package_work.add_scan(package, scans, progress), task)

    def _added(self, result: tuple[Path, str, bool]) -> None:
        package, sentence, whole = result
        self._facts.pop(package, None)
        self.tell(sentence, "good" if whole else "problem")
        self._look()

    def _copied(self, path: Path) -> None:
        self.tell(f"已复制到“{path}”，并已写入完毕，可以安全弹出。", "good")

    def _not_copied(self) -> None:
        self.tell("已停止复制，没有留下文件。", "told")


class _Look(Struct, frozen=True):
    """What was seen at a place: a package with its counts, nothing, or something that cannot be read."""

    package: Path
    facts: PackageFacts | None = None
    problem: str = ""


def _looked_at(package: Path, known: PackageFacts | None) -> _Look:
    try:
        there = package.is_file()
        return _Look(package, (known or package_work.facts(package)) if there else None)
    except (YunqiError, OSError) as error:
        return _Look(package, problem=str(error))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
