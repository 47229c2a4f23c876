"""Invoices and contracts in the inbox: which cloud service they are about, and what makes that doubtful."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from desktop.evidence.facts import facts_of
from desktop.evidence.invoice import InvoiceLine
from desktop.evidence.reading import CONTRACT, INVOICE, Reading
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.workspace.inbox import Item, State, propose
from tests.factories.evidence import BUYER
from tests.factories.filings import a_filing, zhejiang
from tests.factories.inbox import SERVICES, an_enterprise, an_item, as_item, reference_case


def enterprise() -> Filing:
    return a_filing(enterprise={"name": BUYER}, cloud_services=SERVICES)


def invoice(path: str, *lines: str, **values: str) -> Item:
    known = {"number": path, "date": "2020-05-01", "buyer": BUYER, "total": "100.00"} | values
    bought = tuple(InvoiceLine(line) for line in lines)
    return an_item(path, Reading(INVOICE, known, dict.fromkeys(known, ("xml",)), tuple(known), lines=bought))


def contract(path: str, **values: str) -> Item:
    return an_item(path, Reading(CONTRACT, {"party_a": BUYER, **values}))


SPENT: Mapping[str, tuple[Item, str]] = {
    "one service of a seller": (invoice("1.pdf", "*服务*服务费", seller="用友网络科技股份有限公司"), "c5"),
    "the product tells two apart": (invoice("1.pdf", "*信息技术服务*对象存储", seller="阿里云计算有限公司"), "c2"),
    "the amount tells two apart": (invoice("1.pdf", seller="阿里云计算有限公司", total="120000.00"), "c2"),
    "a contract number": (contract("扫描件.pdf", number="ALY-2019-0418", party_b="阿里云计算有限公司"), "c2"),
    "a contract number in a name": (contract("HW20190815.pdf"), "c3"),
    "a branch of the seller": (invoice("1.pdf", "*软件*软件服务费", seller="用友网络科技股份有限公司浙江分公司"), "c5"),
    "the other party": (contract("合同.pdf", party_b="中国电信股份有限公司杭州分公司"), "c4"),
    "the folder of a picture": (an_item("发票/用友/IMG_1.jpg", Reading(INVOICE, {"number": "1"})), "c5"),
}


@pytest.mark.parametrize("case", SPENT)
def test_invoices_and_contracts_find_their_service(case: str) -> None:
    item, service = SPENT[case]
    (made,) = propose(zhejiang(), enterprise(), [item])
    requirement = "service_invoice" if item.kind == INVOICE else "service_contract"
    assert made.proposal == EvidenceUse(requirement, service)
    assert made.sure, made.why


DOUBTFUL: Mapping[str, tuple[Item, str]] = {
    "two services of one seller": (invoice("1.pdf", "*服务*服务费", seller="阿里云计算有限公司"), "不止一项云服务"),
    "another buyer": (invoice("1.pdf", seller="用友网络科技股份有限公司", buyer="别的公司"), "不是本企业"),
    "our own invoice": (invoice("1.pdf", seller=BUYER, buyer="客户"), "开给客户"),
    "a telephone bill": (
        invoice("1.pdf", "*电信服务*通话费", seller="中国电信股份有限公司杭州分公司"),
        "但项目是“*电信服务*通话费”",
    ),
    "a dealer of the brand": (invoice("1.pdf", seller="杭州用友软件有限公司"), "不完全一致"),
    "an older year": (invoice("1.pdf", seller="用友网络科技股份有限公司", date="2016-01-01"), "不在要求的年份"),
    "another product": (invoice("1.pdf", "*服务*对象存储", seller="华为软件技术有限公司"), "但项目是“*服务*对象存储”"),
    "security of a service's seller": (
        invoice("1.pdf", "*软件*防火墙", seller="用友网络科技股份有限公司"),
        "云安全费用凭证",
    ),
    "an unknown seller": (invoice("1.pdf", "*服务*云服务器ECS", seller="某某贸易有限公司"), "对不上"),
    "nothing at all": (invoice("1.pdf", seller="某某贸易有限公司"), "对不上"),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_speaks_against_a_service_is_said(case: str) -> None:
    item, said = DOUBTFUL[case]
    (made,) = propose(zhejiang(), enterprise(), [item])
    assert not made.sure
    assert said in made.why


def test_one_invoice_in_several_forms_counts_once_and_the_best_form_counts() -> None:
    def form(path: str, source: str, **more: str) -> Item:
        known = {"seller": "用友网络科技股份有限公司", "date": "2020-05-01", "total": "106.00"} | more
        return an_item(path, Reading(INVOICE, known, dict.fromkeys(known, (source,)), tuple(known)))

    number = {"number": "24332000000012345678"}
    items = [
        form("a.jpg", "qr", **number),
        form("b.pdf", "pdf", **number),
        form("c.xml", "xml", **number),
        form("d.png", "ocr"),
    ]
    made = propose(zhejiang(), enterprise(), items)
    assert [item.state for item in made] == [State.COPY, State.COPY, State.SURE, State.COPY]
    assert {item.duplicate_of for item in made} == {"", made[2].key}
    other = form("e.pdf", "pdf", number="24332000000087654321")  # same seller, day and sum: an invoice of its own
    states = [item.state for item in propose(zhejiang(), enterprise(), [*items[1:3], other])]
    assert states == [State.COPY, State.SURE, State.SURE]


def test_an_older_invoice_whose_code_was_not_read_is_known_by_number_and_day() -> None:
    def form(path: str, **values: str) -> Item:
        return an_item(path, Reading(INVOICE, {"number": "12345678", "date": "2020-05-01"} | values))

    items = [form("a.pdf"), form("b.ofd", code="033001900111"), form("c.pdf", date="2020-06-01")]
    assert [bool(item.duplicate_of) for item in propose(zhejiang(), enterprise(), items)].count(True) == 1
    items = [form("a.pdf"), form("b.ofd", code="033001900111"), form("d.ofd", code="044001900111")]
    assert not any(item.duplicate_of for item in propose(zhejiang(), enterprise(), items))


def test_an_invoice_that_the_filing_has_in_another_form_is_there_already() -> None:
    values = {"number": "24332000000012345678", "date": "2020-05-01", "seller": "用友网络科技股份有限公司"}
    facts = facts_of(Reading(INVOICE, values))
    kept = Evidence("原件.xml", "0" * 64, 1, (EvidenceUse("service_invoice", "c5"),), facts=facts)
    filing = replace(enterprise(), evidence=(kept,))
    same, other = propose(zhejiang(), filing, [invoice("a.pdf", **values), invoice("b.pdf", seller=values["seller"])])
    assert (same.state, same.already) == (State.ALREADY, "原件.xml")
    assert other.state is State.SURE


def test_an_empty_filing_gets_questions_and_no_guesses() -> None:
    items = [as_item(document) for document in reference_case(an_enterprise())]
    made = propose(zhejiang(), a_filing(), items)
    assert {item.proposal.requirement for item in made if item.proposal and item.sure} == {"business_licence"}
    assert not [use for item in made for use in item.choices if use.subject]
