"""The first screen: filings at hand with score, readiness and deadline, and the ways to begin one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.gui.overriding import override
from desktop.gui.recent import Recent
from desktop.gui.settings import Settings
from desktop.gui.theme import GRID, WIDE, Colours
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.filings_card import FilingsCard
from desktop.gui.widgets.notice import Kind, Notice
from desktop.gui.widgets.running_bar import RunningBar

_TILES = (
    ("新建案卷", "从空白开始"),
    ("沿用去年", "带来去年内容"),
    ("打开", "案卷文件"),
    ("导入", "申报包或表格"),
    ("样例", "看做完的样子"),
    ("核验申报包", "拖进来就核验"),
    ("受理", "经信部门收件"),
)
_MARGIN, _SMALL_MARGIN = 5 * GRID, 2 * GRID


class Tile(QPushButton):
    """A large button of two lines."""

    def __init__(self, title: str, hint: str, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "tile")
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = rows(self, margin=2 * GRID, spacing=4)
        for words, kind in ((title, "section"), (hint, "third")):
            line = label(words, kind)
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(line)
        self.clicked.connect(lambda *_: pressed())

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()


class HomePage(QWidget):
    """Says what the person wants to begin, and lists the filings of `recent`."""

    opened = Signal(Path)
    new_wanted = Signal()
    carry_wanted = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()
    reset_wanted = Signal()
    verify_wanted = Signal()
    receive_wanted = Signal()
    settings_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, chosen: Colours, settings: Settings, recent: Recent, today: Callable[[], str]) -> None:
        super().__init__()
        self.setProperty("kind", "window")
        self._settings = settings
        self._awaiting = False  # the list is still to come, and the keyboard with it
        self.filings = FilingsCard(chosen, recent, today)
        self.filings.opened.connect(self.opened)
        self.filings.list.count_changed.connect(self._settle)
        self.filings.sample_wanted.connect(self.sample_wanted)
        self.filings.new_wanted.connect(self.new_wanted)
        self.filings.failed.connect(self.tell)
        self.busy = RunningBar()
        self._notice = Notice()
        self._layout = rows(self, spacing=2 * GRID)
        self._layout.addLayout(self._head())
        self._layout.addWidget(self._notice)
        self._layout.addWidget(self.busy)
        self._layout.addLayout(self._tiles())
        self._layout.addWidget(self.filings, 1)
        QShortcut(QKeySequence.StandardKey.Open, self).activated.connect(self._open)
        QShortcut(QKeySequence.StandardKey.New, self).activated.connect(self.new_wanted)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.filings.search.setFocus)
        QShortcut(QKeySequence.StandardKey.Refresh, self).activated.connect(self.refresh)

    def tell(self, sentence: str, kind: Kind = "problem") -> None:
        """Show a sentence at the top."""
        self._notice.tell(sentence, kind)

    def begin(self) -> None:
        """Put the keyboard where one most likely goes on: in the list, or at the first way to begin."""
        (self.filings.list if self.filings.list.shown else self.tiles[0]).setFocus()
        self._awaiting = not self.filings.list.shown

    def refresh(self) -> None:
        """Show the filings as they are now."""
        self.filings.refresh()

    def show_sample(self, *, exists: bool) -> None:
        """Offer to reset the sample where there is one."""
        self._reset.setVisible(exists)

    def close_down(self) -> None:
        """Stop looking at filings; returns when nothing runs any more."""
        self.filings.shelf.stop()

    def _settle(self) -> None:
        if self._awaiting and self.filings.list.shown and self.focusWidget() is self.tiles[0]:
            self._awaiting = False
            self.filings.list.setFocus()

    def _head(self) -> QHBoxLayout:
        head = columns(spacing=GRID + 4)
        head.addWidget(label("云企自评", "title"))
        head.addWidget(label("制造业云上企业自评申报 · 完全离线", "second"))
        head.addStretch(1)
        self._reset = button("重置样例", self.reset_wanted.emit, "link")
        self._reset.setToolTip("从头再来一份样例；现在这份改名保留")
        self._reset.hide()
        for link in (
            self._reset,
            button("设置", self.settings_wanted.emit, "link"),
            button("帮助", self.help_wanted.emit, "link"),
        ):
            head.addWidget(link)
        return head

    def _tiles(self) -> QHBoxLayout:
        line = columns(spacing=GRID + 4)
        wishes = (
            self.new_wanted.emit,
            self.carry_wanted.emit,
            self._open,
            self.import_wanted.emit,
            self.sample_wanted.emit,
            self.verify_wanted.emit,
            self.receive_wanted.emit,
        )
        self.tiles = [Tile(title, hint, wish) for (title, hint), wish in zip(_TILES, wishes, strict=True)]
        for tile in self.tiles:
            line.addWidget(tile, 1)
        return line

    def _open(self) -> None:
        start = str(self._settings.last_folder)
        name, _ = QFileDialog.getOpenFileName(self, "打开案卷", start, "案卷、补正通知 (*.yunqi *.yunqi-return)")
        if name:
            self.opened.emit(Path(name))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = _MARGIN if self.width() >= WIDE else _SMALL_MARGIN
        self._layout.setContentsMargins(margin, 3 * GRID if margin == _MARGIN else margin, margin, margin // 2 + 4)
