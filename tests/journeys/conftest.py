"""The whole program for one person: its window, their folder, file dialogs that they answer, the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.cli import run
from desktop.gui import theme
from desktop.gui.main_window import MainWindow
from desktop.gui.recent import Recent
from desktop.gui.settings import Settings
from desktop.workspace import rescue
from tests.journeys.person import Person

Begin = Callable[..., Person]
Yunqi = Callable[..., Any]


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's folder; what cannot be saved is kept beside it."""
    folder = tmp_path / "文档"
    folder.mkdir()
    monkeypatch.setattr(rescue, "kept_folder", lambda: tmp_path / "user-data")
    return folder


@pytest.fixture
def begins(qtbot: QtBot, qapp: QApplication, documents: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Start the program for somebody who has opened these filings before."""
    windows: list[MainWindow] = []
    theme.apply(qapp, theme.LIGHT)

    def begin(*opened: Path, size: tuple[int, int] = (1366, 740)) -> Person:
        settings = Settings()
        settings.put("folder", str(documents))
        for path in opened:
            Recent(settings).opened(path)
        window = MainWindow(theme.LIGHT, settings)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(window.isActiveWindow)
        person = Person(qtbot, window)
        _answer_dialogs(person, monkeypatch)
        return person

    yield begin
    for window in windows:
        window.close()


def _answer_dialogs(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """File dialogs are the system's own; the person answers them at once, with what they meant to choose."""

    def files(*_: object, **__: object) -> tuple[list[str], str]:
        chosen, person.files = person.files, []
        assert chosen, "a file dialog opened that nobody wanted"
        return [str(path) for path in chosen], ""

    def file(*_: object, **__: object) -> tuple[str, str]:
        (one,), words = files()
        return one, words

    def folder(*_: object, **__: object) -> str:
        assert person.folder, "a folder dialog opened that nobody wanted"
        return str(person.folder)

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", files)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)


@pytest.fixture
def yunqi(capsys: pytest.CaptureFixture[str]) -> Yunqi:
    """Ask the command line for JSON."""

    def call(*arguments: str | Path) -> Any:
        capsys.readouterr()
        run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert out, err
        return json.loads(out)

    return call
