"""受理: a folder of packages on the bureau's desk, each with its verdict and a decision; 附件3 and slips come out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.gui.overriding import override
from desktop.gui.pages.wide import WidePage
from desktop.gui.reception import Reception
from desktop.gui.reception_papers import ReceptionPapers
from desktop.gui.settings import Settings
from desktop.gui.tasks import Serial, Task
from desktop.gui.theme import GRID, Colours, scaled
from desktop.gui.trust import Trusting, trusted
from desktop.gui.widgets.basics import button, columns, frame, rows
from desktop.gui.widgets.drop_zone import DropZone, alone
from desktop.gui.widgets.file_drops import FileDrops
from desktop.gui.widgets.reception_filters import ReceptionFilters
from desktop.gui.widgets.reception_foot import ReceptionFoot
from desktop.gui.widgets.reception_model import Filter
from desktop.gui.widgets.reception_panel import LEAST, WIDTH, ReceptionPanel
from desktop.gui.widgets.reception_table import ReceptionTable
from desktop.gui.widgets.running_bar import RunningBar, files
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
        self.papers = ReceptionPapers(self.reception, settings, self.tell, self)
        self.table = ReceptionTable(colours)
        self.panel = ReceptionPanel(self.reception, settings, self.tell)
        self.filters = ReceptionFilters(
            (button("再添加…", self._choose_files), button("换文件夹…", self._change_folder))
        )
        self.foot = ReceptionFoot(self._export)
        self.busy = RunningBar()
        self._nothing, self._list = self._empty(), self._desk()
        self._list.hide()
        for part, stretch in ((self.busy, 0), (self._nothing, 1), (self._list, 1)):
            self.body.addWidget(part, stretch)
        self._serial = Serial()
        self._trusting = Trusting(settings, self._serial, self)
        self._connect()
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
        self.where.show_text(str(self.reception.home or ""))
        self._advice.hide()
        self._nothing.hide()
        self._list.show()
        self.table.setFocus()

    def change_folder(self, folder: Path) -> None:
        """Put this desk away, its decisions kept, and begin with another folder."""
        self.panel.keep()
        self.reception.clear()
        self.take([folder])

    def close_down(self) -> None:
        """Keep what is typed; stop what is under way."""
        self.panel.keep()
        self.reception.close_down()
        self.papers.serial.wait()
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
        return alone(zone)

    def _desk(self) -> QWidget:
        desk = QWidget()
        layout = rows(desk, spacing=GRID)
        layout.addWidget(self.filters)
        middle = columns(spacing=GRID + 4)
        card = frame("card")
        rows(card, margin=1).addWidget(self.table)
        middle.addWidget(card, 1)
        middle.addWidget(self.panel)
        layout.addLayout(middle, 1)
        layout.addWidget(self.foot)
        return desk

    def _connect(self) -> None:
        self.reception.changed.connect(self._refresh)
        self.reception.failed.connect(self.tell)
        self.reception.ended.connect(self._ended)
        self.filters.changed.connect(self._show_filter)
        self.filters.search.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(lambda _: self.panel.show_row(self.table.row))
        self.table.reordered.connect(self.reception.move)
        self.papers.serve(self.panel)
        self.papers.began.connect(self.busy.follow)
        self._trusting.serve(self.panel.signature, lambda: self.panel.row.path if self.panel.row else Path())
        self._trusting.changed.connect(self._verify_signed)

    def _keys(self) -> None:
        wishes = (
            ("Ctrl+1", State.PASSED),
            ("Ctrl+2", State.TO_CORRECT),
            ("Ctrl+3", State.RETURNED),
            ("Ctrl+4", State.RECEIVED),
        )
        for keys, state in wishes:
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.panel.decide, state))
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.filters.search.setFocus)

    def _refresh(self) -> None:
        self.table.show_rows(self.reception.rows)
        self.filters.show_rows(self.reception.rows, self.table.packages.filter)
        self.foot.show_rows(self.reception.rows)
        self._show_chosen()

    def _show_filter(self, wanted: Filter) -> None:
        self.table.show_filter(wanted)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.panel.show_row(self.table.row)
        self.filters.show_number(len(self.table.packages.shown), len(self.reception.rows))

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

    def _export(self) -> None:
        self.panel.keep()
        self.papers.choose_target(self.foot.chosen)

    def _follow(self, task: Task) -> None:
        self.busy.follow(task, "正在核验", files)
        task.cancelled.connect(lambda: self.tell("已停下；已经核验的留在列表里，其余的没有核验。", "told"))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择装着申报包的文件夹", str(self._settings.last_folder))
        self.take([Path(name)] if name else [])

    def _change_folder(self) -> None:
        start = str(self.reception.home or self._settings.last_folder)
        name = QFileDialog.getExistingDirectory(self, "换一个装着申报包的文件夹", start)
        if name:
            self.change_folder(Path(name))

    def _choose_files(self) -> None:
        start = str(self.reception.home or self._settings.last_folder)
        names, _ = QFileDialog.getOpenFileNames(self, "选择申报包", start, "申报包 (*.zip)")
        self.take([Path(name) for name in names])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(scaled(self.font(), WIDTH), max(LEAST, 36 * self.width() // 100)))
