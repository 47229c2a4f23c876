"""Saving that cannot be done at present, and closing at any moment: nothing is lost, and everything is told calmly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.filing_view import FilingView
from desktop.gui.main_window import MainWindow
from desktop.gui.pages.inbox import InboxPage
from desktop.gui.settings import Settings
from desktop.gui.widgets.trouble_bar import TroubleBar
from desktop.model.filing import Evidence, EvidenceUse
from desktop.paths import SAMPLE
from desktop.workspace.importing import import_source
from tests.factories.inbox import a_screen
from tests.factories.stores import a_file


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window without a filing."""
    settings = Settings()
    settings.put("folder", str(tmp_path))
    made = MainWindow(theme.LIGHT, settings)  # not handed to qtbot, which would wait for an answer when it closes it
    made.resize(1090, 580)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if made.view:
        made.view.session.close()
        made.view = None
    made.close()
    made.deleteLater()


def opened(window: MainWindow, path: Path) -> FilingView:
    window.open_filing(path)
    assert window.view
    return window.view


def type_name(qtbot: QtBot, view: FilingView, words: str) -> None:
    view.show_step("form")
    qtbot.keyClicks(next(box for box in view.page.findChildren(QLineEdit) if box.isVisible()), words)


def name_in(path: Path) -> str:
    with open_filing(path, "read") as store:
        return store.filing.enterprise.get("name", "")


def answer(words: str, asked: list[str]) -> None:
    """Press a button of the question that is about to come up."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        asked.append(box.text())
        next(item for item in box.findChildren(QPushButton) if item.text() == words).click()

    QTimer.singleShot(0, press)


def trouble(view: FilingView) -> TroubleBar:
    return view.findChildren(TroubleBar)[0]


def test_a_file_that_is_moved_away_is_told_and_saved_as_soon_as_it_is_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path, away = a_file(tmp_path), tmp_path / "别处.yunqi"
    view = opened(window, path)
    path.rename(away)
    type_name(qtbot, view, "A")
    qtbot.waitUntil(trouble(view).isVisible)
    assert "不在原来的位置了" in view.session.saving.trouble
    type_name(qtbot, view, "B")
    away.rename(path)
    qtbot.mouseClick(trouble(view).again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.session.saving.pending)
    assert not trouble(view).isVisible()
    window.close_filing()
    assert name_in(path) == "AB"


def test_closing_with_edits_that_cannot_be_saved_asks_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path, asked = a_file(tmp_path), list[str]()
    view = opened(window, path)
    path.rename(tmp_path / "别处.yunqi")
    type_name(qtbot, view, "A")
    qtbot.waitUntil(trouble(view).isVisible)
    answer("先不关闭", asked)
    assert not window.close()
    assert window.view is view
    assert "不在原来的位置了" in asked[0]
    assert "已另外保存在这台电脑上" in asked[0]


def test_closing_with_files_in_the_inbox_asks_and_leads_back_to_them(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path, asked = a_file(tmp_path), list[str]()
    (tmp_path / "说明.png").write_bytes(a_screen(1))
    view = opened(window, path)
    with qtbot.waitSignal(view.inbox.read, timeout=20_000):
        view.open_inbox([tmp_path / "说明.png"])
    view.show_step("form")
    answer("回去归档", asked)
    assert not window.close_filing()
    assert isinstance(view.page, InboxPage)
    assert "收件箱里还有 1 份文件没有归档" in asked[0]
    answer("关闭", asked)
    assert window.close_filing()


def test_edits_that_could_not_be_saved_are_there_when_the_file_is_opened_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path, away, asked = a_file(tmp_path), tmp_path / "别处.yunqi", list[str]()
    view = opened(window, path)
    path.rename(away)
    type_name(qtbot, view, "A")
    qtbot.waitUntil(trouble(view).isVisible)
    answer("关闭", asked)
    assert window.close_filing()
    away.rename(path)
    again = opened(window, path)
    assert again.session.filing.enterprise["name"] == "A"
    window.close_filing()
    assert name_in(path) == "A"
    third = opened(window, path)  # given back once only
    third.session.undo()
    assert third.session.filing.enterprise["name"] == "A"


def test_closing_while_a_package_is_written_asks_and_leaves_no_half_package(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out, asked = tmp_path / "样例.yunqi", tmp_path / "out", list[str]()
    import_source(SAMPLE / "filing.json", path)
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    view = opened(window, path)
    view.show_step("seal")
    draft = next(item for item in view.page.findChildren(QPushButton) if "草稿" in item.text())
    qtbot.waitUntil(draft.isEnabled)
    draft.click()
    assert view.session.work.under_way == ("出草稿",)
    answer("停下并关闭", asked)
    assert window.close_filing()
    assert asked == ["正在出草稿，现在关闭就会停下来，已经做完的部分不受影响。"]
    assert not list(out.rglob("*.zip"))


def test_what_was_removed_leaves_the_file_when_it_is_closed_and_not_before(window: MainWindow, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with open_filing(path) as store, store.writing() as writing:
        blob = writing.add_content(iter([b"x" * 1000]), "picture")
        item = Evidence("图.png", blob.sha256, blob.size, (EvidenceUse("other"),))
        writing.save(replace(store.filing, evidence=(item,)), "", "")
    view = opened(window, path)
    view.session.edit(replace(view.session.filing, evidence=()))
    view.session.undo()
    assert view.session.filing.evidence == (item,)
    view.session.redo()
    window.close_filing()
    with open_filing(path, "read") as store:
        assert store.blobs() == {}
