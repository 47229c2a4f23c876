"""收件箱: a heap of files, read and sorted; a person confirms with the keyboard where each goes, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.gui.inbox import Inbox
from desktop.gui.inbox_lines import View, counted
from desktop.gui.inbox_reading import Heap
from desktop.gui.overriding import override
from desktop.gui.pages.aside import AsidePage
from desktop.gui.pages.base import Surroundings
from desktop.gui.tasks import Task
from desktop.gui.widgets.basics import Card, button, label
from desktop.gui.widgets.drop_zone import DropZone, alone
from desktop.gui.widgets.file_drops import FileDrops
from desktop.gui.widgets.inbox_desk import InboxDesk
from desktop.gui.widgets.inbox_words_line import InboxWordsLine
from desktop.gui.widgets.running_bar import RunningBar, files
from desktop.standard.flow import Step, StepKind
from desktop.workspace.folders import chat_downloads

_HINT = "把一堆文件拖进来，程序逐个读出是什么、该归到哪里；您看过、确认了，才会放进案卷。"
_LATER = (
    "正在逐个读出是什么、该归到哪里，读完一起列出来。\n\n"
    "到时候：Ctrl+回车 确认全部有把握的；↑↓ 逐份看，回车 确认并跳到下一份；\n"
    "归错了就直接打几个字换地方；Del 不归档；Ctrl+Z 撤销。"
)
_LEAST_HEIGHT = 240  # pixels of the list with its buttons
_TOLD = 3  # sentences about files that could not be placed


class InboxPage(AsidePage):
    """Shows the inbox of the filing, which outlives it."""

    STEP = Step("inbox", "收件箱", StepKind.ASIDE)
    WIDE, MOST = True, 1600

    def __init__(self, around: Surroundings, inbox: Inbox) -> None:
        super().__init__(around)
        FileDrops(self, self.take)
        self.inbox = inbox
        self._hint = label(_HINT, "second", wrap=True)
        self.body.addWidget(self._hint)
        self.running, self._room = RunningBar(), QStackedWidget()
        self.recognising = InboxWordsLine(inbox, around.tell)
        self._room.setMinimumHeight(_LEAST_HEIGHT)
        self._more = (button("再添加文件…", self._choose_files), button("再添加文件夹…", self._choose_folder))
        for more in self._more:
            self.head.addWidget(more)
        self.desk = InboxDesk(inbox, around.colours, around.tell)
        self._nothing, self._under_way = self._empty(), _reading_words()
        for screen in (self._nothing, self._under_way, self.desk):
            self._room.addWidget(screen)
        for part, stretch in ((self.running, 0), (self.recognising, 0), (self._room, 1)):
            self.body.addWidget(part, stretch)
        self.fill_height()
        self._connect()
        inbox.refresh_if_old()
        self._show()

    def take(self, paths: Sequence[Path]) -> None:
        """Read what lies at these paths."""
        if paths and not self.inbox.take(paths):
            self.around.tell("上一批还在读，请等它读完，或先停下，再拖进来。")

    def _empty(self) -> QWidget:
        self.choose = button("选择文件夹…", self._choose_folder, "primary")
        ways = [self.choose, button("选择文件…", self._choose_files)]
        chats = chat_downloads()
        if chats:
            ways.append(button("微信收到的文件…", lambda: self._choose_folder(chats)))
        zone = DropZone(
            "把文件夹、一批文件或压缩包拖到这里",
            "混在一起也行，几百个也行；不联网，不改动原来的文件，可以随时停下",
            ways,
            self.take,
        )
        return alone(zone)

    def _connect(self) -> None:
        inbox = self.inbox
        inbox.began.connect(self._follow)
        inbox.read.connect(self._tell_read)
        inbox.failed.connect(self._tell_failed)
        inbox.ended.connect(self._tell_placed)
        inbox.changed.connect(self._show)
        inbox.intake.began.connect(self._follow_placing)
        if inbox.reading:
            self._follow(inbox.reading)
        self.desk.words_wanted.connect(self.recognising.start)
        self.desk.words_wanted.connect(self.desk.show_inbox)
        self.desk.words_wanted.connect(self.desk.list.setFocus)
        self.recognising.ended.connect(self.desk.show_inbox)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)

    def _show(self) -> None:
        there = bool(self.inbox.items)
        nothing = self._under_way if self.inbox.reading else self._nothing
        self._room.setCurrentWidget(self.desk if there else nothing)
        self._hint.setVisible(not there and not self.inbox.reading)
        for more in self._more:
            more.setVisible(there)

    def _follow(self, task: Task) -> None:
        self.around.tell("")
        self._show()
        self.running.follow(task, "正在读", _counts, stop="停下，留下已读的", at_once=True)

    def _follow_placing(self, task: Task) -> None:
        self.running.follow(task, "正在归档", files, stop="停止归档")

    def _tell_read(self, heap: Heap) -> None:
        count = len(heap.items)
        if not count:
            self.around.tell("这里没有可以收的文件，请换一个文件夹。")
        elif heap.unread:
            said = f"读了 {count} 份，还有 {heap.unread} 份没有读；想接着读就再拖进来一次。"
            self.around.tell(said, "told")
        else:
            self.around.tell(f"{count} 份都读完了，{self.inbox.waiting} 份等您确认归到哪里。", "good")
        if count:
            self.desk.list.setFocus()

    def _tell_failed(self, sentence: str) -> None:
        self.around.tell(sentence, "told")
        self._show()
        self.begin()

    def _tell_placed(self, count: int, sentences: list[str]) -> None:
        waiting = self.inbox.waiting
        if sentences:
            self.around.tell("；".join(sentences[:_TOLD]))
        elif count and waiting:
            also = f"（其中 {self.inbox.along} 份是同一张发票的另一种格式）" if self.inbox.along else ""
            self.around.tell(f"归档了 {count} 份{also}，还有 {waiting} 份等您确认；按 Ctrl+Z 可以撤销。", "good")
        elif count:
            self.around.tell(f"都看完了：{_outcome(self.inbox)}；按 Ctrl+Z 可以撤销。", "good")

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择要收进来的文件")
        self.take([Path(name) for name in names])

    def _choose_folder(self, start: Path | None = None) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择要收进来的文件夹", str(start or ""))
        self.take([Path(name)] if name else [])

    def _escape(self) -> None:
        if not self.desk.escape():
            self.left.emit()

    @override
    def begin(self) -> None:
        (self.desk.list if self.inbox.items else self.choose).setFocus()

    @override
    def refresh(self) -> None:
        if not self.inbox.intake.placing:  # what is being placed is told when it has arrived
            self.inbox.refresh_if_old()

    @override
    def go_to(self, place: str) -> bool:
        self.begin()
        return True

    @override
    def official(self) -> str:
        return ""


def _reading_words() -> QWidget:
    """What is seen until the first files are read: how one goes on then."""
    words = label(_LATER, "second")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    card = Card()
    card.body.addWidget(words, 1)
    return card


def _outcome(inbox: Inbox) -> str:
    """What has become of all files."""
    counts = counted(inbox.lines.values())
    views = ((View.PLACED, "已归档"), (View.ASIDE, "不归档"), (View.LEFT, "重复或读不了"))
    return "，".join(f"{words} {counts[view]} 份" for view, words in views if counts[view])


def _counts(done: int, total: int) -> str:
    """How many files are read; before that, how many were found."""
    return files(done, total) if total else f" 清点到 {done} 个"
