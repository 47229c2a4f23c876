"""Finds what a person would call broken on a screen: cut, covered, out of reach, nameless, or in the wrong order.

It looks at everything that is laid out, also below what is scrolled to.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from desktop.gui.widgets.gap_bar import Elided

_SLACK = 2  # pixels
_CONTROLS = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTabBar, QAbstractScrollArea)


def faults(root: QWidget) -> list[str]:
    """Every fault on a shown screen, as a sentence."""
    return [*_clipped(root), *_overlapping(root), *_unreachable(root), *_nameless(root), *_disordered(root)]


def tab_chain(root: QWidget) -> list[QWidget]:
    """What Tab visits on a shown screen, in its order."""
    chain: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget and widget is not root:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and _live(root, widget) and not widget.focusProxy():
            chain.append(widget)
        widget = widget.nextInFocusChain()
    return chain


def _live(root: QWidget, widget: QWidget) -> bool:
    return root.isAncestorOf(widget) and widget.isVisibleTo(root) and widget.isEnabled()


def _shown(root: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if isinstance(widget, kinds) and widget.isVisibleTo(root):
            yield widget


def _clipped(root: QWidget) -> Iterator[str]:
    for widget in _shown(root, QLabel, QAbstractButton):
        text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        wanted = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            wanted.setWidth(0)
            wanted.setHeight(widget.heightForWidth(widget.width()))
        if isinstance(widget, Elided):
            wanted.setWidth(0)  # says the rest as a tool tip
        if text and (wanted.width() > widget.width() + _SLACK or wanted.height() > widget.height() + _SLACK):
            yield f"文字显示不全：{text[:30]}（需要 {wanted.toTuple()}，只有 {widget.size().toTuple()}）"
    for bar in _shown(root, QTabBar):
        if isinstance(bar, QTabBar) and bar.sizeHint().width() > bar.width() + _SLACK:
            yield f"标签显示不全：{bar.tabText(0)[:30]}（需要 {bar.sizeHint().width()}，只有 {bar.width()}）"
    for table in _shown(root, QTableView):
        if isinstance(table, QTableView):
            yield from _clipped_header(table.horizontalHeader())


def _clipped_header(header: QHeaderView) -> Iterator[str]:
    for number in range(0 if header.isHidden() else header.count()):
        title = str(header.model().headerData(number, Qt.Orientation.Horizontal) or "")
        wanted = header.fontMetrics().horizontalAdvance(title)
        if wanted > header.sectionSize(number) - 6:
            yield f"表头显示不全：{title}（需要 {wanted}，只有 {header.sectionSize(number)}）"


def _overlapping(root: QWidget) -> Iterator[str]:
    for parent in [root, *_shown(root, QWidget)]:
        if isinstance(parent, QAbstractScrollArea | QComboBox | QLineEdit | QTabBar):
            continue
        children = [child for child in parent.children() if isinstance(child, QWidget) and child.isVisibleTo(parent)]
        for one, other in combinations([child for child in children if not child.isWindow()], 2):
            common = one.geometry().intersected(other.geometry())
            if common.width() > _SLACK and common.height() > _SLACK:
                yield f"控件重叠：{_name(one)} 与 {_name(other)}"


def _unreachable(root: QWidget) -> Iterator[str]:
    """Controls that stick out of what holds them, where no scroll bar brings them into view."""
    for widget in _shown(root, *_CONTROLS):
        inner, outer = widget, widget.parentWidget()
        place = QRect(QPoint(), widget.size())
        while inner is not root and outer is not None:
            place.translate(inner.pos())
            beyond = _beyond(place, outer)
            if beyond:
                yield f"够不着：{_name(widget)}（{beyond} {_name(outer)}）"
                break
            if isinstance(outer.parentWidget(), QAbstractScrollArea):
                break  # the rest is the scroll area's own place
            inner, outer = outer, outer.parentWidget()


def _beyond(place: QRect, outer: QWidget) -> str:
    """On which side a place sticks out; "" when it does not, or can be scrolled to."""
    area = outer.parentWidget()
    scrolls = isinstance(area, QScrollArea) and area.viewport() is outer
    across = down = False
    if isinstance(area, QAbstractScrollArea) and not scrolls:
        return ""  # a table's own editors
    if isinstance(area, QScrollArea):
        across = area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        down = area.verticalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if not across and (place.right() > outer.width() + _SLACK or place.left() < -_SLACK):
        return "横向超出"
    if not down and (place.bottom() > outer.height() + _SLACK or place.top() < -_SLACK):
        return "纵向超出"
    return ""


def _nameless(root: QWidget) -> Iterator[str]:
    """Controls a screen reader would have no word for."""
    for widget in tab_chain(root):
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name):
            yield f"没有可读的名称：{type(widget).__name__} {widget.geometry().getRect()}"


def _disordered(root: QWidget) -> Iterator[str]:
    """Steps of the Tab key that go up or left within one region of the screen."""
    for one, other in pairwise(tab_chain(root)):
        if _region(root, one) is not _region(root, other):
            continue
        first = QRect(one.mapTo(root, QPoint()), one.size())
        then = QRect(other.mapTo(root, QPoint()), other.size())
        up = then.bottom() <= first.top() + _SLACK and then.left() < first.right()
        level = then.top() < first.bottom() and first.top() < then.bottom()
        if up or (level and then.right() <= first.left() + _SLACK):
            yield f"Tab 次序跳回：从 {_name(one)} 到 {_name(other)}"


def _region(root: QWidget, widget: QWidget) -> QWidget:
    """The part of the window a control belongs to: what scrolls as one, or stands in one bar."""
    around: QWidget | None = widget
    while around and around is not root:
        area = around.parentWidget()
        if around.property("kind") in {"bar", "foot", "rail", "dock"} or isinstance(area, QScrollArea):
            return around
        around = area
    return root


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return (text or widget.accessibleName() or type(widget).__name__)[:30]
