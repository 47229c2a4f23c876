"""The card of filings on the home screen: which folder, how many, a search, the list, or what to do without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from desktop.gui.recent import Recent
from desktop.gui.shelf import Shelf
from desktop.gui.theme import GRID, Colours
from desktop.gui.widgets.basics import button, columns, frame, label, rows
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.filing_list import FilingList, Order

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

_RECENT = "最近打开"
_PLACE = 320  # pixels for the name of a folder


class FilingsCard(QFrame):
    """Lists the filings of `recent`; `opened` says which the person wants."""

    opened = Signal(Path)
    sample_wanted = Signal()
    new_wanted = Signal()
    failed = Signal(str)
    carry_wanted = Signal(object)  # the path of the filing to begin a new one from

    def __init__(self, chosen: Colours, recent: Recent, today: Callable[[], str]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("案卷")
        self._recent, self._today = recent, today
        self.shelf = Shelf(today, self)
        self.shelf.listed.connect(self._list)
        self.shelf.failed.connect(self._fail)
        self.list = FilingList(chosen, today())
        self.list.opened.connect(self.opened)
        self.list.count_changed.connect(self._count)
        self.list.removed.connect(self._unlist)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask)
        self.shelf.seen.connect(self.list.show_overview)
        layout = rows(self, spacing=0)
        layout.addWidget(self._head())
        layout.addWidget(frame("line"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty())
        layout.addWidget(self._stack, 1)
        layout.setContentsMargins(1, 1, 1, GRID)

    def refresh(self) -> None:
        """Look at the filings again."""
        folder = self._recent.shown
        words = str(folder) if folder else _RECENT
        fitting = self._place.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, _PLACE)
        self._place.setText(fitting)
        self._place.setToolTip(words)
        self.change.setVisible(bool(self._recent.folders))
        if folder:
            self.shelf.show_folder(folder)
        else:
            self.shelf.show_files(self._recent.files)

    def show_folder(self, folder: Path | None) -> None:
        """List a folder, or the filings opened last; a new folder is remembered."""
        self.failed.emit("")
        self._recent.show(folder)
        self.search.clear()
        self.refresh()

    def _head(self) -> QWidget:
        head = QWidget()
        line = columns(head, spacing=GRID + 4)
        line.setContentsMargins(2 * GRID, GRID + 2, GRID + 4, GRID + 2)
        self._place, self._number = label("", "small"), label("", "small")
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索企业")
        self.search.setAccessibleName("搜索企业")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(200)
        self.search.textChanged.connect(self.list.search)
        self.search.returnPressed.connect(self.list.setFocus)
        self.order = ChoiceBox("案卷的顺序")
        self.order.show_choices([(item.name, item.value) for item in Order], Order.GIVEN.name)
        self.order.chosen.connect(lambda name: self.list.sort(Order[name]))
        self.change = button("换文件夹", self._choose_known)
        self.add = button("添加文件夹…", self._choose_folder)
        line.addWidget(label("案卷", "section"))
        line.addWidget(self._place)
        line.addWidget(self._number)
        line.addStretch(1)
        line.addWidget(self.search, 2)
        for part in (self.order, self.change, self.add):
            line.addWidget(part)
        return head

    def _empty(self) -> QWidget:
        empty = QWidget()
        layout = rows(empty, margin=3 * GRID, spacing=GRID + 4)
        self._title, self._advice = label("", "section"), label("", "second", wrap=True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._ways = QWidget()
        ways = columns(self._ways)
        ways.addStretch(1)
        ways.addWidget(button("看看样例", self.sample_wanted.emit, "primary"))
        ways.addWidget(button("新建第一个案卷", self.new_wanted.emit))
        ways.addStretch(1)
        layout.addStretch(2)
        layout.addWidget(self._title, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._advice)
        layout.addWidget(self._ways)
        layout.addStretch(3)
        return empty

    def _list(self, paths: list[Path]) -> None:
        self.list.show_paths(paths, self._today())

    def _fail(self, sentence: str) -> None:
        self._list([])
        self.failed.emit(sentence)

    def _count(self) -> None:
        total, shown, folder = self.list.total, self.list.shown, self._recent.shown
        self._number.setText(f"{shown} / {total} 个" if shown < total else f"{total} 个" if total else "")
        self._stack.setCurrentIndex(0 if shown else 1)
        self.search.setVisible(bool(total))
        self.order.setVisible(total > 1)
        self._ways.setVisible(not total and folder is None)
        if total:
            self._say(f"没有找到“{self.search.text().strip()[:20]}”", "换一个词试试：企业名称、批次、区县都可以。")
        elif folder:
            self._say("这个文件夹里还没有案卷", "案卷是扩展名为 .yunqi 的文件；新建时存到这个文件夹，就会出现在这里。")
        else:
            advice = "第一次用？先看看样例做完是什么样，再新建自己的案卷。填写的内容只存在这台电脑上，随填随存。"
            self._say("还没有案卷", advice)

    def _say(self, title: str, advice: str) -> None:
        for part, words in ((self._title, title), (self._advice, advice)):
            part.setText(words)

    def _ask(self, at: QPoint) -> None:
        """The menu of the line one is on."""
        path = self.list.path
        if path is None or not self.list.indexAt(at).isValid():
            return
        menu = self._menu()
        menu.addAction("打开\tEnter", lambda: self.opened.emit(path))
        menu.addAction("沿用这份，新建案卷…", lambda: self.carry_wanted.emit(path))
        if self._recent.shown is None:
            menu.addSeparator()
            menu.addAction("从列表移除（文件不动）\tDelete", lambda: self._unlist(path))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _menu(self) -> QMenu:
        from PySide6.QtWidgets import QMenu  # noqa: PLC0415  (not needed to start)

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _unlist(self, path: Path) -> None:
        """Do not list a file any longer; a folder lists what is in it."""
        if self._recent.shown is None:
            self._recent.forget(path)
        self.refresh()

    def _forget(self, folder: Path) -> None:
        self._recent.forget_folder(folder)
        self.show_folder(None)

    def _choose_known(self) -> None:
        """换文件夹 offers the files opened last, and every folder that was added."""
        menu, shown = self._menu(), self._recent.shown
        for folder in (None, *self._recent.folders):
            action = menu.addAction(str(folder) if folder else _RECENT)
            action.setCheckable(True)
            action.setChecked(folder == shown)
            action.triggered.connect(lambda _=False, chosen=folder: self.show_folder(chosen))
        if shown:
            menu.addSeparator()
            menu.addAction("不再列出这个文件夹", lambda: self._forget(shown))
        menu.popup(self.change.mapToGlobal(self.change.rect().bottomLeft()))

    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  (not needed to start)

        name = QFileDialog.getExistingDirectory(self, "选择放案卷的文件夹", str(self._recent.start))
        if name:
            self.show_folder(Path(name))
