"""A filing from last year's: what was chosen, what is in it, for which batch, and where the new one goes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout

from desktop.gui.pages.front import FrontPage
from desktop.gui.settings import Settings
from desktop.gui.sizes import size_text
from desktop.gui.tasks import Progress, Serial, Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import Card, button, columns, label
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.drop_zone import DropZone
from desktop.gui.widgets.running_bar import RunningBar
from desktop.gui.widgets.target import Target, labelled
from desktop.workspace import standards

if TYPE_CHECKING:
    from desktop.workspace.carrying_over import Earlier

_SOURCES = "去年的案卷、申报包、案卷数据 (*.yunqi *.zip *.json)"
_ADVICE = "去年的企业信息、系统、服务器、文字和材料都带到一个新案卷里，逐项核对后确认；去年的文件不会改动。"


class CarryPage(FrontPage):
    """Asks for the earlier filing, the batch and the new file's place; `made` carries the new filing's path."""

    made = Signal(Path)

    def __init__(self, settings: Settings) -> None:
        super().__init__("沿用去年的案卷", _ADVICE)
        self._settings, self._serial = settings, Serial()
        self._found: Earlier | None = None
        self._wish = 0
        self.choose = button("选择文件…", self._choose)
        hint = "案卷（.yunqi）、申报包（zip 或已解压的文件夹）都可以"
        self.zone = DropZone("把去年的案卷或申报包拖到这里", hint, (self.choose,), lambda paths: self.take(paths[0]))
        self.busy = RunningBar()
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(3 * GRID)
        self.facts.setVerticalSpacing(GRID)
        self.facts.setColumnStretch(1, 1)
        self.batch, self.target = ChoiceBox("新案卷的批次"), Target(settings)
        self.start = button("沿用并打开", self._carry, "primary")
        self._card = self._found_card()
        for part in (self.zone, self._card, self.busy):
            self.body.addWidget(part)
        self.begin()

    def begin(self) -> None:
        """A new wish: nothing is chosen yet."""
        self.tell("")
        self._wish += 1
        self._found = None
        self._card.hide()
        self.choose.setFocus()

    def take(self, source: Path) -> None:
        """Look into an earlier filing and show what is in it."""
        if self.busy.running:
            return
        self.begin()
        self._settings.put("last_folder", str(source.parent))
        task, wish = Task(self), self._wish
        self.busy.follow(task, f"正在查看“{source.name}”")  # first, so that it has ended when the result is shown
        task.done.connect(lambda found: self._show(found) if wish == self._wish else None)
        task.failed.connect(self.tell)
        self._serial.start(partial(_look_into, source), task)

    def close_down(self) -> None:
        """Stop what is under way; a new filing is whole or not there at all."""
        if self.busy.running:
            self.busy.stop.click()
        self._serial.wait()

    def _found_card(self) -> Card:
        card = Card("找到这份案卷")
        card.body.addLayout(self.facts)
        card.body.addWidget(labelled("新案卷的批次", self.batch))
        card.body.addWidget(self.target)
        foot = columns()
        foot.addWidget(label("带过来的内容都标“待确认”，核对前不能封装。", "second", wrap=True), 1)
        foot.addWidget(self.start)
        card.body.addLayout(foot)
        return card

    def _show(self, found: Earlier) -> None:
        self._found = found
        self._show_facts(found)
        self.batch.clear()
        for batch in reversed(standards.standard(found.standard).batches):
            self.batch.addItem(batch.title, batch.id)
        self.target.forget()
        self.target.suggest(f"{found.enterprise or found.source.stem} {self.batch.currentText()}".strip())
        self.zone.shrink()
        self._card.show()
        self.start.setFocus()
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.start))

    def _show_facts(self, found: Earlier) -> None:
        while self.facts.count():
            item = self.facts.takeAt(0)
            if item and (old := item.widget()):
                old.deleteLater()
        files = f"材料 {found.files} 份，{size_text(found.size)}" if found.files else "没有材料"
        facts = (
            ("企业", found.enterprise or "（没有填写企业名称）"),
            ("批次", f"{found.batch}，{found.version}{'，样例' if found.sample else ''}"),
            ("内容", f"系统 {found.systems} 个，云服务 {found.services} 项，{files}"),
            ("来源", str(found.source)),
        )
        for row, (name, words) in enumerate(facts):
            self.facts.addWidget(label(name, "second"), row, 0)
            self.facts.addWidget(label(words, "strong" if row == 0 else "", wrap=True), row, 1)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择去年的案卷", str(self._settings.last_folder), _SOURCES)
        if name:
            self.take(Path(name))

    def _carry(self) -> None:
        if self._found is None or self.busy.running:
            return
        self.tell("")
        task, path = Task(self), self.target.path
        task.done.connect(lambda _: self.made.emit(path))
        task.failed.connect(self.tell)
        task.cancelled.connect(lambda: self.tell("已取消，没有留下文件。"))
        for end in (task.done, task.failed, task.cancelled):
            end.connect(self._ended)
        for part in (self.start, self.zone):
            part.setEnabled(False)
        self.busy.follow(task, f"正在沿用“{self._found.source.name}”")
        self._serial.start(partial(_carry_over, self._found.source, path, self.batch.currentData()), task)

    def _ended(self) -> None:
        for part in (self.start, self.zone):
            part.setEnabled(True)


def _look_into(source: Path, progress: Progress) -> Any:  # noqa: ANN401  (handed on to a signal)
    from desktop.workspace.carrying_over import look_into  # noqa: PLC0415  (reads packages; the window does not wait)

    return look_into(source, progress)


def _carry_over(source: Path, path: Path, batch: str, progress: Progress) -> Any:  # noqa: ANN401  (as above)
    from desktop.workspace.carrying_over import carry_over  # noqa: PLC0415  (as above)

    return carry_over(source, path, batch, progress=progress)
