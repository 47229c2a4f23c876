"""A bar with counts for long work, and a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.gui.sizes import megabytes
from desktop.gui.tasks import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows

_SCALE = 1_000  # steps of the bar


class RunningBar(QWidget):
    """Follows a task whose progress counts bytes; shown while the task runs."""

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._what, self._parts = "", tuple[str, ...]()
        layout = rows(self, spacing=GRID)
        self._said = label("", "second")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximum(_SCALE)
        self.stop = button("取消", self._cancel)
        layout.addWidget(self._said)
        across = columns(spacing=2 * GRID)
        across.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.stop)
        layout.addLayout(across)

    def follow(self, task: Task, what: str, parts: tuple[str, ...]) -> None:
        """Show a task; its progress is split evenly among the named parts of the work."""
        self._task, self._what, self._parts = task, what, parts
        self._bar.setValue(0)
        self._bar.setAccessibleName(f"{what}的进度")
        self._said.setText(f"正在{what}…")
        self.stop.setText(f"停止{what}")
        self.stop.setEnabled(True)
        task.progressed.connect(self._show)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(self.hide)
        self.show()
        self.stop.setFocus()

    def _show(self, done: int, total: int) -> None:
        what, parts = self._what, self._parts
        self._bar.setValue(_SCALE * done // max(total, 1))
        each = max(total // len(parts), 1)
        part = min(done // each, len(parts) - 1)
        counts = f"{megabytes(done - part * each)} / {megabytes(each)} MB"
        self._said.setText(f"正在{what}：{parts[part]} {counts}")

    def _cancel(self) -> None:
        if self._task:
            self.stop.setEnabled(False)
            self._said.setText("正在停下…")
            self._task.cancel()
