"""Pictures whose names say nothing: their text is read when somebody asks, beside the work, and only proposes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.evidence import ocr_process
from desktop.evidence.reading import OTHER, Reading
from desktop.gui import inbox as state
from desktop.gui.filing_view import FilingView
from desktop.gui.inbox_lines import Mark
from desktop.gui.inbox_reading import Heap
from desktop.gui.inbox_words import InboxWords
from desktop.gui.pages.inbox import InboxPage
from desktop.model.filing import EvidenceUse, System
from desktop.workspace.inbox import Item, gather
from tests.factories.filings import a_filing
from tests.factories.inbox import a_screen
from tests.gui.conftest import Opened

FAKE, SLOW = ("tests.factories.fake_ocr:" + name for name in ("FakeEngine", "SlowEngine"))
MES = System("m", "制造执行", "production", cloud=True, display_name="样例云 MES")
CRM = System("c", "客户关系", "marketing", cloud=True)
Dropped = Callable[..., FilingView]


@pytest.fixture
def dropped(qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dropped:
    """An inbox with pictures of these names."""

    def drop(engine: str, *names: str) -> FilingView:
        monkeypatch.setattr(InboxWords, "engine", engine)
        for number, name in enumerate(names):
            (tmp_path / name).write_bytes(a_screen(number))
        paths = [tmp_path / name for name in names]
        items = tuple(Item(piece, Reading(OTHER, ocr_would_help=True)) for piece in gather(paths).pieces)
        monkeypatch.setattr(state, "read_heap", lambda paths, progress: Heap(items))
        view = opened(a_filing(systems=(MES, CRM)))
        with qtbot.waitSignal(view.inbox.read, timeout=20_000):
            view.open_inbox(paths)
        return view

    return drop


def page(view: FilingView) -> InboxPage:
    assert isinstance(view.page, InboxPage)
    return view.page


def test_a_picture_is_proposed_by_the_words_on_it_and_never_called_sure(qtbot: QtBot, dropped: Dropped) -> None:
    view = dropped(FAKE, "微信图片_1.png")
    desk = page(view).desk
    assert desk.words.text() == "识别 1 张图片里的文字"
    with qtbot.waitSignal(page(view).recognising.ended, timeout=30_000):
        qtbot.keyClick(desk.list, Qt.Key.Key_F6)
        assert desk.list.hasFocus()
    (item,), (line,) = view.inbox.items, view.inbox.lines.values()
    assert item.proposal == EvidenceUse("system_login", "m")
    assert line.mark is Mark.LOOK
    assert "图里写着“制造执行”" in item.why
    assert not desk.words.isVisible()
    assert view.session.filing.evidence == ()


def test_reading_text_is_stopped_at_once_and_nothing_is_lost(qtbot: QtBot, dropped: Dropped) -> None:
    view = dropped(SLOW, "微信图片_1.png", "微信图片_2.png")
    page(view).desk.words.click()
    bar = page(view).recognising
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(bar.ended, timeout=10_000):
        qtbot.mouseClick(bar.stop, Qt.MouseButton.LeftButton)
    assert page(view).desk.words.text() == "识别 2 张图片里的文字"


def test_what_was_set_aside_meanwhile_is_not_read(qtbot: QtBot, dropped: Dropped) -> None:
    view = dropped(FAKE, "微信图片_1.png", "微信图片_2.png")
    aside = view.inbox.items[1].key
    view.inbox.words.start()
    view.inbox.set_aside([aside])
    qtbot.waitUntil(lambda: view.inbox.words.running is None, timeout=30_000)
    assert [bool(item.reading.shown) for item in view.inbox.items] == [True, False]


def test_without_the_optional_part_nothing_is_offered(dropped: Dropped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_process, "installed", lambda: False)
    view = dropped(ocr_process.ENGINE, "微信图片_1.png")
    assert view.inbox.waiting == 1
    assert not page(view).desk.words.isVisible()
