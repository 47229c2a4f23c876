"""The inbox: what was dropped is proposed, confirmed with keys and mouse, undone, and never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.gui import inbox as state
from desktop.gui import inbox_reading
from desktop.gui.filing_view import FilingView
from desktop.gui.help_topics import topic_of
from desktop.gui.inbox_lines import Line, Mark, View
from desktop.gui.inbox_reading import Heap
from desktop.gui.pages.inbox import InboxPage
from desktop.gui.spots import spots_of
from desktop.gui.widgets.drop_zone import DropZone
from desktop.gui.widgets.inbox_desk import InboxDesk
from desktop.gui.widgets.inbox_list import InboxList
from desktop.model.filing import EvidenceUse, System
from desktop.workspace.inbox import Item, Piece, gather
from tests.factories.filings import a_filing
from tests.factories.inbox import an_enterprise, an_item, as_item, messy_folder, reference_case
from tests.gui.conftest import Opened
from tests.gui.drops import drop
from tests.gui.geometry import faults
from tests.gui.keyboard import focused, type_text

SMALL, OFFICE = (1090, 580), (1366, 740)
PLM, ERP = System("p", "PLM", "rnd", cloud=True), System("e", "ERP", "rnd", cloud=True)
LOGIN, HOME = "system_login", "system_home"
Fed = Callable[..., FilingView]


@pytest.fixture
def fed(qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fed:
    """An inbox into which small files with these names were dropped; their contents are not read."""

    def feed(*names: str, size: tuple[int, int] = SMALL) -> FilingView:
        folder = tmp_path / "收件"
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
        items = [replace(an_item(piece.source.name), piece=screen(piece)) for piece in gather([folder]).pieces]
        monkeypatch.setattr(state, "read_heap", lambda paths, progress: Heap(tuple(items)))
        view = opened(a_filing(systems=(PLM, ERP)), size)
        dropped(qtbot, view, folder)
        return view

    return feed


def screen(piece: Piece) -> Piece:
    """A file that says it is a picture."""
    return replace(piece, form="picture")


def dropped(qtbot: QtBot, view: FilingView, *paths: Path) -> None:
    """Drop on the page of all evidence, and wait until it is read."""
    view.show_step("evidence")
    with qtbot.waitSignal(view.inbox.read, timeout=20_000):
        drop(view.page, *paths)
    qtbot.waitUntil(lambda: view.inbox.reading is None)


def desk(view: FilingView) -> InboxDesk:
    assert isinstance(view.page, InboxPage)
    return view.page.desk


def listed(view: FilingView) -> InboxList:
    return desk(view).list


def marks(view: FilingView) -> dict[str, Mark]:
    return {line.name: line.mark for line in view.inbox.lines.values()}


def on(view: FilingView, name: str) -> Line:
    """Put the cursor on a file."""
    line = next(line for line in view.inbox.lines.values() if line.name == name)
    listed(view).go_to_key(line.key)
    listed(view).setFocus()
    return line


def uses(view: FilingView) -> dict[str, list[tuple[str, str]]]:
    """What the filing holds, and what it proves."""
    return {item.file: [(use.requirement, use.subject) for use in item.uses] for item in view.session.filing.evidence}


def press(
    qtbot: QtBot, view: FilingView, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the cursor is, and wait until what is placed has arrived."""
    qtbot.keyClick(focused(), key, held)
    qtbot.waitUntil(lambda: not view.inbox.intake.running)


def test_a_folder_dropped_on_the_evidence_is_read_and_nothing_is_placed_by_itself(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    filing = an_enterprise()
    documents = messy_folder(tmp_path / "收到的材料", filing, most=6)
    view = opened(filing)
    dropped(qtbot, view, tmp_path / "收到的材料")
    assert view.session.filing.evidence == ()
    assert set(view.inbox.lines) == {view.inbox.items[n].key for n in range(len(view.inbox.items))}
    assert len(view.inbox.lines) == len(documents) + 1
    empty = next(line for line in view.inbox.lines.values() if line.name == "空文件.pdf")
    assert (empty.mark, "空" in empty.found) == (Mark.UNREADABLE, True)
    desk(view)._left_out.click()
    assert "~$合同清单.docx" in desk(view)._reasons.text()
    assert listed(view).hasFocus()


def test_one_key_confirms_what_is_sure_and_undo_gives_it_back_to_the_inbox(qtbot: QtBot, fed: Fed) -> None:
    view = fed("PLM登录页.png", "PLM主页.png", "IMG_1.png")
    assert marks(view) == {"PLM登录页.png": Mark.SURE, "PLM主页.png": Mark.SURE, "IMG_1.png": Mark.LOOK}
    press(qtbot, view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert uses(view) == {"PLM登录页.png": [(LOGIN, "p")], "PLM主页.png": [(HOME, "p")]}
    assert marks(view)["PLM登录页.png"] is Mark.PLACED
    assert listed(view).line == view.inbox.lines[next(k for k in view.inbox.lines if k.endswith("IMG_1.png"))]
    view.session.undo()
    assert uses(view) == {}
    assert marks(view)["PLM登录页.png"] is Mark.SURE
    view.session.redo()
    assert marks(view)["PLM登录页.png"] is Mark.PLACED


def test_enter_confirms_a_file_and_goes_on_to_the_next_that_needs_a_look(qtbot: QtBot, fed: Fed) -> None:
    view = fed("PLM登录页.png", "ERP-1.png", "ERP-2.png", "IMG_1.png")
    on(view, "ERP-1.png")
    press(qtbot, view, Qt.Key.Key_Return)
    assert uses(view) == {"ERP-1.png": [(LOGIN, "e")]}
    line = listed(view).line
    assert line
    assert line.mark is Mark.LOOK
    press(qtbot, view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: uses(view) == {})


def test_a_file_nobody_knows_is_sent_by_a_digit_or_by_typing_part_of_a_name(qtbot: QtBot, fed: Fed) -> None:
    view = fed("IMG_1.png", "IMG_2.png", "IMG_3.png")
    line = on(view, "IMG_1.png")
    press(qtbot, view, Qt.Key.Key_2)
    assert uses(view)["IMG_1.png"] == [(line.likely[1].use.requirement, line.likely[1].use.subject)]
    on(view, "IMG_2.png")
    qtbot.keyClicks(listed(view), "e")
    assert listed(view).choice.editor.hasFocus()
    type_text(qtbot, focused(), "rp 主页")
    assert listed(view).choice.list.count() == 1
    press(qtbot, view, Qt.Key.Key_Return)
    assert uses(view)["IMG_2.png"] == [(HOME, "e")]
    assert listed(view).hasFocus()
    on(view, "IMG_3.png")
    press(qtbot, view, Qt.Key.Key_Return)  # where no place is known, Enter asks for one
    press(qtbot, view, Qt.Key.Key_Escape)
    assert "IMG_3.png" not in uses(view)
    assert isinstance(view.page, InboxPage)


def test_several_files_are_marked_and_given_one_place(qtbot: QtBot, fed: Fed) -> None:
    view = fed("一.png", "二.png", "三.png")
    on(view, listed(view).lines.lines()[0].name)
    press(qtbot, view, Qt.Key.Key_Space)
    press(qtbot, view, Qt.Key.Key_Space)
    press(qtbot, view, Qt.Key.Key_F2)
    type_text(qtbot, focused(), "其他材料")
    press(qtbot, view, Qt.Key.Key_Return)
    assert sorted(uses(view).values()) == [[("other", "")], [("other", "")]]
    assert not listed(view).lines.marked
    view.session.undo()
    assert uses(view) == {}  # one wish, one undo


def test_what_is_set_aside_stays_to_be_seen_and_comes_back_by_the_same_key(qtbot: QtBot, fed: Fed) -> None:
    view = fed("PLM登录页.png", "年会.png")
    on(view, "年会.png")
    press(qtbot, view, Qt.Key.Key_Delete)
    assert marks(view)["年会.png"] is Mark.ASIDE
    assert desk(view).tabs.isTabVisible(list(View).index(View.ASIDE))
    press(qtbot, view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert uses(view) == {"PLM登录页.png": [(LOGIN, "p")]}
    on(view, "年会.png")
    press(qtbot, view, Qt.Key.Key_Delete)
    assert marks(view)["年会.png"] is Mark.LOOK


def test_a_whole_section_is_confirmed_with_the_mouse_and_a_tick_marks_a_file(qtbot: QtBot, fed: Fed) -> None:
    view = fed("PLM登录页.png", "ERP登录页.png", "PLM主页.png")
    shown = listed(view)
    place = shown.visualRect(shown.lines.index(1))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPointF(18, 28).toPoint())
    assert shown.lines.marked == {shown.lines.lines()[0].key}
    press(qtbot, view, Qt.Key.Key_Escape)
    assert not shown.lines.marked
    heading = shown.visualRect(shown.lines.index(0))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=heading.topRight() + QPointF(-40, 16).toPoint())
    qtbot.waitUntil(lambda: sorted(uses(view)) == ["ERP登录页.png", "PLM登录页.png"])


def test_whoever_stops_keeps_what_was_read(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(a_filing(systems=(PLM,)))
    for name in ("PLM登录页.png", "PLM主页.png", "三.png"):
        (tmp_path / name).write_bytes(name.encode())

    def slowly(pieces: Sequence[Piece], _: Callable[[], object]) -> Iterator[tuple[int, Item]]:
        for number, piece in enumerate(pieces):
            if number == 1:
                assert view.inbox.reading
                view.inbox.reading.cancel()
            yield number, replace(an_item(piece.source.name), piece=piece)

    monkeypatch.setattr(inbox_reading, "read_each", slowly)
    view.open_inbox()
    with qtbot.waitSignal(view.inbox.read):
        view.open_inbox(sorted(tmp_path.glob("*.png")))
    assert len(view.inbox.lines) == 2
    said = "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert "还有 1 份没有读" in said


def test_the_inbox_stays_while_the_filing_is_open(qtbot: QtBot, fed: Fed) -> None:
    view = fed("PLM登录页.png", "年会.png")
    on(view, "年会.png")
    press(qtbot, view, Qt.Key.Key_Delete)
    view.show_step("form")
    assert "1 份待确认" in view._rail.inbox.text()
    view.session.edit(replace(view.session.filing, systems=(ERP,)))  # PLM is gone: its place is no place any more
    qtbot.mouseClick(view._rail.inbox, Qt.MouseButton.LeftButton)
    assert marks(view) == {"PLM登录页.png": Mark.LOOK, "年会.png": Mark.ASIDE}
    assert topic_of(focused(), view.page) == "inbox.html"


def test_only_what_is_seen_is_drawn_small(qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def small(_: object, key: str) -> QImage | None:
        asked.append(key)
        return None

    monkeypatch.setattr("desktop.gui.inbox_pictures.InboxPictures.small", small)
    many = tuple(an_item(f"图/{number:03}.png") for number in range(300))
    monkeypatch.setattr(state, "read_heap", lambda paths, progress: Heap(many))
    view = opened(a_filing(systems=(PLM,)))
    dropped(qtbot, view, Path.cwd())
    qtbot.waitUntil(lambda: bool(asked))
    assert len(set(asked)) < 20
    assert len(listed(view).viewport().children()) < 3


@pytest.mark.parametrize("size", [SMALL, OFFICE], ids=str)
def test_nothing_is_cut_or_covered_at_any_size(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    filing = an_enterprise()
    view = opened(filing, size)
    view.open_inbox()
    QApplication.processEvents()
    found = faults(view)
    heap = Heap(tuple(as_item(document) for document in reference_case(filing)))
    monkeypatch.setattr(state, "read_heap", lambda paths, progress: heap)
    dropped(qtbot, view, Path.cwd())
    found += faults(view)
    desk(view)._show_preview(shown=True)
    QApplication.processEvents()
    found += faults(view)
    qtbot.keyClick(listed(view), Qt.Key.Key_F2)
    found += faults(view)
    assert not found, "\n".join(found)
    assert {line.mark for line in view.inbox.lines.values()} >= {Mark.SURE, Mark.LOOK, Mark.COPY}


def test_places_are_those_of_the_standard_and_the_filing(opened: Opened) -> None:
    session = opened(a_filing(systems=(PLM,))).session
    spots = {spot.use: spot.words for spot in spots_of(session.standard, session.filing)}
    assert {key.requirement for key in spots} == {
        item.id for item in session.standard.requirements if item.subject.value != "cloud_service"
    }
    assert spots[EvidenceUse(LOGIN, "p")].startswith("PLM：")


def test_the_place_to_drop_on_takes_what_is_dropped(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text("x")
    view = opened(a_filing())
    view.open_inbox()
    (zone,) = (item for item in view.findChildren(DropZone) if item.isVisible())
    with qtbot.waitSignal(view.inbox.read, timeout=20_000):
        drop(zone, tmp_path / "一.txt")
