"""Edits of the list of systems: each gives a new filing in which nothing points at what is gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from desktop.filing import Blob
from desktop.model.filing import Evidence, EvidenceUse, Filing, System
from desktop.standard.definition import Standard, SubjectKind

_NUMBERED = re.compile(r"s(\d{1,9})")


def fresh_ids(filing: Filing, count: int) -> list[str]:
    """Ids for new systems: “s” and the next free numbers."""
    taken = (_NUMBERED.fullmatch(item.id) for item in filing.systems)
    last = max((int(match[1]) for match in taken if match), default=0)
    return [f"s{number:02d}" for number in range(last + 1, last + 1 + count)]


def with_systems(filing: Filing, systems: Iterable[System]) -> Filing:
    """The filing with more systems, whose ids are made here."""
    added = tuple(systems)
    ids = fresh_ids(filing, len(added))
    numbered = tuple(replace(item, id=key) for item, key in zip(added, ids, strict=True))
    return replace(filing, systems=(*filing.systems, *numbered))


def with_value(filing: Filing, system_id: str, field: str, value: object) -> Filing:
    """The filing with one value of one system changed."""
    systems = tuple(replace(item, **{field: value}) if item.id == system_id else item for item in filing.systems)
    return replace(filing, systems=systems)


def without_system(standard: Standard, filing: Filing, system_id: str) -> Filing:
    """The filing without a system, its evidence, and what was explained about it."""
    about = {item.id for item in standard.requirements if item.subject is SubjectKind.SYSTEM}
    reasons = {key: value for key, value in filing.reasons.items() if not _concerns(key, system_id)}
    kept = replace(filing, systems=tuple(item for item in filing.systems if item.id != system_id), reasons=reasons)
    return without_uses(kept, [EvidenceUse(requirement, system_id) for requirement in about])


def without_uses(filing: Filing, uses: Iterable[EvidenceUse]) -> Filing:
    """The filing in which files no longer serve these uses; a file that serves none any more goes."""
    gone = set(uses)
    if not any(gone.intersection(item.uses) for item in filing.evidence):
        return filing
    kept = []
    for item in filing.evidence:
        left = tuple(use for use in item.uses if use not in gone)
        if left or not item.uses:
            kept.append(item if left == item.uses else replace(item, uses=left))
    return replace(filing, evidence=tuple(kept))


def with_files(filing: Filing, files: Sequence[tuple[str, Blob, EvidenceUse | None]]) -> Filing:
    """The filing with more files of evidence; the same content under the same name is one file with several uses."""
    evidence = {(item.file, item.sha256): item for item in filing.evidence}
    if len(evidence) != len(filing.evidence):  # doubles from elsewhere are left as they are
        more = tuple(Evidence(name, blob.sha256, blob.size, (use,) if use else ()) for name, blob, use in files)
        return replace(filing, evidence=(*filing.evidence, *more))
    for name, blob, use in files:
        known = evidence.get((name, blob.sha256), Evidence(name, blob.sha256, blob.size))
        uses = dict.fromkeys((*known.uses, use) if use else known.uses)
        evidence[name, blob.sha256] = replace(known, uses=tuple(uses))
    return replace(filing, evidence=tuple(evidence.values()))


def _concerns(reason_key: str, system_id: str) -> bool:
    place = reason_key.partition("@")[2]
    return place.startswith(f"systems.{system_id}.") or place.endswith(f":{system_id}")
