"""Proposals for the form's lists, written from what was entered: systems by category, services, providers.

A proposal is a start that people edit; nothing is written over without their asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from desktop.model.filing import Filing
from desktop.model.numbers import exact, fixed
from desktop.standard.definition import FormField, Standard

_NUMERALS = "一二三四五六七八九十"


def proposal(standard: Standard, filing: Filing, field: FormField) -> str:
    """The text that the filing's lists give for a field; "" where they hold nothing for it."""
    match field.compose:
        case "systems":
            return _systems(standard, filing)
        case "services":
            return _services(filing)
        case "providers":
            return _providers(filing)
        case _:
            return ""


def _systems(standard: Standard, filing: Filing) -> str:
    """The systems on the cloud by category, with counts and names."""
    named = {item.id: _names(filing, item.id) for item in standard.categories}
    counted = [(item.title, named[item.id]) for item in standard.categories if named[item.id]]
    if not counted:
        return ""
    whole = sum(len(names) for _, names in counted)
    lines = [f"已上云的业务和应用共 {whole} 个。"]
    lines += [
        f"{_numeral(number)}、{title} {len(names)} 个：{'、'.join(name for name in names if name)}。"
        for number, (title, names) in enumerate(counted)
    ]
    return "\n".join(lines)


def _names(filing: Filing, category: str) -> list[str]:
    return [item.name or "（未命名）" for item in filing.systems if item.category == category and item.cloud]


def _services(filing: Filing) -> str:
    """The cloud services one by one, with provider, period and amount."""
    lines = []
    for number, item in enumerate(filing.cloud_services, start=1):
        amount = f"{item.amount} 万元" if item.amount else ""
        period = f"{item.start} 至 {item.end}" if item.start and item.end else ""
        said = "，".join(part for part in (item.product, item.provider, period, amount) if part)
        lines += [f"{number}. {said}。"] if said else []
    return "\n".join(lines)


def _providers(filing: Filing) -> str:
    """Who provides what: the listed services first, then what the systems on the cloud say."""
    bought: dict[str, list[str]] = {}
    for service in filing.cloud_services:
        _note(bought, service.provider, service.product)
    for system in filing.systems:
        if system.cloud:
            _note(bought, system.provider, system.name)
    spent = _spent(filing)
    return "\n".join(
        f"{number}. {provider}：{'、'.join(products)}{spent.get(provider, '')}。"
        if products
        else f"{number}. {provider}。"
        for number, (provider, products) in enumerate(bought.items(), start=1)
    )


def _note(bought: dict[str, list[str]], provider: str, product: str) -> None:
    if provider:
        products = bought.setdefault(provider, [])
        if product and product not in products:
            products.append(product)


def _spent(filing: Filing) -> Mapping[str, str]:
    """What the listed services of a provider cost together, in words."""
    providers: Iterable[str] = dict.fromkeys(item.provider for item in filing.cloud_services if item.amount)
    sums = {
        provider: sum(exact(item.amount) or 0 for item in filing.cloud_services if item.provider == provider)
        for provider in providers
    }
    return MappingProxyType({key: f"（合同金额合计 {fixed(value)} 万元）" for key, value in sums.items() if value})


def _numeral(number: int) -> str:
    return _NUMERALS[number] if number < len(_NUMERALS) else str(number + 1)
