"""The look follows the system and the person at once, wherever one is, and can be read by everybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui import theme
from desktop.gui.appearance import Look, wished
from desktop.gui.filing_view import FilingView
from desktop.gui.main_window import MainWindow
from desktop.gui.settings import Settings, Theme
from desktop.gui.theme import CONTRAST, DARK, LIGHT, Colours
from desktop.gui.widgets.notice import Notice
from desktop.gui.widgets.rail import RailItem
from tests.factories.stores import a_file

GROUNDS = ("window", "surface", "faint", "accent_soft")
INKS = ("text", "second", "third", "accent")
TINTED = ("good", "attention", "error")
PAIRS = [
    *product(INKS, GROUNDS),
    *product(TINTED, GROUNDS),
    *((ink, f"{ink}_soft") for ink in TINTED),
    *((ink, f"{ground}_soft") for ink in ("text", "second") for ground in TINTED),
    ("on_accent", "accent"),
]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def look(qapp: QApplication, settings: Settings) -> Iterator[Look]:
    made = Look(qapp, settings)
    yield made
    made.deleteLater()
    theme.apply(qapp, LIGHT)


@pytest.fixture
def window(qtbot: QtBot, look: Look, settings: Settings, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with a filing open at its third screen, the cursor in a figure."""
    made = MainWindow(look.colours, settings, look.dress)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    with qtbot.waitExposed(made):
        made.show()
    made.open_filing(a_file(tmp_path))
    view = view_of(made)
    view.show_step("infrastructure")
    figure_of(view).setFocus()
    yield made
    made.close()


def view_of(window: MainWindow) -> FilingView:
    assert window.view
    return window.view


def figure_of(view: FilingView) -> QLineEdit:
    return next(box for box in view.page.findChildren(QLineEdit) if box.property("kind") == "figure")


def press(qtbot: QtBot, shown: QWidget, text: str) -> None:
    found = next(item for item in shown.findChildren(QPushButton) if item.isVisible() and text in item.text())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Go to the settings, choose, and come back."""
    press(qtbot, view_of(window), "设置")
    page = window.desk.preferences
    choice = next(item for item in page.findChildren(QRadioButton) if text in item.text())
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)


def ground(widget: QWidget) -> str:
    """The colour most of a widget's left edge has."""
    return widget.grab().toImage().pixelColor(2, widget.height() - 3).name().upper()


@pytest.mark.parametrize(("palette", "least"), [(LIGHT, 4.5), (DARK, 4.5), (CONTRAST, 7.0)])
def test_every_text_can_be_read_on_every_ground_it_stands_on(palette: Colours, least: float) -> None:
    shades = asdict(palette)
    weak = {pair: round(contrast(shades[pair[0]], shades[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


def test_the_cursor_and_edges_are_seen_in_high_contrast() -> None:
    assert contrast(CONTRAST.accent, CONTRAST.surface) >= 7
    assert contrast(CONTRAST.line, CONTRAST.surface) >= 7
    assert "3px solid" in theme.style_sheet(CONTRAST)
    assert "3px solid" not in theme.style_sheet(DARK)


def test_a_change_of_the_system_dresses_an_open_filing_and_leaves_everything_in_place(
    qtbot: QtBot, window: MainWindow, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(window)
    qtbot.keyClicks(figure_of(view), "25")
    monkeypatch.setattr(theme, "colours", lambda: DARK)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert ground(view._rail) == DARK.surface
    assert look.colours == DARK
    assert (window.view, view.page.step.id) == (view, "infrastructure")
    qtbot.keyClicks(QApplication.focusWidget(), "7")
    assert figure_of(view).text() == "257"


def test_high_contrast_of_the_system_counts_before_light_and_dark(
    look: Look, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = QGuiApplication.styleHints().accessibility()
    monkeypatch.setattr(type(hints), "contrastPreference", lambda _: Qt.ContrastPreference.HighContrast)
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert look.colours == CONTRAST
    settings.put("theme", Theme.DARK.value)  # what the person chose here counts before both
    assert wished(settings) is DARK


@pytest.mark.parametrize(("words", "palette"), [("浅色", LIGHT), ("深色", DARK), ("高对比", CONTRAST)])
def test_a_theme_is_chosen_from_an_open_filing_and_one_comes_back_to_the_same_place(
    qtbot: QtBot, window: MainWindow, words: str, palette: Colours
) -> None:
    view = view_of(window)
    choose(qtbot, window, words)
    qtbot.waitUntil(view.isVisible)
    assert ground(view._rail) == palette.surface
    marked = next(item for item in view.findChildren(RailItem) if item.isChecked())
    painted = {QColor(marked.grab().toImage().pixel(x, 18)).name().upper() for x in range(4, 36)}
    assert palette.accent in painted
    assert view.page.step.id == "infrastructure"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert view.isAncestorOf(focused)


def test_texts_and_what_is_painted_grow_together_and_shrink_again(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    item, box = view.findChildren(RailItem)[0], figure_of(view)
    before = item.sizeHint().height(), box.width(), view._dock.width(), box.fontMetrics().height()
    choose(qtbot, window, "特大")
    larger = item.sizeHint().height(), box.width(), box.fontMetrics().height()
    assert all(now >= 1.2 * then for now, then in zip(larger, (*before[:2], before[3]), strict=True))
    assert view._dock.width() < before[2]  # folded: the same window holds less
    choose(qtbot, window, "标准")
    qtbot.waitUntil(
        lambda: (item.sizeHint().height(), box.width(), view._dock.width(), box.fontMetrics().height()) == before
    )


def test_whoever_paints_asks_the_font_for_sizes(program_texts: Callable[[], dict[Path, str]]) -> None:
    fixed = re.compile(r"theme import [^\n]*\b(BODY|SMALL|SECTION|TITLE|SCORE)\b|setPixelSize\(\d")
    assert [path.name for path, text in program_texts().items() if fixed.search(text)] == []


@pytest.mark.parametrize("kind", ["problem", "told", "good"])
def test_a_notice_says_its_kind_by_a_mark_as_well_as_by_colour(qtbot: QtBot, kind: str) -> None:
    marks = {"problem": "⚠", "told": "ⓘ", "good": "✓"}
    notice = Notice()
    qtbot.addWidget(notice)
    notice.tell("移除了 2 份材料。", kind)  # type: ignore[arg-type]  # one of the three
    assert notice.text().startswith(marks[kind])
    assert f'[kind="notice-{kind}"]' in theme.style_sheet(LIGHT)
    notice.tell("")
    assert notice.isHidden()


@pytest.mark.parametrize("step", ["form", "business", "investment", "seal"])
def test_tab_visits_a_whole_screen_and_shift_tab_brings_one_back(qtbot: QtBot, window: MainWindow, step: str) -> None:
    view = view_of(window)
    view.show_step(step)
    start = view._foot.next if view._foot.next.isVisible() else view._foot.back
    start.setFocus()
    there = walked(qtbot, Qt.Key.Key_Tab, start)
    back = walked(qtbot, Qt.Key.Key_Backtab, start)
    assert there == back[::-1]


def walked(qtbot: QtBot, key: Qt.Key, start: QWidget) -> list[QWidget]:
    """What has the cursor until one is back, in order."""
    seen: list[QWidget] = []
    for _ in range(300):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)
        now = QApplication.focusWidget()
        assert now is not None
        assert now.isVisible()
        assert not now.visibleRegion().isEmpty()  # it was scrolled into view
        if now is start:
            return seen
        seen.append(now)
    raise AssertionError([type(item).__name__ for item in seen[-6:]])
