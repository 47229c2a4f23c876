"""Open filings for the window's tests."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.desk import Desk
from desktop.gui.filing_view import FilingView
from desktop.gui.garbage import Garbage
from desktop.gui.session import Session
from desktop.gui.settings import Settings
from desktop.gui.tasks import Serial
from desktop.model.filing import Filing
from desktop.workspace import rescue
from tests.factories.filings import a_filing
from tests.factories.stores import a_file

Opened = Callable[..., FilingView]


@pytest.fixture(autouse=True, scope="session")
def _garbage(qapp: QApplication) -> None:
    """As in the program: no other thread destroys widgets."""
    Garbage(qapp)


@pytest.fixture(autouse=True)
def _swept(qapp: QApplication) -> Iterator[None]:
    """What a test leaves behind goes in the window's thread, before the next one begins."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture(autouse=True)
def _own_rescues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be saved is kept in the test's folder, not in the person's."""
    monkeypatch.setattr(rescue, "kept_folder", lambda: tmp_path / "user-data")


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """A filing in its frame, shown at the small size; closed at the end."""
    with ExitStack() as closing:

        def open_view(filing: Filing | None = None, size: tuple[int, int] = (1090, 580)) -> FilingView:
            path = a_file(tmp_path, filing or a_filing(), f"{next(numbers)}.yunqi")
            return closing.enter_context(shown_view(qtbot, path, size))

        numbers = count()
        yield open_view


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the person chooses."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


@contextmanager
def shown_view(qtbot: QtBot, path: Path, size: tuple[int, int] = (1090, 580), step: str = "") -> Iterator[FilingView]:
    """A filing file in its frame, on a step."""
    session = Session(open_filing(path), Serial())
    view = FilingView(session, theme.LIGHT)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    if step:
        view.show_step(step)
    yield view
    session.close()


@contextmanager
def shown_desk(qtbot: QtBot, folder: Path, size: tuple[int, int], begin: Callable[[Desk], object]) -> Iterator[Desk]:
    """The desk, its documents in a folder of the test's, on the screen that `begin` goes to."""
    settings = Settings()
    settings.put("folder", str(folder))
    made = Desk(theme.LIGHT, settings, lambda: folder)
    qtbot.addWidget(made)
    made.resize(*size)
    begin(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_down()


@pytest.fixture
def sample(qtbot: QtBot, tmp_path: Path, sample_file: Path) -> Iterator[FilingView]:
    """The sample, never sealed, on its last screen."""
    path = tmp_path / sample_file.name
    shutil.copy(sample_file, path)
    with shown_view(qtbot, path, step="seal") as view:
        yield view
