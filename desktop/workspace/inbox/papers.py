"""The other papers: the business licence, and documents that speak of what experts look at."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.evidence.reading import LICENCE, OTHER
from desktop.model.filing import EvidenceUse
from desktop.model.plain_text import plain
from desktop.standard.definition import Requirement, SubjectKind
from desktop.workspace.inbox.ground import Ground, Verdict, verdict_of
from desktop.workspace.inbox.items import Basis, Item


def own_codes(ground: Ground, items: Sequence[Item]) -> frozenset[str]:
    """The 统一社会信用代码 that invoices to the enterprise carry for it, read with certainty."""
    readings = [item.reading for item in items]
    return frozenset(
        reading.values["buyer_id"].upper()
        for reading in readings
        if {"buyer", "buyer_id"} <= set(reading.confirmed)
        and ground.enterprise
        and plain(reading.values["buyer"]).text == ground.enterprise
    )


def paper(ground: Ground, item: Item, codes: frozenset[str]) -> Verdict | None:
    """What a licence or another document is proposed for; None where nothing speaks for anything."""
    about = [
        one
        for one in ground.standard.requirements
        if item.kind in ground.hint(one.id).kinds and ground.accepts(one, item)
    ]
    if item.kind == LICENCE:
        alone = [one for one in about if one.subject is SubjectKind.NONE]
        return _licence(ground, item, alone[0], codes) if alone else None
    if item.kind == OTHER:
        return _narrative(ground, item, [one for one in about if one.subject is SubjectKind.INDICATOR])
    return None


def _licence(ground: Ground, item: Item, requirement: Requirement, codes: frozenset[str]) -> Verdict:
    values, use = item.reading.values, EvidenceUse(requirement.id)
    name, code = plain(values.get("name", "")).text, values.get("credit_code", "").upper()
    if code and code in codes:
        return Verdict(use, "统一社会信用代码与发票上本企业的相同。", Basis.CONTENT, (use,), sure=True, weight=2)
    if name and name == ground.enterprise:
        return Verdict(use, "执照上的名称就是本企业。", Basis.CONTENT, (use,), sure=True, weight=2)
    if name and ground.enterprise:
        return verdict_of((use,), f"执照上的名称是“{values['name'][:40]}”，不是本企业；确是本企业的请指定。")
    if not name and not code and _says_nothing_else(ground, item, requirement):
        return Verdict(
            use, f"文件名就是{requirement.label.removesuffix('复印件')}。", Basis.NAME, (use,), sure=True, weight=1
        )
    return Verdict(use, "像是营业执照，没有读到能对上本企业的名称，请核对。", Basis.NAME, (use,))


def _says_nothing_else(ground: Ground, item: Item, requirement: Requirement) -> bool:
    """Whether a name speaks of the licence and perhaps of the enterprise, and of nobody else."""
    text = ground.stem(item)
    rest = text.text
    for span in sorted(ground.words_in(text, [requirement]), reverse=True):
        rest = rest[: span.start] + " " + rest[span.end :]
    for word in sorted(ground.noise, key=len, reverse=True):
        rest = rest.replace(word, " ")
    left = ["".join(c for c in piece if not c.isdigit()) for piece in rest.split()]
    return all(piece in ground.enterprise for piece in left)


def _narrative(ground: Ground, item: Item, about: Sequence[Requirement]) -> Verdict | None:
    text = ground.stem(item)
    for requirement in about:
        if not ground.words_in(text, [requirement]):
            continue
        titles = {key: plain(name).text for (kind, key), name in ground.subjects.items() if kind is requirement.subject}
        spans = ground.words_in(text, [requirement])
        said = [text.text[span.start : span.end] for span in spans]
        fitting = [key for key, title in titles.items() if any(word in title for word in said)]
        if len(fitting) == 1:
            use = EvidenceUse(requirement.id, fitting[0])
            return Verdict(use, f"名称里有相关字样，可能是{ground.called(use)}，请核对。", Basis.NAME, (use,))
        return verdict_of(
            (EvidenceUse(requirement.id, key) for key in fitting or titles), "像是这里的材料，请指定是哪一项。"
        )
    return None
