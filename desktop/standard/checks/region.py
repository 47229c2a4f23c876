"""Batch and place of registration: filled in, known, in time."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.filing import Filing
from desktop.standard.definition import Level, Standard
from desktop.standard.findings import Finding, Surroundings


def check(standard: Standard, filing: Filing, around: Surroundings) -> Iterator[Finding]:
    """Findings about `batch`."""
    yield from _place(standard, filing)
    yield from _deadline(standard, filing, around.today)


def _place(standard: Standard, filing: Filing) -> Iterator[Finding]:
    city, county = filing.batch.city, filing.batch.county
    if not city:
        yield Finding(Level.ERROR, "region_missing", "batch.city", "还没有选择企业所在的设区市。")
    elif not standard.counties(city):
        yield Finding(
            Level.ERROR, "region_unknown", "batch.city", f"{standard.region}没有“{city}”这个设区市，请从列表中选择。"
        )
    elif county and county not in standard.counties(city):
        yield Finding(
            Level.ERROR, "region_unknown", "batch.county", f"{city}没有“{county}”这个县（市、区），请从列表中选择。"
        )
    if not county:
        yield Finding(
            Level.ERROR,
            "region_missing",
            "batch.county",
            "还没有选择企业所在的县（市、区），申报材料要报送到那里的经信部门。",
        )


def _deadline(standard: Standard, filing: Filing, today: str) -> Iterator[Finding]:
    batch = standard.batch(filing.batch.id)
    if batch is None or not today:
        return
    for deadline in batch.deadlines:
        if deadline.city in {"", filing.batch.city} and deadline.date < today:
            message = (
                f"{deadline.sender}报{deadline.receiver}的期限 {deadline.date} 已过，请先与主管部门确认是否仍受理。"
            )
            yield Finding(Level.HINT, "deadline_passed", "batch.id", message)
            return
