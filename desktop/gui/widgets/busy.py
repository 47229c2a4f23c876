"""Work under way: what it is, how far it has come, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.gui.tasks import Task
from desktop.gui.widgets.basics import button, columns, label, rows

_PATIENCE = 300  # milliseconds; shorter work is over before anybody wonders


class Busy(QWidget):
    """A sentence, a bar and 取消; hidden while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        layout = columns(self, spacing=16)
        middle = rows(spacing=6)
        self._words = label("", "second")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        middle.addWidget(self._words)
        middle.addWidget(self._bar)
        layout.addLayout(middle, 1)
        self.stop = button("取消", self._cancel)
        layout.addWidget(self.stop)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether the work is still under way."""
        return self._task is not None

    def follow(self, task: Task, words: str) -> None:
        """Show a task until it ends; `words` say what is being done."""
        self._task = task
        self._words.setText(f"{words}…")
        self._bar.setAccessibleDescription(words)
        self._bar.setRange(0, 0)
        self.stop.setEnabled(True)
        task.progressed.connect(lambda done, total: self._show(words, done, total))
        for end in (task.done, task.failed, task.cancelled):
            end.connect(self._ended)
        QTimer.singleShot(_PATIENCE, self, lambda: self.setVisible(self.running))

    def _show(self, words: str, done: int, total: int) -> None:
        thousandth = round(1000 * done / total) if total else 0
        self._bar.setRange(0, 1000)
        self._bar.setValue(thousandth)
        self._words.setText(f"{words}… {thousandth // 10} %")

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()
            self.stop.setEnabled(False)
            self._words.setText("正在停下…")

    def _ended(self) -> None:
        self._task = None
        self.hide()
