"""The faults that `geometry` is to find are planted here, one at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.geometry import faults, tab_chain


def sound() -> QWidget:
    """A small screen without a fault, in a scroll area as pages are."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    for number in range(3):
        line = QHBoxLayout()
        box = QLineEdit()
        box.setAccessibleName(f"第 {number} 格")
        for part in (QLabel("销售收入（万元）"), box, QPushButton("删除")):
            line.addWidget(part)
        column.addLayout(line)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inner)
    return area


def _clip_label(screen: QWidget) -> None:
    screen.findChildren(QLabel)[0].setFixedWidth(30)


def _clip_height(screen: QWidget) -> None:
    screen.findChildren(QPushButton)[0].setFixedHeight(8)


def _clip_wrapped(screen: QWidget) -> None:
    label = screen.findChildren(QLabel)[0]
    label.setWordWrap(True)
    label.setFixedSize(40, 18)


def _cover(screen: QWidget) -> None:
    lower = screen.findChildren(QLineEdit)[1]
    box = QLineEdit("盖住", lower.parentWidget())
    box.setAccessibleName("盖住")
    box.setGeometry(lower.geometry())
    box.show()


def _lose(screen: QWidget) -> None:
    box = screen.findChildren(QPushButton)[2]
    parent = box.parentWidget()
    assert parent
    layout = parent.layout()
    assert layout
    box.setParent(None)
    box.setParent(parent)
    box.move(10, parent.height() + 40)
    box.show()


def _forget_name(screen: QWidget) -> None:
    screen.findChildren(QLineEdit)[1].setAccessibleName("")


def _turn_order(screen: QWidget) -> None:
    boxes = screen.findChildren(QLineEdit)
    QWidget.setTabOrder(boxes[2], boxes[0])


PLANTED = [
    (_clip_label, "文字显示不全"),
    (_clip_height, "文字显示不全"),
    (_clip_wrapped, "文字显示不全"),
    (_cover, "控件重叠"),
    (_lose, "够不着"),
    (_forget_name, "没有可读的名称"),
    (_turn_order, "Tab 次序跳回"),
]


def shown(qtbot: QtBot) -> QWidget:
    screen = sound()
    qtbot.addWidget(screen)
    screen.resize(480, 200)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def test_a_sound_screen_has_no_fault(qtbot: QtBot) -> None:
    assert faults(shown(qtbot)) == []


@pytest.mark.parametrize(("plant", "words"), PLANTED, ids=lambda item: getattr(item, "__name__", ""))
def test_a_planted_fault_is_found(qtbot: QtBot, plant: Callable[[QWidget], None], words: str) -> None:
    screen = shown(qtbot)
    plant(screen)
    qtbot.waitUntil(lambda: any(words in fault for fault in faults(screen)))


def test_what_is_hidden_or_disabled_is_not_in_the_way_of_tab(qtbot: QtBot) -> None:
    screen = shown(qtbot)
    first, second, third = screen.findChildren(QLineEdit)
    second.setEnabled(False)
    third.hide()
    chain = tab_chain(screen)
    assert first in chain
    assert second not in chain
    assert third not in chain
