"""Beside the inbox's list: the file large, and below it what was read in it, each value with its source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from desktop.evidence.reading import Reading
from desktop.evidence.words import SOURCES, value_label
from desktop.gui.inbox import Inbox
from desktop.gui.inbox_lines import Line
from desktop.gui.overriding import override
from desktop.gui.pictures import Shown
from desktop.gui.sizes import size_text
from desktop.gui.theme import GRID, Colours
from desktop.gui.widgets.basics import button, columns, label, restyle, rows
from desktop.gui.widgets.gap_bar import Elided
from desktop.gui.widgets.viewer_canvas import Canvas
from desktop.workspace.inbox import Item

_VALUES = 14  # lines for values; no reading has more
_PATIENCE = 80  # milliseconds that the cursor rests on a line before its file is read
_LEAST = 64  # pixels
_UNKNOWN = "not_recognised"  # a problem's code


class InboxPreview(QFrame):
    """Reads a file once the cursor rests on its line, and only while it is seen itself."""

    def __init__(self, inbox: Inbox, colours: Colours) -> None:
        super().__init__()
        self._inbox, self._line = inbox, None  # type: Inbox, Line | None
        self._shown = ""  # the key of the file that is shown
        self._said: Reading | None = None  # what was read in it
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._timer.timeout.connect(self._read)
        inbox.pictures.came.connect(self.show_picture)
        self.setProperty("kind", "card")
        self.setAccessibleName("预览")
        layout = rows(self, margin=2 * GRID, spacing=GRID)
        layout.addLayout(self._head())
        self._about = Elided()
        self._about.setProperty("kind", "small")
        layout.addWidget(self._about)
        self.canvas = Canvas(colours)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.setMinimumHeight(112)
        layout.addWidget(self.canvas, 1)
        self.about = _About()
        layout.addWidget(self.about)

    def _head(self) -> QHBoxLayout:
        head = columns(spacing=GRID)
        self._name, self._page, self._pages = Elided(), 0, 1
        self._name.setProperty("kind", "strong")
        self._before = button("‹", lambda: self._turn_to(self._page - 1), "chip-link")
        self._after = button("›", lambda: self._turn_to(self._page + 1), "chip-link")
        self._number = label("", "small")
        head.addWidget(self._name, 1)
        for part, name in ((self._before, "上一页"), (self._number, ""), (self._after, "下一页")):
            part.setAccessibleName(name)
            head.addWidget(part)
        return head

    def show_line(self, line: Line | None) -> None:
        """Show the file of a line, soon."""
        self._line = line
        self._timer.start()

    def _read(self) -> None:
        line = self._line
        if not self.isVisible():
            self._shown = ""
            return
        digits = line.digits if line and len(line.likely) > 1 else ""
        self.about.show_note("\n".join(part for part in (line.why if line else "", digits) if part))
        key = line.key if line else ""
        item = self._inbox.item(key)
        if key != self._shown:
            self._shown, self._said = key, item.reading if item else None
            self._show_file(item)
            self._inbox.pictures.show_large(key)
        elif item and item.reading is not self._said:  # its text was read meanwhile
            self._said = item.reading
            self._show_reading(item)

    def _show_file(self, item: Item | None) -> None:
        """Show what is known of a file; its picture follows with `show_picture`."""
        self._page, self._pages = 0, 1
        self._show_pages()
        self._name.show_text(item.name if item else "")
        where = " / ".join(item.piece.folders) if item else ""
        self._about.show_text("　".join(part for part in (size_text(item.size), where) if part) if item else "")
        self._show_reading(item)
        self.canvas.say("")

    def _show_reading(self, item: Item | None) -> None:
        """Show what was read; that nothing was recognised is said by what it is proposed for."""
        reading = item.reading if item else Reading("other")
        said = [problem.message for problem in reading.problems if problem.code != _UNKNOWN]
        if item and item.problem and item.problem not in said:
            said.insert(0, item.problem)
        self.about.show_reading(reading, said)

    def show_picture(self, found: Shown) -> None:
        """Show a page, or why there is none."""
        self._pages = max(found.pages, 1)
        self._show_pages()
        if found.picture is not None:
            self.canvas.show_picture(found.picture)
        else:
            self.canvas.say(found.reason)

    def _turn_to(self, page: int) -> None:
        self._page = min(max(page, 0), self._pages - 1)
        self._show_pages()
        self._inbox.pictures.show_large(self._shown, self._page)

    def _show_pages(self) -> None:
        several = self._pages > 1
        for part in (self._before, self._number, self._after):
            part.setVisible(several)
        self._number.setText(f"{self._page + 1} / {self._pages}")
        self._before.setEnabled(self._page > 0)
        self._after.setEnabled(self._page < self._pages - 1)


class _About(QScrollArea):
    """Why and where to, what is wrong, and the values; lines are made once and shown as they are needed."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_LEAST)
        self.setProperty("kind", "plain")
        inner = QWidget()
        inner.setProperty("kind", "plain")
        down = rows(inner, spacing=GRID)
        down.setContentsMargins(0, 0, GRID, 0)
        self._note, self._problem = label("", "small", wrap=True), label("", "notice", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._lines = [self._line(row) for row in range(_VALUES)]
        down.addWidget(self._note)
        down.addWidget(self._problem)
        down.addLayout(self._grid)
        down.addStretch(1)
        self.setWidget(inner)

    def show_note(self, said: str) -> None:
        """Say why and where to."""
        self._note.setText(said)
        self._note.setVisible(bool(said))
        self.updateGeometry()

    def show_reading(self, reading: Reading, problems: Sequence[str]) -> None:
        """Show what was read, and what is wrong with it."""
        self._problem.setText("\n".join(dict.fromkeys(problems)))
        self._problem.setVisible(bool(problems))
        values = [(name, text) for name, text in reading.values.items() if text]
        for number, line in enumerate(self._lines):
            there = number < len(values)
            for part in line:
                part.setVisible(there)
            if there:
                name, text = values[number]
                self._show(line, value_label(reading.kind, name), text, _how_sure(reading, name))
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def _line(self, row: int) -> Sequence[QLabel]:
        parts = (label("", "small"), Elided(), label("", "good-small"))
        for column, part in enumerate(parts):
            self._grid.addWidget(part, row, column)
        parts[1].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return parts

    def _show(self, line: Sequence[QLabel], name: str, text: str, sure: tuple[bool, str]) -> None:
        first, value, said = line
        first.setText(name)
        if isinstance(value, Elided):
            value.show_text(text)
        said.setText(sure[1])
        restyle(said, "kind", "good-small" if sure[0] else "attention-small")

    @override
    def sizeHint(self) -> QSize:
        inner = self.widget()
        layout = inner.layout() if inner else None
        high = layout.totalHeightForWidth(self.viewport().width()) if layout else 0
        return QSize(super().sizeHint().width(), high)


def _how_sure(reading: Reading, name: str) -> tuple[bool, str]:
    """Whether a value is confirmed, and where it was read."""
    sure = name in reading.confirmed
    where = "+".join(SOURCES.get(item, item) for item in reading.sources.get(name, ()))
    return sure, f"{'✓' if sure else '请核对'} {where}".rstrip()
