"""Published figures of real enterprises, to hold one's own against (对标): shown with source, deciding nothing.

They stand in a file of their own beside a standard, which may have none, and are no part of the standard's digest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct, field

from desktop.errors import StandardError
from desktop.model.decoding import PlacedError, convert
from desktop.standard.definition import CrossSum, Indicator, Standard, Ticks
from desktop.standard.figures import Figures, quantities
from desktop.standard.scoring import points
from desktop.standard.toml_lines import line_of

FILE = "cases.toml"


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """What was published about an enterprise: where, when, and its N by indicator. No M is published."""

    name: str
    year: int
    source: str
    cloud: str = ""
    results: tuple[str, ...] = ()
    n: Mapping[str, Decimal] = field(default_factory=dict)

    def figure(self, indicator: str) -> Fraction | None:
        """The published N of an indicator, in its unit."""
        return Fraction(self.n[indicator]) if indicator in self.n else None


class Target(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that the wider programme wants reached in a year."""

    title: str
    value: str
    year: int
    source: str


class Cases(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything published that belongs to a standard."""

    cases: tuple[Case, ...] = ()
    targets: tuple[Target, ...] = ()

    def with_figure(self, indicator: str) -> tuple[Case, ...]:
        """The enterprises whose N of an indicator is published."""
        return tuple(item for item in self.cases if indicator in item.n)


def load_cases(standard: Standard, text: str) -> Cases:
    """The published figures that belong to a standard.

    Raises:
        StandardError: the first mistake, with file and line.
    """
    try:
        found = convert(tomllib.loads(text, parse_float=Decimal), Cases)
    except tomllib.TOMLDecodeError as error:
        raise StandardError(f"{FILE}：不是正确的 TOML（{error}）。") from None
    except PlacedError as error:
        raise StandardError(_sentence(text, error.path, error.reason)) from None
    for path, reason in _mistakes(standard, found):
        raise StandardError(_sentence(text, path, reason))
    return found


def published_score(case: Case, indicator: Indicator) -> Fraction | None:
    """The points that published figures alone give: where M is a sum of published N, or fixed by the standard."""
    n = case.figure(indicator.id)
    match indicator.formula:
        case CrossSum(sum_of=parts):
            known = [case.figure(part) for part in parts]
            m = sum((part for part in known if part is not None), Fraction()) if None not in known else None
        case Ticks(options=options):
            m = Fraction(len(options))
        case _:
            m = None
    return None if n is None or m is None else points(indicator, Figures(n, m))


def _mistakes(standard: Standard, found: Cases) -> Iterator[tuple[str, str]]:
    for position, case in enumerate(found.cases):
        path = f"cases[{position}]"
        if not case.name or case.name in {other.name for other in found.cases[:position]}:
            yield f"{path}.name", "企业名称不能为空，也不能重复"
        if not case.source:
            yield f"{path}.source", "公布的数字要写明来源"
        for key, value in case.n.items():
            yield from _figure(standard, f"{path}.n.{key}", key, value)
    for position, target in enumerate(found.targets):
        if not (target.title and target.value and target.source):
            yield f"targets[{position}]", "目标要写明名称、数值和来源"


def _figure(standard: Standard, path: str, key: str, value: Decimal) -> Iterator[tuple[str, str]]:
    indicator = standard.indicator_by_id.get(key)
    named = quantities(indicator.formula) if indicator else None
    if named is None:
        yield path, f"“{key}”不是一个自评指标"
    elif not value.is_finite() or value < 0:
        yield path, "公布的数字不能是负数"
    elif named[0].whole and value % 1:
        yield path, "应为整数"


def _sentence(text: str, path: str, reason: str) -> str:
    return f"{FILE} 第 {line_of(text, path)} 行 {path}：{reason}。"
