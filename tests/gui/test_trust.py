"""Whose signatures are trusted: the list in the settings, the signature of a package, and the bureau's desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

pytest.importorskip("cryptography")

from desktop.filing import open_filing
from desktop.gui.desk import Desk
from desktop.gui.settings import Settings
from desktop.gui.trust import trusted
from desktop.gui.widgets.signature_line import SignatureLine
from desktop.workspace.sealing import seal
from desktop.workspace.signatures import opened
from tests.factories.filings import a_filing
from tests.factories.keys import NAME, PASSWORD, a_pfx
from tests.factories.stores import a_file
from tests.gui.conftest import shown_desk

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000  # milliseconds; on a busy machine


@pytest.fixture(scope="module")
def pfx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_pfx(tmp_path_factory.mktemp("keys") / "公司.pfx")


@pytest.fixture(scope="module")
def signed(pfx: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed draft of an almost empty filing."""
    folder = tmp_path_factory.mktemp("signed")
    with open_filing(a_file(folder, a_filing(enterprise={"name": NAME}))) as store:
        return seal(store, folder / "包", draft=True, key=opened(pfx, PASSWORD)).path


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with shown_desk(qtbot, tmp_path, (1090, 580), lambda made: made.show_page(made.verifying)) as made:
        yield made


def press(qtbot: QtBot, place: QWidget, text: str) -> None:
    found = next(item for item in place.findChildren(QPushButton) if item.isVisible() and text in item.text())
    qtbot.mouseClick(found, LEFT)


def words(place: QWidget) -> str:
    return "\n".join(item.text() for item in place.findChildren(QLabel) if item.isVisible())


def trust_signer(qtbot: QtBot, line: SignatureLine) -> None:
    """Look at the certificate that signed, and trust it."""
    qtbot.waitUntil(lambda: f"签名人：{NAME}（未在信任名单）" in words(line), timeout=LONG)
    press(qtbot, line, "查看证书")
    qtbot.waitUntil(lambda: "指纹" in words(line), timeout=LONG)
    press(qtbot, line, "信任这张证书")
    qtbot.waitUntil(lambda: f"签名有效，签名人：{NAME}" in words(line), timeout=LONG)


def test_a_signer_is_unknown_until_somebody_looks_and_trusts_and_again_after_removal(
    qtbot: QtBot, desk: Desk, signed: Path
) -> None:
    desk.verify([signed])
    trust_signer(qtbot, desk.verifying.cards[0].signature)
    desk.show_page(desk.preferences)
    card = desk.preferences.trust
    qtbot.waitUntil(lambda: NAME in words(card))
    press(qtbot, card, "移除")
    assert trusted(desk._settings) == ()
    assert card.undo.hasFocus()
    qtbot.keyClick(card.undo, Qt.Key.Key_Space)
    assert [item.name for item in trusted(desk._settings)] == [NAME]
    qtbot.waitUntil(lambda: NAME in words(card))
    press(qtbot, card, "移除")
    desk.verify([signed])
    line = desk.verifying.cards[0].signature
    qtbot.waitUntil(lambda: "未在信任名单" in words(line), timeout=LONG)


def test_the_bureaus_desk_trusts_the_same_list(qtbot: QtBot, desk: Desk, signed: Path) -> None:
    desk.show_page(desk.receiving)
    desk.receiving.take([signed.parent])
    qtbot.waitUntil(lambda: bool(desk.receiving.reception.rows), timeout=LONG)
    desk.receiving.table.selectRow(0)
    trust_signer(qtbot, desk.receiving.panel.signature)
    assert [item.name for item in trusted(desk._settings)] == [NAME]


@pytest.mark.parametrize("suffix", [".cer", ".p7b"])
def test_a_certificate_file_is_added_once_and_remembered(
    qtbot: QtBot, tmp_path: Path, pfx: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    settings = Settings(tmp_path / "settings.ini")
    with shown_desk(qtbot, tmp_path, (1090, 580), lambda made: made.show_page(made.preferences)) as made:
        card = made.preferences.trust
        card._settings = settings
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pfx.with_suffix(suffix)), ""))
        press(qtbot, card, "添加证书")
        press(qtbot, card, "添加证书")
        assert "已经在名单里" in words(card)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pfx), ""))
        press(qtbot, card, "添加证书")
        assert "里没有证书" in words(card)
    assert [item.name for item in trusted(Settings(tmp_path / "settings.ini"))] == [NAME]


def test_a_broken_line_in_the_settings_trusts_nobody(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.put_lines("trusted", ("no certificate", "MAA=", "中文"))
    assert trusted(settings) == ()
