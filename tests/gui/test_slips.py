"""The enterprise opens what the bureau sent: its filing is found, lines lead to places, edits are ticked off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.gui import theme
from desktop.gui.main_window import MainWindow
from desktop.gui.pages.slip import SlipPage
from desktop.gui.settings import Settings
from desktop.model.decisions import Decision, Point, State
from desktop.workspace.importing import import_source
from desktop.workspace.receiving import Received
from desktop.workspace.returning import Sender, slip_of, write_slip

POINTS = (
    Point("enterprise.it_lead", "申报表 · 信息化负责人", "请写全名。"),
    Point("answers.cloud_storage", "指标 · 云存储", "请说明 303 TB 的来源。"),
)


@pytest.fixture
def folder(twelve: tuple[Path, ...], tmp_path: Path) -> Path:
    """The filing of one enterprise, and of another."""
    import_source(twelve[3], tmp_path / "丁五金.yunqi")
    import_source(twelve[5], tmp_path / "己电子.yunqi")
    return tmp_path


@pytest.fixture
def slip(received: tuple[Received, ...], folder: Path) -> Path:
    """What the bureau sent to the one."""
    sender = Sender("余杭区经济和信息化局", "2021-11-28", "2021-12-03")
    made = slip_of(received[3], Decision(State.TO_CORRECT, "请核对", POINTS), sender)
    return write_slip(made, folder)[1]


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """The window on its home screen."""
    settings = Settings()
    settings.put("folder", str(folder))
    made = MainWindow(theme.LIGHT, settings)
    qtbot.addWidget(made)
    made.resize(1090, 580)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def words(window: MainWindow) -> str:
    return "\n".join(item.text() for item in window.findChildren(QLabel) if item.isVisible())


def open_slip(qtbot: QtBot, window: MainWindow, path: Path) -> SlipPage:
    window.wish(path)
    qtbot.waitUntil(lambda: window.view is not None and window.view.corrections.slip is not None, timeout=60_000)
    assert window.view
    page = window.view.page
    assert isinstance(page, SlipPage)
    return page


def test_a_slip_finds_its_filing_and_every_line_leads_to_its_place(
    qtbot: QtBot, window: MainWindow, slip: Path
) -> None:
    page = open_slip(qtbot, window, slip)
    assert window.view
    assert window.view.session.path.name == "丁五金.yunqi"
    assert "2 条里还有 2 条没改" in words(window)
    page.lines[0].setFocus()
    qtbot.keyClick(page.lines[0], Qt.Key.Key_Return)
    assert window.view.step.id == "form"
    focused = window.focusWidget()
    assert focused is not None
    assert "信息化负责人" in focused.accessibleName()


def test_an_edit_is_ticked_off_and_the_bar_goes_on_to_the_next(qtbot: QtBot, window: MainWindow, slip: Path) -> None:
    open_slip(qtbot, window, slip)
    view = window.view
    assert view
    enterprise = {**view.session.filing.enterprise, "it_lead": "王建国"}
    view.session.edit(replace(view.session.filing, enterprise=enterprise))
    assert "2 条里还有 1 条没改" in words(window)
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert view.step.id == "infrastructure"
    view.corrections.bar.list.click()
    page = view.page
    assert isinstance(page, SlipPage)
    assert [line.mark.text() for line in page.lines] == ["✓ 已改过", "! 还没改"]
    view.session.undo()
    assert [line.mark.text() for line in page.lines] == ["! 还没改", "! 还没改"]


def test_a_slip_for_another_enterprise_is_told_and_not_shown(window: MainWindow, slip: Path, folder: Path) -> None:
    window.open_filing(folder / "己电子.yunqi")
    assert window.view
    window.wish(slip)
    assert "是给“浙江丁五金有限公司”的" in words(window)
    assert window.view.corrections.slip is None


def test_where_no_filing_fits_one_is_asked_to_open_it(
    qtbot: QtBot, window: MainWindow, slip: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("下载") / slip.name
    slip.rename(elsewhere)
    window.wish(elsewhere)
    qtbot.waitUntil(lambda: "没有找到“浙江丁五金有限公司”" in words(window), timeout=60_000)
    window.open_filing(folder / "丁五金.yunqi")
    assert window.view
    assert window.view.corrections.slip


def test_the_slip_is_there_again_when_the_filing_is_opened_the_next_time_until_it_is_put_away(
    qtbot: QtBot, window: MainWindow, slip: Path, folder: Path
) -> None:
    open_slip(qtbot, window, slip)
    window.close_filing()
    window.open_filing(folder / "丁五金.yunqi")
    assert window.view
    assert window.view.corrections.slip
    window.view.corrections.bar.away.click()
    assert not window.view.corrections.bar.isVisible()
    window.close_filing()
    window.open_filing(folder / "丁五金.yunqi")
    assert window.view.corrections.slip is None


def test_what_is_no_slip_is_told_in_a_sentence(window: MainWindow, folder: Path) -> None:
    (folder / "坏.yunqi-return").write_bytes(b"{}")
    window.wish(folder / "坏.yunqi-return")
    assert "不是本程序的补正通知" in words(window)
