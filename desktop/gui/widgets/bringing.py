"""Below a slot: how far attaching is and what could not be attached; nothing while there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from desktop.evidence.kinds import PICTURE
from desktop.gui.screen_cut import ScreenCut
from desktop.gui.tasks import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import rows
from desktop.gui.widgets.evidence_intake import Arrival, Intake, files_of, picture_of
from desktop.gui.widgets.notice import Notice
from desktop.gui.widgets.running_bar import RunningBar, files
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import EvidenceUse
from desktop.standard.definition import Requirement

_TOLD = 3  # sentences about files that could not be attached


class Bringing(QWidget):
    """Brings files to a slot, whose use is asked anew each time: chosen, dropped, pasted, cut from the screen."""

    def __init__(self, requirement: Requirement, bench: Workbench, use: Callable[[], EvidenceUse]) -> None:
        super().__init__()
        self.takes_pictures = not requirement.accept or PICTURE in requirement.accept
        self.intake = Intake(bench.session, self)
        self.cutter = ScreenCut(self, bench.colours)
        self._use, self._what = use, f"正在添加{requirement.label}"
        self._running, self._told = RunningBar(), Notice()
        layout = rows(self, spacing=GRID)
        layout.addWidget(self._running)
        layout.addWidget(self._told)
        self.intake.began.connect(self._follow)
        self.intake.ended.connect(lambda _, sentences: self.tell("；".join(sentences[:_TOLD])))
        self.intake.reading.began.connect(self._follow_reading)
        self.intake.reading.ended.connect(self.tell)
        self.cutter.failed.connect(self.tell)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files."""
        if paths:
            self._take([Arrival(path, self._use()) for path in paths])

    def paste(self) -> None:
        """Attach what was copied: files, or a picture."""
        clipboard = QGuiApplication.clipboard()
        paths, picture = files_of(clipboard), picture_of(clipboard)
        if paths:
            self.attach(paths)
        elif picture:
            self._take_picture(picture)
        else:
            self.tell("剪贴板里没有图片或文件：请先截图或复制文件，再按 Ctrl+V。")

    def cut(self) -> None:
        """Attach a picture that is cut from the screen."""
        if self.takes_pictures:
            self.cutter.begin(self._take_picture)

    def tell(self, sentence: str) -> None:
        """Say something until the next files come."""
        self._told.tell(sentence)

    def _follow(self, task: Task) -> None:
        self._running.follow(task, self._what, files, stop="停止添加")

    def _follow_reading(self, task: Task) -> None:
        self._running.follow(task, "正在读取发票、合同", files, stop="停止读取")

    def _take(self, arrivals: Sequence[Arrival]) -> None:
        self.tell("")
        self.intake.take(arrivals)

    def _take_picture(self, picture: QImage) -> None:
        self._take([Arrival(picture, self._use(), self.intake.pasted_name(self._use()))])
