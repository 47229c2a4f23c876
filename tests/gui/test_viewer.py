from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.filing import Blob, FilingStore, open_filing
from desktop.gui.filing_view import FilingView
from desktop.gui.pages.evidence import EvidencePage
from desktop.gui.tasks import Progress, Task
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.evidence_model import Column
from desktop.gui.widgets.file_chip import FileChip
from desktop.gui.widgets.systems_panel import SystemsPanel
from desktop.gui.widgets.viewer import Viewer
from desktop.model.filing import Evidence, EvidenceUse, Filing
from tests.factories.filings import a_filing, a_system
from tests.gui.conftest import Opened
from tests.gui.geometry import faults

LOGIN, HOME, LICENCE = "system_login", "system_home", "business_licence"
LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SYSTEMS = (a_system("s1", name="PLM"), a_system("s2", name="CAD"))


def a_picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(out, "PNG")
    return out.getvalue()


def a_pdf(pages: int) -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(200, 100)
    document.save(out)
    document.close()
    return out.getvalue()


FILES = (
    ("登录.png", a_picture("red"), "picture", EvidenceUse(LOGIN, "s1")),
    ("主页.png", a_picture("green"), "picture", EvidenceUse(HOME, "s1")),
    ("二.png", a_picture("blue"), "picture", EvidenceUse(LOGIN, "s2")),
    ("执照.pdf", a_pdf(3), "pdf", EvidenceUse(LICENCE)),
)


def filled(qtbot: QtBot, opened: Opened) -> FilingView:
    """A filing with pictures and a PDF."""
    view = opened(a_filing(systems=SYSTEMS))

    def store_all(store: FilingStore, _: Progress) -> list[Blob]:
        with store.writing() as writing:
            return [writing.add_content([content], kind) for _, content, kind, _ in FILES]

    task = Task()
    with qtbot.waitSignal(task.done) as done:
        view.session.run(store_all, task)
    files = zip(FILES, done.args[0], strict=True)
    evidence = tuple(Evidence(name, blob.sha256, blob.size, (use,)) for (name, _, _, use), blob in files)
    view.session.kinds.update({blob.sha256: blob.kind for blob in done.args[0]})
    view.session.edit(replace(view.session.filing, evidence=evidence))
    return view


def looked_at(qtbot: QtBot, view: FilingView, place: str = f"evidence.{LOGIN}:s1") -> Viewer:
    """The viewer, opened from the list of systems with the keyboard."""
    view.show_step("business")
    panel = view.page.findChild(SystemsPanel)
    assert isinstance(panel, SystemsPanel)
    panel.go_to(place)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    viewer = panel.findChild(Viewer)
    assert isinstance(viewer, Viewer)
    ready(qtbot, viewer)
    return viewer


def ready(qtbot: QtBot, viewer: Viewer) -> None:
    qtbot.waitUntil(lambda: not viewer.canvas.empty)


def said(viewer: Viewer) -> str:
    return "\n".join(item.text() for item in viewer.findChildren(QLabel) if item.isVisible())


def press(qtbot: QtBot, viewer: Viewer, text: str) -> None:
    button = next(item for item in viewer.findChildren(QPushButton) if item.isVisible() and item.text() == text)
    qtbot.mouseClick(button, LEFT)


def mask_middle(qtbot: QtBot, viewer: Viewer) -> None:
    """Draw an area over the middle and save it."""
    before = viewer.item.evidence.sha256
    press(qtbot, viewer, "遮盖区域")
    ground = viewer.canvas.viewport()
    middle = ground.rect().center()
    qtbot.mousePress(ground, LEFT, pos=middle - QPoint(40, 40))
    qtbot.mouseMove(ground, middle)
    qtbot.mouseRelease(ground, LEFT, pos=middle + QPoint(40, 40))
    press(qtbot, viewer, "保存遮盖（1 块）")
    qtbot.waitUntil(lambda: viewer.item.evidence.sha256 != before)
    ready(qtbot, viewer)


def files(filing: Filing) -> list[str]:
    return [item.file for item in filing.evidence]


def test_the_arrow_keys_go_through_all_pictures_of_the_list(qtbot: QtBot, opened: Opened) -> None:
    viewer = looked_at(qtbot, filled(qtbot, opened))
    names = []
    for _ in range(4):  # the last stays
        names.append(viewer.item.evidence.file)
        qtbot.keyClick(viewer.canvas, Qt.Key.Key_Right)
    assert names == ["登录.png", "主页.png", "二.png", "二.png"]
    assert "CAD，登录页截图" in said(viewer)
    assert "第 3/3 个" in said(viewer)
    qtbot.keyClick(viewer, Qt.Key.Key_Left)
    assert viewer.item.evidence.file == "主页.png"
    ready(qtbot, viewer)
    assert faults(viewer) == []
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_zooming_by_key_wheel_and_button_and_back_to_the_window(qtbot: QtBot, opened: Opened) -> None:
    viewer = looked_at(qtbot, filled(qtbot, opened))
    viewer.resize(500, 400)
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    fitting = viewer.canvas.transform().m11()
    assert fitting < 1
    qtbot.keyClick(viewer, Qt.Key.Key_1)
    assert viewer.canvas.transform().m11() == 1
    at, up, none = QPointF(50, 50), QPoint(0, 120), Qt.MouseButton.NoButton
    turn = QWheelEvent(at, at, up, up, none, CONTROL, Qt.ScrollPhase.NoScrollPhase, False)  # noqa: FBT003  (Qt's own)
    QApplication.sendEvent(viewer.canvas.viewport(), turn)
    assert viewer.canvas.transform().m11() == 1.25
    qtbot.keyClick(viewer, Qt.Key.Key_Minus)
    assert viewer.canvas.transform().m11() == 1
    before = viewer.canvas.verticalScrollBar().value()
    qtbot.keyClick(viewer, Qt.Key.Key_Down)
    assert viewer.canvas.verticalScrollBar().value() > before
    press(qtbot, viewer, "适合窗口")
    assert viewer.canvas.transform().m11() == fitting


def test_a_masked_picture_takes_its_place_and_the_original_can_be_seen_and_restored(
    qtbot: QtBot, opened: Opened
) -> None:
    view = filled(qtbot, opened)
    viewer = looked_at(qtbot, view)
    before = view.session.filing
    mask_middle(qtbot, viewer)
    masked = view.session.filing.evidence[0]
    assert (masked.file, masked.uses) == ("登录.png", before.evidence[0].uses)
    assert "已遮盖" in said(viewer)
    assert "原图，不进申报包" not in said(viewer)
    press(qtbot, viewer, "查看原图")
    assert "原图，不进申报包" in said(viewer)
    press(qtbot, viewer, "查看遮盖后的图")
    press(qtbot, viewer, "恢复原图")
    assert view.session.filing == before
    qtbot.keyClick(viewer, Qt.Key.Key_Z, CONTROL)
    assert view.session.filing.evidence[0] == masked
    qtbot.keyClick(viewer, Qt.Key.Key_Z, CONTROL)
    assert view.session.filing == before
    assert "已遮盖\n" not in said(viewer)
    ready(qtbot, viewer)


def test_the_masked_pixels_are_gone_from_the_stored_copy(qtbot: QtBot, opened: Opened) -> None:
    view = filled(qtbot, opened)
    mask_middle(qtbot, looked_at(qtbot, view))
    masked = view.session.filing.evidence[0]
    view.session.close()
    with open_filing(view.session.path) as store:
        assert store.filing.evidence[0] == masked
        copy = Image.open(io.BytesIO(b"".join(store.content(masked.sha256))))
        assert (copy.format, copy.size) == ("PNG", (600, 400))
        assert copy.getpixel((300, 200)) == (0, 0, 0)
        assert copy.getpixel((10, 10)) == (255, 0, 0)
        original = store.originals()[masked.sha256]
        assert b"".join(store.content(original.sha256)) == FILES[0][1]


def test_areas_are_drawn_with_the_keys_taken_back_and_left(qtbot: QtBot, opened: Opened) -> None:
    view = filled(qtbot, opened)
    viewer = looked_at(qtbot, view)
    before = view.session.filing
    qtbot.keyClick(viewer, Qt.Key.Key_M)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down):
        qtbot.keyClick(viewer, key)
    qtbot.keyClick(viewer, Qt.Key.Key_Down, SHIFT)
    assert len(viewer.canvas.areas) == 2
    assert viewer.canvas.areas[1].bottom > viewer.canvas.areas[0].bottom
    qtbot.keyClick(viewer, Qt.Key.Key_Z, CONTROL)
    assert len(viewer.canvas.areas) == 1
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert viewer.isVisible()
    assert viewer.canvas.areas == []
    qtbot.keyClick(viewer, Qt.Key.Key_M)
    qtbot.keyClick(viewer, Qt.Key.Key_Left)
    qtbot.keyClick(viewer, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: view.session.filing != before)
    assert view.session.filing.evidence[1:] == before.evidence[1:]


def test_removing_goes_on_to_the_next_and_is_taken_back_in_the_viewer(qtbot: QtBot, opened: Opened) -> None:
    view = filled(qtbot, opened)
    viewer = looked_at(qtbot, view)
    qtbot.keyClick(viewer, Qt.Key.Key_Delete)
    assert viewer.item.evidence.file == "主页.png"
    assert "已移除“登录.png”" in said(viewer)
    qtbot.keyClick(viewer, Qt.Key.Key_Z, CONTROL)
    assert files(view.session.filing)[0] == "登录.png"
    for _ in range(3):
        qtbot.keyClick(viewer, Qt.Key.Key_Delete)
    assert files(view.session.filing) == ["执照.pdf"]
    assert not viewer.isVisible()


def test_a_file_is_replaced_for_the_same_use_and_undone(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = filled(qtbot, opened)
    viewer = looked_at(qtbot, view)
    before = view.session.filing
    (tmp_path / "新.png").write_bytes(a_picture("yellow"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "新.png"), ""))
    with qtbot.waitSignal(view.session.edited):
        press(qtbot, viewer, "替换…")
    assert files(view.session.filing) == ["新.png", "主页.png", "二.png", "执照.pdf"]
    assert view.session.filing.evidence[0].uses == before.evidence[0].uses
    assert viewer.item.evidence.file == "新.png"
    qtbot.keyClick(viewer, Qt.Key.Key_Z, CONTROL)
    assert view.session.filing == before


def test_all_files_are_looked_at_from_the_evidence_list(qtbot: QtBot, opened: Opened) -> None:
    view = filled(qtbot, opened)
    view.show_step("evidence")
    page = view.page
    assert isinstance(page, EvidencePage)
    page.table.show_row(0, Column.FILE)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    viewer = page.viewer
    assert viewer is not None
    ready(qtbot, viewer)
    assert "执照.pdf" in said(viewer)
    qtbot.waitUntil(lambda: "第 1/3 页，第 1/4 个" in said(viewer))
    qtbot.keyClick(viewer, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "第 2/3 页" in said(viewer))
    qtbot.keyClick(viewer, Qt.Key.Key_M)
    assert "只有图片能在这里遮盖" in said(viewer)
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    second = page.table.visualRect(page.table.model().index(1, Column.USE)).center()
    qtbot.mouseDClick(page.table.viewport(), LEFT, pos=second)
    assert viewer.item.evidence.file == "登录.png"
    ready(qtbot, viewer)


def test_a_chip_opens_its_file(qtbot: QtBot, opened: Opened) -> None:
    view = filled(qtbot, opened)
    view.go(f"evidence.{LICENCE}")
    chips = next(item for item in view.page.findChildren(EvidenceChips) if item.requirement.id == LICENCE)
    chip = chips.findChild(FileChip)
    assert isinstance(chip, FileChip)
    chip.name.setFocus()
    qtbot.keyClick(chip.name, Qt.Key.Key_Space)
    assert chips.viewer is not None
    ready(qtbot, chips.viewer)
    assert chips.viewer.item.use == EvidenceUse(LICENCE)
