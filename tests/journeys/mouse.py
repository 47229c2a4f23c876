"""A person's mouse: clicks, the wheel, files dragged from a folder. What is covered or out of sight is not reached."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QScrollArea, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.drops import drop_at, middle
from tests.journeys.sight import Sight, name_of

_NOTCH, _TURNS = 120, 400  # one step of the wheel; steps before one gives up
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Mouse(Sight):
    """Counts its clicks in `clicks_made`."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        super().__init__(qtbot, window)
        self.clicks_made = 0

    def clicks(self, said: str, kind: type[QWidget] = QWidget) -> None:
        """Click on a control, after scrolling to it."""
        widget = self.finds(said, kind)
        self._scroll_to(widget)
        area = widget.visibleRegion().boundingRect()
        spot = QPoint(area.x() + 10, area.center().y()) if isinstance(widget, QCheckBox) else area.center()
        self._click(widget, spot)

    def clicks_step(self, title: str) -> None:
        """Click on a screen's name in the list of steps."""
        with self.looking_at("步骤"):
            self.clicks(f"{title}，")

    def clicks_tab(self, title: str) -> None:
        """Click on the tab with this title."""
        bars = [(bar, number) for bar in self._seen(QTabBar) for number in range(bar.count())]
        found = [(bar, number) for bar, number in bars if bar.tabText(number).split("  ")[0] == title]
        assert len(found) == 1, f"“{title}” is no tab"
        bar, number = found[0]
        self._scroll_to(bar)
        self._click(bar, bar.tabRect(number).center())

    def clicks_cell(self, table: str, row: int, column: str) -> None:
        """Click on a cell of a table, after scrolling to it."""
        view = self.finds(table, QTableView)
        index = self._cell(view, row, column)
        self._scroll_to(view)
        for _ in range(_TURNS):
            place = view.visualRect(index)
            if view.viewport().visibleRegion().contains(place.center()):
                self._click(view.viewport(), place.center())
                return
            _turn_wheel(view.viewport(), up=place.center().y() < view.viewport().visibleRegion().boundingRect().y())
        raise AssertionError(f"row {row} of “{table}” cannot be scrolled to")

    def chooses(self, said: str, choice: str) -> None:
        """Open a list to choose from and click on one of its lines."""
        box = self.finds(said, QComboBox)
        self._scroll_to(box)
        self._click(box, QPoint(box.width() - 12, box.height() // 2))
        popup = QApplication.activePopupWidget()
        assert popup, f"“{said}” does not open"
        rows = [row for row in range(box.count()) if box.itemText(row) == choice]
        assert rows, f"“{said}” does not offer “{choice}”"
        line = box.view().visualRect(box.model().index(rows[0], 0))
        self._click(box.view().viewport(), line.center())

    def drops(self, paths: Sequence[Path], said: str, kind: type[QWidget] = QWidget) -> None:
        """Drag files from a folder onto a control and let go."""
        widget = self.finds(said, kind)
        self._scroll_to(widget)
        drop_at(self._target(), widget.mapTo(widget.window(), middle(widget)), paths)

    def drops_on_cell(self, paths: Sequence[Path], table: str, row: int, column: str) -> None:
        """Drag files onto a cell that is in sight."""
        view = self.finds(table, QTableView)
        self._scroll_to(view)
        index = self._cell(view, row, column)
        at = view.viewport().mapTo(view.window(), view.visualRect(index).center())
        drop_at(self._target(), at, paths)

    def _click(self, widget: QWidget, spot: QPoint) -> None:
        self.clicks_made += 1
        window = widget.window()
        at = widget.mapTo(window, spot)
        hit = window.childAt(at) or window
        assert hit is widget or widget.isAncestorOf(hit), f"“{name_of(widget)}” is covered by {hit}"
        QTest.mouseClick(window.windowHandle(), _LEFT, _NONE, at)

    def _scroll_to(self, widget: QWidget) -> None:
        area = _scrolled_by(widget)
        for _ in range(_TURNS):
            seen = widget.visibleRegion().boundingRect()
            if not seen.isEmpty() and seen.height() >= min(widget.height(), 24):
                return
            assert area, f"“{name_of(widget)}” is out of sight and nothing scrolls"
            _turn_wheel(area.viewport(), up=widget.mapTo(area.viewport(), QPoint()).y() < 0)
        raise AssertionError(f"“{name_of(widget)}” cannot be scrolled to")


def _scrolled_by(widget: QWidget) -> QScrollArea | None:
    above: QWidget | None = widget.parentWidget()
    while above and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above if isinstance(above, QScrollArea) else None


def _turn_wheel(viewport: QWidget, *, up: bool) -> None:
    spot = QPointF(viewport.rect().center())
    notch = QPoint(0, _NOTCH if up else -_NOTCH)
    away = viewport.mapToGlobal(spot)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(spot, away, QPoint(), notch, Qt.MouseButton.NoButton, _NONE, phase, False)  # noqa: FBT003
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()
