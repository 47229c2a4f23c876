"""What must hold between the parts of a standard's data: unique ids, sums of weights, references that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.standard.definition import (
    NAME,
    CrossSum,
    Expert,
    FormField,
    Level,
    Ratio,
    ServerUnits,
    Standard,
    SubjectKind,
    SystemCount,
    Ticks,
)

_ID = re.compile(r"[a-z][a-z0-9_]*")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_SOURCES = frozenset({"sequence", "blank", "batch.city", "batch.county"})


class Mistake(NamedTuple):
    """A mistake in a standard: the file, the path in it, the reason as the end of a sentence."""

    file: str
    path: str
    reason: str


def mistakes(standard: Standard) -> list[Mistake]:
    """Every mistake between the parts of a standard; empty for a good one."""
    return [
        *_ids("standard.toml", "dimensions", [item.id for item in standard.dimensions]),
        *_ids("standard.toml", "indicators", [item.id for item in standard.indicators]),
        *_ids("form.toml", "fields", [item.id for item in standard.fields]),
        *_ids("evidence.toml", "requirements", [item.id for item in standard.requirements]),
        *_unique("batches.toml", "batches", [item.id for item in standard.batches]),
        *_unique("regions.toml", "cities", [item.name for item in standard.cities]),
        *_dimensions(standard),
        *_indicators(standard),
        *_fields(standard.fields),
        *_requirements(standard),
        *_batches(standard),
        *_columns(standard),
    ]


def _ids(file: str, key: str, ids: list[str]) -> Iterator[Mistake]:
    if not ids:
        yield Mistake(file, key, "至少要有一项")
    for position, value in enumerate(ids):
        if not _ID.fullmatch(value):
            yield Mistake(file, f"{key}[{position}].id", f"标识“{value}”只能用小写字母、数字和下划线，以字母开头")
    yield from _unique(file, key, ids)


def _unique(file: str, key: str, ids: list[str]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for position, value in enumerate(ids):
        if value in seen:
            yield Mistake(file, f"{key}[{position}]", f"“{value}”出现了两次")
        seen.add(value)


def _dimensions(standard: Standard) -> Iterator[Mistake]:
    for position, dimension in enumerate(standard.dimensions):
        members = standard.of_dimension(dimension.id)
        total = sum(item.weight for item in members)
        if not members:
            yield Mistake("standard.toml", f"dimensions[{position}]", f"维度“{dimension.id}”没有指标")
        elif total != dimension.weight:
            yield Mistake(
                "standard.toml",
                f"dimensions[{position}].weight",
                f"权重 {dimension.weight} 不等于各指标权重之和 {total}",
            )


def _indicators(standard: Standard) -> Iterator[Mistake]:
    dimensions = {item.id for item in standard.dimensions}
    for position, indicator in enumerate(standard.indicators):
        path = f"indicators[{position}]"
        if indicator.dimension not in dimensions:
            yield Mistake("standard.toml", f"{path}.dimension", f"没有维度“{indicator.dimension}”")
        if indicator.weight <= 0:
            yield Mistake("standard.toml", f"{path}.weight", "权重必须大于 0")
        if not indicator.explanation:
            yield Mistake("standard.toml", f"{path}.explanation", "官方说明不能为空")
        yield from _formula(standard, position)


def _formula(standard: Standard, position: int) -> Iterator[Mistake]:
    formula, path = standard.indicators[position].formula, f"indicators[{position}].formula"
    match formula:
        case CrossSum():
            yield from _cross_sum(standard, formula, path)
        case Ticks():
            if not formula.options:
                yield Mistake("standard.toml", f"{path}.options", "至少要有一个选项")
            yield from _unique("standard.toml", f"{path}.options", [option.id for option in formula.options])
        case ServerUnits():
            for name in ("cores_per_unit", "memory_gb_per_unit"):
                if not _ends(getattr(formula, name)):
                    yield Mistake("standard.toml", f"{path}.{name}", "必须大于 0，且只含因数 2 和 5，否则折算除不尽")
        case Ratio():
            yield from _ratio(standard, formula, path)


def _cross_sum(standard: Standard, formula: CrossSum, path: str) -> Iterator[Mistake]:
    for target in formula.sum_of:
        found = standard.indicator_by_id.get(target)
        if found is None or not isinstance(found.formula, SystemCount):
            yield Mistake("standard.toml", f"{path}.sum_of", f"“{target}”不是一个按系统数计算的指标")


def _ratio(standard: Standard, formula: Ratio, path: str) -> Iterator[Mistake]:
    for name, quantity in (("n", formula.n), ("m", formula.m)):
        field = standard.field_by_id.get(quantity.field)
        if quantity.field and (field is None or not field.kind.numeric):
            yield Mistake("standard.toml", f"{path}.{name}.field", f"“{quantity.field}”不是申报表里的数字栏")
    if bool(formula.n.field) != bool(formula.m.field):
        yield Mistake("standard.toml", f"{path}.m", "N 和 M 要么都取自申报表，要么都单独填写")


def _ends(divisor: int) -> bool:
    """Whether dividing by it gives a decimal that ends."""
    for factor in (2, 5):
        while divisor > 0 and divisor % factor == 0:
            divisor //= factor
    return divisor == 1


def _fields(fields: Sequence[FormField]) -> Iterator[Mistake]:
    if NAME not in {item.id for item in fields}:
        yield Mistake("form.toml", "fields", f"要有一栏的标识是“{NAME}”，填写企业名称，封装包和每页页眉都用它")
    numeric = {item.id for item in fields if item.kind.numeric}
    for position, item in enumerate(fields):
        if item.at_most and not {item.id, item.at_most} <= numeric:
            yield Mistake("form.toml", f"fields[{position}].at_most", f"“{item.id}”和“{item.at_most}”应都是数字栏")


def _requirements(standard: Standard) -> Iterator[Mistake]:
    for position, item in enumerate(standard.requirements):
        path = f"requirements[{position}]"
        indicator = standard.indicator_by_id.get(item.indicator)
        if item.indicator and (indicator is None or isinstance(indicator.formula, Expert)):
            yield Mistake("evidence.toml", f"{path}.indicator", f"“{item.indicator}”不是一个自评指标")
        if item.missing is Level.ERROR and item.subject is SubjectKind.INDICATOR:
            yield Mistake("evidence.toml", f"{path}.missing", "专家评分项的材料不能设为必备")


def _batches(standard: Standard) -> Iterator[Mistake]:
    if not standard.batches:
        yield Mistake("batches.toml", "batches", "至少要有一个批次")
    cities = {city.name for city in standard.cities} | {""}
    for position, batch in enumerate(standard.batches):
        path = f"batches[{position}]"
        for index, deadline in enumerate(batch.deadlines):
            if not _DATE.fullmatch(deadline.date):
                yield Mistake(
                    "batches.toml", f"{path}.deadlines[{index}].date", f"日期“{deadline.date}”应写成 2021-12-01"
                )
            if deadline.city not in cities:
                yield Mistake("batches.toml", f"{path}.deadlines[{index}].city", f"没有城市“{deadline.city}”")
        for index, rule in enumerate(batch.local):
            if rule.city not in cities:
                yield Mistake("batches.toml", f"{path}.local[{index}].city", f"没有城市“{rule.city}”")


def _columns(standard: Standard) -> Iterator[Mistake]:
    known = _SOURCES | {f"enterprise.{item.id}" for item in standard.fields}
    for position, column in enumerate(standard.columns):
        if column.source not in known:
            yield Mistake("recommendation.toml", f"columns[{position}].source", f"不认识的来源“{column.source}”")
