"""What may be entered into a filing: every value checked against the standard and brought into canonical form.

The one gate for all that comes from outside: the window, the command line, `filing.json`, packages, workbooks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from desktop.model import carried, text
from desktop.model.decoding import PlacedError
from desktop.model.filing import (
    Answer,
    Batch,
    CarriedFrom,
    CloudService,
    Filing,
    Pair,
    Server,
    StandardRef,
    System,
)
from desktop.standard.definition import FieldKind, FormField, Ratio, Standard, Ticks
from desktop.standard.entry_evidence import EVIDENCE_LIMIT, PATH_LIMIT, SHA256, a_file, check_uses, ids
from desktop.standard.entry_values import ID_LIMIT, LIST_LIMIT, a_date, a_line, a_number, a_text, an_id, each
from desktop.standard.figures import quantities
from desktop.standard.periods import accepted_windows

_UNCONFIRMED_LIMIT = 3 * LIST_LIMIT + EVIDENCE_LIMIT + 1_000
_PLACE_LIMIT = PATH_LIMIT + 20


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
        return a_number(path, value, whole=whole, negative=negative)
    if field.kind is FieldKind.TEXT:
        return a_text(path, value, field.limit or text.TEXT_LIMIT)
    return a_line(path, value, field.limit or text.LINE_LIMIT)


def _server(path: str, server: Server) -> Server:
    return replace(
        server,
        name=a_line(f"{path}.name", server.name),
        count=a_number(f"{path}.count", server.count, whole=True),
        cpu_cores=a_number(f"{path}.cpu_cores", server.cpu_cores),
        memory_gb=a_number(f"{path}.memory_gb", server.memory_gb),
    )


def _system(standard: Standard, path: str, system: System) -> System:
    if system.category not in {category.id for category in standard.categories}:
        known = "、".join(category.id for category in standard.categories)
        raise PlacedError(f"{path}.category", f"没有类别“{system.category[:40]}”，可用的类别：{known}")
    return replace(
        system,
        id=an_id(f"{path}.id", system.id),
        name=a_line(f"{path}.name", system.name),
        platform=a_line(f"{path}.platform", system.platform),
        provider=a_line(f"{path}.provider", system.provider),
        summary=a_text(f"{path}.summary", system.summary, 2_000),
        display_name=a_line(f"{path}.display_name", system.display_name),
    )


def _service(path: str, service: CloudService) -> CloudService:
    return replace(
        service,
        id=an_id(f"{path}.id", service.id),
        product=a_line(f"{path}.product", service.product),
        provider=a_line(f"{path}.provider", service.provider),
        contract_no=a_line(f"{path}.contract_no", service.contract_no),
        start=a_date(f"{path}.from", service.start),
        end=a_date(f"{path}.to", service.end),
        amount=a_number(f"{path}.amount", service.amount),
    )


def _unlisted(standard: Standard, values: Mapping[str, str]) -> dict[str, str]:
    known = {category.id for category in standard.categories}
    for key in values:
        if key not in known:
            raise PlacedError(f"unlisted_systems.{key}", f"没有这个类别，可用的类别：{'、'.join(sorted(known))}")
    return {key: a_number(f"unlisted_systems.{key}", value, whole=True) for key, value in values.items()}


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
        a_number(f"{path}.n（{n.label}）", value.n, whole=n.whole),
        a_number(f"{path}.m（{m.label}）", value.m, whole=m.whole),
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
    return {key: a_text(f"demonstration.{key}", value) for key, value in values.items()}


def _consistent(standard: Standard, filing: Filing, known: Filing | None) -> None:
    for name in ("systems", "cloud_services"):
        listed = getattr(filing, name)
        if len(ids(listed)) != len(listed):
            _distinct(name, (item.id for item in listed))
    for item in standard.indicators:
        if filing.servers and item.formula.__struct_config__.tag == "server_units" and item.id in filing.answers:
            raise PlacedError(f"answers.{item.id}", "已有服务器清单，N 和 M 由清单折算，请删去其中一处")
    check_uses(standard, filing, known)


def _distinct(path: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for position, value in enumerate(ids):
        if value in seen:
            raise PlacedError(f"{path}[{position}].id", f"编号“{value}”重复，请改成不同的编号")
        seen.add(value)


def _batch(standard: Standard, batch: Batch) -> Batch:
    del standard  # a place that is not on its list is a finding, so that a list out of date loses nothing
    return replace(batch, city=a_line("batch.city", batch.city), county=a_line("batch.county", batch.county))


def _reasons(values: Mapping[str, str]) -> dict[str, str]:
    return {a_line("reasons", key): a_text(f"reasons.{key}", value) for key, value in values.items() if value.strip()}


def _carried_from(origin: CarriedFrom | None) -> CarriedFrom | None:
    if origin is None:
        return None
    batch = a_line("carried_from.batch", origin.batch, ID_LIMIT)
    if origin.name_sha256 and not SHA256.fullmatch(origin.name_sha256):
        raise PlacedError("carried_from.name_sha256", "应为 64 位十六进制数")
    return CarriedFrom(batch, origin.name_sha256)


def _unconfirmed(places: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    return each("unconfirmed", places, known, lambda path, place: a_line(path, place, _PLACE_LIMIT), _UNCONFIRMED_LIMIT)


_SECTIONS: dict[str, Callable[[Standard, Any, Any], Any]] = {
    "batch": lambda standard, value, _: _batch(standard, value),
    "enterprise": lambda standard, values, _: _enterprise(standard, values),
    "servers": lambda _, items, known: each("servers", items, known, _server),
    "systems": lambda standard, items, known: each("systems", items, known, partial(_system, standard)),
    "unlisted_systems": lambda standard, values, _: _unlisted(standard, values),
    "answers": lambda standard, items, _: {key: _answer(standard, key, value) for key, value in items.items()},
    "cloud_services": lambda _, items, known: each("cloud_services", items, known, _service),
    "demonstration": lambda standard, values, _: _demonstration(standard, values),
    "evidence": lambda _, items, known: each("evidence", items, known, a_file, EVIDENCE_LIMIT),
    "reasons": lambda _, items, __: _reasons(items),
    "carried_from": lambda _, origin, __: _carried_from(origin),
    "windows": lambda standard, windows, _: accepted_windows(standard, windows),
    "unconfirmed": lambda _, places, known: _unconfirmed(places, known),
}
