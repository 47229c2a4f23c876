"""Work in a thread, and what the window hears of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import faults
from desktop.gui.file_work import FileWork
from desktop.gui.tasks import Progress, Serial, Task

LARGE = 5 * 2**30  # bytes, more than Qt's int holds


def test_progress_counts_more_bytes_than_two_gigabytes(qtbot: QtBot) -> None:
    task, told = Task(), list[tuple[int, int]]()
    task.progressed.connect(lambda done, total: told.append((done, total)))

    def work(progress: Progress) -> str:
        progress(LARGE - 1, LARGE)
        return "done"

    with qtbot.waitSignal(task.done):
        Serial().start(work, task)
    assert told == [(LARGE - 1, LARGE)]


def test_work_that_is_over_is_not_under_way_though_nobody_has_heard_of_its_end(qtbot: QtBot) -> None:
    serial, task = Serial(), Task(what="封装")
    files = FileWork(serial, task)
    with qtbot.waitSignal(task.done):
        files.start(lambda _: None, task)
        serial.wait()  # the window has looked at no event since
        assert files.under_way == ()


def test_a_cancelled_task_ends_at_its_next_step(qtbot: QtBot) -> None:
    task = Task()

    def work(progress: Progress) -> None:
        while True:
            progress(0, 1)

    with qtbot.waitSignal(task.cancelled):
        Serial().start(work, task)
        task.cancel()


def test_a_defect_is_told_in_a_sentence_and_logged(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "log_folder", lambda: tmp_path)
    task = Task()

    def work(_: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(task.failed) as failed:
        Serial().start(work, task)
    assert "程序内部出错（ZeroDivisionError），已保存的内容不受影响" in failed.args[0]
    assert "raise ZeroDivisionError" in (tmp_path / "yunqi.log").read_text(encoding="utf-8")
