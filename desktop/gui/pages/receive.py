"""受理: a folder of packages on the bureau's desk, each with its verdict and a decision; 附件3 and slips come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop.gui import reception_work
from desktop.gui.overriding import override
from desktop.gui.pages.wide import WidePage
from desktop.gui.reception import Reception, Row, counted
from desktop.gui.reception_work import WORDS
from desktop.gui.settings import Settings
from desktop.gui.tasks import Serial, Task
from desktop.gui.theme import GRID, Colours, scaled
from desktop.gui.trust import Trusting, trusted
from desktop.gui.widgets.basics import button, columns, frame, label, rows
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.drop_zone import DropZone
from desktop.gui.widgets.file_drops import FileDrops
from desktop.gui.widgets.reception_model import STATES, Filter, place_of
from desktop.gui.widgets.reception_panel import LEAST, WIDTH, ReceptionPanel
from desktop.gui.widgets.reception_table import ReceptionTable
from desktop.gui.widgets.report_card import VERDICTS
from desktop.gui.widgets.running_bar import RunningBar, files
from desktop.gui.widgets.tick_box import TickBox
from desktop.model.decisions import State

_LAST = "desk_folder"
_WAYS = "企业报来的申报包逐个核验；通过、待补正、退回都记在同一个文件夹里，下次打开还在。"


class ReceivePage(WidePage):
    """The bureau's desk."""

    def __init__(self, settings: Settings, colours: Colours) -> None:
        self._settings = settings
        super().__init__("受理", _WAYS)
        FileDrops(self, self.take)
        self.reception = Reception(self, partial(trusted, settings))
        self._serial = Serial()
        self.table = ReceptionTable(colours)
        self.panel = ReceptionPanel(self.reception, settings, self.tell)
        self.busy = RunningBar()
        self.body.addWidget(self.busy)
        self._nothing, self._list = self._empty(), self._desk()
        self._list.hide()
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self._list, 1)
        self.reception.changed.connect(self._refresh)
        self.reception.failed.connect(self.tell)
        self.reception.ended.connect(self._ended)
        self.table.chosen.connect(lambda _: self.panel.show_row(self.table.row))
        self.table.reordered.connect(self.reception.move)
        self.panel.places_wanted.connect(self._find_places)
        self.panel.slip_wanted.connect(self._write_slip)
        self._trusting = Trusting(settings, self._serial, self)
        self._trusting.serve(self.panel.signature, lambda: self.panel.row.path if self.panel.row else Path())
        self._trusting.changed.connect(self._verify_signed)
        self._keys()

    def begin(self) -> None:
        """The list where there is one, else the choice of a folder."""
        last = Path(self._settings.text(_LAST) or ".")
        self._again.setVisible(bool(self._settings.text(_LAST)) and last.is_dir())
        self._again.setText(f"接着上次：{last.name}")
        (self.table if self.reception.rows else self.choose).setFocus()

    def take(self, paths: Sequence[Path]) -> None:
        """Verify the packages at these paths and put them on the desk."""
        if not paths:
            return
        self.tell("")
        self.reception.take(paths, self._follow)
        self._settings.put(_LAST, str(self.reception.home))
        self._show_place()
        self._nothing.hide()
        self._list.show()
        self.table.setFocus()

    def close_down(self) -> None:
        """Keep what is typed; stop what is under way."""
        self.panel.keep()
        self.reception.close_down()
        self._serial.wait()

    def _empty(self) -> QWidget:
        self.choose = button("选择文件夹…", self._choose_folder, "primary")
        packages = button("选择申报包…", self._choose_files)
        self._again = button("", lambda: self.take([Path(self._settings.text(_LAST))]), "link")
        zone = DropZone(
            "把装着申报包的文件夹拖到这里",
            "也可以拖一批 .zip；几百个也行，可以随时停下",
            (self.choose, packages, self._again),
            self.take,
        )
        empty = QWidget()
        layout = rows(empty)
        layout.addWidget(zone)
        layout.addStretch(1)
        return empty

    def _desk(self) -> QWidget:
        desk = QWidget()
        layout = rows(desk, spacing=GRID)
        layout.addLayout(self._filters())
        middle = columns(spacing=GRID + 4)
        card = frame("card")
        rows(card, margin=1).addWidget(self.table)
        middle.addWidget(card, 1)
        middle.addWidget(self.panel)
        layout.addLayout(middle, 1)
        layout.addLayout(self._foot())
        return desk

    def _filters(self) -> QHBoxLayout:
        line = columns(spacing=GRID)
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索企业")
        self.search.setAccessibleName("搜索企业")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(200)
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self.table.setFocus)
        self.state, self.verdict = ChoiceBox("只看哪种状态"), ChoiceBox("只看哪种核验结果")
        self.county, self.batch = ChoiceBox("只看哪个区县"), ChoiceBox("只看哪个批次")
        self.state.show_choices([("", "全部状态"), *((state.value, word) for state, (_, word) in STATES.items())], "")
        verdicts = [(verdict.value, word) for verdict, (_, word) in VERDICTS.items()]
        self.verdict.show_choices([("", "全部核验结果"), *verdicts], "")
        line.addWidget(self.search, 1)
        for box in (self.state, self.verdict, self.county, self.batch):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
            box.chosen.connect(lambda _: self._filter())
            line.addWidget(box)
        line.addStretch(1)
        self._number = label("", "small")
        line.addWidget(self._number)
        line.addWidget(button("再添加…", self._choose_files))
        line.addWidget(button("换文件夹…", self._change_folder))
        return line

    def _foot(self) -> QHBoxLayout:
        line = columns(spacing=GRID + 4)
        line.addWidget(label("列入附件3：", "second"))
        self.states = {state: TickBox(word) for state, word in WORDS.items()}
        for state, box in self.states.items():
            box.setProperty("kind", "tick")
            box.setChecked(state is State.PASSED)
            box.toggled.connect(lambda _: self._count())
            line.addWidget(box)
        line.addStretch(1)
        self.export = button("导出附件3…", self._choose_target, "primary")
        line.addWidget(self.export)
        return line

    def _keys(self) -> None:
        wishes: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+1", lambda: self.panel.decide(State.PASSED)),
            ("Ctrl+2", lambda: self.panel.decide(State.TO_CORRECT)),
            ("Ctrl+3", lambda: self.panel.decide(State.RETURNED)),
            ("Ctrl+4", lambda: self.panel.decide(State.RECEIVED)),
        )
        for keys, wish in wishes:
            QShortcut(QKeySequence(keys), self).activated.connect(wish)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)

    def _refresh(self) -> None:
        listed = self.reception.rows
        self.table.show_rows(listed)
        self.panel.show_row(self.table.row)
        counties = sorted({place_of(row) for row in listed if place_of(row)})
        batches = sorted({row.received.batch_title for row in listed if row.received and row.received.batch_title})
        wanted = self.table.packages.filter
        self.county.show_choices([("", "全部区县"), *((name, name) for name in counties)], wanted.county)
        self.batch.show_choices([("", "全部批次"), *((name, name) for name in batches)], wanted.batch)
        self.batch.setVisible(len(batches) > 1)
        self._count()

    def _filter(self) -> None:
        chosen = [str(box.currentData() or "") for box in (self.state, self.verdict, self.county, self.batch)]
        self.table.show_filter(Filter(self.search.text().strip(), *chosen))
        self.panel.show_row(self.table.row)
        self._count()

    def _count(self) -> None:
        total, shown = len(self.reception.rows), len(self.table.packages.shown)
        self._number.setText(f"{shown} / {total} 个" if shown < total else f"{total} 个")
        found = counted(self.reception.rows)
        for state, box in self.states.items():
            box.setText(f"{WORDS[state]} {found[state]}")
        self.export.setEnabled(any(self._included(row) for row in self.reception.rows))

    def _included(self, row: Row) -> bool:
        return row.may_pass and self.states[row.decision.state].isChecked()

    def _ended(self, done: int, total: int) -> None:
        if not total:
            self.tell("这里没有申报包。申报包是 .zip 文件，或解压后里面有 bagit.txt 的文件夹。")
            return
        bad = sum(1 for row in self.reception.rows if row.received and not row.received.sound)
        self.tell(
            f"{done} 个申报包核验完了，{f'{bad} 个不能收，见“核验”一栏' if bad else '全部完好'}。",
            "told" if bad else "good",
        )

    def _verify_signed(self, _: object) -> None:
        """Somebody is trusted now: packages of signers who were not are looked at again."""
        found = ((row.path, row.received.report) for row in self.reception.rows if row.received)
        self.take([path for path, report in found if report and report.signature == "unknown_signer"])

    def _show_place(self) -> None:
        self.where.show_text(str(self.reception.home or ""))
        self._advice.hide()

    def _find_places(self, row: Row) -> None:
        """Offer the places of a package's filing; where it is gone, the whole can still be asked about."""
        task = Task(self)
        task.done.connect(lambda found: self.panel.points.show_places(found) if self.panel.row == row else None)
        self._serial.start(partial(reception_work.places, row), task)

    def _write_slip(self, row: Row, sender: Any) -> None:  # noqa: ANN401  (handed on by a signal)
        current = self.table.row
        if current is None or current.path != row.path:
            return
        start = str(self.reception.home or self._settings.last_folder)
        name = QFileDialog.getExistingDirectory(self, "补正通知放到哪个文件夹", start)
        if name:
            self.write_slip(current, sender, Path(name))

    def write_slip(self, row: Row, sender: Any, folder: Path) -> None:  # noqa: ANN401  (as above)
        """Write the return slip of a package into a folder."""
        task = Task(self)
        task.done.connect(
            lambda made: self.tell(f"已写好“{made[0].name}”，打印盖章；同名的 .yunqi-return 文件一起发给企业。", "good")
        )
        task.failed.connect(self.tell)
        self._serial.start(partial(reception_work.slip, row, sender, folder), task)

    def _choose_target(self) -> None:
        start = str((self.reception.home or self._settings.last_folder) / "附件3.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, "导出附件3", start, "Excel 表 (*.xlsx)")
        if name:
            self.export_to(Path(name) if name.lower().endswith(".xlsx") else Path(f"{name}.xlsx"))

    def _follow(self, task: Task) -> None:
        self.busy.follow(task, "正在核验", files)
        task.cancelled.connect(lambda: self.tell("已停下；已经核验的留在列表里，其余的没有核验。", "told"))

    def export_to(self, target: Path) -> None:
        """Write 附件3 over the chosen states, in the order of the list."""
        self.panel.keep()
        chosen = tuple(state for state, box in self.states.items() if box.isChecked())
        task = Task(self)
        task.done.connect(lambda made: self.tell(reception_work.written(made), "good"))
        task.failed.connect(self.tell)
        task.cancelled.connect(lambda: self.tell("已取消，没有写附件3。", "told"))
        self.busy.follow(task, "正在写附件3")
        self._serial.start(partial(reception_work.export, self.reception.rows, chosen, target), task)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择装着申报包的文件夹", str(self._settings.last_folder))
        self.take([Path(name)] if name else [])

    def _change_folder(self) -> None:
        start = str(self.reception.home or self._settings.last_folder)
        name = QFileDialog.getExistingDirectory(self, "换一个装着申报包的文件夹", start)
        if name:
            self.change_folder(Path(name))

    def change_folder(self, folder: Path) -> None:
        """Put this desk away, its decisions kept, and begin with another folder."""
        self.panel.keep()
        self.reception.clear()
        self.take([folder])

    def _choose_files(self) -> None:
        start = str(self.reception.home or self._settings.last_folder)
        names, _ = QFileDialog.getOpenFileNames(self, "选择申报包", start, "申报包 (*.zip)")
        self.take([Path(name) for name in names])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(scaled(self.font(), WIDTH), max(LEAST, 36 * self.width() // 100)))
