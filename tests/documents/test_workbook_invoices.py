from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.documents.workbook import names, workbook_disagreements, write_workbook
from desktop.documents.workbook.opening import Opened
from desktop.model.filing import CloudService, Filing, Pair
from tests.documents.factories_workbook import dossier_of, full
from tests.documents.test_workbook_recalculation import forgetful, resaved
from tests.factories.facts import OWN, SECURITY, a_contract, an_invoice, service_invoice, unread
from tests.factories.filings import a_filing


def filed() -> Filing:
    evidence = (
        an_invoice("a.pdf", "20600.50", SECURITY, amount="19434.43", tax="1166.07"),
        an_invoice("去年.pdf", "1", SECURITY, date="2019-01-01"),
        unread("没读.pdf", SECURITY),
        a_contract("合同.pdf", "900000", service_invoice("c1")),
        an_invoice("b.pdf", "450000", service_invoice("c1")),
    )
    return a_filing(
        evidence=evidence,
        basis="with_tax",
        enterprise={"name": OWN, "cloud_spend_3y": "50", "it_spend_3y": "90"},
        answers={"cloud_security": Pair("2.06", "3")},
        cloud_services=(CloudService("c1", "云主机", "云商", amount="45"),),
    )


def test_every_file_stands_with_what_was_read_and_what_it_counts() -> None:
    lines = Opened(write_workbook(dossier_of(filed()))).records(names.PROOFS)
    assert [(line["evidence"].value, line["counted"].value, line["why"].value) for line in lines] == [
        ("未附", "", ""),
        ("001", "", "已有它的发票，合同不再重复计"),
        ("002", 450000, ""),
        ("003", 20600.5, ""),
        ("004", "", "日期 2019-01-01 不在上年度（2020 年）内"),
        ("005", "", "还没有读取内容"),
    ]
    assert lines[3]["seller"].value == "杭州云样科技有限公司"
    assert lines[3]["amount"].value == 19434.43


def test_sums_are_formulas_with_their_gap_to_the_declared_figure() -> None:
    book = Opened(write_workbook(dossier_of(filed())))
    (cells,) = book.rows(names.invoices("cloud_security"))
    assert [cell.value for cell in cells] == [20600.5, 2.06, 2.06, "", 0]
    assert "SUMIF(" in cells[0].formula
    (cells,) = book.rows(names.invoices("cloud_investment"))
    assert [cell.value for cell in cells] == [450000, 45, 50, "", -5]


def test_a_changed_amount_disagrees_and_the_same_workbook_does_not() -> None:
    dossier = dossier_of(filed())
    data = write_workbook(dossier)
    assert workbook_disagreements(data, dossier) == []
    changed = filed()
    other = replace(changed, evidence=(an_invoice("a.pdf", "20600.51", SECURITY), *changed.evidence[1:]))
    assert workbook_disagreements(write_workbook(dossier_of(other)), dossier)
    assert workbook_disagreements(write_workbook(replace(dossier_of(other), software="另一版本")), dossier)


def test_a_filing_in_which_nothing_was_read_has_the_list_it_always_had() -> None:
    lines = Opened(write_workbook(dossier_of(full()))).records(names.PROOFS)
    assert "provider" in lines[0]
    assert "counted" not in lines[0]


@pytest.mark.skipif(not os.environ.get("YUNQI_FULL"), reason="starts an office program; runs with --full")
def test_a_spreadsheet_calculates_the_same_sums(tmp_path: Path) -> None:
    data = write_workbook(dossier_of(filed()))
    (saved,) = resaved(tmp_path, forgetful(data))
    for account in ("cloud_security", "cloud_database", "cloud_investment"):
        (ours,), (theirs,) = (Opened(book).rows(names.invoices(account)) for book in (data, saved))
        assert [cell.value for cell in ours] == [cell.value for cell in theirs]
