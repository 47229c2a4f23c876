"""The program never opens a connection, and the tests would notice."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest


def test_a_connection_would_be_noticed() -> None:
    with socket.socket() as line, pytest.raises(AssertionError):
        line.connect(("127.0.0.1", 9))


def test_nothing_of_qt_that_could_open_one_is_used(program_texts: Callable[[], dict[Path, str]]) -> None:
    named = [path.name for path, text in program_texts().items() if "QtNetwork" in text or "QtWebEngine" in text]
    assert named == []
