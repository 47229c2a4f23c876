"""What a reading leaves in the filing: the values of an invoice or a contract, each with its sources."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from desktop.errors import InputError
from desktop.evidence.reading import CONTRACT, INVOICE, Reading
from desktop.model import text
from desktop.model.facts import AMOUNTS, VALUES, EvidenceFacts
from desktop.model.numbers import decimal_text

_RED = "红字"
_OF_A_CONTRACT = {
    "number": "number",
    "signed": "date",
    "party_a": "buyer",
    "party_b": "seller",
    "amount": "total",
}  # contract reading → value


def facts_of(reading: Reading) -> EvidenceFacts | None:
    """The facts of an invoice or a contract, None where nothing was read; what cannot be kept is left out."""
    if reading.kind not in {INVOICE, CONTRACT}:
        return None
    names = _OF_A_CONTRACT if reading.kind == CONTRACT else {name: name for name in VALUES}
    values = {name: _clean(name, reading.values.get(said, "")) for said, name in names.items()}
    values = {name: value for name, value in values.items() if value}
    if not values:
        return None
    sources = {name: tuple(reading.sources.get(said, ())) for said, name in names.items() if name in values}
    confirmed = tuple(name for said, name in names.items() if said in reading.confirmed and name in values)
    return replace(
        EvidenceFacts("contract" if reading.kind == CONTRACT else "invoice"),
        **values,
        red=_is_red(values),
        confirmed=tuple(name for name in VALUES if name in confirmed),
        sources={name: sources[name] for name in VALUES if sources.get(name)},
    )


def _is_red(values: dict[str, str]) -> bool:
    amounts = [Decimal(values[name]) for name in ("total", "amount") if name in values]
    return _RED in values.get("type", "") or any(value < 0 for value in amounts[:1])


def _clean(name: str, value: str) -> str:
    try:
        return decimal_text(value, negative=True) if name in AMOUNTS else text.line(value)
    except InputError:
        return ""
