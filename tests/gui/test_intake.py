from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.gui.tasks import Task
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.evidence_intake import Arrival, Intake
from desktop.model.filing import EvidenceUse
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
    intake = Intake(session, session.edit, session)
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
    intake = Intake(session, session.edit, session)
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
