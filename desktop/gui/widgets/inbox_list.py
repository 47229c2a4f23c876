"""The list of the inbox, made for the keyboard: every wish is one key, and the cursor goes on by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView

from desktop.gui.inbox_lines import Line, Section
from desktop.gui.overriding import override
from desktop.gui.spots import Spot
from desktop.gui.theme import Colours
from desktop.gui.widgets.font_follower import FontFollower
from desktop.gui.widgets.inbox_line import InboxLine, Pictures
from desktop.gui.widgets.inbox_model import ITEM, InboxModel
from desktop.gui.widgets.spot_choice import SpotChoice

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = Qt.KeyboardModifier


class InboxList(QListView):
    """The signals carry the lines that are meant: the marked ones, else the selected ones."""

    confirmed = Signal(list)
    all_sure = Signal()
    set_aside = Signal(list)
    elsewhere = Signal(list, str)  # another place is wanted; what was typed so far
    sent = Signal(list, object)  # to this `Spot`
    opened = Signal()  # the person wants to see it large
    moved = Signal()  # the cursor is on another line, or the line has become another
    marks_changed = Signal()

    def __init__(self, colours: Colours, pictures: Pictures) -> None:
        super().__init__()
        self.setProperty("kind", "inbox")
        self.setAccessibleName("收件箱里的文件")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.lines = InboxModel()
        self.setModel(self.lines)
        self._drawing = InboxLine(colours, pictures, self)
        self.setItemDelegate(self._drawing)
        self.choice = SpotChoice(self)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)  # a place can be typed at once, in Chinese too
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        FontFollower(self, self.scheduleDelayedItemsLayout)

    @property
    def line(self) -> Line | None:
        """The line the cursor is on."""
        index = self.currentIndex()
        item = index.data(ITEM) if index.isValid() else None
        return item if isinstance(item, Line) else None

    def chosen(self) -> list[Line]:
        """The lines that are meant."""
        marked = [line for line in self.lines.lines() if line.key in self.lines.marked]
        selected = [index.data(ITEM) for index in sorted(self.selectedIndexes(), key=lambda index: index.row())]
        return marked or [item for item in selected if isinstance(item, Line)]

    def show_items(self, items: Sequence[Line | Section]) -> None:
        """Show these; the cursor stays on its line, or where that stood."""
        key, row = self.line.key if self.line else "", self.currentIndex().row()
        top = self.verticalScrollBar().value()
        if not self.lines.show_items(items):
            self.moved.emit()
            return
        at = self.lines.row_of(key) if key else -1
        if at < 0:
            at = self.lines.nearest(row)
        self.go_to_row(at)
        self.verticalScrollBar().setValue(top)
        self._reveal(at)
        self.moved.emit()

    def go_to_row(self, row: int) -> None:
        """Put the cursor on a row."""
        if row >= 0:
            flags = self.selectionModel().SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.lines.index(row), flags)

    def go_to_key(self, key: str) -> None:
        """Put the cursor on a line."""
        row = self.lines.row_of(key)
        self.go_to_row(row)
        self._reveal(row)

    def unmark(self) -> bool:
        """Take all marks away; whether there were any."""
        there = bool(self.lines.marked)
        if there:
            self.lines.toggle(tuple(self.lines.marked))
            self.marks_changed.emit()
        return there

    def ask_place(self, title: str, spots: Sequence[Spot], typed: str) -> None:
        """Let the person choose another place, beside the line the cursor is on."""
        self.choice.ask(title, spots, self.visualRect(self.currentIndex()).adjusted(120, 0, 0, 0), typed)

    def _reveal(self, row: int) -> None:
        """Bring a line into view, with its heading where it is the first below it."""
        if row > 0 and isinstance(self.lines.items[row - 1], Section):
            self.scrollTo(self.lines.index(row - 1))
        if row >= 0:
            self.scrollTo(self.lines.index(row))

    def _send(self, digit: int) -> bool:
        """Send the chosen lines to the place that a digit stands for; False where it stands for none."""
        likely = self.line.likely if self.line else ()
        if not 1 <= digit <= len(likely):
            return False
        self.sent.emit(self.chosen(), likely[digit - 1])
        return True

    def _confirm_section(self, section: Section | None) -> None:
        if section and section.waits:
            self.confirmed.emit(list(section.lines))

    def _clicked(self, at: QPoint) -> bool:
        """Do what stands where somebody clicked: a tick, the words that confirm a section."""
        index = self.indexAt(at)
        item, place = index.data(ITEM) if index.isValid() else None, self.visualRect(index)
        if isinstance(item, Line) and self._drawing.tick_area(place).contains(at):
            self.lines.toggle([item.key])
            self.marks_changed.emit()
        elif isinstance(item, Section) and self._drawing.confirm_area(place, item).contains(at):
            self._confirm_section(item)
        else:
            return False
        return True

    def _toggle(self) -> None:
        selected = [item.key for index in self.selectedIndexes() if isinstance(item := index.data(ITEM), Line)]
        self.lines.toggle(selected)
        self.marks_changed.emit()
        below = self.moveCursor(QAbstractItemView.CursorAction.MoveDown, _KEYS.NoModifier)
        if len(selected) == 1 and below.isValid():
            self.go_to_row(below.row())

    def _wish(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False for keys that only move the cursor."""
        held = event.modifiers() & ~_KEYS.KeypadModifier
        typed = event.text()
        if event.key() in _ENTER and held == _KEYS.ControlModifier:
            self.all_sure.emit()
        elif not self.chosen():
            return False
        elif event.key() in _ENTER and held == _KEYS.NoModifier:
            self.confirmed.emit(self.chosen())
        elif event.key() in _ENTER and held == _KEYS.ShiftModifier:
            self._confirm_section(self.lines.section_of(self.line.key if self.line else ""))
        elif event.key() == Qt.Key.Key_Space and held == _KEYS.NoModifier:
            self._toggle()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.set_aside.emit(self.chosen())
        elif event.key() == Qt.Key.Key_F2:
            self.elsewhere.emit(self.chosen(), "")
        elif typed.isdigit() and held in {_KEYS.NoModifier, _KEYS.KeypadModifier} and self._send(int(typed)):
            pass
        elif typed.isprintable() and typed.strip() and held in {_KEYS.NoModifier, _KEYS.ShiftModifier}:
            self.elsewhere.emit(self.chosen(), typed)
        else:
            return False
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._wish(event):
            super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.chosen() and not self.choice.isVisible():
            self.elsewhere.emit(self.chosen(), "")
            QApplication.sendEvent(self.choice.editor, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._clicked(event.position().toPoint()):
            event.accept()
            return
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.line:
            self.opened.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to_row(self.lines.nearest(0))
        self.viewport().update()
