"""The bound evidence volume for the paper sets: what it is, with or without a watermark, and where it was written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from desktop.filing import FilingStore
from desktop.gui import package_work
from desktop.gui.package_work import Volume
from desktop.gui.session import Session
from desktop.gui.tasks import Progress, Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, columns, label
from desktop.gui.widgets.notice import Notice
from desktop.gui.widgets.running_bar import RunningBar
from desktop.gui.widgets.tick_box import TickBox
from desktop.model.filing import Filing
from desktop.workspace.composing import watermark_text

_NAMED = 3  # problems named in the window; all of them have their page


class VolumeCard(Card):
    """Binds all evidence of a session's filing into one PDF."""

    def __init__(self, session: Session) -> None:
        super().__init__("佐证材料汇编")
        self.setAccessibleName("佐证材料汇编")
        self._session = session
        self._path = Path()
        self._bound: Filing | None = None  # what the volume that is told of was made from
        self._says, self._standing = label("", "second", wrap=True), label("", "small", wrap=True)
        self.watermark = TickBox("")
        self.bind = button("装订成一份 PDF…", self._bind)
        self._told, self.running = Notice(), RunningBar()
        self._found = self._found_row()
        self._row = QWidget()
        across = columns(self._row, spacing=2 * GRID)
        across.addWidget(self.watermark, 1)
        across.addWidget(self.bind)
        for part in (self._says, self._standing, self._row, self.running, self._told, self._found):
            self.body.addWidget(part)
        self._found.hide()
        self.running.hide()

    def show_filing(self, version: int) -> None:
        """Show what would be bound; `version` is the sealed one while nothing changed since, else 0."""
        filing = self._session.filing
        if self._bound is not None and self._bound is not filing:
            self._forget()
        count = len(filing.evidence)
        self._says.setText(
            f"把 {count} 份佐证材料按目录的编号和顺序装订成一份 PDF，带目录和页码，用来打印纸质材料。"
            if count
            else "还没有佐证材料；添加以后，可以在这里装订成一份 PDF，用来打印纸质材料。"
        )
        self._standing.setText(
            f"每页印有第 {version} 版的封装码。"
            if version
            else "现在装订的是草稿，每页会注明；封装后再装订，每页印封装码。"
        )
        self._standing.setVisible(bool(count))
        self.watermark.setText(f"每页加水印“{watermark_text(self._session.standard, filing)}”")
        self.bind.setEnabled(bool(count))
        self.watermark.setEnabled(bool(count))

    def _found_row(self) -> QWidget:
        found = QWidget()
        across = columns(found, spacing=2 * GRID)
        across.addWidget(button("打开佐证材料汇编", lambda: _open(self._path), "link"))
        across.addWidget(button("打开它所在的文件夹", lambda: _open(self._path.parent), "link"))
        across.addStretch(1)
        return found

    def _bind(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "装订到哪个文件夹", str(self._session.path.parent))
        if not folder:
            return
        watermark = self.watermark.isChecked()

        def work(store: FilingStore, progress: Progress) -> Volume:
            return package_work.bind(store, Path(folder), progress, watermark=watermark)

        self._forget()
        self._row.hide()
        task = self._task = Task(what="装订佐证材料")  # without a parent, as it must outlive a closing window
        for end in (task.done, task.failed, task.cancelled):
            end.connect(self._ended)
        task.done.connect(self._show)
        task.failed.connect(self._told.tell)
        task.cancelled.connect(lambda: self._told.tell("已停止，没有留下文件。", "told"))
        self.running.follow(task, "正在装订", stop="停止装订", at_once=True)
        self._session.run(work, task)

    def _forget(self) -> None:
        self._bound = None
        self._told.tell("")
        self._found.hide()

    def _ended(self, *_: object) -> None:
        if isValid(self):
            self._row.show()
            self.bind.setFocus()

    def _show(self, volume: Volume) -> None:
        self._path, self._bound = volume.path, self._session.filing
        self._found.show()
        said = f"已装订 {volume.pieces} 份材料，共 {volume.pages} 页：“{volume.path}”。"
        if not volume.problems:
            self._told.tell(said, "good")
            return
        named = "、".join(f"“{file}”" for _, file, _ in volume.problems[:_NAMED])
        more = "等" if len(volume.problems) > _NAMED else ""
        self._told.tell(f"{said}其中 {len(volume.problems)} 份没能装入（{named}{more}），该页写明了原因。", "told")


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
