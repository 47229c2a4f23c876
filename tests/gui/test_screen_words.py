from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.evidence.ocr import ADDS
from desktop.gui.filing_view import FilingView
from desktop.gui.pages import evidence
from desktop.gui.pages.evidence import EvidencePage
from desktop.gui.screen_words import ScreenWords
from desktop.gui.widgets.evidence_intake import Arrival
from desktop.model.filing import EvidenceUse
from tests.factories.evidence import picture
from tests.factories.filings import a_filing, a_system
from tests.gui.conftest import Opened

FAKE = "tests.factories.fake_ocr:FakeEngine"


def with_a_screenshot(qtbot: QtBot, view: FilingView, folder: Path) -> EvidencePage:
    view.show_step("evidence")
    page = view.page
    assert isinstance(page, EvidencePage)
    path = folder / "ERP-首页.png"
    path.write_bytes(picture())
    with qtbot.waitSignal(page.intake.ended):
        page.intake.take([Arrival(path, EvidenceUse("system_home", "s1"))])
    page.table.show_row(0)
    page.table.setFocus()
    return page


@pytest.fixture
def page(qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EvidencePage:
    """The evidence of one system, whose main page shows what the fake engine reads."""
    monkeypatch.setattr(evidence, "ScreenWords", partial(ScreenWords, engine=FAKE))
    return with_a_screenshot(qtbot, opened(a_filing(systems=(a_system("s1", "rnd", name="销售云"),))), tmp_path)


def test_the_words_of_screenshots_are_read_on_demand_and_checked(qtbot: QtBot, page: EvidencePage) -> None:
    session = page.session
    assert "1 张截图" in page.words._said.text()
    QTest.mouseClick(page.words.read, Qt.MouseButton.LeftButton)
    wanted = {"screenshot_name", "screenshot_swapped", "screenshot_address", "screenshot_private"}
    qtbot.waitUntil(lambda: wanted <= {item.code for item in session.findings}, timeout=30_000)
    qtbot.waitUntil(page.words.isHidden)
    page._look(0)
    viewer = page.viewer
    assert viewer is not None
    qtbot.waitUntil(lambda: not viewer.canvas.empty)
    QTest.mouseClick(viewer.head.private, Qt.MouseButton.LeftButton)
    (area,) = viewer.canvas.areas
    (number,) = (word for word in session.seen[viewer.item.evidence.sha256].words or () if "138" in word.text)
    assert (area.left <= number.right <= area.right + 0.01, area.top <= number.top) == (True, True)
    viewer.close()


def test_what_a_system_calls_itself_is_typed_where_its_screenshot_is(qtbot: QtBot, page: EvidencePage) -> None:
    editor = page.chosen.display_name.editor
    qtbot.waitUntil(editor.isVisible)
    qtbot.keyClicks(editor, "Nova MES")
    assert page.session.filing.systems[0].display_name == "Nova MES"
    page.session.undo()
    assert page.session.filing.systems[0].display_name == ""
    assert editor.text() == ""


def test_without_the_optional_part_one_sentence_says_what_it_would_add(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScreenWords, "there", property(lambda _: False))
    page = with_a_screenshot(qtbot, opened(a_filing(systems=(a_system("s1", "rnd"),))), tmp_path)
    assert page.words._said.text() == ADDS
    assert page.words.read.isHidden()
