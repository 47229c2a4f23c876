"""A list to choose from that can be searched by typing any part of a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from desktop.gui.overriding import override
from desktop.gui.widgets.basics import label, restyle, rows


class ChoiceBox(QComboBox):
    """`chosen(value)` is emitted when the person picks a value that is on the list."""

    chosen = Signal(str)

    def __init__(self, name: str, hint: str = "", *, search: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxVisibleItems(16)
        self._value = ""
        self.activated.connect(lambda row: self._pick(str(self.itemData(row))))
        if search:
            self._searchable(hint)

    def show_choices(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Offer these (value, text) and show the one chosen; a value that is not offered is shown as it is."""
        if [str(self.itemData(row)) for row in range(self.count())] != [key for key, _ in choices]:
            self.clear()
            for key, shown in choices:
                self.addItem(shown, key)
        self._value = value
        self.setCurrentIndex(self.findData(value))
        if self.isEditable() and self.currentIndex() < 0:
            self.setEditText(value)

    def _searchable(self, hint: str) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        editor, completer = QLineEdit(), QCompleter(self.model(), self)
        self.setLineEdit(editor)
        self.setCompleter(completer)
        editor.setPlaceholderText(hint)
        editor.setProperty("awaited", "true")
        editor.setAccessibleName(self.accessibleName())
        editor.returnPressed.connect(self._settle)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def _settle(self) -> None:
        """What was typed counts when it names one choice, or fits only one; else the earlier choice comes back."""
        typed = self.currentText().strip()
        fitting = [row for row in range(self.count()) if typed and typed in self.itemText(row)]
        exact = [row for row in fitting if self.itemText(row) == typed]
        if exact or len(fitting) == 1:
            self._pick(str(self.itemData((exact or fitting)[0])))
        self.setCurrentIndex(self.findData(self._value))
        if self.currentIndex() < 0:
            self.setEditText(self._value)

    def _pick(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.chosen.emit(value)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(self.palette().ColorRole.PlaceholderText), 1.5))
        right, middle = self.width() - 16, self.height() / 2
        corners = (QPointF(right - 4, middle - 2), QPointF(right, middle + 2), QPointF(right + 4, middle - 2))
        painter.drawPolyline(QPolygonF(corners))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        editor = self.lineEdit()
        if editor is not None:
            editor.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        away = event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if away and self.isEditable():
            self._settle()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change a choice


class Captioned(QWidget):
    """A widget with its caption above, as fields have it."""

    def __init__(self, caption: str, widget: QWidget) -> None:
        super().__init__()
        layout = rows(self, spacing=4)
        self._caption, self._name, self._widget = caption, label(caption, "small"), widget
        self._name.setBuddy(widget)
        layout.addWidget(self._name)
        layout.addWidget(widget)

    def show_carried(self, *, carried: bool) -> None:
        """Mark what was copied from an earlier filing and not confirmed."""
        self._name.setText(f"{self._caption} · 待确认" if carried else self._caption)
        restyle(self._name, "kind", "attention-small" if carried else "small")
        restyle(self._widget, "carried", value=carried)
