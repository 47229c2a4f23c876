from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from desktop.gui.filing_view import FilingView
from desktop.gui.pages.dimension import DimensionPage
from desktop.gui.widgets.edit_table import EditTable
from desktop.gui.widgets.file_chip import FileChip
from desktop.model.filing import CloudService, EvidenceUse, Pair, Server
from tests.factories.filings import a_filing, a_server, systems
from tests.gui.conftest import Opened
from tests.gui.keyboard import attach, focused, type_text

SERVICE = CloudService("c1", "云主机", "甲公司", "HT-1", "2020-01-01", "2020-12-31", "60.00")


def shown(view: FilingView) -> str:
    return "\n".join(label.text() for label in view.page.findChildren(QLabel) if label.isVisible())


def chips(view: FilingView) -> list[str]:
    """The files that are shown."""
    return [chip.name.text() for chip in view.page.findChildren(FileChip) if chip.isVisible()]


def press(qtbot: QtBot, view: FilingView, text: str) -> None:
    buttons = view.findChildren(QAbstractButton)
    qtbot.mouseClick(
        next(item for item in buttons if item.isVisible() and text in item.text()), Qt.MouseButton.LeftButton
    )


def table(view: FilingView) -> EditTable[object]:
    found = view.page.findChild(EditTable)
    assert isinstance(found, EditTable)
    return found


def type_cells(qtbot: QtBot, *typed: str) -> None:
    """Type into the cells one after the other, Tab between them."""
    for text in typed:
        type_text(qtbot, focused(), text)
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)


def on(view: FilingView, step: str) -> FilingView:
    view.show_step(step)
    return view


def test_servers_are_entered_by_keyboard_and_fold_while_typing(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(answers={"cloud_server": Pair("1", "2")})), "infrastructure")
    press(qtbot, view, "改为逐行填写服务器")
    assert "cloud_server" not in view.session.filing.answers
    type_cells(qtbot, "云主机", "60", "16")
    type_text(qtbot, focused(), "64")
    assert view.session.filing.servers == (Server("云主机", "60", "16", "64"),)
    assert "N = 0，M = 240" in shown(view)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert view.session.filing.servers[0].cloud
    assert "N = 240，M = 240" in shown(view)
    press(qtbot, view, "撤销")
    assert not view.session.filing.servers[0].cloud


def test_a_figure_that_is_none_keeps_the_earlier_value(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(servers=(a_server("60", "16", "64"),))), "infrastructure")
    view.go("servers.0")
    table(view).edit_cell(0, 1)
    type_text(qtbot, focused(), "x")
    assert "不是数字" in shown(view)
    assert "仍按 60 计" in shown(view)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert view.session.filing.servers == (a_server("60", "16", "64"),)
    assert "不是数字" not in shown(view)


def test_escape_brings_back_what_stood_in_the_cell(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(servers=(a_server("60", "16", "64"),))), "infrastructure")
    table(view).edit_cell(0, 1)
    type_text(qtbot, focused(), "7")
    assert view.session.filing.servers[0].count == "7"
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert view.session.filing.servers[0].count == "60"


def test_del_takes_a_row_out_and_undo_brings_it_back(qtbot: QtBot, opened: Opened) -> None:
    servers = (a_server("1", "4", "16"), a_server("2", "4", "16"))
    view = on(opened(a_filing(servers=servers)), "infrastructure")
    cells = table(view).view
    cells.setFocus()
    cells.setCurrentIndex(cells.model().index(1, 1))
    qtbot.keyClick(cells, Qt.Key.Key_Delete)
    left = view.session.filing
    assert left.servers == servers[:1]
    press(qtbot, view, "撤销")
    assert view.session.filing.servers == servers
    assert cells.model().rowCount() == len(servers)


def test_tab_leaves_the_table_behind_its_last_cell(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(servers=(a_server("1", "4", "16"),))), "infrastructure")
    table(view).edit_cell(0, 4)
    cells = focused()
    assert isinstance(cells, QTableView)
    qtbot.keyClick(cells, Qt.Key.Key_Tab)
    assert not table(view).view.hasFocus()
    assert view.page.isAncestorOf(focused())


def test_a_ratio_shared_with_the_form_is_one_figure(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(), "investment")
    boxes = {box.accessibleName(): box for box in view.page.findChildren(QLineEdit)}
    type_text(qtbot, boxes["近三年上云总投入 N（万元）"], "60")
    type_text(qtbot, boxes["近三年信息化总投入 M（万元）"], "100")
    assert view.session.filing.enterprise == {"cloud_spend_3y": "60", "it_spend_3y": "100"}
    assert "= 60 ÷ 100 × 5 = 3.00" in shown(view)
    view.go("enterprise.cloud_spend_3y")
    assert isinstance(box := focused(), QLineEdit)
    assert box.text() == "60"


def test_services_are_entered_and_summed_against_the_declared_figure(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(enterprise={"cloud_spend_3y": "60", "it_spend_3y": "100"})), "investment")
    press(qtbot, view, "添加云服务")
    type_cells(qtbot, "云主机", "甲公司", "HT-1", "2020/1/1", "2020年12月31日")
    type_text(qtbot, focused(), "50")
    assert view.session.filing.cloud_services == (
        CloudService("c1", "云主机", "甲公司", "HT-1", "2020-01-01", "2020-12-31", "50"),
    )
    assert "合计 50.00 万元" in shown(view)
    assert "少 10.00 万元" in shown(view)


def test_the_files_of_the_service_one_is_in_are_shown(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    other = CloudService("c2", "对象存储", "乙公司", amount="1")
    view = on(opened(a_filing(cloud_services=(SERVICE, other))), "investment")
    attach(qtbot, view.session, tmp_path / "乙.pdf", [EvidenceUse("service_contract", "c2")])
    view.go("evidence.service_contract:c1")
    assert "“云主机”的材料" in shown(view)
    assert focused().accessibleName() == "添加上云业务合同"
    cells = table(view).view
    cells.setFocus()
    qtbot.keyClick(cells, Qt.Key.Key_Down)
    assert "“对象存储”的材料" in shown(view)
    qtbot.waitUntil(lambda: "乙.pdf" in chips(view))
    qtbot.keyClick(cells, Qt.Key.Key_Delete)
    assert [item.uses for item in view.session.filing.evidence] == [()]


def test_ticks_and_none_of_these_are_answers(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(), "collaboration")
    box = next(item for item in view.page.findChildren(QCheckBox) if item.text() == "研发数据")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert view.session.filing.ticked("data_collaboration") == ("rnd",)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert view.session.filing.ticked("data_collaboration") is None
    none = next(item for item in view.page.findChildren(QCheckBox) if item.text() == "以上都没有")
    qtbot.mouseClick(none, Qt.MouseButton.LeftButton, pos=QPoint(8, none.height() // 2))
    assert view.session.filing.ticked("data_collaboration") == ()


def test_a_cross_sum_says_where_its_figures_come_from(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(systems=systems("rnd", 2, 1))), "collaboration")
    assert "研发 2 + 生产 0 + 供应链 0 + 营销 0 + 其他 0 = 2" in shown(view)
    press(qtbot, view, "去系统清单勾选")
    assert view.page.step.id == "business"


def test_n_above_m_is_told_in_the_card_and_nowhere_twice(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(answers={"cloud_security": Pair("52.00", "45.60")})), "infrastructure")
    with qtbot.waitSignal(view.session.checked):
        view.session.check()
    assert shown(view).count("请核对：M 应包含 N") == 1


def test_why_this_number_opens_to_the_official_rule(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(answers={"cloud_storage": Pair("257", "300")})), "infrastructure")
    page = view.page
    assert isinstance(page, DimensionPage)
    link = next(item for item in page.findChildren(QPushButton) if item.accessibleName().startswith("云存储"))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert "企业使用云存储数据总量 257 ÷ 企业存储数据总量 300 × 5 = 4.28。\n官方说明：" in shown(view)
