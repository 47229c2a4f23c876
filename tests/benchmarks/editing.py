"""An edit until the dock is painted, with 500 systems and 2 000 files, beside the bare cost of painting."""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget
from typing_extensions import override

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.app import SWITCH_INTERVAL
from desktop.gui.filing_view import FilingView
from desktop.gui.garbage import Garbage
from desktop.gui.session import Session
from desktop.gui.tasks import Serial
from desktop.gui.widgets.dock import Dock
from desktop.model.filing import Evidence, EvidenceUse, Filing, Pair
from tests.factories.filings import a_filing, a_system
from tests.factories.stores import a_file

EDITS, GOAL = 400, 16
PAUSE = 0.3  # seconds at most between two edits: saves and checks of one fall on the next


class _Times(NamedTuple):
    """Seconds in order of size: by the clock, and of the window's own thread at work."""

    wall: list[float]
    work: list[float]


class _Painted(QObject):
    """Whether a widget was painted since it was last asked, and when that was done: by the clock, and of work."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen = False
        self.done = self.worked = 0.0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint or self.seen:
            return False
        watched.event(event)
        self.seen, self.done, self.worked = True, time.perf_counter(), time.thread_time()
        return True


def edit_to_dock() -> None:
    """Print the time of an edit, of a key in a field, of a key in a cell, and of a bare label's text."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.LIGHT)
    sys.setswitchinterval(SWITCH_INTERVAL)  # as the program does
    Garbage(application)  # this, too
    bare = _bare(application)
    print(f"a bare label's new text until painted: {_said(bare)}")
    with tempfile.TemporaryDirectory() as folder:
        session = Session(open_filing(_large(Path(folder))), Serial())
        view = FilingView(session, theme.LIGHT)
        view.resize(1366, 740)
        view.show()
        dock = view.findChild(Dock)
        assert isinstance(dock, Dock)
        for name, prepare in (("edit", _edits), ("key in a field", _field), ("key in a cell of 167 rows", _cell)):
            times = _timed(application, dock.panel.head, prepare(application, view))
            ratio = _percentile(times.wall, 99) / _percentile(bare.wall, 99)
            print(f"{name} to repainted dock: {_said(times)} (goal p99 {GOAL} ms), {ratio:.1f} × bare")
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, which the clock counts too")
        session.close()
        view.close()


def _bare(application: QApplication) -> _Times:
    label = QLabel("0")
    label.resize(264, 640)
    label.show()
    return _timed(application, label, lambda number: label.setText(f"{number}.00"))


def _edits(application: QApplication, view: FilingView) -> Callable[[int], None]:
    view.show_step("infrastructure")
    application.processEvents()

    def edit(number: int) -> None:
        answers = {**view.session.filing.answers, "cloud_storage": Pair(str(number + 1), "1000")}
        view.session.edit(replace(view.session.filing, answers=answers))

    return edit


def _field(application: QApplication, view: FilingView) -> Callable[[int], None]:
    view.show_step("infrastructure")
    application.processEvents()
    box = next(item for item in view.page.findChildren(QLineEdit) if "云安全产品和服务费用" in item.accessibleName())
    other = next(item for item in view.page.findChildren(QLineEdit) if "安全类产品" in item.accessibleName())
    QTest.keyClicks(other, "1000")
    box.setFocus()

    def key(number: int) -> None:
        if number % 3 == 0:
            box.selectAll()
        QTest.keyClick(box, Qt.Key(Qt.Key.Key_1 + number % 9))

    return key


def _cell(application: QApplication, view: FilingView) -> Callable[[int], None]:
    """Ticking and unticking 云上 in the list of systems: the score changes with every key."""
    view.show_step("business")
    application.processEvents()
    table = view.page.findChild(QTableView)
    assert isinstance(table, QTableView)
    table.setFocus()
    table.setCurrentIndex(table.model().index(3, 1))
    return lambda _: QTest.keyClick(table, Qt.Key.Key_Space)


def _timed(application: QApplication, watched: QWidget, change: Callable[[int], object]) -> _Times:
    """From a change to the first painting of a widget after it."""
    painted, times = _Painted(watched), _Times([], [])
    for _ in range(5):
        application.processEvents()
    dice = random.Random(1)
    for number in range(EDITS):
        _pause(application, dice.uniform(0, PAUSE))
        painted.seen = False
        begun, worked = time.perf_counter(), time.thread_time()
        change(number)
        while not painted.seen and time.perf_counter() < begun + 5:
            application.processEvents()
        times.wall.append(painted.done - begun)
        times.work.append(painted.worked - worked)
    watched.removeEventFilter(painted)
    return _Times(sorted(times.wall), sorted(times.work))


def _pause(application: QApplication, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.001)


def _percentile(times: list[float], percent: int) -> float:
    return times[min(len(times) * percent // 100, len(times) - 1)] * 1000


def _said(times: _Times) -> str:
    said = [f"median {_percentile(part, 50):.1f} ms, p99 {_percentile(part, 99):.1f} ms" for part in times]
    return f"{said[0]} (work alone: {said[1]})"


def _large(folder: Path) -> Path:
    systems = tuple(a_system(f"s{number}", ("rnd", "production", "office")[number % 3]) for number in range(500))
    path = a_file(folder, a_filing(systems=systems))
    with open_filing(path) as store, store.writing() as writing:
        evidence = []
        for number in range(2000):
            blob = writing.add_content(iter([number.to_bytes(4, "big") * 500]), "picture")
            use = EvidenceUse(("system_login", "system_home")[number % 2], f"s{number // 4}")
            evidence.append(Evidence(f"{number}.png", blob.sha256, blob.size, (use,)))
        filing: Filing = replace(store.filing, evidence=tuple(evidence))
        writing.save(filing, "", "")
    return path
