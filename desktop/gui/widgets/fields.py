"""Fields that take one value each: checked while typing, told in a sentence right below, never losing what is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.errors import InputError
from desktop.gui.widgets.basics import columns, label, restyle, rows
from desktop.model import text as texts
from desktop.model.numbers import decimal_text

FIGURE, COUNT = "figure", "count"  # kinds of editors, as wide as their figures

Check = Callable[[str], str]  # canonical form of what was typed; raises InputError with the reason


def figure_check(*, whole: bool = False, negative: bool = False) -> Check:
    """The check of a figure."""
    return lambda typed: decimal_text(typed, whole=whole, negative=negative)


class Field(QWidget):
    """A caption, an editor, a unit, and room for a problem below."""

    typed = Signal(str)  # the canonical form, while it can be taken

    def __init__(self, caption: str, editor: QLineEdit | QPlainTextEdit, check: Check, unit: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._check, self._shown = check, ""
        editor.setAccessibleName(f"{caption}{f'（{unit}）' if unit else ''}")
        layout = rows(self, spacing=4)
        self._caption, self._name = caption, label(caption, "small")
        self._name.setBuddy(editor)
        layout.addWidget(self._name)
        line = columns(spacing=8)
        line.addWidget(editor)
        if unit:
            line.addWidget(label(unit, "second"))
        if editor.property("kind") == FIGURE:
            line.addStretch(1)
        layout.addLayout(line)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._edited)
            editor.editingFinished.connect(self._settle)
        else:
            editor.textChanged.connect(lambda: self._edited(editor.toPlainText()))

    def show_value(self, value: str) -> None:
        """Show the filing's value, unless the person is just typing it; what an undo brings is shown at once."""
        elsewhere, self._shown = value != self._shown, value
        if (elsewhere or not self.editor.hasFocus()) and self._text() != value:
            self._write(value)
            self._tell("")

    def tell(self, sentence: str) -> None:
        """Show a problem below the field; "" takes it away."""
        self._tell(sentence)

    def show_carried(self, *, carried: bool) -> None:
        """Mark what was copied from an earlier filing and not confirmed."""
        self._name.setText(f"{self._caption} · 待确认" if carried else self._caption)
        self._name.setWordWrap(carried)
        restyle(self._name, "kind", "attention-small" if carried else "small")
        restyle(self.editor, "carried", value=carried)

    def show_origin(self, words: str, *, sure: bool) -> None:
        """Say behind the caption where the value was read; what nobody is sure of stands out."""
        self._name.setText(f"{self._caption} · {words}" if words else self._caption)
        restyle(self._name, "kind", "small" if sure else "attention-small")

    def _edited(self, typed: str) -> None:
        try:
            value = self._check(typed)
        except InputError as error:
            self._tell(f"{error}。")
            return
        self._tell("")
        if value != self._shown:
            self._shown = value
            self.typed.emit(value)

    def _settle(self) -> None:
        """On leaving: the canonical form, or the earlier value with what was wrong still told."""
        if not self.problem.isVisible():
            self._write(self._shown)

    def _text(self) -> str:
        return self.editor.text() if isinstance(self.editor, QLineEdit) else self.editor.toPlainText()

    def _write(self, value: str) -> None:
        blocked = self.editor.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(value)
            if not self.editor.hasFocus():
                self.editor.setCursorPosition(0)  # of a long text, the beginning is seen
        else:
            self.editor.setPlainText(value)
        self.editor.blockSignals(blocked)

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        restyle(self.editor, "wrong", bool(sentence))


def figure_field(caption: str, unit: str, *, whole: bool = False, negative: bool = False) -> Field:
    """A field for a figure, right-aligned."""
    editor = QLineEdit()
    editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    editor.setProperty("kind", FIGURE)
    editor.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
    return Field(caption, editor, figure_check(whole=whole, negative=negative), unit)


def line_field(caption: str, limit: int = 0) -> Field:
    """A field for one line of text."""
    return Field(caption, QLineEdit(), lambda typed: texts.line(typed, limit or texts.LINE_LIMIT))
