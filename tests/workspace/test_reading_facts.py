from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from desktop.evidence.reading import INVOICE, OTHER, Reading, unreadable
from desktop.model.facts import EvidenceFacts, Share, typed
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.workspace.reading_facts import kept, learnt, told, worth_reading
from tests.factories.facts import SECURITY, an_invoice, unread
from tests.factories.filings import a_filing, zhejiang
from tests.factories.stores import a_file, opened

FRESH = EvidenceFacts(
    number="123", date="2020-05-18", total="106", confirmed=("number", "date"), sources={"number": ("xml",)}
)


def of(item: Evidence) -> Filing:
    return a_filing(evidence=(item,))


def test_what_was_read_comes_to_its_file_and_a_certain_date_with_it() -> None:
    item = unread("a.xml", SECURITY)
    (known,) = learnt(of(item), {item.sha256: FRESH}).evidence
    assert known.facts == FRESH
    assert known.dated == "2020-05-18"
    (dated,) = learnt(of(replace(item, dated="2020-01-01")), {item.sha256: FRESH}).evidence
    assert dated.dated == "2020-01-01"


def test_an_uncertain_date_is_no_date_of_the_file() -> None:
    item = unread("a.jpg", SECURITY)
    (known,) = learnt(of(item), {item.sha256: replace(FRESH, confirmed=("number",))}).evidence
    assert known.dated == ""


def test_reading_again_leaves_what_a_person_wrote_and_split() -> None:
    written = typed(replace(FRESH, shares=(Share("security_spend", "", "5"),)), "total", "107")
    item = replace(unread("a.xml", SECURITY), facts=written)
    (known,) = learnt(of(item), {item.sha256: FRESH}).evidence
    assert known.facts is not None
    assert (known.facts.total, known.facts.sources["total"]) == ("107", ("person",))
    assert known.facts.shares == written.shares


def test_only_unread_files_that_prove_money_are_worth_reading() -> None:
    files = (unread("a.pdf", SECURITY), unread("b.pdf", EvidenceUse("other")), an_invoice("c.pdf", "1", SECURITY))
    kinds = {item.sha256: "pdf" for item in files}
    assert [item.file for item in worth_reading(zhejiang(), files, kinds)] == ["a.pdf"]
    assert worth_reading(zhejiang(), files, {}) == []


def test_what_could_not_be_read_is_told_with_the_reason() -> None:
    found = {"a": Reading(INVOICE, {"number": "1"}), "b": unreadable("locked", "有密码。"), "c": Reading(OTHER)}
    assert list(kept(found)) == ["a"]
    said = told(found, {"b": "合同.pdf", "c": "图.png"})
    assert said.startswith("读出 1 份发票、合同，其中 1 份有内容要核对")
    assert "“合同.pdf”没有读出发票或合同（有密码）" in said


def test_facts_come_back_from_the_filing_file(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with opened(path) as store, store.writing() as writing:
        blob = writing.add_content([b"x"], "pdf")
        item = replace(an_invoice("a.pdf", "1", SECURITY, red=True), sha256=blob.sha256, bytes=1)
        writing.save(replace(store.filing, evidence=(item,), basis="with_tax"), "", "")
    with opened(path) as store:
        assert store.filing.evidence == (item,)
        assert store.filing.basis == "with_tax"
        with store.writing() as writing:
            writing.save(replace(store.filing, evidence=(replace(item, facts=None),), basis=""), "", "")
    with opened(path) as store:
        assert store.filing.evidence[0].facts is None
        assert store.filing.basis == ""
