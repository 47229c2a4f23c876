"""F1 and the help window with real keys and clicks; a sample that is reset from within."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.__main__ import _wants_window
from desktop.gui import theme
from desktop.gui.desk import Desk
from desktop.gui.help import HelpWindow
from desktop.gui.help_pages import Manual
from desktop.gui.help_topics import topic_of
from desktop.gui.main_window import MainWindow
from desktop.gui.settings import Settings
from desktop.model.filing import Filing
from tests.factories.filings import a_filing
from tests.factories.stores import a_file


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on its home screen, the person's documents in a folder of the test."""
    settings = Settings()
    settings.put("folder", str(tmp_path))
    made = MainWindow(theme.LIGHT, settings)
    made.desk._documents = lambda: tmp_path
    qtbot.addWidget(made)
    made.resize(1090, 580)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def help_window(qtbot: QtBot) -> HelpWindow:
    """The manual, not opened anywhere yet."""
    made = HelpWindow()
    qtbot.addWidget(made)
    return made


def press_f1(qtbot: QtBot, window: MainWindow) -> HelpWindow:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    assert window.help is not None
    return window.help


def heading(shown: HelpWindow) -> str:
    return shown.browser.document().firstBlock().text()


def top_line(shown: HelpWindow) -> str:
    """The first whole line of text in sight."""
    for y in range(shown.browser.viewport().height()):
        cursor = shown.browser.cursorForPosition(QPoint(40, y))
        if shown.browser.cursorRect(cursor).top() >= 0 and cursor.block().text():
            return cursor.block().text()
    return ""


def press(qtbot: QtBot, inside: QWidget, text: str) -> None:
    found = next(item for item in inside.findChildren(QPushButton) if item.isVisible() and item.text() == text)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def open_filing(qtbot: QtBot, window: MainWindow, folder: Path, filing: Filing) -> None:
    window.wish(a_file(folder, filing, "案卷.yunqi"))
    qtbot.waitUntil(lambda: window.view is not None)


def test_f1_opens_the_page_of_the_screen_one_is_on(qtbot: QtBot, window: MainWindow) -> None:
    assert heading(press_f1(qtbot, window)) == "首页与案卷文件"
    window.desk.show_page(window.desk.verifying)
    assert heading(press_f1(qtbot, window)) == "核验申报包"
    window.desk.show_page(window.desk.new)
    shown = press_f1(qtbot, window)
    qtbot.waitUntil(lambda: top_line(shown) == "新建案卷")
    window.desk.show_page(window.desk.preferences)
    shown = press_f1(qtbot, window)
    assert (heading(shown), shown.browser.source().fragment()) == ("给管理员", "settings")


def test_f1_follows_the_steps_of_a_filing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_filing(qtbot, window, tmp_path, a_filing())
    assert window.view is not None
    told = []
    for step in window.view.session.standings:
        window.view.show_step(step.step.id)
        told.append(heading(press_f1(qtbot, window)))
    assert told[0] == "批次与地区"
    assert told[3] == "云上业务：系统清单"
    assert len(set(told)) == len(told) == 11


def test_a_window_of_its_own_has_its_own_page(qtbot: QtBot) -> None:
    class Viewer(QWidget):
        """Named as the one that shows pictures."""

    around = Viewer()
    qtbot.addWidget(around)
    assert topic_of(QPushButton(around), None) == "pictures.html#viewer"


def test_the_button_in_the_top_bar_helps_too(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    press(qtbot, window, "帮助")
    assert window.help is not None
    assert heading(window.help) == "首页与案卷文件"
    window.desk.show_page(window.desk.new)
    press(qtbot, window, "帮助")
    assert window.help.browser.source().fragment() == "new"
    open_filing(qtbot, window, tmp_path, a_filing())
    press(qtbot, window, "帮助")
    assert heading(window.help) == "批次与地区"


def test_escape_closes_the_manual_and_leaves_the_program(qtbot: QtBot, window: MainWindow) -> None:
    shown = press_f1(qtbot, window)
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown.browser, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert window.isVisible()


def test_closing_the_program_closes_the_manual(qtbot: QtBot, window: MainWindow) -> None:
    shown = press_f1(qtbot, window)
    window.close()
    assert not shown.isVisible()


def test_a_link_leads_on_and_back(qtbot: QtBot, help_window: HelpWindow) -> None:
    help_window.show_place("verify.html")
    qtbot.waitUntil(help_window.isActiveWindow)
    qtbot.keyClick(help_window.browser, Qt.Key.Key_Tab)
    qtbot.keyClick(help_window.browser, Qt.Key.Key_Return)
    assert heading(help_window) == "首页与案卷文件"
    assert help_window.list.currentItem().text() == "首页与案卷文件"
    press(qtbot, help_window, "← 后退")
    assert heading(help_window) == "核验申报包"
    qtbot.keyClick(help_window.browser, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert heading(help_window) == "首页与案卷文件"


def test_the_contents_open_a_page(qtbot: QtBot, help_window: HelpWindow) -> None:
    help_window.show_place("index.html")
    item = next(
        help_window.list.item(row)
        for row in range(help_window.list.count())
        if "快捷键" in help_window.list.item(row).text()
    )
    help_window.list.scrollToItem(item)
    place = help_window.list.visualItemRect(item).center()
    qtbot.mouseClick(help_window.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heading(help_window) == "快捷键"


def test_search_shows_the_passage_and_marks_the_words(qtbot: QtBot, help_window: HelpWindow) -> None:
    help_window.show_place("index.html")
    qtbot.waitUntil(help_window.isActiveWindow)
    qtbot.keyClick(help_window.browser, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert help_window.search.hasFocus()
    qtbot.keyClicks(help_window.search, "settings.ini")
    assert [help_window.list.item(row).text() for row in range(help_window.list.count())] == ["设置\n给管理员"]
    qtbot.keyClick(help_window.search, Qt.Key.Key_Return)
    assert help_window.browser.source().toString().endswith("admin.html#settings")
    assert help_window.browser.extraSelections()
    assert help_window.browser.hasFocus()


def test_what_is_not_found_is_said(qtbot: QtBot, help_window: HelpWindow) -> None:
    help_window.show_place("index.html")
    qtbot.keyClicks(help_window.search, "zzz")
    assert "没有找到“zzz”" in help_window.list.item(0).text()
    help_window.search.clear()
    assert help_window.list.count() == len(Manual().contents())


def test_text_grows_and_shrinks(qtbot: QtBot, help_window: HelpWindow) -> None:
    help_window.show_place("keys.html")
    qtbot.waitUntil(help_window.isActiveWindow)
    height = help_window.browser.document().size().height()
    qtbot.keyClick(help_window.browser, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert help_window.browser.document().size().height() > height
    qtbot.keyClick(help_window.browser, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert help_window.browser.document().size().height() == height


def test_the_page_reads_well_in_the_dark(qapp: QApplication, help_window: HelpWindow) -> None:
    theme.apply(qapp, theme.DARK)
    help_window.show_place("keys.html")
    assert help_window.browser.grab().toImage().pixelColor(4, 4).name() == theme.DARK.surface.lower()
    assert theme.DARK.faint.lower() in help_window.browser.document().toHtml()


def test_the_place_stays_in_sight_when_the_window_changes(qtbot: QtBot, help_window: HelpWindow) -> None:
    help_window.resize(1000, 600)
    help_window.show_place("step-seal.html#draft")
    qtbot.waitUntil(lambda: top_line(help_window) == "领导要先看")
    help_window.resize(760, 500)
    qtbot.waitUntil(lambda: not help_window.browser._timer.isActive())
    assert top_line(help_window) == "领导要先看"


def test_what_one_reads_stays_in_sight_when_the_window_changes(qtbot: QtBot, help_window: HelpWindow) -> None:
    help_window.resize(1000, 600)
    help_window.show_place("questions.html")
    qtbot.waitUntil(lambda: not help_window.browser._timer.isActive())
    qtbot.keyClick(help_window.browser, Qt.Key.Key_PageDown)
    corner = help_window.browser.cursorForPosition(QPoint(40, 1))
    passage = corner.block().text()
    help_window.resize(760, 500)
    qtbot.waitUntil(lambda: not help_window.browser._timer.isActive())
    assert help_window.browser.cursorForPosition(QPoint(40, 1)).block().text() == passage != ""


def test_a_picture_that_is_not_there_leaves_no_hole(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "index.html").write_text(
        '<h1>页</h1><p class="picture"><img src="pictures/x.png" alt="图"></p><p>文</p>', encoding="utf-8"
    )
    shown = HelpWindow(tmp_path)
    qtbot.addWidget(shown)
    shown.show_place("index.html")
    assert shown.browser.toPlainText() == "页\n文"


def test_nothing_outside_the_manual_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "geheim.html").write_text("<p>geheim</p>", encoding="utf-8")
    inside = tmp_path / "manual"
    inside.mkdir()
    (inside / "index.html").write_text('<h1>页</h1><p><a href="../geheim.html">去</a></p>', encoding="utf-8")
    shown = HelpWindow(inside)
    qtbot.addWidget(shown)
    shown.show_place("index.html")
    assert shown.browser.loadResource(1, QUrl.fromLocalFile(str(tmp_path / "geheim.html"))) is None


def test_the_page_opens_in_a_browser_or_says_where_it_is(
    qtbot: QtBot, help_window: HelpWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []

    def once(url: QUrl) -> bool:
        asked.append(url)
        return len(asked) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", once)
    help_window.show_place("verify.html")
    press(qtbot, help_window, "用浏览器打开")
    assert asked[0].fileName() == "verify.html"
    assert not help_window._told.isVisible()
    press(qtbot, help_window, "用浏览器打开")
    assert "没有能打开手册的浏览器" in help_window._told.text()


def test_a_trainer_starts_the_program_with_the_sample() -> None:
    assert _wants_window(["--sample"])
    assert not _wants_window(["demo"])


def test_only_a_sample_says_that_it_is_one(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_filing(qtbot, window, tmp_path, a_filing())
    assert window.view is not None
    assert not window.view.sample_bar.isVisible()
    window.close_filing()
    window.wish(a_file(tmp_path, a_filing(sample=True), "样.yunqi"))
    qtbot.waitUntil(lambda: window.view is not None)
    assert window.view.sample_bar.isVisible()


@pytest.mark.skipif(not os.environ.get("YUNQI_FULL"), reason="imports the whole sample; runs with --full")
def test_an_open_sample_is_reset_in_one_click_on_the_same_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = a_file(tmp_path, a_filing(sample=True, enterprise={"name": "改坏了"}), "我的样例.yunqi")
    window.wish(path)
    qtbot.waitUntil(lambda: window.view is not None)
    broken = window.view
    assert broken is not None
    broken.show_step("business")
    press(qtbot, broken, "重置样例")
    qtbot.waitUntil(lambda: window.view not in {None, broken}, timeout=60_000)
    view = window.view
    assert view is not None
    assert view.session.filing.enterprise["name"] == "浙江样例动力股份有限公司"
    assert view.page.step.id == "business"
    assert view.session.path == path
    assert (tmp_path / "我的样例（重置前）.yunqi").is_file()


def test_a_sample_that_cannot_be_reset_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(theme.LIGHT, Settings(), lambda: tmp_path)
    qtbot.addWidget(desk)
    desk.reset_sample(tmp_path / "没有.yunqi")
    assert "不能重置" in desk.home._notice.text()
    desk.close_down()
