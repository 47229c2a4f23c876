"""Another place for files: a list that is searched by typing any part of a name, over the list it was asked from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.gui.overriding import override
from desktop.gui.spots import Spot, matching
from desktop.gui.theme import GRID, scaled
from desktop.gui.widgets.basics import label, rows

_WIDTH, _HEIGHT = 340, 296
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SpotChoice(QFrame):
    """`chosen` carries a `Spot`; nothing is chosen when it is closed with Esc or left.

    It is no window of its own: input methods write only into the window in front.
    """

    chosen = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("kind", "choice")
        self.setAccessibleName("换一个地方")
        layout = rows(self, margin=GRID, spacing=GRID)
        self._title = label("", "small")
        self.editor, self.list = QLineEdit(), QListWidget()
        self.editor.setPlaceholderText("系统、服务或材料的名称，打几个字就行")
        self.editor.setAccessibleName("归到哪里")
        self.list.setProperty("kind", "choices")
        self.list.setAccessibleName("可以归到的地方")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self._title, self.editor, self.list):
            layout.addWidget(part)
        self._spots: Sequence[Spot] = ()
        self.editor.textChanged.connect(self._search)
        self.editor.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._choose())
        self.hide()

    def ask(self, title: str, spots: Sequence[Spot], below: QRect, typed: str = "") -> None:
        """Offer these places, the likeliest first, beside what they are for."""
        self._title.setText(title)
        self._spots = spots
        self.editor.setText(typed)
        self._search(typed)
        over = self.parentWidget()
        room = over.rect() if over else QRect()
        wide = min(scaled(self.font(), _WIDTH), room.width() - 2 * GRID)
        high = min(scaled(self.font(), _HEIGHT), room.height() - 2 * GRID)
        left = min(below.left(), room.width() - wide - GRID)
        top = below.bottom() if below.bottom() + high + GRID <= room.height() else max(GRID, below.top() - high)
        self.setGeometry(left, min(top, room.height() - high - GRID), wide, high)
        self.show()
        self.raise_()
        self.editor.setFocus()

    def _search(self, typed: str) -> None:
        self.list.clear()
        for spot in matching(self._spots, typed):
            line = QListWidgetItem(spot.words)
            line.setData(Qt.ItemDataRole.UserRole, spot)
            self.list.addItem(line)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            line = QListWidgetItem("没有这样的地方，请换几个字")
            line.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(line)

    def _choose(self) -> None:
        line = self.list.currentItem()
        spot = line.data(Qt.ItemDataRole.UserRole)
        if isinstance(spot, Spot):
            self.close_choice()
            self.chosen.emit(spot)

    def close_choice(self) -> None:
        """Choose nothing; the cursor goes back to the list."""
        over = self.parentWidget()
        self.hide()
        if over:
            over.setFocus()

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
        elif event.key() in _ENTER:
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_choice()
        else:
            return False
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._pressed(event):
            return True
        if event.type() is QEvent.Type.FocusOut and QApplication.focusWidget() is not self.editor:
            self.hide()
        return super().eventFilter(watched, event)
