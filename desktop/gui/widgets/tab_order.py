"""Tab goes through a screen as one reads it: along its layouts, whatever was built first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QStackedWidget,
    QWidget,
)

from desktop.gui.widgets.flow import Flow


@runtime_checkable
class _Wrapping(Protocol):
    """A widget that shows another one without a layout of Qt's."""

    @property
    def inner(self) -> QWidget: ...


def put_in_order(screen: QWidget) -> None:
    """Have Tab go through a screen as it is laid out now."""
    for one, other in pairwise(dict.fromkeys(_visited(screen))):
        QWidget.setTabOrder(one, other)


def first_place(screen: QWidget) -> QWidget | None:
    """Where one begins on a screen: the first field, list or tick in reading order, else the first button.

    A choice among given values is no field here: an arrow key that was to scroll would change it.
    """
    there = [item for item in _visited(screen) if item.isVisibleTo(screen) and item.isEnabled()]
    fields = (item for item in there if not isinstance(item, QPushButton) and not _only_chosen(item))
    return next(fields, there[0] if there else None)


def _only_chosen(widget: QWidget) -> bool:
    return isinstance(widget, QComboBox) and not widget.isEditable()


def _visited(widget: QWidget) -> Iterator[QWidget]:
    """What can have the cursor in a widget, in reading order."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
        yield widget
    layout = widget.layout()
    if isinstance(widget, _Wrapping):
        yield from _visited(widget.inner)
    elif isinstance(widget, Flow):
        for part in widget.parts:
            yield from _visited(part)
    elif isinstance(widget, QScrollArea | QStackedWidget):
        shown = widget.widget() if isinstance(widget, QScrollArea) else widget.currentWidget()
        if shown:
            yield from _visited(shown)
    elif layout:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    numbers = range(layout.count())
    if isinstance(layout, QStackedLayout):
        numbers = range(layout.currentIndex(), layout.currentIndex() + 1)
    in_order = sorted(numbers, key=lambda number: _cell(layout, number))
    for number in in_order:
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item else (None, None)
        if widget:
            yield from _visited(widget)
        elif inner:
            yield from _laid_out(inner)


def _cell(layout: QLayout, number: int) -> tuple[int, ...]:
    """Where an item of a grid stands; other layouts are in order."""
    if not isinstance(layout, QGridLayout):
        return (number,)
    place = layout.getItemPosition(number)
    assert isinstance(place, tuple)  # noqa: S101  (row, column, and how many of each)
    return place[0], place[1]
