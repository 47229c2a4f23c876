"""What all tests may ask for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import desktop

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # tests need no screen


@pytest.fixture
def program_texts() -> Callable[[], dict[Path, str]]:
    """The program's own sources, path → text."""
    root = Path(desktop.__file__).parent

    def read() -> dict[Path, str]:
        return {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}

    return read
