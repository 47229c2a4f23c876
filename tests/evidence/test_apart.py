from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec import msgpack

from desktop.evidence import apart, looking
from desktop.evidence.apart import Apart
from desktop.evidence.apart_worker import Answer, AskKind, AskLook, AskPage, Question, answer
from tests.benchmarks.reading import screenshot
from tests.factories import evidence
from tests.factories.fragile import CRASH, HANG, fragile


@contextmanager
def process(idle: float = 60.0) -> Iterator[Apart]:
    made = Apart(begun=True, idle=idle, work=fragile)
    try:
        yield made
    finally:
        made.end()


def test_the_process_answers_as_if_the_files_were_opened_here(tmp_path: Path) -> None:
    path, screen = tmp_path / "文件.bin", screenshot(1)
    path.write_bytes(evidence.pdf("one", "two", size=(400, 300)))
    questions: list[Question] = [
        AskKind(os.fsencode(path)),
        AskKind(os.fsencode(tmp_path / "没有")),
        AskPage(path.read_bytes(), 1, 200, 1_000),
        AskPage(path.read_bytes()[:300], 0, 200, 1_000),
        AskLook(screen),
        AskLook(b"nothing"),
    ]
    with process() as one:
        assert [one.ask(question) for question in questions] == [answer(question) for question in questions]
    kind, gone, page, damaged, seen, nothing = map(answer, questions)
    assert (kind.kind, gone.refused, page.page is not None and page.page.wide) == ("pdf", (2, os.strerror(2)), 200)
    assert (damaged.page, seen.whole, nothing.whole) == (None, looking.look(screen), None)


def test_a_crash_over_a_file_is_told_of_this_file_and_the_next_one_is_opened() -> None:
    with process() as one:
        assert one.ask(AskLook(CRASH)) is None
        assert one.ask(AskLook(evidence.picture())) == answer(AskLook(evidence.picture()))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with process() as one:
        assert one.ask(AskLook(b"")) == Answer()
        monkeypatch.setattr(apart, "SECONDS", 0.3)
        assert one.ask(AskLook(HANG)) is None


def test_the_process_ends_when_nobody_asks_and_is_begun_again() -> None:
    with process(idle=0.05) as one:
        assert one.ask(AskLook(b"")) == Answer()
        own = one._process
        assert own is not None
        own.join(10)
        assert not own.is_alive()
        assert one.ask(AskLook(evidence.picture())) == answer(AskLook(evidence.picture()))


def test_an_answer_that_came_too_late_is_not_taken_for_another_one() -> None:
    with process() as one:
        assert one.ask(AskLook(b"")) == Answer()
        assert one._line is not None
        one._line.send_bytes(msgpack.encode((0, AskLook(b""))))  # as if somebody had gone before the answer was there
        assert one.ask(AskLook(evidence.picture())) == answer(AskLook(evidence.picture()))
