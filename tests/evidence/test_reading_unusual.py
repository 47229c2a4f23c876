from __future__ import annotations

import pytest

from desktop.evidence.file_reading import read_content
from desktop.evidence.invoice_qr import invoice_from_qr
from desktop.evidence.other_papers import other_paper
from desktop.evidence.runs import Run, TextPage
from desktop.model.facts import NAMES
from tests.factories.evidence import zipped
from tests.factories.invoice_ofds import as_ofd
from tests.factories.invoice_pdfs import as_pdf
from tests.factories.invoices import an_invoice
from tests.factories.unusual_invoices import (
    joined_ofds,
    on_its_side,
    on_one_page,
    scanned_with_text,
    unzipped,
    with_information,
)

ONE, OTHER = an_invoice(101), an_invoice(105)


@pytest.mark.parametrize("beside", [False, True])
def test_two_invoices_on_a_page_are_never_mixed(*, beside: bool) -> None:
    reading = read_content(on_one_page(ONE, OTHER, beside=beside), "两张.pdf")
    assert (reading.problems[0].code, reading.confirmed) == ("several_invoices", ())
    assert all(number in reading.problems[0].message for number in (ONE.number, OTHER.number))
    assert {name: reading.values.get(name, "") for name in NAMES} == {name: getattr(ONE, name) for name in NAMES}


@pytest.mark.parametrize("kind", ["tags", "text"])
def test_an_ofd_of_two_invoices_is_never_mixed(kind: str) -> None:
    reading = read_content(joined_ofds(ONE, OTHER, kind), "两张.ofd")
    assert (reading.problems[0].code, reading.confirmed) == ("several_invoices", ())
    assert (reading.values["number"], reading.values["total"]) == (ONE.number, ONE.total)


def test_an_invoice_that_lies_on_its_side_is_read() -> None:
    assert read_content(on_its_side(ONE), "文件.pdf") == read_content(as_pdf(ONE), "文件.pdf")


@pytest.mark.parametrize("hidden", [True, False])
def test_what_a_scanner_recognised_waits_for_a_person(*, hidden: bool) -> None:
    misread = an_invoice(101, seller="绍兴后航机械制造集团有限公司")
    reading = read_content(scanned_with_text(ONE, misread, hidden=hidden), "扫描.pdf")
    assert (reading.values["seller"], reading.sources["seller"]) == (misread.seller, ("ocr",))
    assert reading.confirmed == ("type", "number", "date", "total")  # with the code that is in the picture


def test_the_document_information_is_a_second_source_that_may_contradict() -> None:
    assert {"number", "date"} <= set(read_content(with_information(ONE), "文件.pdf").confirmed)
    reading = read_content(with_information(ONE, InvoiceNumber=OTHER.number), "文件.pdf")
    assert "number" not in reading.confirmed
    assert [item.code for item in reading.problems] == ["sources_differ"]


def test_the_pages_of_an_ofd_come_as_the_document_says() -> None:
    parts = unzipped(as_ofd(ONE, "text"))
    other = unzipped(as_ofd(OTHER, "text"))["Doc_0/Pages/Page_0/Content.xml"]
    own = parts.pop("Doc_0/Pages/Page_0/Content.xml")
    pages = b"<ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_1/Content.xml'/></ofd:Pages></ofd:Document>"
    document = parts["Doc_0/Document.xml"].replace(b"</ofd:Document>", pages)
    both = {"Doc_0/Pages/Page_0/Content.xml": other, "Doc_0/Pages/Page_1/Content.xml": own}
    reading = read_content(zipped(parts | both | {"Doc_0/Document.xml": document}), "文件.ofd")
    assert (reading.values["total"], "total" in reading.confirmed) == (ONE.total, True)


def test_a_remark_on_a_red_invoice_says_neither_its_code_nor_its_total() -> None:
    remark = "对应正数发票代码:033002000111号码:12345678 小写金额合计12.00元"
    reading = read_content(as_pdf(ONE, remark=remark), "文件.pdf")
    assert (reading.values.get("code"), reading.values["total"]) == (None, ONE.total)


def page(*texts: str) -> TextPage:
    return TextPage(600, 400, tuple(Run(text, 40, 30 + 40 * at, 400, 40 + 40 * at) for at, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["电子发票（铁路电子客票）", "发票号码：24339000000012345678"], "铁路电子客票"),
        (["电子发票（航空运输电子客票行程单）"], "航空电子客票行程单"),
        (["机动车销售统一发票", "发票代码：133002020301"], "机动车销售发票"),
        (["电子发票（普通发票）", "项目名称", "附行程单"], None),
        (["云服务合同", "", "", "", "", "附件：行程单"], None),
    ],
)
def test_tickets_are_called_what_they_are(texts: list[str], said: str | None) -> None:
    found = other_paper([page(*texts)])
    assert found is None if said is None else found is not None and said in found.message


def test_the_amount_of_a_code_of_unknown_type_is_left_out() -> None:
    read = invoice_from_qr("01,51,,24339000000012345678,73.00,20241108,,ABCD")
    assert read is not None
    assert set(read.values) == {"number", "date"}
