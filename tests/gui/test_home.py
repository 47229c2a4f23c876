"""The home screen, with keyboard and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.main_window import MainWindow
from desktop.gui.recent import Recent
from desktop.gui.settings import Settings
from desktop.gui.widgets.filing_line import columns, readiness
from desktop.gui.widgets.filing_list import Order
from desktop.workspace.overview import Overview
from tests.factories.filings import a_filing
from tests.factories.stores import a_file
from tests.gui.drops import drop, drop_at
from tests.gui.keyboard import type_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three filings and one that cannot be opened."""
    made = tmp_path / "申报"
    for name in ("甲机械", "乙纺织", "丙家居"):
        a_file(made, a_filing(enterprise={"name": f"{name}有限公司"}), f"{name}.yunqi")
    (made / "坏的.yunqi").write_bytes(b"x")
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that do not outlive the test."""
    made = Settings()
    made.put("folder", str(tmp_path))
    return made


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    """The window on its home screen."""
    made = MainWindow(theme.LIGHT, settings)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def all_seen(window: MainWindow) -> bool:
    shown = window.desk.home.filings.list
    return shown.shown > 0 and all(shown.line(row).overview for row in range(shown.shown))


def list_folder(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.desk.home.filings.show_folder(folder)
    qtbot.waitUntil(lambda: all_seen(window))


def test_without_filings_one_is_told_what_to_do_first(window: MainWindow) -> None:
    words = [label.text() for label in window.desk.home.filings.findChildren(type(window.desk.home.filings._title))]
    assert "还没有案卷" in words
    buttons = [item for item in window.desk.home.findChildren(QPushButton) if item.isVisible()]
    names = [item.accessibleName() or item.text() for item in buttons]
    assert len(names) == len(set(names))
    assert window.focusWidget() is window.desk.home.tiles[0]


def test_a_folder_shows_every_filing_and_says_why_one_cannot_be_opened(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    list_folder(qtbot, window, folder)
    shown = window.desk.home.filings.list
    names = {shown.line(row).name: shown.line(row).overview for row in range(shown.shown)}
    assert set(names) == {"甲机械有限公司", "乙纺织有限公司", "丙家居有限公司", "坏的"}
    assert "不是案卷文件" in shown.line([*names].index("坏的")).spoken("2021-11-20")


def test_searching_and_enter_opens_the_filing_found(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    list_folder(qtbot, window, folder)
    card = window.desk.home.filings
    type_text(qtbot, card.search, "纺织")
    assert card.list.shown == 1
    qtbot.keyClick(card.search, Qt.Key.Key_Return)
    qtbot.keyClick(card.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.view is not None)
    assert window.windowTitle() == "乙纺织 - 云企自评"
    window.close_filing()
    assert Recent(window._settings).files == (folder / "乙纺织.yunqi",)


def test_the_word_at_the_end_of_a_line_opens_it(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    list_folder(qtbot, window, folder)
    shown = window.desk.home.filings.list
    row = next(row for row in range(shown.shown) if shown.line(row).name.startswith("丙"))
    area = shown.visualRect(shown.model().index(row, 0))
    middle = columns(area.toRectF(), shown.font())["link"].center().toPoint()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: window.view is not None)
    assert window.view
    assert window.view.session.path.name == "丙家居.yunqi"


def test_a_filing_open_elsewhere_is_told_on_the_home_screen(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    with open_filing(folder / "甲机械.yunqi"):
        window.wish(folder / "甲机械.yunqi")
        notice = window.desk.home._notice
        qtbot.waitUntil(lambda: "正被另一个程序打开" in notice.text(), timeout=60_000)
    assert window.view is None
    assert notice.isVisible()


def test_what_is_dropped_on_the_window_goes_where_it_belongs(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    package = folder / "不是申报包.zip"
    package.write_bytes(b"PK")
    drop_on_bar(window, package)
    qtbot.waitUntil(lambda: bool(window.desk.verifying.cards and window.desk.verifying.cards[0].report))
    drop_on_bar(window, folder)
    qtbot.waitUntil(lambda: all_seen(window))
    drop_on_bar(window, folder / "甲机械.yunqi")
    qtbot.waitUntil(lambda: window.view is not None)
    drop_on_bar(window, package)
    assert window.desk.verifying.isVisible()  # over the filing, to which one comes back
    window.desk.verifying.left.emit()
    assert window.view
    assert window.view.isVisible()


def test_a_return_slip_is_the_windows_business_whatever_it_is_dropped_on(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    slip = folder / "坏的.yunqi-return"
    slip.write_text("{}")
    window.desk.show_page(window.desk.verifying)
    drop(window.desk.verifying.zone, slip)
    qtbot.waitUntil(window.desk.verifying._notice.isVisible)
    assert "补正通知" in window.desk.verifying._notice.text()


def test_every_control_has_a_name_and_nothing_is_clipped_when_small(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.resize(1090, 580)
    list_folder(qtbot, window, folder)
    for page in (
        window.desk.home,
        window.desk.new,
        window.desk.carrying,
        window.desk.importing,
        window.desk.preferences,
    ):
        window.desk.setCurrentWidget(page)
        for control in (*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)):
            if control.isVisible() and control.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                named = control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
                assert named, control
            if control.isVisible() and isinstance(control, QPushButton) and control.text():
                assert control.width() >= control.minimumSizeHint().width(), control.text()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Overview(Path(), missing=15), "缺 15 项"),
        (Overview(Path(), missing=3, errors=1), "1 错，缺 3 项"),
        (Overview(Path()), "可以封装"),
        (Overview(Path(), sealed=2), "已封装 v2"),
        (Overview(Path(), sealed=2, changed=True), "v2 后有修改"),
        (Overview(Path(), problem="坏了"), "打不开"),
        (Overview(Path(), problem="没有", gone=True), "文件不在了"),
        (Overview(Path(), missing=3, unconfirmed=12), "缺 3，待确认 12"),
        (Overview(Path(), unconfirmed=12), "待确认 12"),
    ],
)
def test_readiness_in_a_few_words(found: Overview, words: str) -> None:
    assert readiness(found)[0] == words


def test_a_filing_that_is_gone_can_be_taken_from_the_list(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.desk.recent.opened(folder / "甲机械.yunqi")
    window.desk.recent.opened(folder / "走了.yunqi")
    window.desk.home.refresh()
    qtbot.waitUntil(lambda: all_seen(window))
    shown = window.desk.home.filings.list
    assert "文件不在了" in shown.line(0).spoken("2021-11-20")
    shown.setFocus()
    shown.setCurrentIndex(shown.model().index(0, 0))
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown.total == 1)
    assert window.desk.recent.files == (folder / "甲机械.yunqi",)


def test_the_list_is_sorted_as_one_wishes_and_what_cannot_be_opened_comes_last(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    a_file(folder, a_filing(enterprise={"name": "丁五金有限公司", "employees": "3"}), "丁.yunqi")
    list_folder(qtbot, window, folder)
    card = window.desk.home.filings
    qtbot.waitUntil(card.order.isVisible)
    card.order.setFocus()
    while card.order.currentData() != Order.MISSING.name:
        qtbot.keyClick(card.order, Qt.Key.Key_Down)
    names = [card.list.line(row).name for row in range(card.list.shown)]
    assert names[-2:] == ["丁五金有限公司", "坏的"]


def drop_on_bar(window: MainWindow, path: Path) -> None:
    """Where nothing else takes files."""
    drop_at(window.windowHandle(), QPoint(9, 9), [path])
