"""Prints the figures the window is held to, each beside its reference in the same run: python -m tests.benchmarks."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.filing_view import FilingView
from desktop.gui.session import Session
from desktop.gui.tasks import Serial
from desktop.gui.widgets.dock import Dock
from desktop.model.filing import Evidence, EvidenceUse, Filing, Pair
from tests.factories.filings import a_filing, a_system
from tests.factories.stores import a_file

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
a = QApplication([]); a.setStyle("Fusion"); w = QMainWindow()
w.setCentralWidget(QLabel("x")); w.resize(1366, 740); w.show()
QTimer.singleShot(0, lambda: (w.grab(), a.exit(0))); a.exec()
"""
STARTS, EDITS = 15, 300


def main() -> None:
    """Print every figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    start()
    edit_to_dock()


def start() -> None:
    """Whole process to first usable window, against a bare window of the same style; medians of alternating runs."""
    bare, ours = [], []
    for _ in range(STARTS):
        bare.append(_timed([sys.executable, "-c", BARE]))
        ours.append(_timed([sys.executable, "-m", "desktop", "--smoke"]))
    one, other = statistics.median(bare), statistics.median(ours)
    print(f"start: bare {one * 1000:.0f} ms, yunqi --smoke {other * 1000:.0f} ms, ratio {other / one:.2f} (goal 1.5)")


def edit_to_dock() -> None:
    """An edit until the dock is painted, with 500 systems and 2 000 pieces of evidence."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(open_filing(_large(Path(folder))), Serial())
        view = FilingView(session, theme.LIGHT)
        view.resize(1366, 740)
        view.show()
        view.show_step("infrastructure")
        application.processEvents()
        dock = view.findChild(Dock)
        assert isinstance(dock, Dock)
        times = [_edit(application, session, dock, number) for number in range(EDITS)]
        session.close()
        view.close()
    times.sort()
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(f"edit to repainted dock: median {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms (goal 16)")


def _edit(application: QApplication, session: Session, dock: Dock, number: int) -> float:
    begun = time.perf_counter()
    answers = {**session.filing.answers, "cloud_storage": Pair(str(number), "1000")}
    session.edit(replace(session.filing, answers=answers))
    application.processEvents()  # paints what the edit changed
    dock.repaint()
    return time.perf_counter() - begun


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


def _timed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
