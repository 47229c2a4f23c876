"""The checks of a filing, driven by the standard's fields and evidence requirements."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from desktop.model.filing import Filing
from desktop.standard.checks import (
    carried,
    characters,
    evidence,
    figures,
    form,
    invoices,
    lists,
    region,
    screenshots,
    shown_words,
)
from desktop.standard.definition import Level, Standard
from desktop.standard.findings import Finding, Surroundings


def _go_on() -> None:
    """Nobody wants to stop."""


def check(
    standard: Standard, filing: Filing, around: Surroundings, step: Callable[[], object] = _go_on
) -> tuple[Finding, ...]:
    """All findings in the order of the screens; warnings carry the enterprise's reason where it gave one.

    `step` is called before each part of the work; what it raises ends it.
    """
    parts = (
        region.check(standard, filing, around),
        carried.check(standard, filing),
        form.check(standard, filing),
        figures.check(standard, filing),
        lists.check(standard, filing),
        evidence.check(standard, filing, around),
        invoices.check(standard, filing),
        screenshots.check(standard, filing, around, step),
        shown_words.check(standard, filing, around),
        characters.check(filing, around),
    )
    found: list[Finding] = []
    for part in parts:
        step()
        found.extend(part)
    reasons = filing.reasons
    return tuple(replace(item, reason=reasons[item.key]) if reasons and item.key in reasons else item for item in found)


def ready(findings: tuple[Finding, ...]) -> bool:
    """Whether the filing may be sealed: no error stands."""
    return all(finding.level is not Level.ERROR for finding in findings)
