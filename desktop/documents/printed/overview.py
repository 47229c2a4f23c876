"""One page for the enterprise's leaders: the self-score as a picture, strengths, gaps. It is no part of the form."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import Block, paragraph
from desktop.documents.printed.radar import Picture, Share
from desktop.documents.printed.styles import BODY, HEADING, LABEL, NOTE, REASON, section, title
from desktop.documents.printed.table import Column, Table, heading, row
from desktop.model.numbers import fixed, plain
from desktop.standard.advice import advice
from desktop.standard.figures import quantities
from desktop.standard.scoring import IndicatorScore, State

OVERVIEW = "自评概览"
ASIDE = "附页（供企业负责人参阅，不属于申报表）"
_FOOT = "本页由程序按申报数据生成，不属于申报表，不作评审依据；报送时可以抽去，封装时也可以选择不附。"
_STRONG = 4, 5  # four fifths of the points of an indicator and more
_STRENGTHS, _GAPS = 5, 5  # named
_COLUMNS = (
    Column("指标", 24, LABEL),
    Column("N / M", 38, LABEL),
    Column("得分", 20, LABEL),
    Column("还差", 14, LABEL),
    Column("下一步", 64, REASON),
)


def overview(dossier: Dossier) -> Iterator[Block]:
    """The picture, the strengths, the gaps; nothing where the enterprise does not want it."""
    if dossier.filing.no_overview:
        return
    card = dossier.card
    yield from title(OVERVIEW, ASIDE)
    experts = f"另有 {plain(card.expert_max)} 分由专家评审，不在自评之内。"
    whole = Share("", card.self_score, card.self_max)
    yield paragraph(
        f"自评 {fixed(card.self_score)} 分，满分 {plain(card.self_max)} 分，得分率 {whole.percent}；{experts}", BODY, 6
    )
    found = shares(dossier)
    yield Picture(found)
    yield paragraph(_extremes(found), BODY, 4)
    own = [item for item in card.indicators.values() if item.state is not State.EXPERT]
    yield section("强项")
    yield paragraph(_strengths(dossier, own), BODY, 4)
    yield section("差距")
    yield from _gaps(dossier, own)
    yield paragraph(_FOOT, NOTE, 12)


def shares(dossier: Dossier) -> tuple[Share, ...]:
    """The points of every dimension; those that experts give have none."""
    standard = dossier.standard
    titles = {dimension.id: dimension.title for dimension in standard.dimensions}
    found = []
    for scored in dossier.card.dimensions:
        own = any(standard.indicator_by_id[item.id].self_scored for item in scored.indicators)
        found.append(Share(titles[scored.id], scored.score if own else None, scored.max))
    return tuple(found)


def _extremes(found: tuple[Share, ...]) -> str:
    own = [share for share in found if share.points is not None]
    best, worst = max(own, key=lambda share: share.part), min(own, key=lambda share: share.part)
    if best.part == worst.part:
        return f"各维度的得分率都是 {best.percent}。"
    return f"得分率最高的维度是{best.title}（{best.percent}），最低的是{worst.title}（{worst.percent}）。"


def _strengths(dossier: Dossier, own: list[IndicatorScore]) -> str:
    best = sorted((item for item in own if item.score * _STRONG[1] >= item.max * _STRONG[0]), key=_share, reverse=True)
    if not best:
        return "还没有得分率达到八成的指标。"
    named = "、".join(f"{_title(dossier, item)}（{_points(item)}）" for item in best[:_STRENGTHS])
    whole = sum(item.score == item.max for item in best)
    return f"得分率在八成以上的指标有 {len(best)} 项，其中满分 {whole} 项。最好的是{named}。"


def _gaps(dossier: Dossier, own: list[IndicatorScore]) -> Iterator[Block]:
    unfilled = [item for item in own if item.state is State.UNFILLED]
    lacking = sorted((item for item in own if item.score < item.max and item not in unfilled), key=_lost, reverse=True)
    if unfilled:
        names = "、".join(_title(dossier, item) for item in unfilled)
        yield paragraph(f"尚未填写、暂按 0 分计的有 {len(unfilled)} 项：{names}。", BODY, 4)
    if not lacking:
        yield paragraph("已填写的指标都得了满分。" if len(unfilled) < len(own) else "填写以后，这里列出差距。", BODY, 4)
        return
    said = {item.indicator: item.sentence for item in advice(dossier.standard, dossier.filing)}
    lacking.sort(key=lambda item: item.state is not State.SCORED)  # what there is nothing of is no gap to close
    rows = [row(_COLUMNS, _gap(dossier, item, said.get(item.id, ""))) for item in lacking[:_GAPS]]
    yield Table((heading(_COLUMNS, HEADING),), tuple(rows), OVERVIEW, space=6)


def _gap(dossier: Dossier, scored: IndicatorScore, step: str) -> tuple[str, ...]:
    named = quantities(dossier.standard.indicator_by_id[scored.id].formula)
    n, unit = (named[0].label, named[0].unit) if named else ("", "")
    figures = f"{scored.n_text} / {scored.m_text} {unit}"
    step = step or (f"提高{n}" if scored.state is State.SCORED else scored.note)
    return _title(dossier, scored), figures, _points(scored), fixed(scored.max - scored.score), step


def _title(dossier: Dossier, scored: IndicatorScore) -> str:
    return dossier.standard.indicator_by_id[scored.id].title


def _points(scored: IndicatorScore) -> str:
    return f"{fixed(scored.score)} / {plain(scored.max)}"


def _share(scored: IndicatorScore) -> Fraction:
    return scored.score / scored.max


def _lost(scored: IndicatorScore) -> Fraction:
    return scored.max - scored.score
