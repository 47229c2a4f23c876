"""What leaves the bureau's desk: return slips for enterprises, and 附件3."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.gui import reception_work
from desktop.gui.reception import Reception, Row
from desktop.gui.settings import Settings
from desktop.gui.tasks import Serial, Task
from desktop.gui.widgets.notice import Tell
from desktop.gui.widgets.reception_panel import ReceptionPanel
from desktop.model.decisions import State

if TYPE_CHECKING:
    from desktop.workspace.returning import Sender


class ReceptionPapers(QObject):
    """Asks where to and has it written in a thread; `began(task, what)` comes where that takes time."""

    began = Signal(object, str)

    def __init__(self, reception: Reception, settings: Settings, tell: Tell, over: QWidget) -> None:
        super().__init__(over)
        self._reception, self._settings, self._tell, self._over = reception, settings, tell, over
        self.serial = Serial()

    def serve(self, panel: ReceptionPanel) -> None:
        """Answer the wishes of the panel: places to ask about, a slip."""
        panel.places_wanted.connect(partial(self._find_places, panel))
        panel.slip_wanted.connect(self._choose_folder)

    def write_slip(self, row: Row, sender: Sender, folder: Path) -> None:
        """Write the return slip of a package into a folder."""
        task = Task(self)
        task.done.connect(
            lambda made: self._tell(
                f"已写好“{made[0].name}”，打印盖章；同名的 .yunqi-return 文件一起发给企业。", "good"
            )
        )
        task.failed.connect(self._tell)
        self.serial.start(partial(reception_work.slip, row, sender, folder), task)

    def choose_target(self, states: tuple[State, ...]) -> None:
        """Ask where 附件3 goes, and write it over the packages in these states."""
        start = str(self._start() / "附件3.xlsx")
        name, _ = QFileDialog.getSaveFileName(self._over, "导出附件3", start, "Excel 表 (*.xlsx)")
        if name:
            self.write_table(states, Path(name) if name.lower().endswith(".xlsx") else Path(f"{name}.xlsx"))

    def write_table(self, states: tuple[State, ...], target: Path) -> None:
        """Write 附件3 over the packages in these states, in the order of the list."""
        task = Task(self)
        task.done.connect(lambda made: self._tell(reception_work.written(made), "good"))
        task.failed.connect(self._tell)
        task.cancelled.connect(lambda: self._tell("已取消，没有写附件3。", "told"))
        self.began.emit(task, "正在写附件3")
        self.serial.start(partial(reception_work.export, self._reception.rows, states, target), task)

    def _choose_folder(self, row: Row | None, sender: Sender) -> None:
        if row is None:
            return  # with what was typed last it is no longer among the shown
        name = QFileDialog.getExistingDirectory(self._over, "补正通知放到哪个文件夹", str(self._start()))
        if name:
            self.write_slip(row, sender, Path(name))

    def _find_places(self, panel: ReceptionPanel, row: Row) -> None:
        """Offer the places of a package's filing; where it is gone, the whole can still be asked about."""
        task = Task(self)
        task.done.connect(lambda found: panel.points.show_places(found) if panel.row == row else None)
        self.serial.start(partial(reception_work.places, row), task)

    def _start(self) -> Path:
        return self._reception.home or self._settings.last_folder
