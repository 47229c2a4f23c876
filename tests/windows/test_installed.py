"""What the installed program asks of its own folder, tried without Windows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop import installed, paths
from desktop.__main__ import _wants_window
from desktop.cli import terminal
from desktop.gui.settings import settings_file


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program folder as the installer leaves it, with the list of its files."""
    inside = tmp_path / "lib"
    (inside / "PySide6").mkdir(parents=True)
    (tmp_path / "yunqi.exe").write_bytes(b"program")
    (inside / "PySide6" / "Qt6Gui.dll").write_bytes(b"library")
    (inside / installed.LIST).write_text("7\tyunqi.exe\n7\tlib/PySide6/Qt6Gui.dll\n", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(inside), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "yunqi.exe"))
    return tmp_path


def test_a_whole_program_starts(program: Path) -> None:
    assert program.is_dir()
    installed.begin()
    installed.insist()


def test_a_library_that_was_taken_away_is_named_in_a_sentence(program: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (program / "lib/PySide6/Qt6Gui.dll").unlink()
    installed.begin()
    with pytest.raises(SystemExit) as end:
        installed.insist()
    assert end.value.code == 2
    told = capfd.readouterr().err
    assert "“lib/PySide6/Qt6Gui.dll”丢失或被改动" in told
    assert "案卷不受影响" in told
    assert told.count("\n") == 1


def test_a_library_that_is_gone_and_cannot_be_loaded_is_named(program: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (program / "lib/PySide6/Qt6Gui.dll").unlink()
    installed.begin()
    with pytest.raises(SystemExit):
        installed.refuse(ImportError("DLL load failed", name="PySide6.QtGui"))
    assert "“lib/PySide6/Qt6Gui.dll”丢失或被改动" in capfd.readouterr().err


def test_a_folder_that_is_gone_counts_its_files(program: Path) -> None:
    listing = (program / "lib" / installed.LIST).read_text(encoding="utf-8")
    (program / "lib/PySide6/Qt6Gui.dll").unlink()
    (program / "lib/PySide6").rmdir()
    (program / "yunqi.exe").write_bytes(b"another size")
    assert installed.differing(program, listing) == ["yunqi.exe", "lib/PySide6/Qt6Gui.dll"]


def test_from_source_there_is_nothing_to_check() -> None:
    installed.begin()
    installed.insist()
    installed.refuse(ImportError("whatever"))


def test_a_component_that_cannot_be_loaded_is_told(program: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert program.is_dir()
    with pytest.raises(SystemExit):
        installed.refuse(ImportError("DLL load failed", name="PySide6.QtGui"))
    assert "PySide6.QtGui" in capfd.readouterr().err


def test_with_the_marker_beside_it_a_program_keeps_everything_beside_itself(program: Path) -> None:
    assert program not in settings_file().parents
    (program / paths.PORTABLE).touch()
    assert {settings_file().parent, paths.log_folder(), paths.kept_folder().parent} == {program / "个人数据"}


def test_run_from_source_nothing_is_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / paths.PORTABLE).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert tmp_path not in paths.log_folder().parents


def test_a_program_without_a_terminal_opens_the_window_whatever_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _wants_window(["score"])
    monkeypatch.setattr(sys, "stderr", None)
    assert _wants_window(["score"])


def test_a_filing_may_be_written_in_capitals() -> None:
    assert _wants_window(["案卷.YUNQI"])


def test_words_without_a_terminal_go_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    terminal.prepare()
    terminal.say("没有人看见")
    terminal.out("没有人看见")
    sys.stdout.close()
    sys.stderr.close()
