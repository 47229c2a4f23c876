from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.filing import FilingStore
from desktop.gui.filing_view import FilingView
from desktop.gui.pages import choice
from desktop.gui.pages.evidence import EvidencePage
from desktop.gui.tasks import Progress, Task
from desktop.gui.widgets.evidence_model import Column, iso_date
from desktop.gui.widgets.evidence_needs import needs
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.standard.flow import StepKind
from tests.factories.filings import a_filing, a_system, zhejiang
from tests.gui.conftest import Opened
from tests.gui.drops import drop

Filled = Callable[..., FilingView]
CONTENTS = (b"1" * 20_000, b"2" * 30_000, b"3" * 5)


def kept(content: bytes, file: str, *uses: EvidenceUse, dated: str = "", note: str = "") -> Evidence:
    return Evidence(file, sha256(content).hexdigest(), len(content), uses, dated, note)


LICENCE = kept(CONTENTS[0], "执照.png", EvidenceUse("business_licence"))
LOGIN = kept(CONTENTS[1], "登录.png", EvidenceUse("system_login", "s1"), dated="2020-05-06", note="首页")
LOOSE = kept(CONTENTS[2], "散.pdf")
FILING = a_filing(systems=(a_system("s1"), a_system("s2")), evidence=(LOOSE, LOGIN, LICENCE))


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(choice._PAGES, StepKind.EVIDENCE, EvidencePage)


@pytest.fixture
def filled(qtbot: QtBot, opened: Opened) -> Filled:
    """A filing whose evidence has its contents in the file."""

    def store_all(store: FilingStore, _: Progress) -> None:
        with store.writing() as writing:
            for content in CONTENTS:
                writing.add_content([content], "picture")

    def fill(filing: Filing = FILING) -> FilingView:
        view = opened()
        task = Task()
        with qtbot.waitSignal(task.done):
            view.session.run(store_all, task)
        with qtbot.waitSignal(view.session.saved):
            view.session.edit(filing)
        view.session.check()
        return view

    return fill


def page(view: FilingView) -> EvidencePage:
    view.show_step("evidence")
    assert isinstance(view.page, EvidencePage)
    return view.page


def column(shown: EvidencePage, number: Column) -> list[str]:
    model = shown.table.model()
    return [str(model.data(model.index(row, number))) for row in range(model.rowCount())]


def shown_texts(shown: EvidencePage) -> str:
    return "\n".join(item.text() for item in shown.findChildren(QLabel) if item.isVisible())


def typed_into_cell(qtbot: QtBot, shown: EvidencePage, row: int, at: Column, text: str) -> None:
    shown.table.show_row(row, at)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.table.state() is QAbstractItemView.State.NoState)


def typing(shown: EvidencePage, column: Column, words: str) -> QLineEdit:
    """The open editor of a cell of the second file, with words typed over what was there."""
    shown.table.show_row(1, column)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, words)
    return editor


def test_files_stand_in_the_reviewers_order_with_what_they_prove(filled: Filled) -> None:
    shown = page(filled())
    assert column(shown, Column.FILE) == ["执照.png", "登录.png", "散.pdf"]
    assert column(shown, Column.USE) == ["营业执照复印件", "登录页截图：系统s1", "未归类"]
    assert column(shown, Column.SIZE) == ["20.0 KB", "30.0 KB", "5 B"]
    assert column(shown, Column.FOUND)[2] == "提示"


def test_a_check_does_not_wipe_out_what_is_being_typed(filled: Filled) -> None:
    view = filled()
    shown = page(view)
    editor = typing(shown, Column.DATED, "2020-0")
    licence, *others = view.session.filing.evidence[::-1]
    view.session.edit(replace(view.session.filing, evidence=(*others[::-1], replace(licence, dated="2018-05-16"))))
    view.session.check()
    assert editor.text() == "2020-0"


def test_a_file_that_arrives_leaves_the_open_cell_and_what_is_typed_in_it(qtbot: QtBot, filled: Filled) -> None:
    view = filled()
    shown = page(view)
    editor = typing(shown, Column.NOTE, "half")
    arrived = (kept(b"4", "主页.png", EvidenceUse("system_home", "s1")), kept(b"5", "照.png", LICENCE.uses[0]))
    view.session.edit(replace(view.session.filing, evidence=(*arrived, *view.session.filing.evidence)))
    assert column(shown, Column.FILE) == ["照.png", "执照.png", "登录.png", "主页.png", "散.pdf"]
    QTest.keyClicks(editor, " done")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.table.state() is QAbstractItemView.State.NoState)
    assert {item.file: item.note for item in view.session.filing.evidence}["登录.png"] == "half done"


def test_what_each_requirement_lacks_is_counted_and_leads_to_the_first_gap(qtbot: QtBot, filled: Filled) -> None:
    view = filled()
    shown = page(view)
    assert "1/2，缺 1" in shown_texts(shown)
    lacking = {need.requirement.id: need.gap for need in needs(zhejiang(), FILING) if need.lacking}
    assert lacking["system_login"] == "evidence.system_login:s2"
    link = next(item for item in shown.findChildren(QPushButton) if item.accessibleName().startswith("登录页截图"))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert view.page.step.id == "business"


def test_date_and_note_are_edited_in_place_in_the_form_people_write(qtbot: QtBot, filled: Filled) -> None:
    view = filled()
    shown = page(view)
    typed_into_cell(qtbot, shown, 0, Column.DATED, "2018/3/9")
    typed_into_cell(qtbot, shown, 0, Column.NOTE, "copy")
    licence = view.session.filing.evidence[2]
    assert (licence.dated, licence.note) == ("2018-03-09", "copy")
    assert shown.table.currentIndex().row() == 1  # Enter goes on to the next file


def test_a_date_that_does_not_exist_is_told_and_changes_nothing(qtbot: QtBot, filled: Filled) -> None:
    view = filled()
    shown = page(view)
    typed_into_cell(qtbot, shown, 1, Column.DATED, "2020-02-30")
    assert view.session.filing == FILING
    assert "不是日期" in "\n".join(item.text() for item in view.findChildren(QLabel) if item.isVisible())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2020.3.18", "2020-03-18"),
        ("2020年3月18日", "2020-03-18"),
        ("20200318", "2020-03-18"),
        ("去年", "去年"),
        ("202031", "202031"),
    ],
)
def test_dates_are_understood_as_people_write_them(typed: str, kept: str) -> None:
    assert iso_date(typed) == kept


def test_del_removes_the_selected_file_and_undo_brings_it_back(qtbot: QtBot, filled: Filled) -> None:
    view = filled()
    shown = page(view)
    shown.table.show_row(1)
    qtbot.keyClick(shown.table, Qt.Key.Key_Delete)
    assert view.session.filing.evidence == (LOOSE, LICENCE)
    view.session.undo()
    assert view.session.filing.evidence == FILING.evidence


def test_a_file_is_given_another_use_by_keyboard(qtbot: QtBot, filled: Filled) -> None:
    view = filled()
    shown = page(view)
    shown.table.show_row(2)
    qtbot.keyClick(shown.chosen.details.use.requirement, Qt.Key.Key_Down)
    assert view.session.filing.evidence[0].uses == (EvidenceUse("business_licence"),)
    assert shown.table.currentIndex().row() == 0 or column(shown, Column.FILE).index("散.pdf") == 1


def test_files_chosen_in_the_dialog_and_dropped_are_attached(
    qtbot: QtBot, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = filled()
    shown = page(view)
    names = [str(tmp_path / name) for name in ("一.txt", "二.txt")]
    for name in names:
        Path(name).write_text(name)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names[:1], ""))
    with qtbot.waitSignal(view.session.edited):
        qtbot.mouseClick(shown._add, Qt.MouseButton.LeftButton)
    assert view.session.filing.evidence[-1].uses == (EvidenceUse("other"),)
    with qtbot.waitSignal(view.session.edited):
        drop(shown, Path(names[1]))
    assert [item.file for item in view.session.filing.evidence[-2:]] == ["一.txt", "二.txt"]
    qtbot.waitUntil(lambda: not shown.running.isVisible())


def test_two_thousand_files_are_listed_without_a_widget_each(filled: Filled) -> None:
    many = tuple(kept(CONTENTS[0], f"{number}.png") for number in range(2_000))
    shown = page(filled(a_filing(evidence=many)))
    assert shown.table.model().rowCount() == 2_000
    shown.table.show_row(1_999)
    assert len(shown.table.viewport().children()) < 10


def test_tab_leaves_the_list_and_every_control_has_a_name(qtbot: QtBot, filled: Filled) -> None:
    shown = page(filled())
    shown.table.show_row(0)
    shown.table.setFocus()
    qtbot.keyClick(shown.table, Qt.Key.Key_Tab)
    assert not shown.table.hasFocus()
    for kind in (QPushButton, QLineEdit):
        assert all(item.accessibleName() or item.property("text") for item in shown.findChildren(kind))
