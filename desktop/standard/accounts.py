"""What a filing declares in money and invoices stand behind: indicators in 万元, and every cloud service.

Which these are follows from the standard: an indicator whose N is money and that a requirement names; and, where a
requirement is about cloud services, the indicator in money on the screen that lists them, and each of them.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from desktop.model.filing import CloudService, EvidenceUse, Filing
from desktop.model.numbers import exact
from desktop.model.remembered import remembered
from desktop.standard.definition import (
    Indicator,
    Quantity,
    Ratio,
    Requirement,
    Standard,
    SubjectKind,
)

YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}  # 元 per unit of money
_SERVICE_UNIT = "万元"  # of `CloudService.amount`
_PLACES = 2


class Account(Struct, frozen=True):
    """Something declared in money: an indicator's N, or the amount of a `service`.

    `uses` are what invoices must prove to count here, `leaves` the parts it is made of: an invoice that belongs to a
    part of another account too has to be split.
    """

    id: str
    title: str
    unit: str
    uses: frozenset[EvidenceUse]
    leaves: frozenset[str]
    service: bool = False

    def in_unit(self, yuan: Fraction) -> Fraction:
        """An amount of 元 in the unit of what is declared, exact."""
        return yuan / YUAN[self.unit]


@remembered
def accounts(standard: Standard, services: tuple[CloudService, ...]) -> tuple[Account, ...]:
    """All accounts: the indicators in the form's order, then the cloud services."""
    made = [_indicator(standard, item, named, services) for item, named in money_indicators(standard).items()]
    about = _about_services(standard)
    if made or about:
        made += [_service(about, item) for item in services]
    return tuple(item for item in made if item.uses or not item.service)


@remembered
def money_indicators(standard: Standard) -> dict[Indicator, tuple[Requirement, ...]]:
    """The indicators whose N is money and has evidence, with the requirements of it."""
    made: dict[Indicator, tuple[Requirement, ...]] = {}
    for item in standard.indicators:
        if not isinstance(item.formula, Ratio) or item.formula.n.unit not in YUAN:
            continue
        own = tuple(wanted for wanted in standard.requirements if wanted.indicator == item.id)
        listed = item.dimension == standard.services_dimension.id
        needed = own or (_about_services(standard) if listed else ())
        if needed:
            made[item] = needed
    return made


def leaf_of(standard: Standard, use: EvidenceUse) -> str:
    """The part of an account that a use belongs to; "" where money is not asked for."""
    requirement = standard.requirement_by_id.get(use.requirement)
    if requirement is None:
        return ""
    if requirement.subject is SubjectKind.CLOUD_SERVICE:
        return f"cloud_services.{use.subject}"
    return f"answers.{requirement.indicator}" if requirement.indicator in _money_ids(standard) else ""


@remembered
def _money_ids(standard: Standard) -> frozenset[str]:
    return frozenset(item.id for item in money_indicators(standard))


def declared(standard: Standard, filing: Filing, account: Account) -> tuple[Fraction | None, int]:
    """What is declared in an account, in its unit, and the decimals it is compared with."""
    if account.service:
        typed = next((item.amount for item in filing.cloud_services if service_account(item.id) == account.id), "")
    else:
        n = _n(standard.indicator_by_id[account.id])
        typed = filing.enterprise.get(n.field, "") if n.field else filing.pair(account.id).n
    return exact(typed), places(typed)


def service_account(service: str) -> str:
    """The id of a cloud service's account."""
    return f"cloud_services.{service}"


def places(typed: str) -> int:
    """With how many decimals a figure is compared: two, or as many as it was typed with."""
    return max(_PLACES, len(typed.partition(".")[2]))


def _about_services(standard: Standard) -> tuple[Requirement, ...]:
    return tuple(item for item in standard.requirements if item.subject is SubjectKind.CLOUD_SERVICE)


def _indicator(
    standard: Standard, item: Indicator, needed: tuple[Requirement, ...], services: tuple[CloudService, ...]
) -> Account:
    uses: set[EvidenceUse] = set()
    for wanted in needed:
        about = wanted.subject is SubjectKind.CLOUD_SERVICE
        uses |= {EvidenceUse(wanted.id, service.id) for service in services} if about else {EvidenceUse(wanted.id)}
    leaves = frozenset(leaf_of(standard, use) for use in uses)
    return Account(item.id, item.title, _n(item).unit, frozenset(uses), leaves)


def _service(needed: tuple[Requirement, ...], service: CloudService) -> Account:
    uses = frozenset(EvidenceUse(item.id, service.id) for item in needed)
    key = service_account(service.id)
    return Account(key, service.product or service.id, _SERVICE_UNIT, uses, frozenset({key}), service=True)


def _n(indicator: Indicator) -> Quantity:
    assert isinstance(indicator.formula, Ratio)  # noqa: S101  (`money_indicators` gives no others)
    return indicator.formula.n
