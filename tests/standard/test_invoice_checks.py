from __future__ import annotations

from typing import Any

from desktop.model.facts import Share
from desktop.model.filing import Basis, Evidence, Pair, Window
from desktop.standard.checks import check
from desktop.standard.definition import Level
from desktop.standard.findings import Finding, Surroundings
from tests.factories.facts import DATABASE, OWN, SECURITY, an_invoice, unread
from tests.factories.filings import a_filing, zhejiang

NUMBER = "21332000000012345678"


def found(*evidence: Evidence, n: str = "1.00", basis: Basis = "with_tax", **changed: Any) -> dict[str, Finding]:
    answers = {"cloud_security": Pair(n, "9")}
    filing = a_filing(evidence=evidence, answers=answers, basis=basis, enterprise={"name": OWN}, **changed)
    around = Surroundings(kinds={}, unprintable=lambda _: "")
    return {item.key: item for item in check(zhejiang(), filing, around)}


def codes(findings: dict[str, Finding]) -> set[str]:
    return {item.code for item in findings.values() if item.code.startswith(("invoice", "basis"))}


def test_nothing_is_said_about_files_that_nobody_read() -> None:
    assert codes(found(unread("a.pdf", SECURITY), basis="")) == set()


def test_what_agrees_is_only_called_unverified_and_that_once() -> None:
    items = found(an_invoice("a.pdf", "4000", SECURITY), an_invoice("b.pdf", "6000", SECURITY))
    assert codes(items) == {"invoices_unverified"}
    assert "2 张发票均未验真" in items["invoices_unverified@evidence"].message


def test_less_than_declared_shows_the_gap() -> None:
    short = found(an_invoice("a.pdf", "4000", SECURITY))["invoice_short@answers.cloud_security"]
    assert short.level is Level.WARNING
    assert "合计 0.40 万元（含税），还差 0.60 万元" in short.message


def test_while_something_can_still_be_read_the_gap_is_a_hint() -> None:
    short = found(an_invoice("a.pdf", "4000", SECURITY), unread("b.pdf", SECURITY))
    assert short["invoice_short@answers.cloud_security"].level is Level.HINT
    assert "1 份没有读取" in short["invoice_short@answers.cloud_security"].message


def test_more_than_declared_is_a_hint() -> None:
    above = found(an_invoice("a.pdf", "14000", SECURITY))["invoice_above@answers.cloud_security"]
    assert above.level is Level.HINT
    assert "多出 0.40 万元" in above.message


def test_the_basis_is_asked_for_before_anything_is_compared() -> None:
    items = found(an_invoice("a.pdf", "4000", SECURITY), basis="")
    assert codes(items) == {"basis_unchosen", "invoices_unverified"}


def test_another_buyer_and_a_misread_one_are_told_apart() -> None:
    items = found(
        an_invoice("a.pdf", "1", SECURITY, buyer="另一家有限公司"),
        an_invoice("b.pdf", "1", SECURITY, buyer="另一家有限公司", buyer_id="91330000MA27XYZ121"),
    )
    assert "不是本企业" in items["invoice_buyer@evidence.a.pdf"].message
    assert "读错" in items["invoice_buyer@evidence.b.pdf"].message


def test_a_date_outside_the_period_is_told_from_what_was_read() -> None:
    assert "evidence_period@evidence.a.pdf" in found(an_invoice("a.pdf", "1", SECURITY, date="2017-01-01"))


def test_copies_are_told_and_copies_that_differ_are_a_warning() -> None:
    one, two = an_invoice("a.xml", "1", SECURITY, number=NUMBER), an_invoice("b.jpg", "1", SECURITY, number=NUMBER)
    assert found(two, one)["invoice_doubled@evidence.a.xml"].level is Level.HINT
    other = an_invoice("c.jpg", "2", SECURITY, number=NUMBER)
    assert found(one, other)["invoice_copies_differ@evidence.a.xml"].level is Level.WARNING


def test_amounts_that_do_not_add_up_are_told() -> None:
    wrong = an_invoice("a.pdf", "106", SECURITY, amount="100", tax="7")
    assert "invoice_arithmetic@evidence.a.pdf" in found(wrong)
    assert "invoice_arithmetic@evidence.a.pdf" not in found(an_invoice("a.pdf", "106", SECURITY, amount="100", tax="6"))


def test_what_nobody_is_sure_of_asks_for_a_look() -> None:
    unsure = an_invoice("a.pdf", "106", SECURITY, confirmed=("number", "date", "amount", "seller"))
    assert "购买方、价税合计" in found(unsure)["invoice_unconfirmed@evidence.a.pdf"].message


def test_an_invoice_behind_two_figures_wants_a_split_that_fits() -> None:
    assert "invoice_unsplit@evidence.a.pdf" in found(an_invoice("a.pdf", "10", SECURITY, DATABASE))
    shares = (Share("security_spend", "", "6"), Share("database_spend", "", "5"))
    split = found(an_invoice("a.pdf", "10", SECURITY, DATABASE, shares=shares))
    assert "invoice_oversplit@evidence.a.pdf" in split
    assert "invoice_unsplit@evidence.a.pdf" not in split


def test_a_window_that_was_set_wants_a_reason_and_decides_which_dates_are_right() -> None:
    late = an_invoice("2021.pdf", "10000", SECURITY, date="2021-11-30")

    def told(start: str, end: str) -> set[tuple[str, str, Level]]:
        findings = found(late, windows={"last_year": Window(start, end)}).values()
        return {(item.code, item.place, item.level) for item in findings if "period" in item.code}

    assert told("2020-12-01", "2021-11-30") == {("period_changed", "answers.cloud_security", Level.WARNING)}
    assert told("2020-01-01", "2020-12-31") == {("evidence_period", "evidence.2021.pdf", Level.WARNING)}
