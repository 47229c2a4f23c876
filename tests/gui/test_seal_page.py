from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.gui.filing_view import FilingView
from desktop.gui.pages.seal import SealPage
from desktop.gui.widgets.pages_window import PagesWindow
from desktop.gui.widgets.sealed_card import groups, next_steps
from desktop.package.layout import PRINTED
from desktop.standard.definition import FieldKind
from desktop.workspace.verifying import passed, verify
from tests.factories.filings import a_filing, zhejiang
from tests.factories.packages import files_of
from tests.gui.conftest import Opened

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000  # milliseconds; sealing the sample takes two seconds
PHONE = next(item.id for item in zhejiang().fields if item.kind is FieldKind.PHONE)


def page(view: FilingView) -> SealPage:
    assert isinstance(view.page, SealPage)
    return view.page


def shown_texts(view: FilingView) -> str:
    return "\n".join(item.text() for item in view.page.findChildren(QLabel) if item.isVisible())


def press(qtbot: QtBot, view: FilingView, text: str) -> None:
    found = next(item for item in view.page.findChildren(QPushButton) if item.isVisible() and text in item.text())
    qtbot.mouseClick(found, LEFT)


def seal(qtbot: QtBot, view: FilingView, *, until: str = "并已逐字节核验") -> None:
    form = page(view)._form
    form.declared.setFocus()
    qtbot.keyClick(form.declared, Qt.Key.Key_Space)
    press(qtbot, view, "封装申报包")
    qtbot.waitUntil(lambda: until in shown_texts(view), timeout=LONG)


def test_errors_and_the_declaration_stand_in_the_way_and_are_said(opened: Opened) -> None:
    view = opened()
    view.show_step("seal")
    form = page(view)._form
    assert not form.seal.isEnabled()
    errors = [item for item in view.session.findings if item.level.value == "error"]
    missing = sum(item.missing for item in errors)
    assert missing == len(errors)
    assert form.needed.text() == f"封装前还要补上缺的 {missing} 项、勾选真实性声明。"
    assert f"缺 {missing} 项" in shown_texts(view)


def test_enter_on_a_finding_leads_there(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    view.show_step("seal")
    rows = list(page(view)._list.rows.values())
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert view.page.step.id == "form"


def test_a_warning_is_settled_by_a_reason_that_goes_into_the_filing(qtbot: QtBot, sample: FilingView) -> None:
    session = sample.session
    session.edit(replace(session.filing, enterprise={**session.filing.enterprise, PHONE: "12"}))
    with qtbot.waitSignal(session.checked):
        pass
    form, found = page(sample)._form, page(sample)._list
    press(qtbot, sample, "只看未通过")
    (row,) = found.rows.values()
    assert "1 处警告写明理由" in form.needed.text()
    row.reason.setFocus()
    with qtbot.waitSignal(session.checked):
        qtbot.keyClicks(row.reason, "short number")
    assert session.filing.reasons == {row.finding.key: "short number"}
    assert "警告" not in form.needed.text()
    assert list(found.rows.values()) == [row]  # nothing vanishes under the fingers
    session.undo()
    assert not session.filing.reasons  # the keystrokes of one reason are one edit


def test_sealing_gives_a_verified_package_and_says_what_to_do_next(qtbot: QtBot, sample: FilingView, out: Path) -> None:
    seal(qtbot, sample)
    (package,) = out.iterdir()
    assert passed(verify(package))
    (version,) = sample.session.seals
    qtbot.waitUntil(lambda: all(words in shown_texts(sample) for words in ("佐证材料 85 份", "余杭区经信部门")))
    texts = shown_texts(sample)
    assert groups(version.code) in texts
    assert package.name in texts
    assert page(sample)._after.card.folder.hasFocus()


def test_an_edit_after_sealing_is_listed_and_undone_the_package_shows_again(
    qtbot: QtBot, sample: FilingView, out: Path
) -> None:
    seal(qtbot, sample)
    session = sample.session
    session.edit(replace(session.filing, enterprise={**session.filing.enterprise, PHONE: "0571-12345678"}))
    assert "第 1 版之后有 1 处修改" in shown_texts(sample)
    press(qtbot, sample, "查看修改")
    qtbot.waitUntil(lambda: "0571-12345678" in shown_texts(sample))
    session.undo()
    assert "已封装第 1 版" in shown_texts(sample)
    assert len(list(out.iterdir())) == 1


def test_stopping_leaves_no_file_and_the_form_as_it_was(qtbot: QtBot, sample: FilingView, out: Path) -> None:
    form = page(sample)._form
    qtbot.keyClick(form.declared, Qt.Key.Key_Space)
    press(qtbot, sample, "封装申报包")
    press(qtbot, sample, "停止封装")
    qtbot.waitUntil(lambda: "已停止" in shown_texts(sample), timeout=LONG)
    assert not list(out.iterdir())
    assert sample.session.seals == ()
    assert form.seal.isEnabled()


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(
    qtbot: QtBot, sample: FilingView, out: Path
) -> None:
    out.rmdir()
    out.write_text("a file in the place of the folder")
    seal(qtbot, sample, until="请检查位置和磁盘后重试")
    assert sample.session.seals == ()
    assert page(sample)._form.declared.isChecked()


def test_the_pages_are_previewed_and_open_in_a_window_of_their_own(qtbot: QtBot, sample: FilingView) -> None:
    preview = page(sample)._preview
    qtbot.waitUntil(lambda: all(sheet.drawn for sheet in preview.pages), timeout=LONG)
    press(qtbot, sample, "预览全部页面")
    window = page(sample).findChild(PagesWindow)
    assert isinstance(window, PagesWindow)
    qtbot.waitUntil(lambda: window.sheets.drawn > 0, timeout=LONG)
    wide = window.sheets.width()
    window.zoom(1)
    assert window.sheets.width() > wide
    window.show_page(5)
    assert window._where.text().startswith("第 6 /")
    with qtbot.waitSignal(window.destroyed):
        window.close()


def test_the_overview_is_left_out_by_a_tick_that_can_be_undone(qtbot: QtBot, sample: FilingView) -> None:
    box = page(sample)._form.overview
    assert box.isChecked()
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert not box.isChecked()
    chosen = sample.session.filing
    sample.session.undo()
    qtbot.waitUntil(box.isChecked)
    assert (chosen.no_overview, sample.session.filing.no_overview) == (True, False)


def test_a_draft_is_written_beside_and_is_no_version(qtbot: QtBot, sample: FilingView, out: Path) -> None:
    press(qtbot, sample, "先出草稿")
    folder = out / "样例-草稿"
    qtbot.waitUntil(page(sample)._form._folder.isVisible, timeout=LONG)
    assert sorted(item.suffix for item in folder.iterdir()) == [".pdf", ".xlsx", ".zip"]
    assert sample.session.seals == ()


def test_a_package_is_copied_whole_and_never_over_another(
    qtbot: QtBot, sample: FilingView, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(qtbot, sample)
    (package,) = out.iterdir()
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    press(qtbot, sample, "复制到 U 盘")
    qtbot.waitUntil(lambda: "可以安全弹出" in shown_texts(sample), timeout=LONG)
    assert (stick / package.name).read_bytes() == package.read_bytes()
    press(qtbot, sample, "复制到 U 盘")
    qtbot.waitUntil(lambda: "没有覆盖" in shown_texts(sample), timeout=LONG)


@pytest.mark.parametrize(
    ("today", "said"),
    [("2021-11-20", "还有 11 天"), ("2021-12-01", "就是今天"), ("2021-12-02", "期限已过")],
)
def test_what_comes_next_follows_the_batch_and_the_city(today: str, said: str) -> None:
    steps = next_steps(zhejiang(), a_filing(), 1, today)
    assert "2 份（杭州市要求" in steps[0]
    assert said in steps[2]
    assert "第 2 版" in steps[3]


def test_the_scan_of_the_stamped_paper_goes_into_the_package(
    qtbot: QtBot, sample: FilingView, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(qtbot, sample)
    (package,) = out.glob("*.zip")
    stamped = tmp_path / "盖章.pdf"
    stamped.write_bytes(files_of(package)[PRINTED])
    other = tmp_path / "别的.pdf"
    other.write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(other)], ""))
    press(qtbot, sample, "加入盖章扫描件")
    qtbot.waitUntil(lambda: "“别的.pdf”打不开" in shown_texts(sample), timeout=LONG)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(stamped)], ""))
    press(qtbot, sample, "加入盖章扫描件")
    qtbot.waitUntil(lambda: "已加入盖章扫描件，27 页齐全，封装码不变" in shown_texts(sample), timeout=LONG)
    assert verify(package).paper
