"""What may be entered into a filing: every value checked against the standard and brought into canonical form.

The one gate for all that comes from outside: the window, the command line, `filing.json`, packages, workbooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from msgspec.structs import replace

from desktop.model import carried, text
from desktop.model.dates import is_date
from desktop.model.decoding import PlacedError, placed
from desktop.model.filing import (
    Answer,
    Batch,
    CarriedFrom,
    CloudService,
    Evidence,
    EvidenceUse,
    Filing,
    Pair,
    Server,
    StandardRef,
    System,
)
from desktop.model.numbers import decimal_text
from desktop.model.remembered import remembered
from desktop.standard.definition import FieldKind, FormField, Ratio, Standard, SubjectKind, Ticks
from desktop.standard.entry_facts import accepted_facts
from desktop.standard.figures import quantities

LIST_LIMIT = 5_000  # systems, servers, services
EVIDENCE_LIMIT = 10_000
UNCONFIRMED_LIMIT = 3 * LIST_LIMIT + EVIDENCE_LIMIT + 1_000
_ID_LIMIT = 64
_PATH_LIMIT = 400
_PLACE_LIMIT = _PATH_LIMIT + 20
_REFERRING = ("evidence", "systems", "cloud_services")  # evidence, and the lists it refers to
_SHA256 = re.compile(r"[0-9a-f]{64}")
T = TypeVar("T")


def accepted(standard: Standard, filing: Filing, known: Filing | None = None) -> Filing:
    """The filing in canonical form: figures as decimal texts, texts without control characters, references that exist.

    Sections and items of lists that are the very objects of `known`, accepted before, are not looked at again.

    Raises:
        PlacedError: the first value that cannot be taken, with its path and what to do.
    """
    if filing.standard.id != standard.id:
        raise PlacedError("standard.id", f"案卷用的是标准“{filing.standard.id}”，这里是“{standard.id}”")
    if standard.batch(filing.batch.id) is None:
        batches = "、".join(batch.id for batch in standard.batches)
        raise PlacedError("batch.id", f"没有批次“{filing.batch.id}”，可用的批次：{batches}")
    fresh = [name for name in _SECTIONS if known is None or getattr(filing, name) is not getattr(known, name)]
    checked = {name: _SECTIONS[name](standard, getattr(filing, name), getattr(known, name, ())) for name in fresh}
    filing = replace(filing, standard=StandardRef(standard.id, standard.sha256), **checked)
    if "unconfirmed" in fresh:
        filing = replace(filing, unconfirmed=carried.ordered(filing, filing.unconfirmed))
    _consistent(standard, filing, known)
    return filing


def _line(path: str, value: str, limit: int = text.LINE_LIMIT) -> str:
    return placed(path, lambda: text.line(value, limit))


def _text(path: str, value: str, limit: int = text.TEXT_LIMIT) -> str:
    return placed(path, lambda: text.text(value, limit))


def _number(path: str, value: str, *, whole: bool = False, negative: bool = False) -> str:
    return placed(path, lambda: decimal_text(value, whole=whole, negative=negative))


def _date(path: str, value: str) -> str:
    value = _line(path, value)
    if value and not is_date(value):
        raise PlacedError(path, f"“{value[:30]}”不是日期，请写成 2020-03-18 的样子")
    return value


def _each(
    path: str, items: tuple[T, ...], known: tuple[T, ...], check: Callable[[str, T], T], limit: int = LIST_LIMIT
) -> tuple[T, ...]:
    if len(items) > limit:
        raise PlacedError(path, f"有 {len(items)} 项，超过上限 {limit} 项")
    if items and len(items) == len(known):  # the usual edit: one of many
        pairs = enumerate(zip(items, known, strict=True))
        return tuple(item if item is same else check(f"{path}[{position}]", item) for position, (item, same) in pairs)
    settled = {id(item) for item in known}
    return tuple(
        item if id(item) in settled else check(f"{path}[{position}]", item) for position, item in enumerate(items)
    )


def _enterprise(standard: Standard, values: Mapping[str, str]) -> dict[str, str]:
    checked = {}
    for key, value in values.items():
        field = standard.field_by_id.get(key)
        if field is None:
            raise PlacedError(f"enterprise.{key}", "申报表里没有这一栏，请核对拼写")
        checked[key] = _field(field, value)
    return checked


def _field(field: FormField, value: str) -> str:
    path = f"enterprise.{field.id}（{field.label}）"
    if field.kind.numeric:
        whole, negative = field.kind is FieldKind.COUNT, field.kind is FieldKind.SIGNED_MONEY
        return _number(path, value, whole=whole, negative=negative)
    if field.kind is FieldKind.TEXT:
        return _text(path, value, field.limit or text.TEXT_LIMIT)
    return _line(path, value, field.limit or text.LINE_LIMIT)


def _server(path: str, server: Server) -> Server:
    return replace(
        server,
        name=_line(f"{path}.name", server.name),
        count=_number(f"{path}.count", server.count, whole=True),
        cpu_cores=_number(f"{path}.cpu_cores", server.cpu_cores),
        memory_gb=_number(f"{path}.memory_gb", server.memory_gb),
    )


def _system(standard: Standard, path: str, system: System) -> System:
    if system.category not in {category.id for category in standard.categories}:
        known = "、".join(category.id for category in standard.categories)
        raise PlacedError(f"{path}.category", f"没有类别“{system.category[:40]}”，可用的类别：{known}")
    return replace(
        system,
        id=_id(f"{path}.id", system.id),
        name=_line(f"{path}.name", system.name),
        platform=_line(f"{path}.platform", system.platform),
        provider=_line(f"{path}.provider", system.provider),
        summary=_text(f"{path}.summary", system.summary, 2_000),
        display_name=_line(f"{path}.display_name", system.display_name),
    )


def _service(path: str, service: CloudService) -> CloudService:
    return replace(
        service,
        id=_id(f"{path}.id", service.id),
        product=_line(f"{path}.product", service.product),
        provider=_line(f"{path}.provider", service.provider),
        contract_no=_line(f"{path}.contract_no", service.contract_no),
        start=_date(f"{path}.from", service.start),
        end=_date(f"{path}.to", service.end),
        amount=_number(f"{path}.amount", service.amount),
    )


def _id(path: str, value: str) -> str:
    value = _line(path, value, _ID_LIMIT)
    if not value:
        raise PlacedError(path, "编号不能为空")
    return value


def _unlisted(standard: Standard, values: Mapping[str, str]) -> dict[str, str]:
    known = {category.id for category in standard.categories}
    for key in values:
        if key not in known:
            raise PlacedError(f"unlisted_systems.{key}", f"没有这个类别，可用的类别：{'、'.join(sorted(known))}")
    return {key: _number(f"unlisted_systems.{key}", value, whole=True) for key, value in values.items()}


def _answer(standard: Standard, key: str, value: Answer) -> Answer:
    path = f"answers.{key}"
    indicator = standard.indicator_by_id.get(key)
    if indicator is None:
        raise PlacedError(path, "标准里没有这个指标，请核对拼写")
    if isinstance(indicator.formula, Ticks):
        return _ticks(path, indicator.formula, value)
    named = quantities(indicator.formula)
    if named is None or not takes_pair(standard, key):
        raise PlacedError(path, f"“{indicator.title}”不在这里填写，它由其他内容得出或由专家评分")
    if not isinstance(value, Pair):
        raise PlacedError(path, '应为 {"n": "…", "m": "…"}')
    n, m = named
    return Pair(
        _number(f"{path}.n（{n.label}）", value.n, whole=n.whole),
        _number(f"{path}.m（{m.label}）", value.m, whole=m.whole),
    )


def takes_pair(standard: Standard, indicator: str) -> bool:
    """Whether N and M of an indicator may be typed in (server units may, as long as no servers are listed)."""
    formula = standard.indicator_by_id[indicator].formula
    if isinstance(formula, Ratio):
        return not formula.n.field
    return formula.__struct_config__.tag == "server_units"


def _ticks(path: str, formula: Ticks, value: Answer) -> tuple[str, ...]:
    if isinstance(value, Pair):
        raise PlacedError(path, '应为勾选项的列表，例如 ["…"]')
    known = [option.id for option in formula.options]
    for item in value:
        if item not in known:
            raise PlacedError(path, f"没有选项“{item[:40]}”，可选：{'、'.join(known)}")
    return tuple(option for option in known if option in value)


def _demonstration(standard: Standard, values: Mapping[str, str]) -> dict[str, str]:
    known = {item.id for item in standard.narratives}
    for key in values:
        if key not in known:
            raise PlacedError(f"demonstration.{key}", "不是由专家评分的指标，请核对拼写")
    return {key: _text(f"demonstration.{key}", value) for key, value in values.items()}


def _evidence(path: str, item: Evidence) -> Evidence:
    sha256 = item.sha256.lower()
    if sha256 and not _SHA256.fullmatch(sha256):
        raise PlacedError(f"{path}.sha256", "应为 64 位十六进制数")
    if item.bytes is not None and item.bytes < 0:
        raise PlacedError(f"{path}.bytes", "不能是负数")
    file = _line(f"{path}.file", item.file, _PATH_LIMIT)
    if not file:
        raise PlacedError(f"{path}.file", "文件名不能为空")
    uses = tuple(dict.fromkeys(item.uses))
    return replace(
        item,
        file=file,
        sha256=sha256,
        uses=uses,
        dated=_date(f"{path}.dated", item.dated),
        note=_text(f"{path}.note", item.note, 2_000),
        facts=item.facts and accepted_facts(f"{path}.facts", item.facts, uses),
    )


def _consistent(standard: Standard, filing: Filing, known: Filing | None) -> None:
    for name in ("systems", "cloud_services"):
        listed = getattr(filing, name)
        if len(_ids(listed)) != len(listed):
            _distinct(name, (item.id for item in listed))
    for item in standard.indicators:
        if filing.servers and item.formula.__struct_config__.tag == "server_units" and item.id in filing.answers:
            raise PlacedError(f"answers.{item.id}", "已有服务器清单，N 和 M 由清单折算，请删去其中一处")
    _uses(standard, filing, known)


def _uses(standard: Standard, filing: Filing, known: Filing | None) -> None:
    """What evidence proves must be there; evidence that was settled is looked at again when a subject may be gone."""
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


def _distinct(path: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for position, value in enumerate(ids):
        if value in seen:
            raise PlacedError(f"{path}[{position}].id", f"编号“{value}”重复，请改成不同的编号")
        seen.add(value)


@remembered
def _ids(items: tuple[System, ...] | tuple[CloudService, ...]) -> frozenset[str]:
    return frozenset(item.id for item in items)


def subjects_of(standard: Standard, filing: Filing) -> dict[SubjectKind, frozenset[str]]:
    """What evidence may be about, by kind of subject."""
    return {
        SubjectKind.NONE: frozenset({""}),
        SubjectKind.SYSTEM: _ids(filing.systems),
        SubjectKind.CLOUD_SERVICE: _ids(filing.cloud_services),
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


def _batch(standard: Standard, batch: Batch) -> Batch:
    del standard  # a place that is not on its list is a finding, so that a list out of date loses nothing
    return replace(batch, city=_line("batch.city", batch.city), county=_line("batch.county", batch.county))


def _reasons(values: Mapping[str, str]) -> dict[str, str]:
    return {_line("reasons", key): _text(f"reasons.{key}", value) for key, value in values.items() if value.strip()}


def _carried_from(origin: CarriedFrom | None) -> CarriedFrom | None:
    if origin is None:
        return None
    batch = _line("carried_from.batch", origin.batch, _ID_LIMIT)
    if origin.name_sha256 and not _SHA256.fullmatch(origin.name_sha256):
        raise PlacedError("carried_from.name_sha256", "应为 64 位十六进制数")
    return CarriedFrom(batch, origin.name_sha256)


def _unconfirmed(places: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    return _each("unconfirmed", places, known, lambda path, place: _line(path, place, _PLACE_LIMIT), UNCONFIRMED_LIMIT)


_SECTIONS: dict[str, Callable[[Standard, Any, Any], Any]] = {
    "batch": lambda standard, value, _: _batch(standard, value),
    "enterprise": lambda standard, values, _: _enterprise(standard, values),
    "servers": lambda _, items, known: _each("servers", items, known, _server),
    "systems": lambda standard, items, known: _each("systems", items, known, partial(_system, standard)),
    "unlisted_systems": lambda standard, values, _: _unlisted(standard, values),
    "answers": lambda standard, items, _: {key: _answer(standard, key, value) for key, value in items.items()},
    "cloud_services": lambda _, items, known: _each("cloud_services", items, known, _service),
    "demonstration": lambda standard, values, _: _demonstration(standard, values),
    "evidence": lambda _, items, known: _each("evidence", items, known, _evidence, EVIDENCE_LIMIT),
    "reasons": lambda _, items, __: _reasons(items),
    "carried_from": lambda _, origin, __: _carried_from(origin),
    "unconfirmed": lambda _, places, known: _unconfirmed(places, known),
}
