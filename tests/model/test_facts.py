from __future__ import annotations

import json
from typing import Any

from msgspec.structs import replace

from desktop.model.carried import after_edit
from desktop.model.changes import changes
from desktop.model.facts import EvidenceFacts, looked_at, typed
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.model.filing_json import dumps, from_document, loads
from tests.factories.filings import a_filing

BASE: dict[str, Any] = {"format": "yunqi-filing/1", "standard": {"id": "zj-2021"}, "batch": {"id": "2021-1"}}
READ = EvidenceFacts(number="123", total="106.00", confirmed=("number",), sources={"number": ("xml",)})


def with_facts(facts: EvidenceFacts | None, **changed: Any) -> Filing:
    return a_filing(evidence=(Evidence("发票.pdf", "a" * 64, 3, (EvidenceUse("other"),), facts=facts),), **changed)


def test_what_was_not_read_is_not_written() -> None:
    document = json.loads(dumps(with_facts(None)))
    assert "facts" not in document["evidence"][0]
    assert "basis" not in document


def test_facts_and_basis_come_back_from_the_document() -> None:
    filing = with_facts(READ, basis="without_tax")
    assert loads(dumps(filing)) == filing
    assert json.loads(dumps(filing))["evidence"][0]["facts"] == {
        "number": "123",
        "total": "106.00",
        "confirmed": ["number"],
        "sources": {"number": ["xml"]},
    }


def test_an_old_document_has_neither() -> None:
    filing = from_document(BASE | {"evidence": [{"file": "a.pdf"}]})
    assert (filing.evidence[0].facts, filing.basis) == (None, "")


def test_what_a_person_types_is_theirs_and_certain() -> None:
    facts = typed(READ, "total", "107.00")
    assert (facts.total, facts.sources["total"]) == ("107.00", ("person",))
    assert facts.confirmed == ("number", "total")
    assert typed(facts, "total", "").confirmed == ("number",)


def test_what_a_person_looked_at_keeps_its_source() -> None:
    facts = looked_at(READ, ["number", "seller"])
    assert facts.sources == {"number": ("xml", "person")}
    assert facts.by_person == {("number", "123")}


def test_the_history_says_what_was_read_and_what_is_uncertain() -> None:
    (change,) = changes(with_facts(None), with_facts(READ))
    assert change.new == "[other] {invoice，123，106.00？}"


def test_reading_confirms_nothing_that_was_copied_but_a_persons_look_does() -> None:
    copied = with_facts(None, unconfirmed=("evidence.发票.pdf",))
    read = replace(copied, evidence=with_facts(READ).evidence)
    assert after_edit(copied, read).unconfirmed == copied.unconfirmed
    seen = replace(copied, evidence=with_facts(looked_at(READ, ["total"])).evidence)
    assert after_edit(read, seen).unconfirmed == ()
