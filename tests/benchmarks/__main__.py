"""Prints the figures we are held to, each beside its reference: python -m tests.benchmarks (or .large, 5 GB)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

from tests.benchmarks.documents import documents
from tests.benchmarks.editing import edit_to_dock

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
a = QApplication([]); a.setStyle("Fusion"); w = QMainWindow()
w.setCentralWidget(QLabel("x")); w.resize(1366, 740); w.show()
QTimer.singleShot(0, lambda: (w.grab(), a.exit(0))); a.exec()
"""
STARTS = 15


def main() -> None:
    """Print every figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    start()
    edit_to_dock()
    documents()


def start() -> None:
    """Whole process to first usable window, against a bare window of the same style; medians of alternating runs."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has been compiled once
    bare, ours = [], []
    _timed([sys.executable, "-m", "desktop", "--smoke"])
    for _ in range(STARTS):
        bare.append(_timed([sys.executable, "-c", BARE]))
        ours.append(_timed([sys.executable, "-m", "desktop", "--smoke"]))
    one, other = statistics.median(bare), statistics.median(ours)
    print(f"start: bare {one * 1000:.0f} ms, yunqi --smoke {other * 1000:.0f} ms, ratio {other / one:.2f} (goal 1.5)")


def _timed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
