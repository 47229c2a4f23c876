"""The clerk at the bureau's desk, with keys and mouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.gui import theme
from desktop.gui.pages.receive import ReceivePage
from desktop.gui.reception import Row
from desktop.gui.settings import Settings
from desktop.gui.widgets.reception_model import Columns, note_of
from desktop.model.decisions import State
from desktop.workspace.desk_book import NAME, read_book
from desktop.workspace.returning import read_slip
from tests.factories.received import an_enterprise, sealed
from tests.gui.drops import drop
from tests.gui.geometry import faults
from tests.gui.keyboard import type_text

SMALL, OFFICE = (1090, 580), (1366, 740)


@pytest.fixture
def folder(twelve: tuple[Path, ...], tmp_path: Path) -> Path:
    """Four sound packages, a double, a damaged one, and something else."""
    made = tmp_path / "收件"
    made.mkdir()
    for package in twelve[:4]:
        shutil.copy(package, made)
    shutil.copy(twelve[1], made / "再发一次.zip")
    data = bytearray(twelve[4].read_bytes())
    data[len(data) // 2] ^= 1
    (made / "坏.zip").write_bytes(data)
    (made / "照片.zip").write_bytes(b"PK")
    return made


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[ReceivePage]:
    """The screen at the small size."""
    made = ReceivePage(Settings(), theme.LIGHT)
    qtbot.addWidget(made)
    made.resize(*SMALL)
    with qtbot.waitExposed(made):
        made.show()
    made.begin()
    yield made
    made.close_down()


def dropped(qtbot: QtBot, page: ReceivePage, *paths: Path) -> None:
    """Drop on the screen and wait until all is verified."""
    with qtbot.waitSignal(page.reception.ended, timeout=60_000):
        drop(page, *paths)


def on(page: ReceivePage, enterprise: str) -> Row:
    """Put the cursor on an enterprise's package that counts."""
    table = page.table
    at = next(
        number
        for number, row in enumerate(table.packages.shown)
        if row.received and enterprise in row.received.enterprise and row.among.counts
    )
    table.setFocus()
    table.setCurrentIndex(table.packages.index(at, 0))
    assert table.row
    return table.row


def state(page: ReceivePage, enterprise: str) -> State:
    rows = [row for row in page.reception.rows if row.received and enterprise in row.received.enterprise]
    return rows[0].decision.state


def shown(page: ReceivePage) -> list[str]:
    return [row.received.enterprise if row.received else row.path.name for row in page.table.packages.shown]


def words(page: ReceivePage) -> str:
    return "\n".join(item.text() for item in page.findChildren(QLabel) if item.isVisible())


def test_a_folder_fills_the_list_with_a_verdict_for_every_package(
    qtbot: QtBot, page: ReceivePage, folder: Path
) -> None:
    dropped(qtbot, page, folder)
    rows = {row.path.name: row for row in page.reception.rows}
    assert len(rows) == 7
    assert note_of(rows["再发一次.zip"]) in {"重复", ""}
    assert [note_of(row) for row in rows.values()].count("重复") == 1
    assert "7 个申报包核验完了，2 个不能收" in words(page)


def test_a_clerk_decides_by_keys_and_finds_it_again_the_next_time(
    qtbot: QtBot, page: ReceivePage, folder: Path
) -> None:
    dropped(qtbot, page, folder)
    on(page, "甲机械")
    qtbot.keyClick(page.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert state(page, "甲机械") is State.PASSED
    on(page, "乙纺织")
    qtbot.keyClick(page.table, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert state(page, "乙纺织") is State.RECEIVED
    assert "退回要写明理由" in words(page)
    type_text(qtbot, page.panel.reason, "不在本区注册")
    qtbot.keyClick(page.panel.reason, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert state(page, "乙纺织") is State.RETURNED
    page.close_down()
    again = ReceivePage(Settings(), theme.LIGHT)
    qtbot.addWidget(again)
    with qtbot.waitExposed(again):
        again.show()
    dropped(qtbot, again, folder)
    assert (state(again, "甲机械"), state(again, "乙纺织")) == (State.PASSED, State.RETURNED)
    assert next(row for row in again.reception.rows if row.decision.reason).decision.reason == "不在本区注册"
    again.close_down()


def test_a_changed_package_begins_anew(qtbot: QtBot, page: ReceivePage, tmp_path: Path) -> None:
    folder = tmp_path / "收"
    first = sealed(folder, an_enterprise(1))
    dropped(qtbot, page, folder)
    on(page, "乙纺织")
    qtbot.mouseClick(page.panel.buttons[State.PASSED], Qt.MouseButton.LeftButton)
    assert state(page, "乙纺织") is State.PASSED
    second = sealed(folder, an_enterprise(1, servers=(), sample=True), 2, first.seal_code)
    dropped(qtbot, page, folder)
    by_path = {row.path: row for row in page.reception.rows}
    assert by_path[first.path].decision.state is State.PASSED
    assert not by_path[first.path].may_pass
    assert by_path[second.path].decision.state is State.RECEIVED
    assert by_path[second.path].may_pass


def test_a_damaged_package_cannot_be_passed(qtbot: QtBot, page: ReceivePage, folder: Path) -> None:
    dropped(qtbot, page, folder)
    at = [row.path.name for row in page.table.packages.shown].index("坏.zip")
    page.table.setCurrentIndex(page.table.packages.index(at, 0))
    assert not page.panel.buttons[State.PASSED].isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert page.table.row
    assert page.table.row.decision.state is State.RECEIVED


def test_filters_and_search_leave_what_one_wants(qtbot: QtBot, page: ReceivePage, folder: Path) -> None:
    dropped(qtbot, page, folder)
    type_text(qtbot, page.filters.search, "家居")
    assert shown(page) == ["浙江丙家居有限公司"]
    page.filters.search.clear()
    page.filters.verdict.setFocus()
    page.filters.verdict.setCurrentIndex(page.filters.verdict.findText("✕ 不完好"))
    page.filters.verdict.activated.emit(page.filters.verdict.currentIndex())
    assert shown(page) == ["浙江戊化工有限公司", ""]
    page.filters.verdict.setCurrentIndex(0)
    page.filters.verdict.activated.emit(0)
    page.filters.county.setCurrentIndex(page.filters.county.findText("桐庐县"))
    page.filters.county.activated.emit(page.filters.county.currentIndex())
    assert shown(page) == ["浙江丙家居有限公司"]


def test_the_order_is_changed_by_title_and_by_keys_and_is_that_of_the_table(
    qtbot: QtBot, page: ReceivePage, folder: Path, tmp_path: Path
) -> None:
    dropped(qtbot, page, folder)
    header = page.table.horizontalHeader()
    left = header.sectionViewportPosition(list(Columns).index(Columns.SCORE)) + 20
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(left, 9).toPoint())
    scores = [float(row.received.score) for row in page.table.packages.shown if row.received and row.received.score]
    assert scores == sorted(scores, reverse=True)
    on(page, "甲机械")
    before = page.table.currentIndex().row()
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.table.currentIndex().row() == before - 1
    assert page.table.row
    assert page.table.row.received
    assert "甲机械" in page.table.row.received.enterprise
    for name in ("甲机械", "丙家居", "丁五金"):
        on(page, name)
        qtbot.keyClick(page.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    wanted = [name for name in shown(page) if any(part in name for part in ("甲机械", "丙家居", "丁五金"))]
    target = tmp_path / "附件3.xlsx"
    page.papers.write_table(page.foot.chosen, target)
    qtbot.waitUntil(target.exists, timeout=60_000)
    qtbot.waitUntil(lambda: "已写好" in words(page), timeout=60_000)
    column = [row[2].value for row in load_workbook(target)["附件3"].iter_rows()]
    assert column[column.index("企业名称") + 1 :] == wanted
    page.reception.close_down()
    codes = read_book(folder / NAME).order
    assert list(dict.fromkeys(row.key for row in page.reception.rows if row.key in codes)) == list(codes)


def test_a_row_is_dragged_to_another_place(qtbot: QtBot, page: ReceivePage, folder: Path) -> None:
    dropped(qtbot, page, folder)
    model = page.table.packages
    first = model.shown[0].path
    data = model.mimeData([model.index(0, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(3, 0))
    assert [row.path for row in model.shown].index(first) == 3
    model.dropMimeData(model.mimeData([model.index(3, 0)]), Qt.DropAction.MoveAction, 1, 0, model.index(-1, -1))
    assert [row.path for row in model.shown].index(first) == 1


def test_points_are_listed_by_key_and_written_into_the_slip(
    qtbot: QtBot, page: ReceivePage, folder: Path, tmp_path: Path
) -> None:
    dropped(qtbot, page, folder)
    on(page, "丁五金")
    points = page.panel.points
    qtbot.waitUntil(lambda: points.place.count() > 10, timeout=60_000)
    points.place.setCurrentIndex(points.place.findText("指标 · 云存储"))
    points.place.activated.emit(points.place.currentIndex())
    type_text(qtbot, points.wanted, "请附上存储设备清单")
    qtbot.keyClick(points.wanted, Qt.Key.Key_Return)
    qtbot.keyClick(points.wanted, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert state(page, "丁五金") is State.TO_CORRECT
    qtbot.keyClicks(page.panel.bureau, "Bureau")
    row = page.table.row
    assert row
    page.papers.write_slip(row, page.panel.bureau_and_day, tmp_path)
    qtbot.waitUntil(lambda: "已写好" in words(page), timeout=60_000)
    slip = read_slip(next(tmp_path.glob("*.yunqi-return")))
    assert [(point.place, point.wanted) for point in slip.points] == [("answers.cloud_storage", "请附上存储设备清单")]
    assert slip.bureau == "Bureau"
    assert list(tmp_path.glob("补正通知-*.pdf"))


def test_what_is_typed_is_kept_when_one_goes_to_another_package(qtbot: QtBot, page: ReceivePage, folder: Path) -> None:
    dropped(qtbot, page, folder)
    on(page, "甲机械")
    type_text(qtbot, page.panel.reason, "等电话")
    on(page, "乙纺织")
    assert page.panel.reason.toPlainText() == ""
    on(page, "甲机械")
    assert page.panel.reason.toPlainText() == "等电话"


def test_another_folder_has_its_own_decisions(
    qtbot: QtBot, page: ReceivePage, folder: Path, twelve: tuple[Path, ...], tmp_path: Path
) -> None:
    dropped(qtbot, page, folder)
    on(page, "甲机械")
    qtbot.keyClick(page.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    other = tmp_path / "另一个"
    other.mkdir()
    shutil.copy(twelve[0], other)
    with qtbot.waitSignal(page.reception.ended, timeout=60_000):
        page.change_folder(other)
    assert shown(page) == ["浙江甲机械有限公司"]
    assert state(page, "甲机械") is State.RECEIVED
    assert next(iter(read_book(folder / NAME).decisions.values())).state is State.PASSED


def test_verification_can_be_stopped_and_keeps_what_is_there(qtbot: QtBot, page: ReceivePage, folder: Path) -> None:
    page.take([folder])
    qtbot.waitUntil(lambda: any(row.received for row in page.reception.rows), timeout=60_000)
    with qtbot.waitSignal(page.reception.changed, timeout=60_000, raising=False):
        page.busy.stop.click()
    qtbot.waitUntil(lambda: not page.busy.running, timeout=60_000)
    assert any(row.received for row in page.reception.rows)


def test_a_book_that_cannot_be_written_is_told(qtbot: QtBot, page: ReceivePage, folder: Path) -> None:
    dropped(qtbot, page, folder)
    shutil.rmtree(folder)
    on(page, "甲机械")
    qtbot.keyClick(page.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "受理记录写不进" in words(page), timeout=60_000)


@pytest.mark.parametrize("size", [SMALL, OFFICE])
def test_nothing_is_clipped_or_without_a_name(
    qtbot: QtBot, page: ReceivePage, folder: Path, size: tuple[int, int]
) -> None:
    page.resize(*size)
    assert faults(page) == []
    dropped(qtbot, page, folder)
    on(page, "甲机械")
    assert faults(page) == []
