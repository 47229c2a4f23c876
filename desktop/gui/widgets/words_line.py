"""Below the list of evidence: have the words in screenshots read and checked, or what the optional part would add."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.evidence.ocr import ADDS
from desktop.gui.screen_words import ScreenWords
from desktop.gui.session import Session
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.running_bar import RunningBar, files
from desktop.standard.checks.screenshots import shown_systems

_DOES = "读出截图上的文字，检查系统名称、登录页与主页是否放反、内网地址、手机号等；在本机进行，约几秒一张。"


class WordsLine(QWidget):
    """Shown while there are screenshots of systems whose words nobody has read."""

    def __init__(self, session: Session, words: ScreenWords) -> None:
        super().__init__()
        self._session, self._words = session, words
        column = rows(self, spacing=GRID)
        across = columns(spacing=GRID)
        self._said = label("", "second", wrap=True)
        self.read = button("识别截图文字", self._start)
        across.addWidget(self._said, 1)
        across.addWidget(self.read)
        column.addLayout(across)
        self.running = RunningBar()
        column.addWidget(self.running)

    def show_filing(self) -> None:
        """Show what is still to be read now."""
        session = self._session
        there = self._words.there
        count = len(self._words.wanted) if there else len(shown_systems(session.standard, session.filing.evidence))
        self.setVisible(bool(count) or self.running.running)
        self.read.setVisible(there)
        self.read.setEnabled(not self.running.running)
        self._said.setText(f"{count} 张截图的文字还没有识别：{_DOES}" if there else ADDS)

    def _start(self) -> None:
        task = self._words.start()
        self.running.follow(task, "正在识别截图文字", files, stop="停止识别", at_once=True)
        self.read.setEnabled(False)
        task.done.connect(self._over)

    def _over(self, _: object) -> None:
        if isValid(self):
            self.show_filing()
