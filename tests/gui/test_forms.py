from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.filing import create, open_filing
from desktop.gui import theme
from desktop.gui.filing_view import FilingView
from desktop.gui.pages.place import PlacePage
from desktop.gui.session import Session
from desktop.gui.tasks import Serial
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.file_chip import FileChip
from desktop.model.filing import Batch, EvidenceUse, StandardRef, empty_filing
from desktop.standard.flow import StepKind, steps
from desktop.standard.loading import load
from desktop.workspace import clock, standards
from tests.factories.filings import a_filing, a_system, zhejiang
from tests.gui.conftest import Opened
from tests.gui.drops import drop
from tests.gui.keyboard import attach, focused, type_text

W = TypeVar("W", bound=QWidget)
LICENCE = EvidenceUse("business_licence")


def shown(view: FilingView) -> str:
    return "\n".join(label.text() for label in view.page.findChildren(QLabel) if label.isVisible())


def chips(view: FilingView) -> list[str]:
    """The files that are shown."""
    return [chip.name.text() for chip in view.page.findChildren(FileChip) if chip.isVisible()]


def named(view: FilingView, kind: type[W], name: str) -> W:
    return next(item for item in view.page.findChildren(kind) if item.accessibleName().startswith(name))


def press(qtbot: QtBot, view: FilingView, text: str) -> None:
    found = next(item for item in view.findChildren(QPushButton) if item.isVisible() and text in item.text())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def on(view: FilingView, step: str) -> FilingView:
    view.show_step(step)
    return view


def place_page(view: FilingView) -> PlacePage:
    assert isinstance(view.page, PlacePage)
    return view.page


@pytest.mark.qt_log_ignore("does not support", extend=True)  # popups on the offscreen platform
def test_typing_part_of_a_name_chooses_city_and_county(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(batch=Batch("2021-1")))
    page = place_page(view)
    for box, typed in ((page.city, "宁波"), (page.county, "慈溪")):
        editor = box.lineEdit()
        assert editor is not None
        editor.setFocus()
        type_text(qtbot, editor, typed)
        qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    assert view.session.filing.batch == Batch("2021-1", "宁波市", "慈溪市")


@pytest.mark.qt_log_ignore("does not support", extend=True)  # popups on the offscreen platform
def test_another_city_takes_the_county_away(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    page = place_page(view)
    editor = page.city.lineEdit()
    assert editor is not None
    editor.setFocus()
    editor.selectAll()
    type_text(qtbot, editor, "温州市")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Tab)
    assert view.session.filing.batch == Batch("2021-1", "温州市", "")


def test_deadline_and_paper_sets_of_the_city_are_shown_at_once(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: "2021-11-21")
    text = shown(opened())
    assert "还剩 10 天" in text
    assert "2021 年 12 月 1 日前" in text
    assert "一式 2 份" in text
    assert "杭州市要求" in text
    assert "一式 1 份" in shown(opened(a_filing(batch=Batch("2021-1", "宁波市", "慈溪市"))))


def test_form_fields_are_filled_by_keyboard_alone(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(), "form")
    view.go("enterprise.name")
    for typed in ("样例公司", "样例路 1 号", "1,200", "张三"):
        type_text(qtbot, focused(), typed)
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    entered = view.session.filing.enterprise
    assert [entered[item.id] for item in zhejiang().fields[:4]] == ["样例公司", "样例路 1 号", "1200", "张三"]


def test_an_empty_form_waits_without_alarm(opened: Opened) -> None:
    view = on(opened(), "form")
    assert "还没有填写" not in shown(view)
    assert named(view, QLineEdit, "企业名称").placeholderText() == "待填"


def test_a_warning_stands_at_its_field_and_takes_a_reason(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(), "form")
    type_text(qtbot, named(view, QLineEdit, "法人代表联系电话"), "12")
    qtbot.waitUntil(lambda: "不像电话号码" in shown(view))
    type_text(qtbot, named(view, QLineEdit, "说明理由"), "分机")
    assert view.session.filing.reasons == {"phone_unusual@enterprise.legal_phone": "分机"}


def test_files_are_dropped_and_removed(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    view = on(opened(), "form")
    (tmp_path / "营业执照.png").write_bytes(b"\x89PNG\r\n\x1a\nx")
    slot = view.page.findChild(EvidenceChips)
    assert isinstance(slot, EvidenceChips)
    assert "待添加" in shown(view)
    view.page.area.ensureWidgetVisible(slot)
    with qtbot.waitSignal(view.session.edited):
        drop(slot, tmp_path / "营业执照.png")
    assert [item.file for item in view.session.filing.evidence_for("business_licence")] == ["营业执照.png"]
    qtbot.waitUntil(lambda: "营业执照.png" in chips(view))
    qtbot.mouseClick(named(view, QPushButton, "移除营业执照.png"), Qt.MouseButton.LeftButton)
    assert view.session.filing.evidence == ()
    press(qtbot, view, "撤销")
    assert view.session.filing.evidence_for("business_licence")


def test_a_file_that_proves_something_else_too_stays(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    view = on(opened(), "form")
    attach(qtbot, view.session, tmp_path / "一.png", [LICENCE, EvidenceUse("other")])
    qtbot.waitUntil(lambda: "一.png" in chips(view))
    qtbot.mouseClick(named(view, QPushButton, "移除一.png"), Qt.MouseButton.LeftButton)
    assert view.session.filing.evidence[0].uses == (EvidenceUse("other"),)


def test_a_list_is_written_from_the_systems_and_can_be_taken_back(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(a_filing(systems=(a_system("1", name="PLM"),))), "texts")
    press(qtbot, view, "由清单生成")
    box = named(view, QPlainTextEdit, "已上云的业务和应用清单")
    assert "研发 1 个：PLM" in box.toPlainText()
    type_text(qtbot, box, "改过。")
    edited = box.toPlainText()
    press(qtbot, view, "重新生成")
    assert "改过" not in box.toPlainText()
    press(qtbot, view, "撤销")
    assert box.toPlainText() == edited
    assert f"{len(edited)} / 10000" in shown(view)


def test_every_slot_of_the_narratives_is_named_after_its_case(opened: Opened) -> None:
    view = on(opened(), "demonstration")
    names = [item.add.accessibleName() for item in view.page.findChildren(EvidenceChips)]
    assert len(names) == len(set(names)) > 1


def test_a_narrative_is_typed_and_said_to_be_for_experts(qtbot: QtBot, opened: Opened) -> None:
    view = on(opened(), "demonstration")
    assert "由专家评分，自评不计分" in shown(view)
    view.go("demonstration.cloud_native")
    type_text(qtbot, focused(), "容器化")
    assert view.session.filing.demonstration == {"cloud_native": "容器化"}


def test_every_finding_leads_to_a_focusable_place(opened: Opened) -> None:
    """Of an empty filing; the systems and the evidence have screens of their own."""
    view = opened(a_filing(batch=Batch("2021-1")))
    mine = {StepKind.PLACE, StepKind.FORM, StepKind.NARRATIVES, StepKind.TEXTS}
    places = [item.place for item in view.session.findings if not item.place.startswith("systems")]
    for place in places:
        view.go(place)
        if view.page.step.kind in mine or place.startswith("answers"):
            assert view.page.isAncestorOf(focused()), place
            assert focused().accessibleName(), place


def test_a_second_standard_shows_its_own_screens(qtbot: QtBot, tmp_path: Path) -> None:
    texts = standards.read_folder(Path(__file__).parent.parent / "second_standard" / "js-2030")
    path, second = tmp_path / "二.yunqi", load(texts)
    with create(path, texts, empty_filing(StandardRef(second.id, second.sha256), Batch(second.batches[0].id))):
        pass
    session = Session(open_filing(path), Serial())
    view = FilingView(session, theme.LIGHT)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    seen = []
    for step in steps(second):
        view.show_step(step.id)
        seen.append(shown(view))
    session.close()
    for words in (
        "样板省“星云企业”",
        "单位全称",
        "工程师证书",
        "开展的培训数 ÷ 培训种类",
        "控制主机",
        "愿景",
        "单位使命",
    ):
        assert any(words in text for text in seen), words


@pytest.mark.parametrize("step", ["place", "form", "infrastructure", "investment", "demonstration", "texts"])
def test_controls_have_names_and_stay_within_the_page(opened: Opened, step: str) -> None:
    view = on(opened(), step)
    inner = view.page.area.widget()
    assert inner is not None
    for widget in view.page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            said = widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else "")
            assert said, widget
            right = widget.mapTo(inner, QPoint(widget.width(), 0)).x()
            assert right <= view.page.area.viewport().width(), said
