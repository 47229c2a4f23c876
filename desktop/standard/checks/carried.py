"""What was copied from an earlier filing: looked at by somebody, and of the same enterprise."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.filing import Filing
from desktop.standard.carrying import UNCONFIRMED, origin_words, owners
from desktop.standard.definition import Level, Standard
from desktop.standard.findings import Finding
from desktop.standard.flow import StepKind, step_of, steps

_LISTS = {"servers": "服务器清单", "cloud_services": "云产品和服务清单"}


def check(standard: Standard, filing: Filing) -> Iterator[Finding]:
    """An error for every screen, card or list with unconfirmed values; a warning when the name is another one."""
    if not filing.unconfirmed and filing.carried_from is None:
        return
    yield from _name(standard, filing)
    groups: dict[str, list[str]] = {}
    for owner in owners(standard, filing):
        groups.setdefault(_seen_in(standard, filing, owner), []).append(owner)
    when = origin_words(standard, filing)
    for label, seen in groups.items():
        unit = "行" if seen[0].partition(".")[0] in {*_LISTS, "systems"} else "项"
        message = f"{label}里还有 {len(seen)} {unit}沿用自“{when}”，没有确认；请逐{unit}核对后确认。"
        yield Finding(Level.ERROR, UNCONFIRMED, seen[0], message)


def _name(standard: Standard, filing: Filing) -> Iterator[Finding]:
    now = filing.enterprise.get(standard.name_field.id, "")
    if filing.carried_from and now and not filing.carried_from.same_name(now):
        message = (
            f"企业名称“{now}”与沿用的“{origin_words(standard, filing)}”案卷不同：更名的请写明何时更名；"
            "若是另一家企业，请从空白新建，以免把别家的资料报出去。"
        )
        yield Finding(Level.WARNING, "carried_name", f"enterprise.{standard.name_field.id}", message)


def _seen_in(standard: Standard, filing: Filing, owner: str) -> str:
    """What people call the list, card or screen on which a place is seen."""
    section, _, key = owner.partition(".")
    if section == "systems":
        key = next((item.category for item in filing.systems if item.id == key), key)
    if section in {"systems", "unlisted_systems"}:
        found = standard.indicator_by_id.get(key)
        return f"系统清单“{found.title if found else key}”"
    if section in _LISTS:
        return _LISTS[section]
    step_id = step_of(standard, filing, owner)
    step = next(item for item in steps(standard) if item.id == step_id)
    indicator = standard.indicator_by_id.get(key) if step.kind is StepKind.DIMENSION else None
    return f"“{indicator.title if indicator else step.title}”"
