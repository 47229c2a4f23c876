"""Above the inbox while the text in pictures is being read: how far it is, a way to stop, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.gui.inbox import Inbox
from desktop.gui.tasks import Task
from desktop.gui.widgets.notice import Tell
from desktop.gui.widgets.running_bar import RunningBar, files
from desktop.workspace.inbox import Basis


class InboxWordsLine(RunningBar):
    """`ended` when nothing is being read any more; what was read is in the inbox as soon as it is there."""

    ended = Signal()

    def __init__(self, inbox: Inbox, tell: Tell) -> None:
        super().__init__()
        self._inbox, self._tell = inbox, tell
        if inbox.words.running:
            self._follow_words(inbox.words.running)

    def start(self) -> None:
        """Have the text read in pictures that nothing else tells about."""
        if not self._inbox.words.running and self._inbox.words.wanted:
            self._follow_words(self._inbox.words.start())

    def _follow_words(self, task: Task) -> None:
        self.follow(task, "正在识别图片里的文字，可以照常归档", files, stop="停止识别")
        for end in (task.done, task.cancelled):
            end.connect(self._tell_found)

    def _tell_found(self, _: object = None) -> None:
        found = sum(item.basis is Basis.SHOWN for item in self._inbox.items)
        said = (
            f"按图里的文字，找到 {found} 张的位置，请看一眼再确认。"
            if found
            else "图里的文字没有说清是哪个系统，请照预览指定。"
        )
        self._tell(said, "told")
        self.ended.emit()
