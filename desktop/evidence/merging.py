"""Several readings of one invoice become one: which value counts, who says so, and whether it is certain.

A value is confirmed only where a structure names it, a check sum holds, two independent readings agree, or the
arithmetic of the invoice fits. Anything else waits for a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from desktop.evidence.credit_code import has_check_digit
from desktop.evidence.invoice import Invoice, InvoiceLine, Value
from desktop.model.facts import AMOUNTS, NAMES, WORDS

_NEEDED = ("number", "date", "seller", "buyer", "total")
_CODE_LENGTH = 18


class Problem(Struct, frozen=True):
    """Something a person should look at; `code` is stable, `message` a Chinese sentence."""

    code: str
    message: str


class Merged(Struct, frozen=True):
    """An invoice with the names that are certain, the sources of each value, and what is wrong with it."""

    values: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]
    confirmed: tuple[str, ...]
    problems: tuple[Problem, ...]
    lines: tuple[InvoiceLine, ...] = ()


def merged(readings: Sequence[Invoice]) -> Merged:
    """Readings of one invoice, the best first, each independent of the others."""
    chosen: dict[str, Value] = {}
    for name in NAMES:
        found = next((reading.values[name] for reading in readings if name in reading.values), None)
        if found:
            chosen[name] = found
    differ = {name for name, value in chosen.items() if any(_says_other(item, name, value) for item in readings)}
    confirmed = {
        name
        for name, value in chosen.items()
        if name not in differ and name not in AMOUNTS and _is_certain(readings, name, value)
    }
    money, problems = _money(readings, chosen, differ)
    confirmed |= money
    return Merged(
        {name: value.text for name, value in chosen.items()},
        {name: tuple(dict.fromkeys(_agreeing(readings, name, value))) for name, value in chosen.items()},
        tuple(name for name in NAMES if name in confirmed),
        (*_contradictions(readings, chosen, differ), *problems, *_doubts(chosen), *_missing(chosen)),
        next((reading.lines for reading in readings if reading.lines), ()),
    )


def same(name: str, one: str, other: str) -> bool:
    """Whether two texts mean the same value."""
    return one == other or _comparable(name, one) == _comparable(name, other)


def _comparable(name: str, text: str) -> str:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    return str(Decimal(plain)) if name in AMOUNTS else plain


def _agreeing(readings: Sequence[Invoice], name: str, value: Value) -> list[str]:
    return [
        reading.values[name].source
        for reading in readings
        if name in reading.values and same(name, reading.values[name].text, value.text)
    ]


def _says_other(reading: Invoice, name: str, value: Value) -> bool:
    return name != "type" and name in reading.values and not same(name, reading.values[name].text, value.text)


def _is_certain(readings: Sequence[Invoice], name: str, value: Value) -> bool:
    agree = [item for item in readings if name in item.values and same(name, item.text(name), value.text)]
    return len(agree) > 1 or any(name in item.trusted for item in agree)


def _money(
    readings: Sequence[Invoice], chosen: Mapping[str, Value], differ: set[str]
) -> tuple[set[str], tuple[Problem, ...]]:
    """The amounts that are certain: by their sum, by 大写, or by two readings."""
    amounts = {name: Decimal(chosen[name].text) for name in AMOUNTS if name in chosen}
    total, words = amounts.get("total"), next((item.in_words for item in readings if item.in_words is not None), None)
    if total is not None and words is not None and total != words:
        return set(), (Problem("words_differ", "价税合计的大写与小写不一致，请对照原件核对。"),)
    known = {name for name in amounts if name not in differ}
    if {"amount", "total"} <= set(amounts) and ("tax" in amounts or amounts["amount"] == total):
        if amounts["amount"] + amounts.get("tax", Decimal(0)) == total:
            return known, ()
        return set(), (Problem("arithmetic", "不含税金额加税额不等于价税合计，请对照原件核对。"),)
    certain = {name for name in known if len(_agreeing(readings, name, chosen[name])) > 1}
    if total is not None and total == words:
        certain |= {"total"} & known
    return certain, ()


def _contradictions(readings: Sequence[Invoice], chosen: Mapping[str, Value], differ: set[str]) -> Iterator[Problem]:
    for name in NAMES:
        if name in differ:
            said = dict.fromkeys(reading.text(name) for reading in readings if name in reading.values)
            texts = "”与“".join(text[:40] for text in said)
            yield Problem("sources_differ", f"{WORDS[name]}在同一份文件里读到“{texts}”，不一致，请核对。")
    del chosen


def _doubts(chosen: Mapping[str, Value]) -> Iterator[Problem]:
    for name in ("seller_id", "buyer_id"):
        value = chosen.get(name)
        if value and len(value.text) == _CODE_LENGTH and not has_check_digit(value.text.upper()):
            yield Problem("check_digit", f"{WORDS[name]}“{value.text}”的校验位不对，请核对是否有误。")


def _missing(chosen: Mapping[str, Value]) -> Iterator[Problem]:
    lacking = [WORDS[name] for name in _NEEDED if name not in chosen]
    if lacking:
        yield Problem("not_found", f"没有读到{'、'.join(lacking)}，请对照原件填写。")
