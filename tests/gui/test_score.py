"""The live score: what it tells, where it leads, what is only tried, what others have published."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.gui.filing_view import FilingView
from desktop.gui.help_topics import topic_of
from desktop.gui.pages.what_if import WhatIfPage
from desktop.gui.widgets.dock import Dock
from desktop.gui.widgets.score_panel import ScorePanel
from desktop.model.filing import Pair
from tests.factories.filings import a_filing, systems
from tests.gui.conftest import Opened

WIDE = (1366, 740)
STORAGE = {"cloud_storage": Pair("150", "300")}


def panel(view: FilingView) -> ScorePanel:
    found = view.findChild(Dock)
    assert isinstance(found, Dock)
    return found.panel


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def named(view: FilingView, text: str) -> QAbstractButton:
    return next(item for item in view.findChildren(QAbstractButton) if item.isVisible() and item.text() == text)


def told(view: FilingView) -> str:
    return "\n".join(item.text() for item in view.page.findChildren(QLabel) if item.isVisible())


def box(view: FilingView, name: str) -> QLineEdit:
    return next(item for item in view.page.findChildren(QLineEdit) if item.accessibleName().startswith(name))


def trial(qtbot: QtBot, view: FilingView) -> WhatIfPage:
    qtbot.keyClick(view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(view.page, WhatIfPage)
    return view.page


def test_the_last_edit_is_told_with_its_indicator_and_counts_a_field_as_one(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(answers={"cloud_storage": Pair("", "300")}), WIDE)
    view.show_step("infrastructure")
    qtbot.keyClicks(box(view, "企业使用云存储数据总量"), "150")
    assert "云存储 +2.50" in panel(view).head.accessibleName()


def test_a_dimension_opens_its_indicators_and_each_leads_to_its_field(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(answers=STORAGE), WIDE)
    row = panel(view).indicators["cloud_storage"]
    assert not row.isVisible()
    click(qtbot, panel(view).dimensions["infrastructure"])
    assert row.isVisible()
    assert row.accessibleName().startswith("云存储 2.50")
    click(qtbot, row)
    assert view.page.step.id == "infrastructure"
    assert view.focusWidget() is box(view, "企业使用云存储数据总量")


def test_the_next_point_leads_to_the_place(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=systems("office", 1, 3)), WIDE)
    assert "再把 1 个行政办公系统上云" in panel(view).advice.text()
    click(qtbot, panel(view).advice)
    assert view.page.step.id == "management"


def test_the_strip_unrolls_over_the_page_and_esc_takes_it_away(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(answers=STORAGE))
    page = view.page.width()
    assert not panel(view).isVisible()
    click(qtbot, named(view, "展开"))
    assert panel(view).isVisible()
    assert view.page.width() == page
    qtbot.keyClick(panel(view).roll_up, Qt.Key.Key_Escape)
    assert not panel(view).isVisible()


def test_everything_is_seen_at_the_usual_size_and_the_radar_gives_way_in_a_low_window(
    qtbot: QtBot, opened: Opened
) -> None:
    view = opened(a_filing(answers=STORAGE), WIDE)
    shown = panel(view)
    assert shown.radar.isVisible()
    assert not shown.advice.visibleRegion().isEmpty()
    view.resize(1366, 580)
    qtbot.waitUntil(lambda: not shown.radar.isVisible())
    qtbot.waitUntil(lambda: shown.advice.visibleRegion().boundingRect().height() == shown.advice.height())
    assert (view.width(), view.height()) == (1366, 580)


def test_what_is_tried_shows_beside_the_real_score_and_is_gone_when_one_leaves(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(answers=STORAGE, systems=systems("rnd", 1, 3)))
    before = view.session.filing
    page = trial(qtbot, view)
    click(qtbot, page.rows["rnd"].n.more)
    qtbot.keyClick(page.rows["cloud_storage"].n.editor, Qt.Key.Key_Up)
    assert page.rows["rnd"].n.editor.text() == "2"
    assert page.rows["cloud_storage"].n.editor.text() == "151"
    assert "试算，不保存" in told(view)
    assert "5.02" in told(view)  # 2.50 and 2.52
    assert view.session.filing is before
    assert not view.session.edits.can_undo
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.page.step is view.step
    assert trial(qtbot, view).rows["rnd"].n.editor.text() == "1"


def test_a_tried_figure_is_typed_and_a_contradiction_is_told_by_the_same_rules(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(answers=STORAGE))
    row = trial(qtbot, view).rows["cloud_storage"]
    row.n.editor.selectAll()
    qtbot.keyClicks(row.n.editor, "400")
    assert "N 大于 M" in told(view)


def test_only_typed_figures_are_written_by_a_button_of_its_own_and_can_be_taken_back(
    qtbot: QtBot, opened: Opened
) -> None:
    view = opened(a_filing(answers=STORAGE, systems=systems("rnd", 1, 3)))
    before = view.session.filing
    page = trial(qtbot, view)
    click(qtbot, page.rows["rnd"].n.more)
    assert not page.banner.adopt.isEnabled()
    qtbot.keyClick(page.rows["cloud_storage"].n.editor, Qt.Key.Key_Up)
    click(qtbot, page.banner.adopt)
    assert view.session.filing.pair("cloud_storage") == Pair("151", "300")
    assert view.session.filing.systems == before.systems
    view.session.undo()
    assert view.session.filing == before


def test_published_figures_stand_beside_ones_own_with_their_source(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=systems("rnd", 5, 1)))
    click(qtbot, named(view, "对标"))
    said = told(view)
    assert "春风动力" in said
    assert "来源：" in said
    assert "19 个，可算得 4.52 分" in said
    click(qtbot, named(view, "研发"))
    assert view.page.step.id == "business"
    view.show_step("infrastructure")
    assert "春风动力公布 257 TB（2024 年）" in told(view)


def test_f1_knows_the_screens_beside_the_walk(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    assert topic_of(None, trial(qtbot, view)).startswith("score.html")
