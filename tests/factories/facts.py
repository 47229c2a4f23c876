"""Invoices and contracts as a filing knows them."""

from __future__ import annotations

import hashlib
from typing import Any

from msgspec.structs import replace

from desktop.model.facts import VALUES, EvidenceFacts
from desktop.model.filing import Evidence, EvidenceUse

OWN = "浙江样例动力股份有限公司"
SECURITY, DATABASE = EvidenceUse("security_spend"), EvidenceUse("database_spend")


def service_invoice(service: str) -> EvidenceUse:
    """As the invoice of a cloud service."""
    return EvidenceUse("service_invoice", service)


def an_invoice(file: str, total: str, *uses: EvidenceUse, **changed: Any) -> Evidence:
    """An invoice of 2020 to the enterprise, 6 % tax left out, every value certain; a number of its own by its name."""
    number = str(int(hashlib.sha256(file.rpartition(".")[0].encode()).hexdigest(), 16) % 10**20).zfill(20)
    made = EvidenceFacts(number=number, date="2020-05-18", seller="杭州云样科技有限公司", buyer=OWN, total=total)
    facts = replace(made, **{"amount": total, **changed})
    return _file(file, uses, facts if "confirmed" in changed else replace(facts, confirmed=tuple(facts.known())))


def a_contract(file: str, total: str, *uses: EvidenceUse, **changed: Any) -> Evidence:
    """A contract of 2020 with the enterprise, every value certain."""
    made = EvidenceFacts("contract", date="2020-01-08", seller="杭州云样科技有限公司", buyer=OWN, total=total)
    facts = replace(made, **changed)
    return _file(file, uses, replace(facts, confirmed=tuple(name for name in VALUES if facts.text(name))))


def unread(file: str, *uses: EvidenceUse) -> Evidence:
    """A file nobody has read."""
    return _file(file, uses, None)


def _file(file: str, uses: tuple[EvidenceUse, ...], facts: EvidenceFacts | None) -> Evidence:
    return Evidence(file, hashlib.sha256(file.encode()).hexdigest(), 1, uses, facts=facts)
