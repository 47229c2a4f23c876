"""Gives the form away as a workbook, with what the filing already says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.filing import FilingStore
from desktop.gui.session import Session
from desktop.gui.tasks import Progress, Task
from desktop.gui.widgets.basics import Card, button, label
from desktop.gui.widgets.form_file import ask_where
from desktop.gui.widgets.notice import Notice

_WORDS = "导出一份 Excel 填报表，已填的内容都带上；对方用 Excel 或 WPS 填好发回，在“导入”里逐格核对，得到一个新案卷。"


class FormCard(Card):
    """A sentence, a button, what came of it."""

    def __init__(self, session: Session) -> None:
        super().__init__("请别人用 Excel 填")
        self._session = session
        self._notice = Notice()
        self.save = button("导出填报表…", self._save)
        self.body.addWidget(label(_WORDS, "second", wrap=True))
        self.body.addWidget(self._notice)
        self.body.addWidget(self.save, alignment=Qt.AlignmentFlag.AlignLeft)

    def _save(self) -> None:
        session = self._session
        path = ask_where(self, session.path.parent, f"{session.path.stem}-填报表")
        if path:
            task = Task(self)
            task.done.connect(lambda _: self._notice.tell(f"已导出“{path.name}”，截图和凭证不在里面。", "good"))
            task.failed.connect(self._notice.tell)
            session.run(partial(_write, path), task)


def _write(path: Path, store: FilingStore, progress: Progress) -> None:
    from desktop.workspace.blank_forms import write_form_of  # noqa: PLC0415  (writes workbooks; the window does not wait)

    del progress
    write_form_of(store, path)
