"""What was read in a file of evidence or typed by a person: an invoice or a contract, each value with its sources.

Nothing here says that an invoice is genuine. Amounts are in 元, canonical decimal texts; "" is “not known”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

INVOICE, CONTRACT = "invoice", "contract"
PERSON = "person"  # the source of what somebody typed, or looked at and confirmed
SOURCES = ("xml", "ofd", "pdf", "qr", "ocr", PERSON)
WORDS = {  # what the values of an invoice are called, in the order of contract §1, `read --json`
    "type": "发票类型",
    "code": "发票代码",
    "number": "发票号码",
    "date": "开票日期",
    "seller": "销售方",
    "seller_id": "销售方税号",
    "buyer": "购买方",
    "buyer_id": "购买方税号",
    "amount": "不含税金额",
    "tax": "税额",
    "total": "价税合计",
}
NAMES = tuple(WORDS)
AMOUNTS = ("amount", "tax", "total")
WORDS_WITH_UNIT = {name: f"{word}（元）" if name in AMOUNTS else word for name, word in WORDS.items()}
VALUES = (*NAMES, "contract_no")


class Share(Struct, frozen=True, forbid_unknown_fields=True):
    """The part of an invoice, in 元 of the basis chosen, that supports one of several things the file proves."""

    requirement: str
    subject: str = ""
    amount: str = ""


class EvidenceFacts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An invoice or a contract as the filing knows it.

    `amount` is without tax, `total` with it; of a contract, `total` is the sum agreed, `number` its own number, `date`
    the day it was signed, `buyer` and `seller` its parties. `contract_no` is the contract an invoice belongs to. The
    amounts of a `red` invoice take away, whatever their sign. `confirmed` names the values that are certain: by two
    readings, a check sum, the arithmetic or a person; `sources` says for each where it was read (`SOURCES`).
    """

    kind: Literal["invoice", "contract"] = "invoice"
    type: str = ""
    code: str = ""
    number: str = ""
    date: str = ""
    seller: str = ""
    seller_id: str = ""
    buyer: str = ""
    buyer_id: str = ""
    amount: str = ""
    tax: str = ""
    total: str = ""
    red: bool = False
    contract_no: str = ""
    confirmed: tuple[str, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = {}
    shares: tuple[Share, ...] = ()

    def text(self, name: str) -> str:
        """The text of a value of `VALUES`."""
        found: str = getattr(self, name)
        return found

    def known(self) -> dict[str, str]:
        """The values that are known, by name."""
        return {name: text for name in VALUES if (text := self.text(name))}

    @property
    def by_person(self) -> frozenset[tuple[str, str]]:
        """What a person vouches for: names with their values."""
        return frozenset((name, self.text(name)) for name, said in self.sources.items() if PERSON in said)


def typed(facts: EvidenceFacts, name: str, text: str) -> EvidenceFacts:
    """The facts after a person wrote a value: it is theirs alone, and certain."""
    return _vouched(replace(facts, **{name: text}), name, (PERSON,) if text else ())


def looked_at(facts: EvidenceFacts, names: Iterable[str]) -> EvidenceFacts:
    """The facts after a person held these values against the original and found them right."""
    for name in names:
        if facts.text(name):
            facts = _vouched(facts, name, tuple(dict.fromkeys((*facts.sources.get(name, ()), PERSON))))
    return facts


def _vouched(facts: EvidenceFacts, name: str, sources: tuple[str, ...]) -> EvidenceFacts:
    said = {key: value for key, value in facts.sources.items() if key != name} | ({name: sources} if sources else {})
    sure = {*facts.confirmed, name} if sources else {*facts.confirmed} - {name}
    in_order = {key: said[key] for key in VALUES if key in said}
    return replace(facts, sources=in_order, confirmed=tuple(key for key in VALUES if key in sure))
