"""What may be entered as evidence: files in canonical form, filed for requirements and subjects that exist."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from desktop.model.decoding import PlacedError
from desktop.model.filing import CloudService, Evidence, EvidenceUse, Filing, System
from desktop.model.remembered import remembered
from desktop.standard.definition import Standard, SubjectKind
from desktop.standard.entry_facts import accepted_facts
from desktop.standard.entry_values import a_date, a_line, a_text

EVIDENCE_LIMIT = 10_000
PATH_LIMIT = 400
_REFERRING = ("evidence", "systems", "cloud_services")  # evidence, and the lists it refers to
SHA256 = re.compile(r"[0-9a-f]{64}")


def a_file(path: str, item: Evidence) -> Evidence:
    """A file of evidence."""
    sha256 = item.sha256.lower()
    if sha256 and not SHA256.fullmatch(sha256):
        raise PlacedError(f"{path}.sha256", "应为 64 位十六进制数")
    if item.bytes is not None and item.bytes < 0:
        raise PlacedError(f"{path}.bytes", "不能是负数")
    file = a_line(f"{path}.file", item.file, PATH_LIMIT)
    if not file:
        raise PlacedError(f"{path}.file", "文件名不能为空")
    uses = tuple(dict.fromkeys(item.uses))
    return replace(
        item,
        file=file,
        sha256=sha256,
        uses=uses,
        dated=a_date(f"{path}.dated", item.dated),
        note=a_text(f"{path}.note", item.note, 2_000),
        facts=item.facts and accepted_facts(f"{path}.facts", item.facts, uses),
    )


def check_uses(standard: Standard, filing: Filing, known: Filing | None) -> None:
    """What evidence proves must be there; evidence that was settled is looked at again when a subject may be gone.

    Raises:
        PlacedError: as `check_use`.
    """
    if known and all(getattr(filing, name) is getattr(known, name) for name in _REFERRING):
        return
    subjects = subjects_of(standard, filing)
    same = known is not None and subjects == subjects_of(standard, known)
    if known and same and filing.evidence is known.evidence:
        return
    settled = {id(item) for item in known.evidence} if known and same else set[int]()
    for position, evidence in enumerate(filing.evidence):
        if id(evidence) in settled:
            continue
        for index, use in enumerate(evidence.uses):
            check_use(standard, subjects, use, f"evidence[{position}].for[{index}]")


@remembered
def ids(items: tuple[System, ...] | tuple[CloudService, ...]) -> frozenset[str]:
    """The ids of a list."""
    return frozenset(item.id for item in items)


def subjects_of(standard: Standard, filing: Filing) -> dict[SubjectKind, frozenset[str]]:
    """What evidence may be about, by kind of subject."""
    return {
        SubjectKind.NONE: frozenset({""}),
        SubjectKind.SYSTEM: ids(filing.systems),
        SubjectKind.CLOUD_SERVICE: ids(filing.cloud_services),
        SubjectKind.INDICATOR: frozenset(item.id for item in standard.narratives),
    }


def check_use(
    standard: Standard, subjects: Mapping[SubjectKind, frozenset[str]], use: EvidenceUse, path: str = "for"
) -> None:
    """Whether a piece of evidence may be filed for this requirement and subject.

    Raises:
        PlacedError: an unknown requirement, or a subject that is missing, superfluous or unknown.
    """
    requirement = standard.requirement_by_id.get(use.requirement)
    if requirement is None:
        known = "、".join(standard.requirement_by_id)
        raise PlacedError(path, f"没有材料要求“{use.requirement[:40]}”，可用的要求：{known}")
    if use.subject in subjects[requirement.subject]:
        return
    if requirement.subject is SubjectKind.NONE:
        raise PlacedError(path, f"“{requirement.label}”不针对具体对象，请去掉“:{use.subject[:40]}”")
    what = {SubjectKind.SYSTEM: "系统", SubjectKind.CLOUD_SERVICE: "云服务", SubjectKind.INDICATOR: "专家评分指标"}
    kind = what[requirement.subject]
    if not use.subject:
        raise PlacedError(path, f"“{requirement.label}”要写明是哪个{kind}，例如 {requirement.id}:编号")
    raise PlacedError(path, f"“{requirement.label}”指向的{kind}“{use.subject[:40]}”不存在，请核对编号")
