"""A filing file that is moved, swapped or comes back while it is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.errors import FilingFileError
from desktop.filing import FilingStore, open_filing
from desktop.model.filing import Filing
from tests.factories.filings import a_filing
from tests.factories.stores import a_file


def renamed(name: str) -> Filing:
    return replace(a_filing(), enterprise={"name": name})


def save(store: FilingStore, filing: Filing) -> None:
    with store.writing() as writing:
        writing.save(filing, "测试", "2026-01-01T00:00:00+00:00")


def stored(path: Path) -> Filing:
    with open_filing(path, "read") as store:
        return store.filing


def test_a_file_that_was_moved_away_is_told_and_nothing_is_said_to_be_saved(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with open_filing(path) as store:
        path.rename(tmp_path / "别处.yunqi")
        with pytest.raises(FilingFileError, match="不在原来的位置了"):
            save(store, renamed("浙江甲公司"))
        assert store.filing == a_filing()


def test_once_it_is_back_in_its_place_it_is_saved(tmp_path: Path) -> None:
    path, away = a_file(tmp_path), tmp_path / "别处.yunqi"
    with open_filing(path) as store:
        path.rename(away)
        with pytest.raises(FilingFileError):
            save(store, renamed("浙江甲公司"))
        away.rename(path)
        save(store, renamed("浙江甲公司"))
    assert stored(path) == renamed("浙江甲公司")


def test_a_copy_of_it_that_comes_into_its_place_is_written_on(tmp_path: Path) -> None:
    path, copy = a_file(tmp_path), tmp_path / "副本.yunqi"
    shutil.copy(path, copy)
    with open_filing(path) as store:
        copy.replace(path)
        save(store, renamed("浙江甲公司"))
    assert stored(path) == renamed("浙江甲公司")


def test_a_file_that_differs_is_never_overwritten(tmp_path: Path) -> None:
    path, other = a_file(tmp_path), a_file(tmp_path, renamed("浙江乙公司"), "乙.yunqi")
    with open_filing(path) as store:
        other.replace(path)
        with pytest.raises(FilingFileError, match="不是打开时的那一份"):
            save(store, renamed("浙江甲公司"))
    assert stored(path) == renamed("浙江乙公司")


def test_while_it_is_away_its_contents_are_not_read_from_a_stranger(tmp_path: Path) -> None:
    path, other = a_file(tmp_path), a_file(tmp_path, renamed("浙江乙公司"), "乙.yunqi")
    with open_filing(path) as store:
        other.replace(path)
        with pytest.raises(FilingFileError):
            save(store, renamed("浙江甲公司"))
        with pytest.raises(FilingFileError, match="不是打开时的那一份"):
            store.blobs()
