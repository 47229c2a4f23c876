"""The manual in a window of its own: contents and search on the left, the page on the right; Esc closes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.gui.help_browser import HelpBrowser
from desktop.gui.help_pages import INDEX, MANUAL, Manual
from desktop.gui.theme import AROUND_LINK, GRID, scaled
from desktop.gui.widgets.basics import button, columns, frame, label, rows
from desktop.gui.widgets.font_follower import FontFollower

_SIDE, _ROW, _HIT = 248, 30, 48  # pixels, at the body size of texts
_STEP = 10  # percent
_PLACE = Qt.ItemDataRole.UserRole


class HelpWindow(QWidget):
    """`show_place` opens it at a page; it has no parent, so that it can lie beside or behind the program."""

    def __init__(self, folder: Path = MANUAL) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle("使用手册 - 云企自评")
        self.manual = Manual(folder)
        self.browser = HelpBrowser(folder)
        self.search, self.list = QLineEdit(), QListWidget()
        layout = rows(self, spacing=0)
        layout.addWidget(self._bar())
        self._told = label("", "problem", wrap=True)
        self._told.hide()
        layout.addWidget(self._told)
        middle = columns(spacing=0)
        middle.addWidget(self._side())
        middle.addWidget(self.browser, 1)
        layout.addLayout(middle, 1)
        self._connect()
        FontFollower(self.list, lambda: self._search(self.search.text()))  # rows are as high as their texts
        room = self.screen().availableGeometry()
        self.resize(min(1000, room.width() - 4 * GRID), min(700, room.height() - 6 * GRID))

    def show_place(self, place: str) -> None:
        """Show a page, and the window before others."""
        self.search.clear()
        self._told.hide()
        self.browser.show_place(place)
        if self.isMinimized():
            self.showNormal()
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()
        self.browser.setFocus()

    def _bar(self) -> QFrame:
        bar = frame("bar")
        line = columns(bar, spacing=GRID)
        line.setContentsMargins(2 * GRID - AROUND_LINK, 0, 2 * GRID - AROUND_LINK, 0)
        self.back = button("← 后退", self.browser.backward, "link")
        self.onward = button("前进 →", self.browser.forward, "link")
        smaller, larger = (
            button("－", lambda: self.browser.zoom(-_STEP)),
            button("＋", lambda: self.browser.zoom(_STEP)),
        )
        smaller.setAccessibleName("文字缩小")
        larger.setAccessibleName("文字放大")
        outside = button("用浏览器打开", self._open_outside, "link")
        for part in (self.back, self.onward, button("目录", lambda: self.browser.show_place(INDEX), "link")):
            line.addWidget(part)
        line.addStretch(1)
        for part in (smaller, larger, outside):
            line.addWidget(part)
        self.back.setEnabled(False)
        self.onward.setEnabled(False)
        return bar

    def _side(self) -> QFrame:
        side = frame("rail")
        FontFollower(side, lambda: side.setFixedWidth(scaled(side.font(), _SIDE)))
        column = rows(side, margin=GRID)
        self.search.setPlaceholderText("搜索手册")
        self.search.setAccessibleName("搜索手册")
        self.search.setClearButtonEnabled(True)
        self.list.setProperty("kind", "contents")
        self.list.setAccessibleName("手册目录")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        return side

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_first)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        self.browser.backwardAvailable.connect(self.back.setEnabled)
        self.browser.forwardAvailable.connect(self.onward.setEnabled)
        self.browser.sourceChanged.connect(
            lambda url: self._choose(url.fileName())
        )  # `source` may still be the last one
        keys: tuple[tuple[QKeySequence, Callable[[], object]], ...] = (
            (QKeySequence("Esc"), self.close),
            (QKeySequence("Ctrl+F"), self._to_search),
            (QKeySequence("Alt+Left"), self.browser.backward),
            (QKeySequence("Alt+Right"), self.browser.forward),
            (QKeySequence("Ctrl++"), lambda: self.browser.zoom(_STEP)),
            (QKeySequence("Ctrl+="), lambda: self.browser.zoom(_STEP)),
            (QKeySequence("Ctrl+-"), lambda: self.browser.zoom(-_STEP)),
            (QKeySequence("Ctrl+0"), lambda: self.browser.zoom(0)),
        )
        for key, slot in keys:
            QShortcut(key, self).activated.connect(slot)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _search(self, typed: str) -> None:
        """List what speaks of the words; the contents again when nothing is typed."""
        if not typed.strip():
            self.browser.mark([])
            self._list_contents()
            return
        self.list.clear()
        for section in self.manual.search(typed):
            same = section.heading == section.page_title
            self._add(section.heading if same else f"{section.heading}\n{section.page_title}", section.place, _HIT)
        if not self.list.count():
            self._add(f"没有找到“{typed.strip()[:12]}”，\n换一个词试试", "", _HIT)

    def _list_contents(self) -> None:
        self.list.clear()
        for entry in self.manual.contents():
            self._add(entry.title, entry.page, _ROW)
        self._choose(self.browser.page)

    def _add(self, words: str, place: str, height: int) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_PLACE, place)
        item.setSizeHint(QSize(0, scaled(self.list.font(), height)))
        if not place:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _open(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place:
            self.browser.show_place(place)
            self.browser.mark(self.search.text().split())

    def _open_first(self) -> None:
        """The closest hit, and the keyboard to the page."""
        first = self.list.item(0)
        if first is not None:
            self._open(first)
            self.list.setCurrentItem(first)
            self.browser.setFocus()

    def _choose(self, page: str) -> None:
        """The contents show where one is."""
        if self.search.text().strip():
            return
        for row in range(self.list.count()):
            if self.list.item(row).data(_PLACE) == page:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(-1)

    def _open_outside(self) -> None:
        page = self.browser.source()
        if not QDesktopServices.openUrl(page):
            self._told.setText(f"这台电脑没有能打开手册的浏览器；手册在“{self.manual.folder}”。")
            self._told.show()
