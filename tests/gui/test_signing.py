"""Signing a package on the last screen, and encrypting it for sending."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

pytest.importorskip("cryptography")

from desktop.gui.filing_view import FilingView
from desktop.gui.pages.seal import SealPage
from desktop.gui.widgets.after_sealing import AfterSealing
from desktop.gui.widgets.seal_form import SealForm
from desktop.workspace.verifying import verify
from tests.factories.keys import NAME, PASSWORD, a_pfx

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000  # milliseconds; on a busy machine


@pytest.fixture
def view(sample: FilingView) -> FilingView:
    return sample


def form_of(view: FilingView) -> SealForm:
    assert isinstance(view.page, SealPage)
    return view.page._form


def after(view: FilingView) -> AfterSealing:
    assert isinstance(view.page, SealPage)
    return view.page._after


def said(view: FilingView) -> str:
    return "\n".join(item.text() for item in view.page.findChildren(QLabel) if item.isVisible())


def press(qtbot: QtBot, view: FilingView, text: str) -> None:
    found = next(item for item in view.page.findChildren(QPushButton) if item.isVisible() and text in item.text())
    qtbot.mouseClick(found, LEFT)


def sign_with(qtbot: QtBot, view: FilingView, monkeypatch: pytest.MonkeyPatch, pfx: Path, password: str) -> None:
    """Choose a certificate, type a password, and press the button to seal."""
    signing = form_of(view).signing
    if not signing.wanted:
        press(qtbot, view, "用电子签名证书签名")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pfx), ""))
    qtbot.mouseClick(signing.choose, LEFT)
    assert signing.password.hasFocus()
    signing.password.setText(password)  # a key press carries no Chinese character
    if not form_of(view).declared.isChecked():
        qtbot.keyClick(form_of(view).declared, Qt.Key.Key_Space)
    qtbot.mouseClick(form_of(view).seal, LEFT)


def test_a_signed_package_says_who_signed_and_the_password_is_gone(
    qtbot: QtBot, view: FilingView, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pfx = a_pfx(tmp_path / "公司.pfx")
    sign_with(qtbot, view, monkeypatch, pfx, PASSWORD)
    qtbot.waitUntil(lambda: f"已签名，签名人：{NAME}" in said(view), timeout=LONG)
    (package,) = out.iterdir()
    assert verify(package, trust=[pfx.with_suffix(".cer")]).signature == "valid"
    assert not form_of(view).signing.password.text()
    assert PASSWORD.encode() not in (tmp_path / "样例.yunqi").read_bytes()
    made_again(qtbot, view, package)


def made_again(qtbot: QtBot, view: FilingView, package: Path) -> None:
    """The package was lost: it comes back as it was, signature and all, and nobody is asked for the key."""
    content = package.read_bytes()
    package.unlink()
    view.page.refresh()
    qtbot.waitUntil(after(view).card.again.isVisible, timeout=LONG)
    press(qtbot, view, "再生成一次")
    qtbot.waitUntil(lambda: f"已签名，签名人：{NAME}" in said(view), timeout=LONG)
    assert package.read_bytes() == content


def test_what_cannot_sign_is_told_beside_the_field_before_anything_is_sealed(
    qtbot: QtBot, view: FilingView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: pytest.fail("no folder is asked for"))
    pfx, problem = tmp_path / "公司.pfx", form_of(view).signing.problem
    for days, with_key, password, why in (
        ((-1, 300), True, "不对", "密码不对"),
        ((-300, -1), True, PASSWORD, "过期"),
        ((2, 300), True, PASSWORD, "才生效"),
        ((-1, 300), False, PASSWORD, "没有可用来签名的私钥"),
    ):
        sign_with(qtbot, view, monkeypatch, a_pfx(pfx, days=days, with_key=with_key), password)
        qtbot.waitUntil(problem.isVisible, timeout=LONG)
        assert why in problem.text()
        assert form_of(view).signing.password.hasFocus()
    assert view.session.seals == ()


def test_without_a_file_it_says_what_to_do_and_folding_away_seals_unsigned(
    qtbot: QtBot, view: FilingView, out: Path
) -> None:
    press(qtbot, view, "用电子签名证书签名")
    qtbot.keyClick(form_of(view).declared, Qt.Key.Key_Space)
    press(qtbot, view, "封装申报包")
    assert "请选择证书文件" in form_of(view).signing.problem.text()
    press(qtbot, view, "不签名，收起")
    press(qtbot, view, "封装申报包")
    qtbot.waitUntil(lambda: "佐证材料 85 份" in said(view), timeout=LONG)
    assert verify(next(out.iterdir())).signature == "none"
    assert not after(view).card.signer.isVisible()
    encrypted(qtbot, view, out)


def encrypted(qtbot: QtBot, view: FilingView, out: Path) -> None:
    """The package that was just sealed is encrypted: with a password typed twice, and with one made up."""
    (package,) = out.iterdir()
    press(qtbot, view, "加密后发送")
    card = after(view).sending
    qtbot.keyClicks(card.first, "abc12")
    assert "太弱" in said(view)
    qtbot.keyClicks(card.second, "abc13")
    assert "两遍写的不一样" in said(view)
    assert not card.write.isEnabled()
    card.second.setText("")
    qtbot.keyClicks(card.second, "abc12")
    assert card.write.isEnabled()  # weak is told, not forbidden
    press(qtbot, view, "帮我想一个密码")
    password = card.made.text()
    press(qtbot, view, "复制密码")
    assert QGuiApplication.clipboard().text() == password
    press(qtbot, view, "写出加密文件")
    qtbot.waitUntil(lambda: "已写好" in said(view), timeout=LONG)
    assert not card.first.text()
    target = package.with_name(f"{package.stem}-加密.zip")
    command = ["7z", "x", "-y", f"-p{password}", f"-o{out / 'opened'}", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    assert (out / "opened" / package.name).read_bytes() == package.read_bytes()
    press(qtbot, view, "收起")
    assert not card.made.text()
