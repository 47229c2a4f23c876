"""Last year's filing in the window: chosen, looked into, made; then confirmed by field, row, card and page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.desk import Desk
from desktop.gui.filing_view import FilingView
from desktop.gui.pages.dimension import DimensionPage
from desktop.gui.pages.evidence import EvidencePage
from desktop.gui.pages.form import FormPage
from desktop.gui.pages.seal import SealPage
from desktop.gui.session import Session
from desktop.gui.settings import Settings
from desktop.gui.tasks import Serial
from desktop.gui.widgets.evidence_model import Column
from desktop.gui.widgets.figure_card import FigureCard
from desktop.gui.widgets.systems_panel import SystemsPanel
from desktop.model.filing import CloudService, Filing, Pair
from desktop.paths import SAMPLE
from desktop.standard.carrying import carry
from desktop.standard.entry import accepted
from desktop.workspace.carrying_over import carry_over
from tests.factories.filings import a_filing, a_system, zhejiang
from tests.factories.stores import a_file
from tests.gui.conftest import Opened
from tests.gui.drops import drop
from tests.gui.keyboard import type_text


def last_years(**changed: object) -> Filing:
    filing = a_filing(
        enterprise={"name": "浙江样本有限公司", "employees": "12", "it_status": "三级等保", "cloud_spend_3y": "5"},
        systems=tuple(a_system(f"s{number}") for number in range(1, 5)),
        answers={"cloud_storage": Pair("1", "2")},
        cloud_services=(CloudService("c1", "云主机"), CloudService("c2", "云盘")),
    )
    return replace(filing, **changed)


@pytest.fixture
def view(opened: Opened) -> FilingView:
    """A filing that was just begun from last year's."""
    return opened(accepted(zhejiang(), carry(zhejiang(), last_years(), "2021-1")))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The desk, new filings going to a folder of the test's."""
    settings = Settings()
    settings.put("folder", str(tmp_path / "新"))
    (tmp_path / "新").mkdir()
    made = Desk(theme.LIGHT, settings, lambda: tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show_home()
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_down()


def test_last_years_file_is_dropped_looked_into_and_taken_over(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    source = a_file(tmp_path, last_years(), "去年.yunqi")
    qtbot.keyClick(desk.home.tiles[1], Qt.Key.Key_Space)
    drop(desk.carrying.zone, source)
    page = desk.carrying
    qtbot.waitUntil(page.start.isVisible)
    words = " ".join(item.text() for item in page.findChildren(QLabel))
    assert "浙江样本有限公司" in words
    assert "2021 年第一批，未封装" in words
    assert "系统 4 个，云服务 2 项" in words
    with qtbot.waitSignal(desk.opened, timeout=60_000) as made:
        qtbot.keyClick(page.start, Qt.Key.Key_Space)
    assert made.args == [tmp_path / "新" / "浙江样本有限公司 2021 年第一批.yunqi"]


def test_what_is_no_filing_is_told_and_nothing_is_offered(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "别的.yunqi").write_bytes(b"SQLite format 3\0 but no more")
    desk.carry(tmp_path / "别的.yunqi")
    qtbot.waitUntil(lambda: "不是案卷文件" in desk.carrying._notice.text())
    assert not desk.carrying.start.isVisible()


def test_a_page_says_how_much_is_copied_and_one_key_confirms_it(qtbot: QtBot, view: FilingView) -> None:
    view.show_step("form")
    assert "3 项沿用自“2021 年第一批”" in view.page._carried.said.text()
    assert "待确认" in {part for item in view.findChildren(QLabel) for part in item.text().split(" · ")}
    qtbot.keyClick(view.page, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    assert not view.page._carried.isVisible()
    assert not [place for place in view.session.filing.unconfirmed if place == "enterprise.name"]
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.page._carried.isVisible()


def test_f9_confirms_the_field_and_goes_on_to_the_next(qtbot: QtBot, view: FilingView) -> None:
    view.show_step("form")
    page = view.page
    assert isinstance(page, FormPage)
    page.go_to("enterprise.name")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_F9)
    cells = {cell.item.id: cell for cell in page.cells}
    assert view.focusWidget() is cells["employees"].editor
    assert "enterprise.name" not in view.session.carried
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_F9)
    assert list(page.carried()) == ["enterprise.cloud_spend_3y"]


def test_typing_over_a_copied_value_confirms_it(qtbot: QtBot, view: FilingView) -> None:
    view.show_step("form")
    page = view.page
    assert isinstance(page, FormPage)
    cell = next(cell for cell in page.cells if cell.item.id == "employees")
    assert cell.editor.property("carried") is True
    cell.editor.setFocus()
    type_text(qtbot, cell.editor, "3")
    assert "enterprise.employees" not in view.session.filing.unconfirmed
    assert cell.editor.property("carried") is False


def test_f9_after_typing_over_a_copied_value_goes_to_the_next_behind_it(qtbot: QtBot, view: FilingView) -> None:
    view.show_step("form")
    page = view.page
    assert isinstance(page, FormPage)
    page.go_to("enterprise.employees")
    cells = {cell.item.id: cell for cell in page.cells}
    type_text(qtbot, cells["employees"].editor, "3")
    qtbot.keyClick(cells["employees"].editor, Qt.Key.Key_F9)
    assert view.focusWidget() is cells["cloud_spend_3y"].editor
    assert "enterprise.name" in page.carried()


def panel_of(view: FilingView) -> SystemsPanel:
    view.show_step("business")
    page = view.page
    assert isinstance(page, DimensionPage)
    return next(part for part in page.parts if isinstance(part, SystemsPanel))


def test_f9_goes_through_the_systems_and_shift_chooses_several(qtbot: QtBot, view: FilingView) -> None:
    panel = panel_of(view)
    table = panel.table
    assert panel.model.waits(panel.model.index(0, 0))
    table.setFocus()
    table.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_F9)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_F9)
    assert [panel.model.waits(panel.model.index(row, 0)) for row in range(4)] == [False, False, False, True]
    assert table.currentIndex().row() == 3


def test_a_card_is_confirmed_by_its_button_and_counts_figures_shared_with_the_form(
    qtbot: QtBot, view: FilingView
) -> None:
    view.show_step("investment")
    page = view.page
    assert isinstance(page, DimensionPage)
    card = next(part for part in page.parts if isinstance(part, FigureCard))
    assert "这一页有 2 项" in page._carried.said.text()
    assert "另有 1 项算在别的页上" in page._carried.said.text()
    qtbot.mouseClick(card.confirm.press, Qt.MouseButton.LeftButton)
    assert not card.confirm.isVisible()
    assert "enterprise.cloud_spend_3y" not in view.session.carried


def test_the_files_of_last_year_are_marked_and_confirmed_in_the_list_of_evidence(qtbot: QtBot, tmp_path: Path) -> None:
    carry_over(SAMPLE / "filing.json", tmp_path / "今年.yunqi")
    session = Session(open_filing(tmp_path / "今年.yunqi"), Serial())
    view = FilingView(session, theme.LIGHT)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.show_step("evidence")
    page = view.page
    assert isinstance(page, EvidencePage)
    found = page.table.model().index(0, Column.FOUND)
    assert found.data() == "待确认"
    page.table.setFocus()
    page.table.show_row(0)
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    assert found.data() == ""
    assert page.table.selected() == [1]
    session.check()
    told = {item.step.id: item.unconfirmed for item in session.standings}["evidence"]
    assert f"这一页有 {told} 项" in page._carried.said.text()  # as the rail and the foot count
    assert f"另有 {84 - told} 项算在别的页上" in page._carried.said.text()
    session.close()


def test_the_foot_leads_to_what_waits(view: FilingView) -> None:
    assert "项待确认" in view._foot.lacking.text()
    waiting = {item.step.id: item.unconfirmed for item in view.session.standings}
    assert (waiting["form"], waiting["business"], waiting["investment"]) == (3, 4, 2)


def test_the_seal_screen_tells_what_waits_from_errors_and_leads_there(qtbot: QtBot, view: FilingView) -> None:
    waiting = sum(item.unconfirmed for item in view.session.standings)
    missing = sum(item.missing for item in view.session.standings)
    wrong = sum(item.errors for item in view.session.standings)
    parts = [f"确认沿用的内容（{waiting} 项）", f"补上缺的 {missing} 项" if missing else ""]
    parts.append(f"改正 {wrong} 处错误" if wrong else "")
    view.show_step("seal")
    page = view.page
    assert isinstance(page, SealPage)
    assert "、".join(part for part in parts if part) in page._form.needed.text()
    chips = {item.text() for item in page.findChildren(QLabel) if item.isVisible()}
    counts = (f"缺 {missing} 项" if missing else "", f"{wrong} 处错误" if wrong else "")
    assert missing or wrong
    assert {f"{waiting} 项沿用的内容待确认", "，".join(part for part in counts if part)} <= chips
    qtbot.mouseClick(page._form.confirm, Qt.MouseButton.LeftButton)
    assert view.page.step.id == next(item.step.id for item in view.session.standings if item.unconfirmed)
    view.session.edit(replace(view.session.filing, unconfirmed=()))
    view.session.check()
    view.show_step("seal")
    assert not page._form.confirm.isVisible()
