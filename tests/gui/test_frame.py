from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import InputError
from desktop.filing import open_filing
from desktop.gui.filing_view import FilingView
from desktop.gui.widgets.dock import Dock
from desktop.gui.widgets.evidence_intake import Arrival, Intake
from desktop.gui.widgets.rail import RailItem
from desktop.model.filing import EvidenceUse, Pair
from desktop.standard.flow import steps
from tests.factories.filings import a_filing, zhejiang
from tests.gui.conftest import Opened

STORAGE = Pair("257", "300")


def shown_texts(view: FilingView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def editor(view: FilingView, name: str) -> QLineEdit:
    return next(box for box in view.page.findChildren(QLineEdit) if box.accessibleName().startswith(name))


def press(qtbot: QtBot, view: FilingView, text: str) -> None:
    found = next(item for item in view.findChildren(QPushButton) if item.isVisible() and text in item.text())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def saved_filing(view: FilingView) -> object:
    path = view.session.path
    view.session.close()
    with open_filing(path, "read") as store:
        return store.filing


def test_one_walks_forward_and_back_through_every_screen(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    titles = [view.page.title.text()]
    for _ in steps(zhejiang())[1:]:
        press(qtbot, view, "下一步")
        titles.append(view.page.title.text())
    assert titles == [step.title for step in steps(zhejiang())]
    press(qtbot, view, "上一步")
    assert view.page.title.text() == titles[-2]


def test_the_rail_jumps_anywhere_by_mouse_and_arrow_keys(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    items = view.findChildren(RailItem)
    qtbot.mouseClick(items[2], Qt.MouseButton.LeftButton)
    assert view.page.step.id == "infrastructure"
    items[2].setFocus()
    qtbot.keyClick(items[2], Qt.Key.Key_Down)
    assert view.page.step.id == "business"
    assert all(item.accessibleName() for item in items)


def test_typing_a_figure_moves_the_score_at_once_and_is_saved(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(answers={"cloud_storage": Pair("", "300")}))
    view.show_step("infrastructure")
    box = editor(view, "企业使用云存储数据总量")
    qtbot.keyClicks(box, "257")
    qtbot.waitUntil(lambda: not view.session.saving.pending)
    assert "4.28" in shown_texts(view)
    assert "已保存" in shown_texts(view)
    assert saved_filing(view) == view.session.filing
    assert view.session.filing.pair("cloud_storage") == STORAGE


def test_a_figure_that_cannot_be_taken_is_told_at_the_field_and_changes_nothing(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(answers={"cloud_storage": STORAGE}))
    view.show_step("infrastructure")
    box = editor(view, "企业使用云存储数据总量")
    box.setFocus()
    qtbot.keyClicks(box, "x")
    assert "不是数字" in shown_texts(view)
    assert view.session.filing.pair("cloud_storage") == STORAGE


def test_undo_and_redo_work_across_screens_and_take_a_field_as_one(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    view.show_step("infrastructure")
    qtbot.keyClicks(editor(view, "企业存储数据总量"), "300")
    view.show_step("form")
    press(qtbot, view, "撤销")
    assert view.session.filing.answers == {}
    press(qtbot, view, "重做")
    assert view.session.filing.pair("cloud_storage") == Pair("", "300")
    assert not view.session.edits.can_redo


def test_closing_right_after_typing_loses_nothing(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    view.show_step("infrastructure")
    qtbot.keyClicks(editor(view, "企业存储数据总量"), "300")
    before = view.session.filing
    assert saved_filing(view) == before


def test_the_dock_folds_where_there_is_little_room(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    dock = view.findChild(Dock)
    assert isinstance(dock, Dock)
    assert dock.width() < 100
    view.resize(1366, 740)
    qtbot.waitUntil(lambda: dock.width() > 200)


def test_an_edit_the_standard_does_not_allow_changes_nothing(opened: Opened) -> None:
    view = opened()
    with pytest.raises(InputError):
        view.session.edit(a_filing(enterprise={"nonsense": "x"}))
    assert view.session.filing == a_filing()
    assert not view.session.edits.can_undo


def test_the_foot_leads_to_what_is_missing(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    view.show_step("seal")
    assert "还缺" in view._foot.lacking.text()
    press(qtbot, view, "还缺")
    assert view.page.step.id != "seal"


def test_a_file_that_is_gone_does_not_stop_the_others(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    view = opened()
    (tmp_path / "一.png").write_bytes(b"x")
    intake = Intake(view.session, view)
    with qtbot.waitSignal(intake.ended) as ended:
        intake.take([Arrival(tmp_path / name, EvidenceUse("other")) for name in ("没有.png", "一.png")])
    assert ended.args[0] == 1
    assert "没有.png" in ended.args[1][0]
    assert [item.file for item in view.session.filing.evidence] == ["一.png"]
