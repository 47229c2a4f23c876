"""The inbox with files in it: tabs with counts, the list, the preview beside it, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from desktop.gui.inbox import Inbox
from desktop.gui.inbox_lines import Line, Mark, Section, View, counted
from desktop.gui.overriding import override
from desktop.gui.spots import Spot
from desktop.gui.theme import GRID, Colours, scaled
from desktop.gui.widgets.basics import button, columns, frame, label, rows
from desktop.gui.widgets.gap_bar import Elided
from desktop.gui.widgets.inbox_list import InboxList
from desktop.gui.widgets.inbox_preview import InboxPreview
from desktop.gui.widgets.notice import Tell
from desktop.workspace.inbox import left_out_lines

_PREVIEW, _ROOM = 560, 920  # pixels: of the preview, and the width from which on it is there by itself
_NAMED = 4  # names of files that were left out for one reason
_WORDS = "名称没有说清的：从图里找是哪个系统、登录页还是主页，扫描的发票、合同读出金额；几秒一张，可以随时停（F6）"
_KEYS = "空格 勾选　Shift+回车 确认一组　Ctrl+Z 撤销"


class InboxDesk(QWidget):
    """Every wish is a key of the list or a button; `words_wanted` asks for the text in pictures."""

    words_wanted = Signal()

    def __init__(self, inbox: Inbox, colours: Colours, tell: Tell) -> None:
        super().__init__()
        self.inbox, self._tell = inbox, tell
        self._unfolded: bool | None = None  # what the person wants of the preview; None leaves it to the room
        self._sent: tuple[str, ...] = ()  # for which another place is being chosen
        self.list, self.preview = InboxList(colours, inbox.pictures.small), InboxPreview(inbox, colours)
        layout = rows(self, spacing=GRID)
        layout.addLayout(self._top())
        self._reasons = label("", "note", wrap=True)
        self._reasons.hide()
        layout.addWidget(self._reasons)
        middle = columns(spacing=GRID + 4)
        card = frame("card")
        rows(card, margin=1).addWidget(self.list)
        middle.addWidget(card, 1)
        middle.addWidget(self.preview)
        layout.addLayout(middle, 1)
        layout.addLayout(self._foot())
        self._connect()
        self.show_inbox()

    @property
    def view(self) -> View:
        """What is looked at."""
        return list(View)[max(self.tabs.currentIndex(), 0)]

    def show_inbox(self) -> None:
        """Show how everything stands now."""
        counts = counted(self.inbox.lines.values())
        for number, view in enumerate(View):
            self.tabs.setTabText(number, f"{view.value[0]}  {counts[view]}")
            self.tabs.setTabVisible(number, bool(counts[view]) or view in {View.ALL, self.view})
        self.tabs.measure()
        items: list[Line | Section] = []
        for section in self.inbox.sections:
            lines = tuple(line for line in section.lines if self.view.admits(line.mark))
            if lines:
                items += [Section(section.title, section.note, lines, section.waits), *lines]
        self.list.show_items(items)
        left_out = left_out_lines(self.inbox.left_out)
        self._left_out.setText(f"没有收的 {len(self.inbox.left_out)} 个")
        self._left_out.setVisible(bool(left_out))
        self._reasons.setText("\n".join(_left_out_words(*line) for line in left_out))
        wanted = 0 if self.inbox.words.running else len(self.inbox.words.wanted)
        self.words.setText(f"识别 {wanted} 张图片里的文字")
        self.words.setVisible(wanted > 0)
        sure = counts[View.SURE]
        self._all_sure.setText(f"确认有把握的 {sure} 份")
        self._all_sure.setVisible(sure > 0)
        self._show_chosen()

    def escape(self) -> bool:
        """Go back one step here; False where there is none."""
        if self.list.choice.isVisible():
            self.list.choice.close_choice()
            return True
        return self.list.unmark()

    def _top(self) -> QHBoxLayout:
        line = columns(spacing=GRID)
        self.tabs = _Tabs()
        self.tabs.setProperty("kind", "categories")
        self.tabs.setAccessibleName("只看哪些文件")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _ in View:
            self.tabs.addTab("")
        line.addWidget(self.tabs)
        line.addStretch(1)
        self.words = button("", self.words_wanted.emit, "link")
        self.words.setToolTip(_WORDS)
        self._fold = button("", self._toggle_preview, "link")
        self._fold.setToolTip("快捷键 F3")
        self._left_out = button("", lambda: self._reasons.setVisible(not self._reasons.isVisible()), "link")
        for part in (self.words, self._left_out, self._fold):
            line.addWidget(part)
        return line

    def _foot(self) -> QHBoxLayout:
        line = columns(spacing=GRID)
        wishes: tuple[tuple[str, Callable[[], object], str], ...] = (
            ("确认归档", lambda: self._confirm(self.list.chosen()), "回车"),
            ("换个地方…", lambda: self._ask(self.list.chosen(), ""), "F2，或直接打字"),
            ("不归档", lambda: self._set_aside(self.list.chosen()), "Del"),
        )
        self._wishes = [button(words, wish) for words, wish, _ in wishes]
        for part, (_, _, keys) in zip(self._wishes, wishes, strict=True):
            part.setToolTip(f"快捷键 {keys}")
            line.addWidget(part)
        self._said = Elided()
        self._said.setProperty("kind", "small")
        line.addWidget(self._said, 1)
        self._all_sure = button("", self._confirm_sure, "primary", keys="Ctrl+Enter")
        line.addWidget(self._all_sure)
        return line

    def _connect(self) -> None:
        shown = self.list
        shown.confirmed.connect(self._confirm)
        shown.all_sure.connect(self._confirm_sure)
        shown.set_aside.connect(self._set_aside)
        shown.elsewhere.connect(self._ask)
        shown.sent.connect(lambda lines, spot: self._send(_free(lines), spot))
        shown.moved.connect(lambda: self.preview.show_line(shown.line))
        shown.moved.connect(self._show_chosen)
        shown.marks_changed.connect(self._show_chosen)
        shown.opened.connect(lambda: self._show_preview(shown=True))
        shown.choice.chosen.connect(lambda spot: self._send(self._sent, spot))
        self.tabs.currentChanged.connect(lambda _: self.show_inbox())
        self.inbox.changed.connect(self.show_inbox)
        self.inbox.pictures.ready.connect(shown.viewport().update)
        QShortcut(QKeySequence("F3"), self).activated.connect(self._toggle_preview)
        QShortcut(QKeySequence("F6"), self).activated.connect(self.words.click)

    def _confirm(self, lines: Sequence[Line]) -> None:
        """Place files where they are proposed; one whose place is not known asks for it."""
        ready = [line.key for line in lines if line.spot and line.mark in {Mark.SURE, Mark.LOOK}]
        if ready:
            self._go_on(ready, lambda: self.inbox.confirm(ready))
        elif any(line.mark not in {Mark.PLACED, Mark.GOING} for line in lines):
            self._ask(lines, "")

    def _confirm_sure(self) -> None:
        sure = [line.key for line in self.inbox.lines.values() if line.mark is Mark.SURE]
        if sure:
            self._go_on(sure, lambda: self.inbox.confirm(sure))

    def _set_aside(self, lines: Sequence[Line]) -> None:
        keys = [line.key for line in lines if line.mark not in {Mark.PLACED, Mark.GOING}]
        if keys:
            self._go_on(keys, lambda: self._tell_aside(keys, out=self.inbox.set_aside(keys)))
        else:
            self._tell("已经归档了：按 Ctrl+Z 撤销，或到“佐证材料”里移除。", "told")

    def _tell_aside(self, keys: Sequence[str], *, out: bool) -> None:
        said = "放到“不归档”里了，选中再按 Del 就取回来。" if out else "取回来了，等您确认归到哪里。"
        self._tell(f"{len(keys)} 份{said}", "told")

    def _ask(self, lines: Sequence[Line], typed: str) -> None:
        """Have another place chosen."""
        self._sent = _free(lines)
        if self._sent:
            many = len(self._sent) > 1
            title = f"{len(self._sent)} 份文件归到同一个地方" if many else f"“{lines[0].name}”归到"
            self.list.ask_place(title, self.inbox.choices(self._sent[0]), typed)

    def _send(self, keys: Sequence[str], spot: Spot) -> None:
        self._go_on(keys, lambda: self.inbox.send(keys, spot))

    def _go_on(self, keys: Sequence[str], do: Callable[[], object]) -> None:
        """Do something with files, and put the cursor on the next one that needs a look."""
        following = self.list.lines.next_open(keys)
        self.list.unmark()
        do()
        if following:
            self.list.go_to_key(following)
        self.list.setFocus()

    def _show_chosen(self) -> None:
        chosen = self.list.chosen()
        marked = len(self.list.lines.marked)
        free = [line for line in chosen if line.mark not in {Mark.PLACED, Mark.GOING}]
        for part, among in zip(self._wishes, (free, chosen, free), strict=True):
            part.setEnabled(bool(among))
        many = f" {len(chosen)} 份" if len(chosen) > 1 else ""
        back = bool(chosen) and all(line.mark is Mark.ASIDE for line in chosen)
        for part, words in zip(self._wishes, ("确认归档", "换个地方…", "取回" if back else "不归档"), strict=True):
            part.setText(words)
        line = self.list.line
        likely = "　".join(line.digits.split("\n")) if line and not line.spot else ""
        marks = f"勾选了 {marked} 份，Esc 取消勾选" if marked else f"选中{many}" if many else ""
        self._said.show_text(marks or likely or _KEYS)

    def _toggle_preview(self) -> None:
        self._show_preview(shown=not self.preview.isVisibleTo(self))

    def _show_preview(self, *, shown: bool) -> None:
        self._unfolded = shown
        self._share_width()

    def _share_width(self) -> None:
        room = self.width() >= scaled(self.font(), _ROOM)
        there = room if self._unfolded is None else self._unfolded
        self.preview.setFixedWidth(min(scaled(self.font(), _PREVIEW), 40 * self.width() // 100))
        self.preview.setVisible(there)
        self._fold.setText("收起预览" if there else "打开预览")
        self.preview.show_line(self.list.line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()


class _Tabs(QTabBar):
    """Tabs that come and go; as long as it is not seen, a bar does not know how wide it has become."""

    def measure(self) -> None:
        """Take the width that all tabs need."""
        self.setMinimumWidth(self.sizeHint().width())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.measure()


def _free(lines: Sequence[Line]) -> tuple[str, ...]:
    """The files that can be sent somewhere: those that are not on their way."""
    return tuple(line.key for line in lines if line.mark is not Mark.GOING)


def _left_out_words(reason: str, paths: Sequence[str]) -> str:
    """Why files were left out, and which."""
    names = "、".join(path.rpartition("/")[2] for path in paths[:_NAMED])
    return f"{names}{f' 等 {len(paths)} 个' if len(paths) > _NAMED else ''}：{reason}"
