"""What all tests may ask for."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

import desktop
from desktop.evidence import apart
from desktop.paths import SAMPLE
from desktop.workspace.importing import import_source
from desktop.workspace.receiving import Received, receive
from tests.factories.received import many

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # tests need no screen


@pytest.fixture(autouse=True)
def _opened_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window of an earlier test does not decide where this one opens foreign files."""
    monkeypatch.setattr(apart._apart, "begun", False)


@pytest.fixture(autouse=True, scope="session")
def _offline() -> Iterator[None]:
    """Nothing connects, listens or sends: the program is offline, and so are its tests."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    with pytest.MonkeyPatch.context() as patch:
        for way in ("bind", "connect", "connect_ex", "listen", "sendto"):
            patch.setattr(socket.socket, way, refuse)
        yield


@pytest.fixture(scope="session")
def program_texts() -> Callable[[], dict[Path, str]]:
    """The program's own sources, path → text."""
    root = Path(desktop.__file__).parent

    def read() -> dict[Path, str]:
        return {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}

    return read


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as it comes, never sealed; copied by whoever wants to change it."""
    path = tmp_path_factory.mktemp("sample") / "样例.yunqi"
    import_source(SAMPLE / "filing.json", path)
    return path


@pytest.fixture(scope="session")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Twelve sound packages of different enterprises, to be read only."""
    return tuple(many(tmp_path_factory.mktemp("十二个包"), 12))


@pytest.fixture(scope="session")
def received(twelve: tuple[Path, ...]) -> tuple[Received, ...]:
    """The twelve as the bureau sees them."""
    return tuple(map(receive, twelve))
