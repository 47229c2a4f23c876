"""Waiting until a screen is as it is to be drawn."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

PATIENCE = 20  # seconds


def settle(seconds: float = 0.15) -> None:
    """Give thumbnails and layouts the time they need."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.005)


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        settle(0.02)
