"""What a bureau wants corrected, line by line: the place in the filing, and what is wanted there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, clear, columns, frame, label, rows
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.model.decisions import WANTED_LIMIT, Point


class PointsList(QWidget):
    """`changed(points)` asks for other points; `wanting` says that places are asked for."""

    changed = Signal(tuple)
    wanting = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[Point, ...] = ()
        self._place = ""
        layout = rows(self, spacing=GRID)
        self._list = rows(spacing=4)
        layout.addLayout(self._list)
        self.place = ChoiceBox("要补正的位置", "位置：输入或选择", search=True)
        self.place.setMinimumContentsLength(8)
        self.place.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.place.chosen.connect(self._choose)
        self.wanted = QLineEdit()
        self.wanted.setAccessibleName("要补正的内容")
        self.wanted.setPlaceholderText("要补正什么，例如：发票看不清，请重新扫描")
        self.wanted.setMaxLength(WANTED_LIMIT)
        self.wanted.returnPressed.connect(self._add)
        layout.addWidget(self.place)
        line = columns(spacing=GRID)
        line.addWidget(self.wanted, 1)
        self.add = button("添加这条", self._add)
        line.addWidget(self.add)
        layout.addLayout(line)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these points."""
        if tuple(points) == self._points and self._list.count() == len(points):
            return
        self._points = tuple(points)
        clear(self._list)
        for number, point in enumerate(self._points):
            self._list.addWidget(self._line(number, point))

    def show_places(self, places: Sequence[tuple[str, str]]) -> None:
        """Offer these places with their words."""
        self.place.show_choices(places, self._place if self._place in dict(places) else "")
        self._place = self._place if self._place in dict(places) else ""

    def forget(self) -> None:
        """Another package: what was begun for the one before is not meant for it."""
        self._place = ""
        self.wanted.clear()
        self.place.show_choices([], "")

    def _choose(self, place: str) -> None:
        self._place = place
        self.wanted.setFocus()

    def _add(self) -> None:
        wanted = self.wanted.text().strip()
        if not wanted:
            self.wanted.setFocus()
            return
        words = self.place.currentText() or "整份申报材料"
        self.wanted.clear()
        self.changed.emit((*self._points, Point(self._place, words, wanted)))
        self.wanted.setFocus()

    def _line(self, number: int, point: Point) -> QFrame:
        made = frame("point")
        line = columns(made, spacing=GRID)
        words = rows(spacing=0)
        words.addWidget(label(f"{number + 1}. {point.words}", "small", wrap=True))
        words.addWidget(label(point.wanted, wrap=True))
        line.addLayout(words, 1)
        away = button("删", lambda: self._remove(number), "link")
        away.setAccessibleName(f"删去第 {number + 1} 条")
        line.addWidget(away, alignment=Qt.AlignmentFlag.AlignTop)
        return made

    def _remove(self, number: int) -> None:
        self.changed.emit((*self._points[:number], *self._points[number + 1 :]))
