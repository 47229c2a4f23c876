"""Python's cyclic garbage is collected in the window's thread only.

Left alone, Python collects it in whichever thread happens to allocate. Worker threads then destroy widgets that were
only held by a cycle, behind Qt's back: seen as rare crashes and hangs while pages were composed in a thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 500  # milliseconds between two looks at how much there is


class Garbage(QObject):
    """Collects for as long as it lives; made in the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what the start has loaded stays, and need not be looked through again
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [number for number in range(3) if counts[number] > thresholds[number]]
        if due:
            gc.collect(max(due))
