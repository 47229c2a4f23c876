"""附件2, the assessment: the official table, notes, and the reason for every figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import BODY_WIDTH, MM, Block, paragraph
from desktop.documents.printed.styles import (
    HEADING,
    LABEL,
    LONG,
    NOTE,
    REASON,
    SMALL,
    STRONG,
    section,
    title,
)
from desktop.documents.printed.table import Column, Row, Table, cells, heading, row
from desktop.documents.wording import ASSESSMENT_COLUMNS, EXPERT_SCORED
from desktop.model.numbers import fixed, plain
from desktop.standard.definition import Indicator, Quantity, Ticks
from desktop.standard.figures import quantities
from desktop.standard.scoring import DimensionScore, IndicatorScore

UNFILLED = "未填"
TICKED, NOT_TICKED = "■", "□"
_WIDTHS = (17, 25, 58, 16, 16, 13, 15)  # mm, in the order of ASSESSMENT_COLUMNS
_STYLES = (LABEL, LABEL, SMALL, LABEL, LABEL, LABEL, LABEL)
_REASON_COLUMNS = (Column("指标", 34, LABEL), Column("自评分", 16, LABEL), Column("计算依据", 110, REASON))
_NARRATIVES = "标杆示范情况"


def assessment(dossier: Dossier) -> Iterator[Block]:
    """The title, the table, the notes, why each figure is what it is."""
    texts, card = dossier.standard.texts, dossier.card
    yield from title(texts.assessment_title, texts.assessment_subtitle)
    columns = tuple(Column(*column) for column in zip(ASSESSMENT_COLUMNS, _WIDTHS, _STYLES, strict=True))
    rows = [made for dimension in card.dimensions for made in _dimension(dossier, dimension, columns)]
    total = f"{fixed(card.self_score)} / {plain(card.self_max)}"
    rows.append(_sum_row(f"自评总分（另有 {plain(card.expert_max)} 分由专家评审，自评不计）", total))
    yield Table((heading(columns, HEADING),), tuple(rows), texts.assessment_title, space=8)
    for number, note in enumerate((*texts.notes, texts.figure_basis), start=1):
        yield paragraph(f"注 {number}：{note}", NOTE, 6 if number == 1 else 2)
    yield section("各项自评分的计算依据")
    own = [item for item in card.indicators.values() if dossier.standard.indicator_by_id[item.id].self_scored]
    reasons = [row(_REASON_COLUMNS, _reason(dossier, item)) for item in own]
    yield Table((heading(_REASON_COLUMNS, HEADING),), tuple(reasons), "各项自评分的计算依据", space=6)


def narratives(dossier: Dossier) -> Iterator[Block]:
    """What the enterprise tells the experts, indicator by indicator."""
    yield from title(_NARRATIVES)
    for indicator in dossier.standard.narratives:
        group = f"{indicator.group} · " if indicator.group else ""
        yield section(f"{group}{indicator.title}（{indicator.weight} 分）")
        yield paragraph(indicator.explanation, NOTE, 2, keep=True)
        text = dossier.filing.demonstration.get(indicator.id, "")
        yield paragraph(text or "（未填写）", LONG, 4)


def _dimension(dossier: Dossier, scored: DimensionScore, columns: tuple[Column, ...]) -> Iterator[Row]:
    dimension = next(item for item in dossier.standard.dimensions if item.id == scored.id)
    label = f"{dimension.title}\n（{dimension.weight} 分）"
    group = cells([(label, columns[0].width * MM, LABEL)], label=True)[0]
    own = any(dossier.standard.indicator_by_id[item.id].self_scored for item in scored.indicators)
    for item in scored.indicators:
        texts = _texts(dossier, dossier.standard.indicator_by_id[item.id], item)
        widths = [(text, column.width * MM, column.style) for text, column in zip(texts, columns[1:], strict=True)]
        before_sum = own and item is scored.indicators[-1]
        yield Row(cells(widths, group.width, label=True), group, keep=before_sum)
    if own:
        yield _sum_row(f"{dimension.title}小计", f"{fixed(scored.score)} / {plain(scored.max)}")


def _texts(dossier: Dossier, indicator: Indicator, scored: IndicatorScore) -> tuple[str, ...]:
    name = f"{indicator.title}\n（{indicator.weight} 分）"
    group = f"【{indicator.group}】" if indicator.group else ""
    explanation = group + indicator.explanation + _ticks(dossier, indicator)
    named = quantities(indicator.formula)
    if named is None:
        return (name, explanation, "—", "—", EXPERT_SCORED, "")
    n, m = named
    return (
        name,
        explanation,
        _figure(scored.n_text, n),
        _figure(scored.m_text, m),
        fixed(scored.score),
        "",
    )


def _figure(text: str, quantity: Quantity) -> str:
    return f"{text}\n{quantity.unit}" if text else UNFILLED


def _ticks(dossier: Dossier, indicator: Indicator) -> str:
    if not isinstance(indicator.formula, Ticks):
        return ""
    ticked = dossier.filing.ticked(indicator.id) or ()
    options = indicator.formula.options
    longest = max(len(option.label) for option in options)
    boxes = [
        f"{TICKED if option.id in ticked else NOT_TICKED} {option.label.ljust(longest, '　')}" for option in options
    ]
    return "\n" + "\n".join("　".join(pair) for pair in zip_longest(boxes[::2], boxes[1::2], fillvalue=""))


def _sum_row(label: str, total: str) -> Row:
    last = sum(_WIDTHS[-2:]) * MM
    return Row(cells([(label, BODY_WIDTH - last, STRONG), (total, last, STRONG)], label=True), shaded=True)


def _reason(dossier: Dossier, scored: IndicatorScore) -> tuple[str, str, str]:
    indicator = dossier.standard.indicator_by_id[scored.id]
    return indicator.title, fixed(scored.score), scored.note
