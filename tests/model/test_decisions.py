from __future__ import annotations

import json

import pytest

from desktop.errors import InputError
from desktop.model.decisions import REASON_LIMIT, Book, Decision, Point, State, book_of, checked, decided, dumps

CODE = "9f" * 32


@pytest.mark.parametrize("state", [State.TO_CORRECT, State.RETURNED])
def test_a_package_is_not_sent_back_without_a_reason(state: State) -> None:
    with pytest.raises(InputError, match="理由"):
        checked(Decision(state, "  "))
    assert checked(Decision(state, " 缺营业执照\n")).reason == "缺营业执照"


def test_what_is_to_be_corrected_is_reason_enough_to_ask_for_corrections() -> None:
    points = (Point("servers", "服务器清单", "请补充"),)
    assert checked(Decision(State.TO_CORRECT, points=points)).points == points


@pytest.mark.parametrize("reason", ["字" * (REASON_LIMIT + 1), "\u202e倒过来", "\x07"])
def test_texts_are_bounded_and_hold_nothing_invisible(reason: str) -> None:
    with pytest.raises(InputError):
        checked(Decision(State.RETURNED, reason))


def test_a_book_comes_back_as_it_was_written() -> None:
    book = decided(Book(order=(CODE,)), CODE, Decision(State.RETURNED, "不在本区", by="王", at="2021-11-28T00:00:00"))
    assert book_of(json.loads(dumps(book)), "记录") == book
    assert book.of(CODE).state is State.RETURNED
    assert book.of("0" * 64) == Decision()


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"format": "yunqi-desk/2"},
        {"format": "yunqi-desk/1", "decisions": {"短": {}}},
        {"format": "yunqi-desk/1", "decisions": {CODE: {"state": "approved"}}},
        {"format": "yunqi-desk/1", "decisions": {CODE: {"state": "returned"}}},
        {"format": "yunqi-desk/1", "more": 1},
    ],
)
def test_a_book_that_is_none_is_refused_in_a_sentence(document: object) -> None:
    with pytest.raises(InputError, match=r"记录|理由"):
        book_of(document, "记录")
