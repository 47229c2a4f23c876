"""A new filing from an earlier one, and what of it people still have to look at, by what they see it as."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from desktop.errors import InputError
from desktop.model import carried
from desktop.model.filing import CarriedFrom, Evidence, Filing, name_digest
from desktop.standard.definition import Standard, SubjectKind

UNCONFIRMED = "carried_unconfirmed"  # the code of the finding that something copied is unconfirmed
_SECTION_OF = {
    SubjectKind.SYSTEM: "systems",
    SubjectKind.CLOUD_SERVICE: "cloud_services",
    SubjectKind.INDICATOR: "demonstration",
}


def carry(standard: Standard, earlier: Filing, batch: str) -> Filing:
    """A new filing for a batch with all that an earlier one says, every place of it unconfirmed.

    Reasons given for warnings, the mark of the sample, with or without tax, and windows that were set belong to the
    earlier filing and are not copied.

    Raises:
        InputError: the earlier filing answers another standard, or the standard has no such batch.
    """
    if earlier.standard.id != standard.id:
        raise InputError(
            f"这份案卷按标准“{earlier.standard.id}”填写，新案卷用的是“{standard.id}”，两套标准的指标不同，不能沿用；"
            "请从空白新建。"
        )
    if standard.batch(batch) is None:
        known = "、".join(item.id for item in standard.batches)
        raise InputError(f"没有批次“{batch[:40]}”，可用的批次：{known}。")
    origin = CarriedFrom(earlier.batch.id, name_digest(earlier.enterprise.get(standard.name_field.id, "")))
    own = replace(earlier, batch=replace(earlier.batch, id=batch), carried_from=origin, unconfirmed=())
    copied = replace(own, reasons={}, sample=False, basis="", windows={})
    return replace(copied, unconfirmed=tuple(carried.places(copied)))


def origin_words(standard: Standard, filing: Filing) -> str:
    """The batch that a filing was begun from, as people call it."""
    batch = standard.batch(filing.carried_from.batch) if filing.carried_from else None
    return batch.title if batch else (filing.carried_from and filing.carried_from.batch) or "以前的案卷"


def owners(standard: Standard, filing: Filing) -> dict[str, tuple[str, ...]]:
    """What is still to be confirmed: the places people look at, each with the unconfirmed places seen there.

    A file stands with what it proves (a system's row with its screenshots is looked at as one thing); a file that
    proves nothing in particular stands alone.
    """
    if not filing.unconfirmed:
        return {}
    files: dict[str, Evidence] = {}
    for item in filing.evidence:
        files.setdefault(f"evidence.{item.file}", item)
    found: dict[str, list[str]] = {}
    for place in filing.unconfirmed:
        found.setdefault(_owner(standard, files[place]) if place in files else place, []).append(place)
    return {owner: tuple(seen) for owner, seen in found.items()}


def confirmed(standard: Standard, filing: Filing, looked_at: Collection[str]) -> Filing:
    """The filing after somebody looked at these places: those of `owners`, or single ones."""
    gone = set(looked_at)
    gone |= {place for owner, seen in owners(standard, filing).items() if owner in looked_at for place in seen}
    return replace(filing, unconfirmed=tuple(place for place in filing.unconfirmed if place not in gone))


def _owner(standard: Standard, item: Evidence) -> str:
    requirement = standard.requirement_by_id[item.uses[0].requirement] if item.uses else None
    if requirement and requirement.subject in _SECTION_OF:
        return f"{_SECTION_OF[requirement.subject]}.{item.uses[0].subject}"
    if requirement and requirement.indicator:
        return f"answers.{requirement.indicator}"
    return f"evidence.{item.file}"
