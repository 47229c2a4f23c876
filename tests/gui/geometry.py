"""Finds what a person would call broken on a screen: texts that do not fit, controls over each other or nameless."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget

_SLACK = 2  # pixels


def faults(root: QWidget) -> list[str]:
    """Every fault on a shown screen, as a sentence."""
    return [*_clipped(root), *_overlapping(root), *_nameless(root)]


def _shown(root: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and isinstance(widget, kinds) and not widget.visibleRegion().isEmpty():
            yield widget


def _clipped(root: QWidget) -> Iterator[str]:
    for widget in _shown(root, QLabel, QAbstractButton):
        text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        if not text:
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + _SLACK:
                wanted = widget.heightForWidth(widget.width())
                yield f"文字显示不全：{text[:30]}（需要 {wanted}，只有 {widget.height()}）"
        elif widget.sizeHint().width() > widget.width() + _SLACK:
            yield f"文字显示不全：{text[:30]}（需要 {widget.sizeHint().width()}，只有 {widget.width()}）"


def _overlapping(root: QWidget) -> Iterator[str]:
    for parent in [root, *_shown(root, QWidget)]:
        if isinstance(parent, QAbstractScrollArea):
            continue
        children = [child for child in parent.children() if isinstance(child, QWidget) and child.isVisibleTo(parent)]
        controls = [child for child in children if isinstance(child, QLabel | QAbstractButton | QLineEdit)]
        for one, other in combinations(controls, 2):
            common: QRect = one.geometry().intersected(other.geometry())
            if common.width() > _SLACK and common.height() > _SLACK:
                yield f"控件重叠：{_name(one)} 与 {_name(other)}"


def _nameless(root: QWidget) -> Iterator[str]:
    for widget in _shown(root, QAbstractButton, QLineEdit):
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (widget.accessibleName() or text):
            yield f"没有可读的名称：{type(widget).__name__} {widget.geometry().getRect()}"


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return (text or widget.accessibleName() or type(widget).__name__)[:30]
