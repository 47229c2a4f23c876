from __future__ import annotations

from desktop.evidence.facts import facts_of
from desktop.evidence.reading import CONTRACT, INVOICE, OTHER, Reading


def test_an_invoice_keeps_its_values_with_sources_and_what_is_certain() -> None:
    values = {"number": "21332000000012345678", "seller": "云样科技\x00", "total": "106.00", "type": "电子发票"}
    sources = dict.fromkeys(values, ("pdf", "qr"))
    facts = facts_of(Reading(INVOICE, values, sources, ("number", "seller")))
    assert facts is not None
    assert (facts.number, facts.seller, facts.total) == ("21332000000012345678", "", "106.00")
    assert facts.confirmed == ("number",)
    assert facts.sources == {"type": ("pdf", "qr"), "number": ("pdf", "qr"), "total": ("pdf", "qr")}
    assert not facts.red


def test_an_invoice_below_zero_is_red() -> None:
    facts = facts_of(Reading(INVOICE, {"amount": "-100.00", "total": "-106.00"}))
    assert facts is not None
    assert facts.red


def test_the_parties_of_a_contract_are_buyer_and_seller() -> None:
    values = {
        "party_a": "甲公司",
        "party_b": "乙公司",
        "signed": "2020-03-01",
        "amount": "200000.00",
        "to": "2021-01-01",
    }
    facts = facts_of(Reading(CONTRACT, values, dict.fromkeys(values, ("pdf",))))
    assert facts is not None
    assert (facts.buyer, facts.seller, facts.date, facts.total) == ("甲公司", "乙公司", "2020-03-01", "200000.00")
    assert facts.amount == ""
    assert facts.confirmed == ()


def test_any_other_file_has_none() -> None:
    assert facts_of(Reading(OTHER)) is None
