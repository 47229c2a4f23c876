"""One sheet for each ranked indicator: raw figures, ranks, positions, ratio and simulated points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from desktop.documents.ranking.bands_sheet import rate_of
from desktop.documents.ranking.content import SIMULATION, Ranking, RankingTable, Result
from desktop.documents.ranking.heading import heading, page_header
from desktop.documents.workbook.content import Content, Figure, Formula, number
from desktop.documents.workbook.sheet import Area, Sheet, across, cell, span
from desktop.model.numbers import fixed, plain
from desktop.standard.figures import quantities

FIXED = ("序号", "区县", "企业名称")
_FIXED_WIDTHS = (6, 12, 30)
_RATIO_PLACES = 4
_HEAD = 2  # rows of titles
_WIDTHS = {"value": 15, "rank": 8, "position": 12, "ratio": 11, "points": 11}


class _Sheet:
    def __init__(self, sheet: Sheet, table: RankingTable, result: Result, first: int) -> None:
        self.sheet, self.table, self.result, self.first = sheet, table, result, first
        self.last = first + len(table.rows) - 1

    def fill(self) -> list[str]:
        """Writes all columns; gives how formulas on other sheets refer to the points of every row."""
        column, positions, values = len(FIXED), {}, {}
        both = self.both()
        for which, ranking in both.items():
            values[which] = column
            self.values(column, ranking)
            column += 1
            if ranking.ranks:
                self.ranks(column, ranking)
                positions[which] = column + 1
                column += 2
        self.ratios(column, values["n"], values["m"], both)
        return self.points(column + 1, values, positions)

    def both(self) -> dict[str, Ranking]:
        """N and M, whether they are ranked or not: raw figures travel in every output."""
        found = {item.which: item for item in self.result.rankings}
        for which in "nm":
            if which not in found:
                texts = (
                    row.figures.get(self.result.indicator.id, ("", ""))["nm".index(which)] for row in self.table.rows
                )
                found[which] = Ranking(which, tuple(Fraction(text) if text else None for text in texts), (), ())
        return {which: found[which] for which in "nm"}

    def head(self, column: int, upper: str, lower: str, *, wide: int = 1) -> None:
        """The two lower rows of titles."""
        row = self.first - 2
        self.sheet.put(across(row, column, column + wide - 1), upper, "small")
        if wide == 1:
            self.sheet.put(cell(row + 1, column), lower, "head")

    def values(self, column: int, ranking: Ranking) -> None:
        """The raw figures as they were typed."""
        which, named = ranking.which, quantities(self.result.indicator.formula)
        quantity = named["nm".index(which)] if named else None
        wide = 3 if ranking.ranks else 1
        self.head(column, f"{quantity.label}（{quantity.unit}）" if quantity else "", which.upper(), wide=wide)
        if wide > 1:
            for offset, title in enumerate((which.upper(), "名次", "位次（前 %）")):
                self.sheet.put(cell(self.first - 1, column + offset), title, "head")
        for offset, row in enumerate(self.table.rows):
            text = row.figures.get(self.result.indicator.id, ("", ""))["nm".index(which)]
            self.sheet.put(cell(self.first + offset, column), Figure(text), "figure")

    def ranks(self, column: int, ranking: Ranking) -> None:
        """Ranks and positions; formulas wherever Excel keeps the figures without loss."""
        exact = _kept(ranking)
        area = fixed_area(Area(self.first, column - 1, self.last, column - 1))
        for offset, (rank, position) in enumerate(zip(ranking.ranks, ranking.positions, strict=True)):
            row = self.first + offset
            value, place = span(cell(row, column - 1)), span(cell(row, column))
            said = "" if rank is None else str(rank)
            shown = "" if position is None else fixed(position)
            ranked: Content = Formula(f'IF(ISNUMBER({value}),RANK({value},{area}),"")', said)
            self.sheet.put(cell(row, column), ranked if exact else Figure(said), "score")
            expression = f'IF({place}="","",ROUND({place}*100/COUNT({area}),2))'
            self.sheet.put(cell(row, column + 1), Formula(expression, shown) if exact else Figure(shown), "score")

    def ratios(self, column: int, n: int, m: int, both: dict[str, Ranking]) -> None:
        """N ÷ M, for looking only."""
        self.head(column, "只供参考", "N÷M")
        for offset, (upper, lower) in enumerate(zip(both["n"].values, both["m"].values, strict=True)):
            row = self.first + offset
            top, bottom = span(cell(row, n)), span(cell(row, m))
            known = upper is not None and bool(lower)
            shown = fixed(upper / lower, _RATIO_PLACES) if known and upper is not None and lower else ""
            expression = f'IF(AND(ISNUMBER({top}),N({bottom})<>0),ROUND({top}/{bottom},{_RATIO_PLACES}),"")'
            self.sheet.put(cell(row, column), Formula(expression, shown), "score")

    def points(self, column: int, values: dict[str, int], positions: dict[str, int]) -> list[str]:
        """The simulated points."""
        self.head(column, "模拟", "模拟得分")
        weight, links = plain(Fraction(self.result.indicator.weight)), []
        exact = all(map(_kept, self.result.rankings))
        for offset, gained in enumerate(self.result.points):
            row = self.first + offset
            rates = [rate_of(span(cell(row, values[key])), span(cell(row, place))) for key, place in positions.items()]
            expression = f"ROUND({weight}*({'+'.join(rates)})/{len(rates)}/100,2)"
            said = fixed(gained)
            self.sheet.put(cell(row, column), Formula(expression, said) if exact else Figure(said), "score")
            links.append(self.sheet.link(cell(row, column)))
        return links


def write_indicator(sheet: Sheet, table: RankingTable, result: Result, raw: Any) -> list[str]:  # noqa: ANN401  (XlsxWriter has no types)
    """Writes a ranked indicator; gives where the points of every row stand. `raw` is the worksheet."""
    sheet.columns([*_FIXED_WIDTHS, *_widths(result)])
    indicator = result.indicator
    title = f"{indicator.title}（{plain(Fraction(indicator.weight))}）：原始数值与名次"
    top = heading(sheet, table, title, mark=SIMULATION)
    first = top + _HEAD
    for column, words in enumerate(FIXED):
        sheet.put(Area(top, column, first - 1, column), words, "head")
    for row, height in enumerate((34, 30), start=top):
        sheet.height(row, height)
    enterprises(sheet, table, first)
    made = _Sheet(sheet, table, result, first)
    points = made.fill()
    sheet.page(page_header(table, SIMULATION), landscape=True, repeat=(top, first - 1), rows=made.last + 1)
    raw.freeze_panes(first, len(FIXED))  # names stay in sight when one scrolls to the right
    return points


def enterprises(sheet: Sheet, table: RankingTable, first: int) -> None:
    """Number, county and name of every row, in the order of the table."""
    for offset, item in enumerate(table.rows):
        contents: tuple[Content, ...] = (Figure(str(offset + 1)), item.county, item.enterprise)
        for column, content in enumerate(contents):
            sheet.put(cell(first + offset, column), content, "text" if column == len(FIXED) - 1 else "centre")
        sheet.fit(first + offset, [(item.enterprise, _FIXED_WIDTHS[2]), (item.county, _FIXED_WIDTHS[1])], 21)


def _widths(result: Result) -> Iterator[int]:
    for which in "nm":
        yield _WIDTHS["value"]
        if which in result.indicator.ranked:
            yield _WIDTHS["rank"]
            yield _WIDTHS["position"]
    yield _WIDTHS["ratio"]
    yield _WIDTHS["points"]


def _kept(ranking: Ranking) -> bool:
    """Whether a spreadsheet keeps every figure without loss, so that its formulas tell the same."""
    return all(value is None or number(plain(value)) is not None for value in ranking.values)


def fixed_area(area: Area) -> str:
    """A column's cells as a formula refers to them that means the same in every row."""
    corners = ((area.row, area.column), (area.last_row, area.last_column))
    return ":".join(xl_rowcol_to_cell(*corner, row_abs=True, col_abs=True) for corner in corners)
