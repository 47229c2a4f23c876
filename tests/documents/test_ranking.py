"""附件3 and the ranking, as Excel shows them and as LibreOffice calculates them anew."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from desktop.documents.ranking import LeftOut, RankedRow, RankingTable, write_ranking
from desktop.standard import ranking
from tests.documents.test_workbook_recalculation import forgetful, resaved
from tests.factories.filings import zhejiang

PAIRS = [("9", "20"), ("7", "20"), ("7.00", "30"), ("0", "5"), ("", ""), ("123456789012.125", "1")]
BANDS = "模拟分档"


def a_table(count: int = len(PAIRS)) -> RankingTable:
    standard = zhejiang()
    indicators = [item.id for item in ranking.ranked(standard)]

    def row(number: int) -> RankedRow:
        columns = [f"第 {number} 家的{column.title}" for column in standard.columns]
        for place, column in enumerate(standard.columns):
            if column.source in {"enterprise.revenue", "enterprise.profit"}:
                columns[place] = f"{number}.50"
        figures = {key: PAIRS[(number + place) % len(PAIRS)] for place, key in enumerate(indicators)}
        return RankedRow(f"企业{number}", "余杭区", "12.30", tuple(columns), figures)

    return RankingTable(standard, "2021 年第一批", "2021-11-28", "云企自评", tuple(map(row, range(count))))


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=True)


def cells(book: Workbook) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value if cell.value != "" else None
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    }


def lines(book: Workbook, title: str) -> list[list[object]]:
    return [list(row) for row in book[title].iter_rows(values_only=True)]


def test_the_first_sheet_has_the_official_columns_and_keeps_the_order() -> None:
    table = a_table()
    table = replace(table, rows=tuple(reversed(table.rows)))
    shown = lines(opened(write_ranking(table)), "附件3")
    titles: list[object] = [column.title for column in zhejiang().columns]
    head = shown.index(titles)
    name = titles.index("企业名称")
    assert [row[0] for row in shown[head + 1 :]] == [1, 2, 3, 4, 5, 6]
    assert [row[name] for row in shown[head + 1 :]] == [f"第 {number} 家的企业名称" for number in (5, 4, 3, 2, 1, 0)]
    assert shown[head + 1][titles.index("上年度利润总额（万元）")] == 5.5


def test_ranks_are_shared_and_raw_figures_stand_beside_them() -> None:
    table = a_table()
    result = next(iter(table.results.values()))
    shown = lines(opened(write_ranking(table)), f"名次 {result.indicator.title}")
    rows = {row[2]: row[3:] for row in shown if str(row[2]).startswith("企业") and row[2] != "企业名称"}
    assert [rows[f"企业{number}"][1] for number in range(6)] == [2, 3, 3, 5, None, 1]
    assert list(rows["企业1"][:7]) == [7, 3, 60, 20, 2, 40, 0.35]


def test_every_sheet_but_the_official_one_says_that_it_is_a_simulation() -> None:
    book = opened(write_ranking(a_table()))
    official, *others = book.sheetnames
    assert "模拟" not in str(lines(book, official))
    assert others
    assert all("模拟，不是官方评分" in str(lines(book, title)) for title in others)


def test_what_is_left_out_stands_on_a_sheet_of_its_own_with_the_reason() -> None:
    book = opened(write_ranking(replace(a_table(), left_out=(LeftOut("丙家居", "坏.zip", "不完好"),))))
    assert [1, "丙家居", "坏.zip", "不完好"] in lines(book, "未列入")


def test_a_text_is_never_a_formula() -> None:
    table = a_table(1)
    texts = tuple("=1+1" if column.source == "enterprise.name" else "" for column in zhejiang().columns)
    row = replace(table.rows[0], enterprise="=1+1", columns=texts)
    book = load_workbook(io.BytesIO(write_ranking(replace(table, rows=(row,)))))
    told = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value == "=1+1"]
    assert told
    assert {cell.data_type for cell in told} == {"s"}


def test_a_table_of_one_and_of_none_can_be_written() -> None:
    assert "附件3" in opened(write_ranking(a_table(1))).sheetnames
    assert opened(write_ranking(a_table(0))).sheetnames == ["附件3"]


def test_libreoffice_calculates_the_same_figures_and_follows_other_bands(tmp_path: Path) -> None:
    table = a_table(40)
    other = replace(table, bands=(ranking.Band(Fraction(25), Fraction(90)), ranking.Band(Fraction(75), Fraction(33))))
    written = write_ranking(table)
    changed = load_workbook(io.BytesIO(written))
    sheet = changed[BANDS]
    first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == 10)
    for offset in range(10):
        band = other.bands[offset] if offset < len(other.bands) else None
        sheet.cell(first + offset, 1).value = float(band.limit) if band else None
        sheet.cell(first + offset, 2).value = float(band.rate) if band else None
    saved = io.BytesIO()
    changed.save(saved)
    same, edited = map(opened, resaved(tmp_path, forgetful(written), saved.getvalue()))
    assert cells(same) == cells(opened(written))
    expected = {key: value for key, value in cells(opened(write_ranking(other))).items() if key[0] != BANDS}
    assert {key: value for key, value in cells(edited).items() if key[0] != BANDS} == expected
    assert expected != {key: value for key, value in cells(same).items() if key[0] != BANDS}


def test_totals_are_the_sum_of_the_points() -> None:
    table = a_table()
    shown = lines(opened(write_ranking(table)), "模拟横向评分")
    rows = [row for row in shown if str(row[2]).startswith("企业") and row[2] != "企业名称"]
    assert [Decimal(str(row[4])) for row in rows] == [Decimal(sum(map(Decimal, map(str, row[6:])))) for row in rows]
    assert [Fraction(str(row[4])) for row in rows] == list(table.totals)
