from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.filing_view import FilingView
from desktop.gui.widgets.systems_panel import SystemsPanel
from desktop.gui.widgets.viewer import Viewer
from desktop.model.filing import EvidenceUse, Filing, System
from tests.factories.filings import a_filing, a_system
from tests.gui.conftest import Opened

LOGIN, HOME = "system_login", "system_home"


def listed(view: FilingView) -> SystemsPanel:
    view.show_step("business")
    panel = view.page.findChild(SystemsPanel)
    assert isinstance(panel, SystemsPanel)
    return panel


def named(*names: str, category: str = "rnd") -> tuple[System, ...]:
    return tuple(a_system(f"s{number:02d}", category, name=name) for number, name in enumerate(names, start=1))


def focused(panel: SystemsPanel) -> QWidget:
    return panel.window().focusWidget()


def press(qtbot: QtBot, panel: SystemsPanel, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(panel), key)


def copy_picture(colour: str) -> None:
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    QGuiApplication.clipboard().setImage(picture)


def paste(qtbot: QtBot, panel: SystemsPanel) -> None:
    qtbot.keyClick(panel.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def attached(filing: Filing, requirement: str, system: str) -> list[str]:
    return [item.file for item in filing.evidence_for(requirement, system)]


def shown(view: FilingView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def drop(panel: SystemsPanel, paths: Iterable[Path], at: QPoint) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.table.dropEvent(QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, none))


def test_a_system_is_added_and_filled_in_by_keyboard_alone(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    panel = listed(view)
    add = next(item for item in panel.findChildren(QPushButton) if "添加系统" in item.text())
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    name = panel.table.findChild(QLineEdit)
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "PLM ")
    qtbot.keyClicks(name, "data")
    press(qtbot, panel, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    qtbot.keyClicks(panel.table, "A")
    qtbot.keyClicks(focused(panel), "li")
    press(qtbot, panel, Qt.Key.Key_Return)
    made = view.session.filing.systems[0]
    assert (made.id, made.name, made.category, made.cloud, made.platform) == ("s01", "PLM data", "rnd", True, "Ali")
    assert view.session.card.indicators["rnd"].score == 5


def test_escape_takes_back_what_was_typed_and_undo_goes_by_field(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=named("PLM")))
    panel = listed(view)
    panel.go_to("systems.s01.summary")
    press(qtbot, panel, Qt.Key.Key_F2)
    box = panel.table.findChild(QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    qtbot.keyClicks(box, "xyz")
    assert view.session.filing.systems[0].summary == "xyz"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert view.session.filing.systems[0].summary == "一句话"


def test_pictures_are_pasted_one_after_the_other_across_categories(qtbot: QtBot, opened: Opened) -> None:
    systems = (*named("PLM"), a_system("p1", "production", name="MES"))
    view = opened(a_filing(systems=systems))
    panel = listed(view)
    for number, colour in enumerate(("red", "green", "blue", "yellow")):
        press(qtbot, panel, *([Qt.Key.Key_F8] if number == 0 else []))
        copy_picture(colour)
        with qtbot.waitSignal(panel.slots.intake.ended):
            paste(qtbot, panel)
    filing = view.session.filing
    assert attached(filing, LOGIN, "s01") == ["登录页截图-PLM.png"]
    assert attached(filing, HOME, "p1") == ["功能主页截图-MES.png"]
    assert len({item.sha256 for item in filing.evidence}) == 4
    view.session.check()
    assert "都齐了" in shown(view)
    assert panel.indicator.id == "production"


def test_deleting_a_system_takes_its_pictures_and_undo_brings_both_back(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=named("PLM", "CAD")))
    panel = listed(view)
    for system in ("s01", "s02"):
        panel.go_to(f"evidence.{LOGIN}:{system}")
        copy_picture("red")
        with qtbot.waitSignal(panel.slots.intake.ended):
            paste(qtbot, panel)
    full = view.session.filing
    panel.go_to("systems.s01.name")
    press(qtbot, panel, Qt.Key.Key_Delete)
    assert [item.id for item in view.session.filing.systems] == ["s02"]
    assert [item.uses for item in view.session.filing.evidence] == [(EvidenceUse(LOGIN, "s02"),)]
    assert "已删除“PLM”" in shown(view)
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.session.filing == full


def test_a_picture_is_removed_and_replaced_and_undone_in_one_step(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=named("PLM")))
    panel = listed(view)
    for colour in ("red", "green"):
        panel.go_to(f"evidence.{LOGIN}:s01")
        copy_picture(colour)
        with qtbot.waitSignal(panel.slots.intake.ended):
            paste(qtbot, panel)
    second = view.session.filing
    assert len(second.evidence) == 1
    view.session.undo()
    assert len(view.session.filing.evidence) == 1
    assert view.session.filing.evidence != second.evidence
    panel.go_to(f"evidence.{LOGIN}:s01")
    press(qtbot, panel, Qt.Key.Key_Delete)
    assert not view.session.filing.evidence


def test_many_files_dropped_find_their_slots_and_the_rest_is_told(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    view = opened(a_filing(systems=named("PLM 产品数据", "仿真云平台")))
    panel = listed(view)
    names = ("登录页-PLM产品数据.png", "plm_home.png", "仿真云平台login.png", "合影.png")
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(bytes([number + 1]))
    with qtbot.waitSignal(panel.slots.intake.ended):
        drop(panel, [tmp_path / name for name in names], QPoint(4, 4))
    filing = view.session.filing
    assert attached(filing, LOGIN, "s01") == [names[0]]
    assert attached(filing, HOME, "s01") == [names[1]]
    assert attached(filing, LOGIN, "s02") == [names[2]]
    assert "已放好 3 张" in shown(view)
    assert "“合影.png”文件名里没有系统名称" in shown(view)


def test_rows_from_excel_become_systems_in_one_edit(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=named("PLM")))
    panel = listed(view)
    rows = (
        "系统名称\t是否云上\t云平台\t供应商\t上下游协同\t功能简介\t界面显示名\r\n"
        "PLM\t是\t\t\t\t\t\r\nCAD\t√\t云A\t甲\t否\t设计\t星图\r\nCAE\t否\t\t\t1\t\t\r\n"
    )
    QGuiApplication.clipboard().setText(rows)
    button = next(item for item in panel.findChildren(QPushButton) if "Excel" in item.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.session.filing.systems[1:] == (
        System("s02", "CAD", "rnd", cloud=True, platform="云A", provider="甲", summary="设计", display_name="星图"),
        System("s03", "CAE", "rnd", collaborates=True),
    )
    assert "已添加 2 个系统，1 个同名的没有重复添加" in shown(view)
    view.session.undo()
    assert len(view.session.filing.systems) == 1


def test_enter_chooses_a_file_and_then_shows_it(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(a_filing(systems=named("PLM")))
    panel = listed(view)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    picture.save(str(tmp_path / "图.png"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "图.png"), ""))
    panel.go_to(f"evidence.{HOME}:s01")
    with qtbot.waitSignal(panel.slots.intake.ended):
        press(qtbot, panel, Qt.Key.Key_Return)
    assert attached(view.session.filing, HOME, "s01") == ["图.png"]
    panel.go_to(f"evidence.{HOME}:s01")
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    viewer = panel.findChild(Viewer)
    assert isinstance(viewer, Viewer)
    qtbot.waitUntil(lambda: not viewer.canvas.empty)
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_the_next_gap_may_be_a_text(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=(a_system("s01", name="PLM", summary=""),)))
    panel = listed(view)
    assert "PLM缺登录页截图、功能主页截图和功能简介" in shown(view)
    press(qtbot, panel, Qt.Key.Key_F8, Qt.Key.Key_F8, Qt.Key.Key_F8)
    qtbot.keyClicks(focused(panel), "ok")
    assert view.session.filing.systems[0].summary == "ok"


def test_systems_not_listed_one_by_one_are_counted(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=named("PLM")))
    panel = listed(view)
    assert panel.go_to("unlisted_systems.rnd")
    qtbot.keyClicks(focused(panel), "4")
    assert view.session.filing.unlisted_systems == {"rnd": "4"}
    assert view.session.card.indicators["rnd"].score == 1
    assert not panel.go_to("systems.office")


def test_small_pictures_come_without_blocking_and_are_kept_within_bounds(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=named("PLM")))
    panel = listed(view)
    panel.go_to(f"evidence.{LOGIN}:s01")
    copy_picture("red")
    paste(qtbot, panel)
    thumbnails = panel.thumbnails
    with qtbot.waitSignal(thumbnails.ready) as made:
        pass
    picture = thumbnails.picture(made.args[0])
    assert picture is not None
    assert picture.size().width() == 144


def test_the_list_fits_across_the_small_window_of_the_sample(opened: Opened) -> None:
    view = opened(a_filing(systems=named(*(f"系统{number}" for number in range(9))), sample=True))
    table = listed(view).table
    assert view.sample_bar.isVisible()
    assert table.verticalScrollBar().isVisible()
    assert not table.horizontalScrollBar().isVisible()


def test_what_the_screens_call_a_system_is_typed_below_the_list_and_stands_below_its_name(
    qtbot: QtBot, opened: Opened
) -> None:
    view = opened(a_filing(systems=named("MES", "PLM")))
    panel = listed(view)
    field = panel.display_name.editor
    panel.table.put_cursor(panel.model.index(1, 0))
    assert field.isVisible()
    qtbot.keyClicks(field, "Nova")
    assert [item.display_name for item in view.session.filing.systems] == ["", "Nova"]
    assert "界面显示名 Nova" in panel.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    panel.table.put_cursor(panel.model.index(0, 1))
    assert not field.isVisible()
    view.go("systems.s02.display_name")
    assert field.hasFocus()
    assert field.text() == "Nova"
    view.session.undo()
    assert not field.text()
    qtbot.waitUntil(lambda: not view.session.saving.pending)


def test_news_told_while_a_picture_is_stored_stay_and_nothing_is_called_complete_before(
    qtbot: QtBot, opened: Opened
) -> None:
    view = opened(a_filing(systems=named("PLM")))
    panel = listed(view)
    intake = panel.slots.intake
    panel.go_to(f"evidence.{LOGIN}:s01")
    copy_picture("red")
    with qtbot.waitSignal(intake.ended):
        paste(qtbot, panel)
    assert "已放好 1 张" in shown(view)
    copy_picture("green")
    with qtbot.waitSignal(intake.ended):
        paste(qtbot, panel)
        view.session.check()
        assert "正在存入最后几张" in shown(view)
        assert "都齐了" not in shown(view)
        QGuiApplication.clipboard().setText("CAD\t是\t云")
        button = next(item for item in panel.findChildren(QPushButton) if item.text() == "从 Excel 粘贴")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert "已添加 1 个系统" in shown(view)
    assert attached(view.session.filing, HOME, "s01")
    assert "已添加 1 个系统" in shown(view)
