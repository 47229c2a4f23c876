"""What begins a filing: a blank one, or one from a package, a filled-in workbook or a `filing.json`."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout

from desktop.gui.pages.front import FrontPage
from desktop.gui.settings import Settings
from desktop.gui.tasks import Progress, Serial, Task
from desktop.gui.theme import Colours
from desktop.gui.widgets.basics import Card, button, columns, label
from desktop.gui.widgets.cells_card import CellsCard
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.drop_zone import DropZone
from desktop.gui.widgets.form_file import ask_where
from desktop.gui.widgets.running_bar import RunningBar
from desktop.gui.widgets.target import Target, labelled
from desktop.workspace import standards

if TYPE_CHECKING:
    from desktop.documents.workbook import CellReport

_VERSION = re.compile(r"-(v\d+|草稿)(-[0-9a-f]{8})?$")  # how a package's name ends
_SOURCES = "申报包、Excel 表、案卷数据 (*.zip *.xlsx *.json)"


class NewPage(FrontPage):
    """Asks for standard, batch and enterprise; `made` carries the new filing's path."""

    made = Signal(Path)
    carry_wanted = Signal(object)  # the earlier filing's path, or None where it is still to be chosen

    def __init__(self, settings: Settings) -> None:
        super().__init__("新建案卷", "一个案卷就是一个文件，填写的内容和佐证材料都存在里面，可以复制、备份、带走。")
        self._serial = Serial()
        self.standard, self.batch, self.name = ChoiceBox("标准"), ChoiceBox("批次"), QLineEdit()
        self.name.setPlaceholderText("与营业执照一致，也可以以后再填")
        self.target = Target(settings)
        self.make = button("新建并打开", self._make, "primary")
        self._fill(self._card())
        self._last_year()
        for standard_id in standards.installed():
            self.standard.addItem(standards.standard(standard_id).title, standard_id)
        self.standard.setCurrentIndex(max(self.standard.findData(standards.DEFAULT), 0))
        self.standard.currentIndexChanged.connect(self._show_batches)
        self.name.textEdited.connect(self._suggest)
        self.name.returnPressed.connect(self._make)
        self._show_batches()

    def begin(self) -> None:
        """A new wish: nothing is typed yet."""
        self.tell("")
        self.name.clear()
        self.target.forget()
        self._suggest()
        self.name.setFocus()

    def close_down(self) -> None:
        """Return when the file under way is written."""
        self._serial.wait()

    def _card(self) -> QVBoxLayout:
        card = Card("从空白开始")
        self.body.addWidget(card)
        return card.body

    def _fill(self, body: QVBoxLayout) -> None:
        body.addWidget(labelled("企业名称", self.name))
        line = columns(spacing=16)
        line.addWidget(labelled("标准", self.standard), 2)
        line.addWidget(labelled("批次", self.batch), 1)
        body.addLayout(line)
        body.addWidget(self.target)
        foot = columns()
        foot.addStretch(1)
        foot.addWidget(self.make)
        body.addLayout(foot)

    def _last_year(self) -> None:
        choose = button("选择去年的案卷…", lambda: self.carry_wanted.emit(None))
        hint = "企业信息、系统、文字和材料都带过来，再逐项核对、更新"
        zone = DropZone(
            "沿用去年的：把去年的案卷或申报包拖到这里", hint, (choose,), lambda paths: self.carry_wanted.emit(paths[0])
        )
        self.body.addWidget(zone)

    def _show_batches(self) -> None:
        self.batch.clear()
        for batch in reversed(standards.standard(self.standard.currentData()).batches):
            self.batch.addItem(batch.title, batch.id)
        self._suggest()

    def _suggest(self) -> None:
        self.target.suggest(self.name.text().strip() or "新案卷")

    def _make(self) -> None:
        self.tell("")
        self.make.setEnabled(False)
        task = Task(self)
        path = self.target.path
        task.done.connect(lambda _: self.made.emit(path))
        task.failed.connect(self.tell)
        for end in (task.done, task.failed):
            end.connect(lambda _: self.make.setEnabled(True))
        answers = (self.standard.currentData(), self.batch.currentData(), self.name.text())
        self._serial.start(partial(_new, path, answers), task)


class ImportPage(FrontPage):
    """Asks what to import and where to; `made` carries the new filing's path, once a workbook's report was seen."""

    made = Signal(Path)

    def __init__(self, chosen: Colours, settings: Settings) -> None:
        super().__init__("导入", "从申报包或填好的 Excel 表得到一个新案卷；来源文件不会改动。")
        self._settings, self._serial, self._colours = settings, Serial(), chosen
        self._source: Path | None = None
        self.choose = button("选择文件…", self._choose)
        self.zone = DropZone(
            "把申报包或填好的 Excel 表拖到这里",
            "也可以拖已解压的申报包文件夹",
            (self.choose,),
            lambda paths: self.take(paths[0]),
        )
        self.body.addWidget(self.zone)
        self.target = Target(settings)
        self.start = button("导入并打开", self._import, "primary")
        self.busy = RunningBar()
        self._build()
        self.begin()

    def begin(self) -> None:
        """A new wish: nothing is chosen yet."""
        self.tell("")
        self._source = None
        self._card.hide()
        self.cells.hide()
        self.zone.show()
        self._form.show()
        self.choose.setFocus()

    def take(self, source: Path) -> None:
        """Offer to import a source."""
        if self.busy.running:
            return
        self.begin()
        self._source = source
        self._settings.put("last_folder", str(source.parent))
        self._name.setText(source.name)
        self.target.forget()
        self.target.suggest(_VERSION.sub("", source.name if source.is_dir() else source.stem))
        self._form.hide()
        self._card.show()
        self.start.setFocus()

    def close_down(self) -> None:
        """Stop what is under way; an import is whole or not at all."""
        if self.busy.running:
            self.busy.stop.click()
        self._serial.wait()

    def _build(self) -> None:
        self._card = Card()
        self._name = label("", "strong")
        head = columns()
        head.addWidget(self._name)
        head.addStretch(1)
        foot = columns()
        foot.addStretch(1)
        foot.addWidget(self.start)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self.target)
        self._card.body.addWidget(self.busy)
        self._card.body.addLayout(foot)
        self.cells = CellsCard(self._colours)
        self.cells.left.connect(lambda: self.made.emit(self.target.path))
        self._form = Card("请别人用 Excel 填")
        words = "先存一份空白填报表发给他，用 Excel 或 WPS 填好后，拖到上面导入；逐格告诉您哪些取用了、哪些没有。"
        self._form.body.addWidget(label(words, "second", wrap=True))
        self.save = button("保存空白填报表…", self._save_form)
        self._form.body.addWidget(self.save, alignment=Qt.AlignmentFlag.AlignLeft)
        for part in (self._card, self.cells, self._form):
            self.body.addWidget(part)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择要导入的文件", str(self._settings.last_folder), _SOURCES)
        if name:
            self.take(Path(name))

    def _import(self) -> None:
        if self._source is None:
            return
        self.tell("")
        task, path = Task(self), self.target.path
        task.done.connect(self._imported)
        task.failed.connect(self.tell)
        task.cancelled.connect(lambda: self.tell("已取消导入，没有留下文件。", "told"))
        self.start.setEnabled(False)
        self.zone.setEnabled(False)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(self._ended)
        self.busy.follow(task, f"正在导入“{self._source.name}”")
        self._serial.start(partial(_import_with_report, self._source, path), task)

    def _imported(self, cells: tuple[CellReport, ...]) -> None:
        """Show what became of every cell, where there were any; else go on at once."""
        path = self.target.path
        if not cells:
            self.made.emit(path)
            return
        self._card.hide()
        self.zone.hide()
        self.cells.show_cells(cells)
        self.cells.show()
        whole = all(item.taken for item in cells)
        after = "" if whole else "没有取用的格子，可以打开案卷补填，也可以在表里改好后再导入一次。"
        self.tell(f"已导入“{path.name}”。{after}", "good" if whole else "told")
        self.cells.open.setFocus()

    def _save_form(self) -> None:
        path = ask_where(self, self._settings.last_folder, "空白填报表")
        if path:
            task = Task(self)
            task.done.connect(lambda _: self.tell(f"已保存“{path.name}”，发给要填的人就可以了。", "good"))
            task.failed.connect(self.tell)
            self._serial.start(partial(_write_blank, path), task)

    def _ended(self) -> None:
        self.start.setEnabled(True)
        self.zone.setEnabled(True)


def _import_with_report(source: Path, path: Path, progress: Progress) -> tuple[CellReport, ...]:
    from desktop.workspace.importing import import_source  # noqa: PLC0415  (as below)

    found: list[CellReport] = []
    import_source(source, path, progress, found.extend)
    return tuple(found)


def _write_blank(path: Path, progress: Progress) -> None:
    from desktop.workspace.blank_forms import write_blank  # noqa: PLC0415  (as below)

    del progress
    write_blank(path)


def import_into(source: Path, path: Path, progress: Progress) -> Any:  # noqa: ANN401  (handed on to a signal)
    """Import a source into a new filing file."""
    from desktop.workspace.importing import import_source  # noqa: PLC0415  (reads workbooks; the window does not wait)

    return import_source(source, path, progress)


def _new(path: Path, answers: tuple[str, str, str], progress: Progress) -> None:
    from desktop.workspace.importing import new  # noqa: PLC0415  (as above)

    progress(0, 1)
    new(path, *answers)
