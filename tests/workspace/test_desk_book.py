from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.errors import InputError
from desktop.model.decisions import SIZE_LIMIT, Book, Decision, State, decided
from desktop.workspace.desk_book import NAME, change_book, read_book

ONE, OTHER = "1" * 64, "2" * 64


def test_decisions_are_there_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    book = change_book(tmp_path / NAME, lambda book: decided(book, ONE, Decision(State.RETURNED, "不在本区")))
    assert read_book(tmp_path / NAME) == book
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_what_another_desk_wrote_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / NAME
    change_book(path, lambda book: decided(book, ONE, Decision(State.PASSED)))
    after = change_book(path, lambda book: decided(book, OTHER, Decision(State.PASSED)))
    assert after.decisions.keys() == {ONE, OTHER}


def test_a_change_that_is_not_allowed_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / NAME
    change_book(path, lambda book: replace(book, order=(ONE,)))
    before = path.read_bytes()
    with pytest.raises(InputError):
        change_book(path, lambda book: decided(book, ONE, Decision(State.RETURNED)))
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[]", b"x" * (SIZE_LIMIT + 1)], ids=len)
def test_what_is_no_book_is_told_and_not_written_over(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(data)
    with pytest.raises(InputError):
        change_book(path, lambda _: Book(order=(ONE,)))
    assert path.read_bytes() == data


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="写不进"):
        change_book(tmp_path / "没有" / NAME, lambda book: replace(book, order=(ONE,)))
