from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.gui import screen_cut
from desktop.gui.filing_view import FilingView
from desktop.gui.screen_cut import ScreenCut, Shot
from desktop.gui.theme import LIGHT
from desktop.gui.widgets.cut_overlay import CutOverlay
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.systems_panel import SystemsPanel
from desktop.model.filing import EvidenceUse
from tests.factories.filings import a_filing, a_system
from tests.gui.conftest import Opened

LOGIN, HOME = "system_login", "system_home"
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_cut, "_SETTLE", 0)


def monitor(place: QRect, ratio: float, corner: str = "red") -> Shot:
    """A white monitor whose upper left 100 × 50 points have a colour."""
    picture = QImage(place.size() * ratio, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    coloured = QImage(QSize(100, 50) * ratio, QImage.Format.Format_RGB32)
    coloured.fill(QColor(corner))
    for y in range(coloured.height()):
        for x in range(coloured.width()):
            picture.setPixelColor(x, y, QColor(corner))
    return Shot(picture, place)


def two_monitors() -> Sequence[Shot]:
    return [monitor(QRect(0, 0, 400, 300), 1.5), monitor(QRect(400, 0, 300, 200), 1.0, "blue")]


class Desk:
    """A window that cuts from two monitors, and what was taken."""

    def __init__(self, view: FilingView, grab: Callable[[], Sequence[Shot]] = two_monitors) -> None:
        self.view, self.taken, self.said = view, list[QImage](), list[str]()
        self.cut = ScreenCut(view, LIGHT)
        self.cut.grab = grab
        self.cut.failed.connect(self.said.append)

    def begin(self, qtbot: QtBot) -> list[CutOverlay]:
        self.cut.begin(self.taken.append)
        assert not self.view.isVisible()
        qtbot.waitUntil(lambda: bool(self.cut.overlays))
        return list(self.cut.overlays)

    @property
    def back(self) -> bool:
        return self.view.isVisible() and not self.cut.overlays


def drag(qtbot: QtBot, overlay: CutOverlay, one: QPoint, other: QPoint) -> None:
    qtbot.mousePress(overlay, LEFT, pos=one)
    qtbot.mouseMove(overlay, other)
    qtbot.mouseRelease(overlay, LEFT, pos=other)


def colour(picture: QImage, x: int, y: int) -> str:
    return picture.pixelColor(x, y).name()


def test_what_is_dragged_over_is_taken_in_the_monitors_own_pixels(qtbot: QtBot, opened: Opened) -> None:
    desk = Desk(opened())
    overlay, _ = desk.begin(qtbot)
    drag(qtbot, overlay, QPoint(120, 80), QPoint(20, 20))  # upwards works too
    assert desk.back
    assert desk.taken[0].size() == QSize(150, 90)
    assert colour(desk.taken[0], 0, 0) == "#ff0000"
    assert colour(desk.taken[0], 119, 44) == "#ff0000"
    assert colour(desk.taken[0], 120, 45) == "#ffffff"


def test_a_region_is_moved_and_resized_with_the_keys_on_the_other_monitor(qtbot: QtBot, opened: Opened) -> None:
    desk = Desk(opened())
    one, other = desk.begin(qtbot)
    qtbot.keyClick(one, Qt.Key.Key_Right)
    assert not one.region.rect.isEmpty()
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    for _ in range(40):  # the first key places the region, the edge of the monitor stops it
        qtbot.keyClick(other, Qt.Key.Key_Left)
    assert one.region.rect.isEmpty()  # there is one region on all monitors
    for _ in range(40):
        qtbot.keyClick(other, Qt.Key.Key_Up)
    qtbot.keyClick(other, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert other.region.rect == QRect(0, 0, 100, 68)
    qtbot.keyClick(other, Qt.Key.Key_Return)
    assert desk.back
    assert desk.taken[0].size() == QSize(100, 68)
    assert colour(desk.taken[0], 99, 49) == "#0000ff"


def test_enter_without_a_region_takes_the_whole_monitor(qtbot: QtBot, opened: Opened) -> None:
    desk = Desk(opened())
    qtbot.keyClick(desk.begin(qtbot)[0], Qt.Key.Key_Return)
    assert desk.taken[0].size() == QSize(600, 450)


@pytest.mark.parametrize("way", ["escape", "right click", "closed"])
def test_whoever_changes_their_mind_gets_the_window_back_and_takes_nothing(
    qtbot: QtBot, opened: Opened, way: str
) -> None:
    desk = Desk(opened())
    overlay = desk.begin(qtbot)[1]
    qtbot.mouseClick(overlay, LEFT, pos=QPoint(5, 5))  # a click is no region
    assert overlay.isVisible()
    if way == "escape":
        qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    elif way == "right click":
        qtbot.mouseClick(overlay, RIGHT, pos=QPoint(5, 5))
    else:
        overlay.close()
    qtbot.waitUntil(lambda: desk.back)
    assert desk.taken == []


def broken() -> Sequence[Shot]:
    raise RuntimeError


def test_the_window_comes_back_where_nothing_can_be_grabbed(qtbot: QtBot, opened: Opened) -> None:
    desk = Desk(opened(), grab=tuple)
    desk.cut.begin(desk.taken.append)
    qtbot.waitUntil(lambda: desk.back)
    assert "Ctrl+V" in desk.said[0]


def test_the_window_comes_back_even_when_grabbing_breaks(qtbot: QtBot, opened: Opened) -> None:
    desk = Desk(opened(), grab=broken)
    with qtbot.captureExceptions() as raised:
        desk.cut.begin(desk.taken.append)
        qtbot.waitUntil(lambda: desk.back)
    assert [kind for kind, _, _ in raised] == [RuntimeError]


def test_a_slot_is_filled_from_the_screen_and_the_next_empty_one_is_in_focus(qtbot: QtBot, opened: Opened) -> None:
    view = opened(a_filing(systems=(a_system("s01", name="PLM"),)))
    view.show_step("business")
    panel = view.page.findChild(SystemsPanel)
    assert isinstance(panel, SystemsPanel)
    panel.slots.cutter.grab = two_monitors
    panel.go_to(f"evidence.{LOGIN}:s01")
    button = next(item for item in panel.findChildren(QPushButton) if item.text() == "截取屏幕")
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: bool(panel.slots.cutter.overlays))
    with qtbot.waitSignal(panel.slots.intake.ended):
        drag(qtbot, panel.slots.cutter.overlays[0], QPoint(0, 0), QPoint(100, 50))
    (login,) = view.session.filing.evidence_for(LOGIN, "s01")
    assert login.file == "登录页截图-PLM.png"
    assert panel.model.use(panel.table.currentIndex()) == EvidenceUse(HOME, "s01")
    qtbot.keyClick(panel.table, Qt.Key.Key_X, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: bool(panel.slots.cutter.overlays))
    with qtbot.waitSignal(panel.slots.intake.ended):
        qtbot.keyClick(panel.slots.cutter.overlays[1], Qt.Key.Key_Return)
    (home,) = view.session.filing.evidence_for(HOME, "s01")
    assert home.sha256 != login.sha256
    assert view.isVisible()


def test_two_cuts_for_one_requirement_get_two_names(qtbot: QtBot, opened: Opened) -> None:
    view = opened()
    view.go("evidence.business_licence")
    chips = next(item for item in view.page.findChildren(EvidenceChips) if item.requirement.id == "business_licence")
    chips.bringing.cutter.grab = two_monitors
    for number in range(2):
        qtbot.keyClick(chips.add, Qt.Key.Key_X, CONTROL | SHIFT)
        qtbot.waitUntil(lambda: bool(chips.bringing.cutter.overlays))
        with qtbot.waitSignal(chips.bringing.intake.ended):
            qtbot.keyClick(chips.bringing.cutter.overlays[number], Qt.Key.Key_Return)
    names = [item.file for item in view.session.filing.evidence_for("business_licence")]
    assert names == ["营业执照复印件.png", "营业执照复印件（2）.png"]
    assert not any(item.isVisible() for item in chips.findChildren(QLabel) if "notice" in str(item.property("kind")))
