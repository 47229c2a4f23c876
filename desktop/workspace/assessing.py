"""The self-score and the findings of a filing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from desktop.documents.fonts import unprintable
from desktop.model.filing import Filing
from desktop.model.numbers import fixed, plain
from desktop.model.seen import Seen
from desktop.standard.checks import check, ready
from desktop.standard.definition import Standard
from desktop.standard.findings import Finding, Surroundings
from desktop.standard.scoring import IndicatorScore, ScoreCard, figure_text
from desktop.workspace import looking

if TYPE_CHECKING:
    from desktop.filing import FilingStore


def findings(store: FilingStore, today: str = "") -> tuple[Finding, ...]:
    """All findings of an open filing; with `today`, passed deadlines too."""
    kinds = {sha256: blob.kind for sha256, blob in store.blobs().items()}
    return findings_of(store.standard, store.filing, kinds, today, seen=looking.of_store(store))


def findings_of(
    standard: Standard,
    filing: Filing,
    kinds: Mapping[str, str],
    today: str = "",
    step: Callable[[], object] = lambda: None,
    *,
    seen: Mapping[str, Seen] | None = None,
) -> tuple[Finding, ...]:
    """All findings of a filing whose evidence is of these kinds and looks like this (by SHA-256).

    `step` as of `checks.check`.
    """
    around = Surroundings(kinds=kinds, unprintable=unprintable, today=today, seen=seen or {})
    return check(standard, filing, around, step)


def score_document(card: ScoreCard) -> dict[str, Any]:
    """The self-score as `score --json` prints it (contract §1): decimal texts, scores with 2 decimals."""
    return {
        "standard": card.standard,
        "self_score": fixed(card.self_score),
        "self_max": plain(card.self_max),
        "expert_max": plain(card.expert_max),
        "dimensions": [
            {
                "id": dimension.id,
                "score": fixed(dimension.score),
                "max": plain(dimension.max),
                "indicators": [_indicator(item) for item in dimension.indicators],
            }
            for dimension in card.dimensions
        ],
    }


def check_document(found: tuple[Finding, ...]) -> dict[str, Any]:
    """The findings as `check --json` prints them (contract §1); a warning also carries the enterprise's reason."""
    return {
        "ready": ready(found),
        "findings": [
            {"level": item.level.value, "code": item.code, "place": item.place, "message": item.message}
            | ({"reason": item.reason} if item.reason else {})
            for item in found
        ],
    }


def _indicator(item: IndicatorScore) -> dict[str, Any]:
    return {
        "id": item.id,
        "n": figure_text(item.n) or None,
        "m": figure_text(item.m) or None,
        "score": fixed(item.score),
        "max": plain(item.max),
        "state": item.state.value,
        "note": item.note,
    }
