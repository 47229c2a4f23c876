"""附件2 用云水平评估表: dimensions, indicators, N and M, the self-score as formulas that carry the card's values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from desktop.documents import wording
from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame, names, paging
from desktop.documents.workbook.content import Content, Figure, Formula, scores_alike
from desktop.documents.workbook.heights import LINE, lines
from desktop.documents.workbook.inputs import Input
from desktop.documents.workbook.paging import Part
from desktop.documents.workbook.sheet import Area, Sheet, across, cell, span
from desktop.model.numbers import fixed, plain
from desktop.standard.definition import CrossSum, Dimension, Indicator, Quantity, ServerUnits, Ticks
from desktop.standard.entry import takes_pair
from desktop.standard.figures import quantities
from desktop.standard.scoring import IndicatorScore, State, figure_text

TICKED, UNTICKED = "☑", "☐"
_WIDTHS = (11, 13, 45, 18, 18, 11, 9)
_LABEL_LINE, _ROW = 12, 18  # points of a line of a figure's label, and of the row below it
_DIMENSION, _TITLE, _EXPLANATION, _N, _M, _SCORE, _EXPERT = range(7)
_ID = 7  # hidden: the ids of options
_TICKS = Input("做到的选 ☑，没有做到的选 ☐；每项都空着表示这一项还没有填", (TICKED, UNTICKED))
_TELLING = frozenset({State.UNFILLED, State.ZERO, State.CAPPED, State.ERROR})  # states whose rule must be visible


class _Assessment:
    def __init__(self, sheet: Sheet, dossier: Dossier, links: Mapping[tuple[str, str], str]) -> None:
        self.sheet, self.dossier, self.links = sheet, dossier, links
        self.standings = dossier.card.indicators
        self.waiting = frozenset(dossier.filing.unconfirmed)
        self.rows: dict[str, int] = {}
        self.parts: list[Part] = []

    def lay_out(self, row: int) -> None:
        """Fixes the first row of every indicator, so that formulas can refer to those further down."""
        for dimension in self.dossier.standard.dimensions:
            for item in self.dossier.standard.of_dimension(dimension.id):
                self.rows[item.id] = row
                row += _height_in_rows(item)
            row += 1

    def dimension(self, row: int, section: int, dimension: Dimension) -> int:
        """Writes the indicators of a dimension with their subtotal; gives the next row."""
        members = self.dossier.standard.of_dimension(dimension.id)
        for item in members:
            first, row = row, self.indicator(item)
            self.parts.append(Part(first, row - 1, section))
        self.parts[-1] = self.parts[-1]._replace(last=row)  # the subtotal stays with the last indicator
        self.sheet.put(across(row, _TITLE, _M), "小计", "label")
        self.sheet.put(cell(row, _SCORE), self.subtotal(dimension, members), "score")
        self.sheet.put(cell(row, _EXPERT), "", "score")
        self.sheet.height(row, _ROW)
        return row + 1

    def titles(self, breaks: list[int]) -> None:
        """Writes the dimensions beside their indicators, once more on every page that one goes on."""
        for section, dimension in enumerate(self.dossier.standard.dimensions):
            mine = [part for part in self.parts if part.section == section]
            begins = [mine[0].first, *(row for row in breaks if mine[0].first < row <= mine[-1].last)]
            ends = [*(row - 1 for row in begins[1:]), mine[-1].last]
            title = f"{dimension.title}\n（{plain(Fraction(dimension.weight))}）"
            for first, last in zip(begins, ends, strict=True):
                text = title if first == begins[0] else f"{title}\n（续）"
                self.sheet.put(Area(first, _DIMENSION, last, _DIMENSION), text, "label")

    def subtotal(self, dimension: Dimension, members: tuple[Indicator, ...]) -> Content:
        """A dimension's points of those that are self-scored, or a dash where experts score everything."""
        scored = [item for item in members if item.self_scored]
        if not scored:
            return "—"
        points = next(item.score for item in self.dossier.card.dimensions if item.id == dimension.id)
        first, last = self.rows[members[0].id], self.rows[members[-1].id]
        row = last + _height_in_rows(members[-1])
        self.sheet.name(names.dimension_score(dimension.id), cell(row, _SCORE))
        most = plain(sum((Fraction(item.weight) for item in scored), Fraction()))
        cells = span(Area(first, _SCORE, row - 1, _SCORE))
        return Formula(f"ROUND(SUM({cells}),2)", fixed(points), f" / {most}")

    def indicator(self, item: Indicator) -> int:
        """Writes an indicator; gives the next row."""
        row, count, standing = self.rows[item.id], _height_in_rows(item), self.standings[item.id]
        last = row + count - 1
        explanation = item.explanation if self.sheet.form else _explanation(item, standing)
        self.sheet.put(Area(row, _TITLE, last, _TITLE), _title(item), "label")
        self.sheet.put(Area(row, _EXPLANATION, last, _EXPLANATION), explanation, "text")
        self.sheet.put(Area(row, _SCORE, last, _SCORE), self.points(item, standing), "score")
        self.sheet.put(Area(row, _EXPERT, last, _EXPERT), "", "score")
        named = quantities(item.formula)
        if named is None:
            self.sheet.put(across(row, _N, _M), wording.EXPERT_SCORED, "centre")
            self.sheet.fit(row, [(explanation, _WIDTHS[_EXPLANATION]), (_title(item), _WIDTHS[_TITLE])], 34)
            return last + 1
        self.figures(item, named, explanation)
        if isinstance(item.formula, Ticks):
            self.options(item.id, item.formula, row + 2)
        return last + 1

    def figures(self, item: Indicator, named: tuple[Quantity, Quantity], explanation: str) -> None:
        """Writes N and M, each under its label and unit."""
        row, standing, typed = self.rows[item.id], self.standings[item.id], _typed(item, self.dossier)
        waiting = f"answers.{item.id}" in self.waiting
        note = f"\n{frame.WAITING}" if waiting else ""
        labels = [f"{quantity.label}\n（{quantity.unit}）{note}" for quantity in named]
        values = (standing.n, standing.m)
        for column, label, which, value, quantity in zip((_N, _M), labels, "nm", values, named, strict=True):
            self.sheet.put(cell(row, column), label, "small")
            given = _input(item, quantity) if typed else None
            self.sheet.put(
                cell(row + 1, column), self.figure(item, which, value), "centre", given, waiting=typed and waiting
            )
            name = names.figure(item.id, which) if typed else names.derived(item.id, which)
            self.sheet.name(name, cell(row + 1, column))
        label_lines = max(lines(label, _WIDTHS[_N] * 1.15) for label in labels)  # the label's font is smaller
        others = (_height_in_rows(item) - 1) * _ROW
        beside = max(lines(explanation, _WIDTHS[_EXPLANATION]), lines(_title(item), _WIDTHS[_TITLE]))
        self.sheet.height(row, max(label_lines * _LABEL_LINE + 4, beside * LINE + 6 - others))
        for offset in range(1, _height_in_rows(item)):
            self.sheet.height(row + offset, _ROW)

    def figure(self, item: Indicator, which: str, value: Fraction | None) -> Content:
        """N or M: a formula where it follows from other cells, else the figure."""
        text = _shown(item, which, value, self.dossier)
        if isinstance(item.formula, CrossSum) and which == "m":
            parts = ",".join(self.at(part, _N) for part in item.formula.sum_of)
            return Formula(f'IF(COUNT({self.at(item.id, _N)})=0,"",SUM({parts}))', text)
        if isinstance(item.formula, Ticks):
            return self.tick_count(item, which, text)
        expression = self.links.get((item.id, which))
        typed = bool(text) and _typed(item, self.dossier)  # in the form, over a formula that follows the list
        return Formula(expression, text) if expression and not typed else Figure(text)

    def tick_count(self, item: Indicator, which: str, text: str) -> Content:
        """The number of ticks, or of options; blank marks are “not answered”."""
        row = self.rows[item.id]
        marks = span(Area(row + 2, _M, row + _height_in_rows(item) - 1, _M))
        if which == "m":
            return Formula(f"ROWS({marks})", text)
        return Formula(f'IF(COUNTA({marks})=0,"",COUNTIF({marks},"{TICKED}"))', text)

    def options(self, indicator: str, formula: Ticks, row: int) -> None:
        """Writes one row per option: label, mark, hidden id."""
        ticked = self.dossier.filing.ticked(indicator)
        for offset, option in enumerate(formula.options):
            mark = "" if ticked is None else TICKED if option.id in ticked else UNTICKED
            self.sheet.put(cell(row + offset, _N), option.label, "small")
            self.sheet.put(cell(row + offset, _M), mark, "tick", _TICKS, waiting=f"answers.{indicator}" in self.waiting)
            self.sheet.put(cell(row + offset, _ID), option.id, "hidden")
        self.sheet.name(names.ticks(indicator), Area(row, _N, row + len(formula.options) - 1, _ID))

    def points(self, item: Indicator, standing: IndicatorScore) -> Content:
        """An indicator's points as a formula with the card's value; one division only, so that ties stay ties."""
        if not item.self_scored:
            return "—"
        self.sheet.name(names.indicator_score(item.id), cell(self.rows[item.id], _SCORE))
        if not scores_alike(standing.n, standing.m, standing.max):
            return Figure(fixed(standing.score))
        n, m, weight = self.at(item.id, _N), self.at(item.id, _M), plain(standing.max)
        ratio = (
            f"ROUND(MIN({n},{m})*{weight}/{m},2)"
            if isinstance(item.formula, CrossSum)
            else f"IF({n}>{m},0,ROUND({n}*{weight}/{m},2))"
        )
        return Formula(f"IF(COUNT({n},{m})<2,0,IF({m}=0,0,{ratio}))", fixed(standing.score))

    def at(self, indicator: str, column: int) -> str:
        """The cell of an indicator's N or M."""
        return span(cell(self.rows[indicator] + 1, column))


def write_assessment(sheet: Sheet, dossier: Dossier, links: Mapping[tuple[str, str], str]) -> None:
    """Writes the sheet; `links` are the formulas of N and M that follow from other sheets, by indicator and n or m."""
    texts = dossier.standard.texts
    sheet.columns(_WIDTHS, hidden=1)
    header = frame.heading(sheet, dossier, texts.assessment_title, texts.assessment_subtitle)
    for column, title in enumerate(wording.ASSESSMENT_COLUMNS):
        sheet.put(cell(header, column), title.replace("（", "\n（"), "head")
    sheet.height(header, 36)
    assessment = _Assessment(sheet, dossier, links)
    assessment.lay_out(header + 1)
    row, subtotals = header + 1, []
    for section, dimension in enumerate(dossier.standard.dimensions):
        row = assessment.dimension(row, section, dimension)
        if any(item.self_scored for item in dossier.standard.of_dimension(dimension.id)):
            subtotals.append(span(cell(row - 1, _SCORE)))
    closing = row
    row = _closing(sheet, dossier, row, subtotals)
    points = sheet.heights(row)
    parts = [*assessment.parts, Part(closing, row - 1, len(dossier.standard.dimensions))]
    breaks = paging.breaks(parts, points, paging.room(_WIDTHS), points[header])
    assessment.titles(breaks)
    sheet.page(frame.page_header(sheet, dossier), rows=row, repeat=(header, header), breaks=breaks)
    sheet.protect()


def _closing(sheet: Sheet, dossier: Dossier, row: int, subtotals: list[str]) -> int:
    card, last = dossier.card, len(_WIDTHS) - 1
    total = Formula(f"ROUND(SUM({','.join(subtotals) or '0'}),2)", fixed(card.self_score), f" / {plain(card.self_max)}")
    sheet.put(across(row, 0, _M), "自评总分", "total")
    sheet.put(across(row, _SCORE, last), total, "total")
    sheet.name(names.TOTAL, cell(row, _SCORE))
    sheet.height(row, 27)
    row += 1
    texts = dossier.standard.texts
    notes = [f"另有 {plain(card.expert_max)} 分由专家评审，自评不计。", *texts.notes, f"取舍规则：{texts.figure_basis}"]
    for number, text in enumerate(notes, start=1):
        note = f"注{number}：{text}"
        sheet.put(across(row, 0, last), note, "note")
        sheet.fit(row, [(note, sum(_WIDTHS) * 1.1)], 18)
        row += 1
    return row


def _height_in_rows(item: Indicator) -> int:
    if not item.self_scored:
        return 1
    return 2 + (len(item.formula.options) if isinstance(item.formula, Ticks) else 0)


def _title(item: Indicator) -> str:
    group = f"{item.group}：\n" if item.group else ""
    return f"{group}{item.title}（{plain(Fraction(item.weight))}）"


def _explanation(item: Indicator, standing: IndicatorScore) -> str:
    return f"{item.explanation}\n【{standing.note}】" if standing.state in _TELLING else item.explanation


def _input(item: Indicator, quantity: Quantity) -> Input:
    """What may be typed for N or M."""
    hint = "\n".join(part for part in (item.question, item.example, f"单位：{quantity.unit}，只填数字") if part)
    return Input(hint, figure=True, whole=quantity.whole)


def _typed(item: Indicator, dossier: Dossier) -> bool:
    """Whether N and M of this filing are typed into the assessment itself, rather than listed or typed elsewhere."""
    listed = isinstance(item.formula, ServerUnits) and bool(dossier.filing.servers)
    return takes_pair(dossier.standard, item.id) and not listed


def _shown(item: Indicator, which: str, value: Fraction | None, dossier: Dossier) -> str:
    """A figure as it was typed, with the decimals the user gave it, or as it was derived."""
    if _typed(item, dossier):
        pair = dossier.filing.pair(item.id)
        return pair.n if which == "n" else pair.m
    named = quantities(item.formula)
    field = named[which == "m"].field if named else ""
    return dossier.filing.enterprise.get(field, "") if field else figure_text(value)
