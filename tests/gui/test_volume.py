"""The bound evidence volume, from the last screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop import pdf
from desktop.gui.filing_view import FilingView
from desktop.gui.widgets.volume_card import VolumeCard
from tests.factories import evidence
from tests.factories.volumes import attached
from tests.gui.conftest import Opened, shown_view

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000
FILES = {"证照.png": evidence.picture(), "合同.pdf": evidence.pdf("one", "two"), "密.pdf": evidence.pdf(lock="x")}


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[FilingView]:
    with shown_view(qtbot, attached(tmp_path / "案卷", FILES), step="seal") as shown:
        yield shown


def card(view: FilingView) -> VolumeCard:
    (found,) = view.page.findChildren(VolumeCard)
    return found


def said(view: FilingView) -> str:
    return "\n".join(item.text() for item in card(view).findChildren(QLabel) if item.isVisible())


def press(qtbot: QtBot, view: FilingView, text: str) -> None:
    found = next(item for item in card(view).findChildren(QPushButton) if item.isVisible() and text in item.text())
    qtbot.mouseClick(found, LEFT)


def test_it_is_bound_and_can_be_opened_where_it_lies(
    qtbot: QtBot, view: FilingView, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    qtbot.keyClick(card(view).watermark, Qt.Key.Key_Space)
    press(qtbot, view, "装订成一份 PDF")
    qtbot.waitUntil(lambda: "已装订 3 份材料" in said(view), timeout=LONG)
    (volume,) = out.iterdir()
    assert "其中 1 份没能装入（“密.pdf”）" in said(view)
    with pdf.opened(volume) as document:
        assert "仅供2021年第一批云上企业申报使用" in "".join(document[3].get_textpage().get_text_range().split())
    press(qtbot, view, "打开佐证材料汇编")
    press(qtbot, view, "所在的文件夹")
    assert [Path(url.toLocalFile()) for url in opened] == [volume, out]


def test_stopping_leaves_no_file(qtbot: QtBot, view: FilingView, out: Path) -> None:
    press(qtbot, view, "装订成一份 PDF")
    press(qtbot, view, "停止装订")
    qtbot.waitUntil(lambda: "已停止" in said(view), timeout=LONG)
    assert not list(out.iterdir())
    assert card(view).bind.hasFocus()


def test_a_folder_that_cannot_be_written_is_told(qtbot: QtBot, view: FilingView, out: Path) -> None:
    out.rmdir()
    out.write_text("a file in the place of the folder")
    press(qtbot, view, "装订成一份 PDF")
    qtbot.waitUntil(lambda: "换一个文件夹" in said(view), timeout=LONG)


def test_without_evidence_there_is_nothing_to_bind(opened: Opened) -> None:
    shown = opened()
    shown.show_step("seal")
    assert not card(shown).bind.isEnabled()
    assert "还没有佐证材料" in said(shown)
