"""score, check."""

from __future__ import annotations

from argparse import Namespace

from desktop.cli.terminal import out, out_json, say, table
from desktop.filing import open_filing
from desktop.model.numbers import fixed, plain
from desktop.standard.advice import advice
from desktop.standard.checks import ready
from desktop.standard.definition import Level, Standard
from desktop.standard.findings import Finding
from desktop.standard.scoring import ScoreCard, figure_text
from desktop.standard.scoring import score as self_score
from desktop.workspace import assessing, clock

_LEVELS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.HINT: "提示"}
_ADVICE_SHOWN = 3


def score(options: Namespace) -> int:
    """`yunqi score`."""
    with open_filing(options.file, "read") as store:
        card = self_score(store.standard, store.filing)
        if options.json:
            out_json(assessing.score_document(card))
        else:
            _table(store.standard, card)
            for item in advice(store.standard, store.filing)[:_ADVICE_SHOWN]:
                out(f"建议：{item.sentence}")
    return 0


def check(options: Namespace) -> int:
    """`yunqi check`: 1 if an error stands."""
    with open_filing(options.file, "read") as store:
        found = assessing.findings(store, clock.today())
    if options.json:
        out_json(assessing.check_document(found))
    else:
        _findings(found)
    return 0 if ready(found) else 1


def _table(standard: Standard, card: ScoreCard) -> None:
    rows = [("指标", "N", "M", "得分", "满分", "说明")]
    titles = {item.id: item.title for item in standard.dimensions}
    for dimension in card.dimensions:
        rows.append((titles[dimension.id], "", "", fixed(dimension.score), plain(dimension.max), ""))
        rows += [
            (
                f"　{standard.indicator_by_id[item.id].title}",
                figure_text(item.n),
                figure_text(item.m),
                fixed(item.score),
                plain(item.max),
                item.note,
            )
            for item in dimension.indicators
        ]
    rows.append(
        (
            "自评分",
            "",
            "",
            fixed(card.self_score),
            plain(card.self_max),
            f"另有 {plain(card.expert_max)} 分由专家评审，自评不计",
        )
    )
    table(rows, right=frozenset({1, 2, 3, 4}))


def _findings(found: tuple[Finding, ...]) -> None:
    for level, word in _LEVELS.items():
        for item in found:
            if item.level is level:
                reason = f"（说明：{item.reason}）" if item.reason else ""
                out(f"{word} {item.code} {item.place} {item.message}{reason}")
    counts = "，".join(f"{word} {sum(item.level is level for item in found)}" for level, word in _LEVELS.items())
    say(f"{counts}；{'可以封装' if ready(found) else '改正错误后才能封装'}。")
