from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.gui.session import Session
from desktop.gui.tasks import Task
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.evidence_intake import Arrival, Intake
from desktop.model.filing import EvidenceUse
from tests.factories.filings import a_filing
from tests.gui.conftest import Opened

OTHER = EvidenceUse("other")


def some_files(folder: Path, count: int) -> list[Arrival]:
    paths = [folder / f"{number}.txt" for number in range(count)]
    for path in paths:
        path.write_text(path.name)
    return [Arrival(path, OTHER) for path in paths]


def stop_at(number: int, task: Task) -> Callable[[int, int], None]:
    """Somebody presses the button while a file is on its way."""
    return lambda done, _: task.cancel() if done == number else None


def test_whoever_stops_keeps_what_was_attached_and_is_told_the_rest(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    session = opened().session
    intake = Intake(session, session)
    arrivals = some_files(tmp_path, 40)
    at_third = partial(stop_at, 3)
    intake.began.connect(lambda task: task.progressed.connect(at_third(task), Qt.ConnectionType.DirectConnection))
    with qtbot.waitSignal(intake.ended) as ended:
        intake.take(arrivals)
    count, sentences = ended.args
    assert len(session.filing.evidence) == count == 4
    assert sentences == ["已附 4 个，剩下 36 个没有附上。"]
    assert not intake.running


def test_many_files_are_one_edit(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    session = opened().session
    intake = Intake(session, session)
    with qtbot.waitSignal(intake.ended):
        intake.take(some_files(tmp_path, 5))
    assert len(session.filing.evidence) == 5
    session.undo()
    assert session.filing.evidence == ()


def test_a_file_that_is_gone_is_told_beside_the_slot(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    view = opened()
    view.go("evidence.business_licence")
    chips = next(item for item in view.page.findChildren(EvidenceChips) if item.requirement.id == "business_licence")
    with qtbot.waitSignal(chips.bringing.intake.ended):
        chips.attach([tmp_path / "没有.png"])
    assert any("没有.png" in item.text() for item in chips.findChildren(QLabel) if item.isVisible())
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(0)
    QGuiApplication.clipboard().setImage(picture)
    with qtbot.waitSignal(chips.bringing.intake.ended):
        qtbot.keyClick(chips.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [item.file for item in view.session.filing.evidence] == ["营业执照复印件.png"]
    assert not any("没有.png" in item.text() for item in chips.findChildren(QLabel) if item.isVisible())


def named(session: Session, name: str) -> None:
    session.edit(replace(session.filing, enterprise={**session.filing.enterprise, "name": name}))


def has(session: Session) -> tuple[str, int]:
    return session.filing.enterprise.get("name", ""), len(session.filing.evidence)


def test_undo_while_a_file_is_on_its_way_takes_back_that_file_and_nothing_older(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    view = opened()
    session, intake = view.session, Intake(view.session, view)
    named(session, "甲厂")
    with qtbot.waitSignal(intake.ended):
        intake.take(some_files(tmp_path, 1))
        qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert has(session) == ("甲厂", 0)
        assert any("存好后就撤销" in item.text() for item in view.findChildren(QLabel) if item.isVisible())
    assert has(session) == ("甲厂", 0)
    assert not any("存好后就撤销" in item.text() for item in view.findChildren(QLabel) if item.isVisible())
    session.redo()
    assert has(session) == ("甲厂", 1)
    session.undo()
    session.undo()
    assert has(session) == ("", 0)


def test_an_edit_made_while_a_file_is_on_its_way_is_taken_back_alone_and_can_be_done_again(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    session = opened(a_filing(enterprise={})).session
    intake = Intake(session, session)
    with qtbot.waitSignal(intake.ended):
        intake.take(some_files(tmp_path, 1))
        named(session, "甲厂")
        session.undo()
        assert has(session) == ("", 0)
    assert has(session) == ("", 1)
    session.redo()
    assert has(session) == ("甲厂", 1)
    session.undo()
    session.undo()
    assert has(session) == ("", 0)


def test_whoever_takes_a_file_back_and_goes_on_does_not_get_it(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    session = opened(a_filing(enterprise={})).session
    intake = Intake(session, session)
    with qtbot.waitSignal(intake.ended) as ended:
        intake.take(some_files(tmp_path, 1))
        session.undo()
        named(session, "甲厂")
    assert has(session) == ("甲厂", 0)
    assert ended.args == [0, []]


def test_what_does_not_arrive_leaves_nothing_to_undo(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    session = opened(a_filing(enterprise={})).session
    intake = Intake(session, session)
    with qtbot.waitSignal(intake.ended):
        intake.take([Arrival(tmp_path / "没有.png", OTHER)])
    assert not session.edits.can_undo
