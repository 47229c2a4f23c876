from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.model.credit_code import check_digit
from desktop.model.facts import Share
from desktop.model.filing import Basis, Batch, CloudService, Evidence, Filing, Pair, StandardRef, Window, empty_filing
from desktop.standard.invoices import Beside, Why, beside, gap_of
from desktop.standard.loading import load
from desktop.workspace import standards
from tests.factories.facts import DATABASE, OWN, SECURITY, a_contract, an_invoice, service_invoice, unread
from tests.factories.filings import a_filing, zhejiang

SECOND = Path(__file__).parent.parent / "second_standard" / "js-2030"
SERVICES = (CloudService("c1", "云主机", amount="10"), CloudService("c2", "云网络", amount="5"))


def filed(*evidence: Evidence, basis: Basis = "with_tax", **changed: Any) -> Filing:
    made = a_filing(evidence=evidence, basis=basis, cloud_services=SERVICES, enterprise={"name": OWN})
    return replace(made, **changed)


def stand(filing: Filing) -> dict[str, Beside]:
    return {item.account.id: item for item in beside(zhejiang(), filing)}


def left_out(filing: Filing, account: str = "cloud_security") -> dict[str, Why | None]:
    return {line.evidence.file: line.why for line in stand(filing)[account].left_out}


def test_money_stands_beside_what_the_standard_declares_in_money() -> None:
    assert list(stand(filed())) == [
        "cloud_security",
        "cloud_database",
        "cloud_investment",
        "cloud_services.c1",
        "cloud_services.c2",
    ]
    assert stand(filed())["cloud_security"].windows == "上年度（2020 年）"
    assert stand(filed())["cloud_investment"].windows == "近三年（2018–2020 年）"


def test_a_window_that_a_person_set_decides_what_counts() -> None:
    late = an_invoice("2021.pdf", "4000", SECURITY, date="2021-11-30")
    usual = an_invoice("2020.pdf", "100", SECURITY, date="2020-11-30")
    windows = {"last_year": Window("2020-12-01", "2021-11-30")}
    assert left_out(filed(late, usual)) == {"2021.pdf": Why.OUTSIDE}
    found = stand(filed(late, usual, windows=windows))["cloud_security"]
    assert (found.yuan, [line.evidence.file for line in found.left_out]) == (4000, ["2020.pdf"])
    assert found.windows == "上年度（改按 2020-12-01 至 2021-11-30）"
    assert stand(filed(late, windows=windows))["cloud_investment"].windows == "近三年（2018–2020 年）"


def test_a_standard_without_money_has_no_accounts() -> None:
    standard = load(standards.read_folder(SECOND))
    filing = empty_filing(StandardRef(standard.id), Batch(standard.batches[0].id))
    assert beside(standard, filing) == ()


def test_a_figure_in_wan_is_rounded_once_at_the_end() -> None:
    third = [an_invoice(f"{number}.pdf", "33.34", SECURITY) for number in range(3)]
    filing = filed(*third, answers={"cloud_security": Pair("0.01", "1")})
    assert stand(filing)["cloud_security"].total == Fraction(10002, 1_000_000)
    gap = gap_of(zhejiang(), filing, stand(filing)["cloud_security"])
    assert gap is not None
    assert gap.gap == 0


def test_the_basis_decides_which_amount_counts() -> None:
    invoice = an_invoice("a.pdf", "10600", SECURITY, amount="10000")
    assert stand(filed(invoice, basis="with_tax"))["cloud_security"].total == Fraction(106, 100)
    assert stand(filed(invoice, basis="without_tax"))["cloud_security"].total == 1


def test_what_is_not_counted_says_why() -> None:
    filing = filed(
        an_invoice("去年.pdf", "1", SECURITY, date="2019-12-31"),
        an_invoice("别家.pdf", "1", SECURITY, buyer="另一家有限公司"),
        an_invoice("没核对.pdf", "1", SECURITY, confirmed=("date", "buyer")),
        an_invoice("没日期.pdf", "1", SECURITY, date=""),
        an_invoice("两处.pdf", "1", SECURITY, DATABASE),
        unread("没读.pdf", SECURITY),
    )
    assert left_out(filing) == {
        "去年.pdf": Why.OUTSIDE,
        "别家.pdf": Why.BUYER,
        "没核对.pdf": Why.UNCONFIRMED,
        "没日期.pdf": Why.MISSING,
        "两处.pdf": Why.UNSPLIT,
        "没读.pdf": Why.UNREAD,
    }
    assert stand(filing)["cloud_security"].total == 0


def test_a_split_invoice_counts_in_both_places_with_its_shares() -> None:
    shares = (Share("security_spend", "", "600"), Share("database_spend", "", "400"))
    found = stand(filed(an_invoice("两处.pdf", "1000", SECURITY, DATABASE, shares=shares)))
    assert found["cloud_security"].total == Fraction(6, 100)
    assert found["cloud_database"].total == Fraction(4, 100)


def test_an_invoice_of_two_services_counts_whole_for_their_sum_and_split_for_each() -> None:
    found = stand(filed(an_invoice("a.pdf", "1000", service_invoice("c1"), service_invoice("c2"))))
    assert found["cloud_investment"].total == Fraction(1, 10)
    assert found["cloud_services.c1"].left_out[0].why is Why.UNSPLIT


def test_the_best_copy_counts_wherever_the_others_are_attached() -> None:
    number = "21332000000012345678"
    picture = an_invoice("a.jpg", "999", SECURITY, number=number)
    structure = an_invoice("a.xml", "1000", number=number)
    found = stand(filed(picture, structure))["cloud_security"]
    assert [line.evidence.file for line in found.counted] == ["a.jpg"]
    assert found.total == Fraction(1, 10)


def test_without_a_number_seller_date_and_total_make_an_invoice_the_same() -> None:
    one, two = an_invoice("a.jpg", "10", SECURITY, number=""), an_invoice("b.jpg", "10.00", SECURITY, number="")
    assert left_out(filed(one, two)) == {"b.jpg": Why.COPY} or left_out(filed(one, two)) == {"a.jpg": Why.COPY}


def test_a_contract_counts_only_where_no_invoice_of_it_does() -> None:
    contract = a_contract("合同.pdf", "50000", SECURITY, number="HT-1")
    assert stand(filed(contract))["cloud_security"].total == 5
    other = an_invoice("a.pdf", "10000", SECURITY, contract_no="HT-2", seller="乙")
    assert stand(filed(contract, other))["cloud_security"].total == 6
    own = an_invoice("b.pdf", "10000", SECURITY, contract_no="ht-1")
    assert left_out(filed(contract, own)) == {"合同.pdf": Why.CONTRACT}


def test_the_code_tells_a_new_name_and_a_misread_from_another_company() -> None:
    first = "91330000MA27XYY12"
    code = first + check_digit(first)
    wrong = first + ("1" if code[-1] != "1" else "2")
    known = an_invoice("a.pdf", "1", SECURITY, buyer_id=code)
    renamed = an_invoice("b.pdf", "1", SECURITY, buyer="样例动力（旧名）", buyer_id=code)
    misread = an_invoice("c.pdf", "1", SECURITY, buyer="浙江样列动力", buyer_id=wrong)
    assert left_out(filed(known, renamed, misread)) == {"c.pdf": Why.BUYER}


# -- whatever the papers are --

few = settings(max_examples=25, deadline=None)
amounts = st.integers(1, 10**9).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
suffixes = st.sampled_from(["xml", "ofd", "pdf", "jpg"])
invoices = st.lists(st.builds(lambda total, suffix: (total, suffix), amounts, suffixes), min_size=1, max_size=6).map(
    lambda made: [an_invoice(f"{n}.{suffix}", total, SECURITY) for n, (total, suffix) in enumerate(made)]
)


def total(evidence: list[Evidence]) -> Fraction:
    return stand(filed(*evidence))["cloud_security"].total


@few
@given(invoices, st.data())
def test_order_never_changes_the_sum(made: list[Evidence], data: st.DataObject) -> None:
    assert total(data.draw(st.permutations(made))) == total(made)


@few
@given(invoices, st.data())
def test_copies_never_change_the_sum(made: list[Evidence], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(made), max_size=4))
    copies = [replace(item, file=f"copy{n}.jpg", sha256=f"{n:064x}", facts=item.facts) for n, item in enumerate(chosen)]
    assert total(data.draw(st.permutations([*made, *copies]))) == total(made)


@few
@given(invoices)
def test_a_red_invoice_cancels_what_it_reverses(made: list[Evidence]) -> None:
    reversed_ = [
        replace(an_invoice(f"r{item.file}", item.facts.total, SECURITY, red=True)) for item in made if item.facts
    ]
    assert total([*made, *reversed_]) == 0
