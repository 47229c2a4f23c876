"""The bureau's desk with a second standard: its own columns, indicators and places, never mixed with ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.filing import open_filing
from desktop.model.decisions import Decision, Point, State
from desktop.standard import ranking as ranks
from desktop.workspace import ranking, standards
from desktop.workspace.receiving import receive
from desktop.workspace.returning import Sender, places_of, read_slip, slip_of, write_slip
from desktop.workspace.sealing import seal
from tests.workspace.test_second_standard import FOLDER, filled


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of the second standard, the only one there is."""
    monkeypatch.setattr(standards, "FORMS", FOLDER)
    standards.texts_of.cache_clear()
    standards.standard.cache_clear()
    with open_filing(filled(tmp_path)) as store:
        yield seal(store, tmp_path / "包", date="2030-05-01").path
    standards.texts_of.cache_clear()
    standards.standard.cache_clear()


def test_its_table_has_its_own_columns_and_indicators(package: Path, tmp_path: Path) -> None:
    (written,) = ranking.write_tables([receive(package)], tmp_path / "表.xlsx", "2030-05-02")
    book = load_workbook(written.path, data_only=True)
    standard = standards.standard("js-2030")
    official = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    head = official.index([column.title for column in standard.columns])
    assert official[head + 1] == [1, "样板省样板厂", 120]
    titles = [f"名次 {item.title}" for item in ranks.ranked(standard)]
    assert [title for title in book.sheetnames if title.startswith("名次")] == titles


def test_its_slip_names_its_own_places(package: Path, tmp_path: Path) -> None:
    found = receive(package)
    places = dict(places_of(found))
    place = next(key for key in places if key.startswith("systems.c1"))
    point = Point(place, places[place], "请补充")
    slip = slip_of(found, Decision(State.TO_CORRECT, points=(point,)), Sender("样板局", "2030-05-02"))
    assert read_slip(write_slip(slip, tmp_path)[1]).points[0].words == places[place] != place
