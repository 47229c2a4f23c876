from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from desktop import pdf
from desktop.evidence.file_reading import read_content
from desktop.evidence.invoice import PDF
from desktop.evidence.invoice_text import invoice_from_text
from desktop.evidence.pdf_text import page_text
from desktop.evidence.reading import Reading
from desktop.evidence.runs import TextPage
from desktop.model.facts import NAMES
from tests.factories.invoice_ofds import as_ofd
from tests.factories.invoice_pdfs import as_pdf, as_picture, as_scan, hidden_block
from tests.factories.invoices import AnInvoice, an_invoice, as_xml, qr_text

ROUNDS = 12
NEEDED = ("number", "date", "seller", "buyer", "amount", "tax", "total")
STRUCTURED: dict[str, tuple[bool, Callable[[AnInvoice], bytes]]] = {
    "xml": (True, as_xml),
    "xml in gbk": (True, lambda item: as_xml(item).decode().replace("UTF-8", "GBK").encode("gbk")),
    "ofd, attachment": (False, lambda item: as_ofd(item, "attached")),
    "ofd, tags": (True, as_ofd),
    "ofd, text alone": (True, lambda item: as_ofd(item, "text")),
    "pdf": (True, as_pdf),
    "pdf, full-width yen": (True, lambda item: as_pdf(item, yen="￥")),
    "pdf, attachment": (True, lambda item: as_pdf(item, attached=True)),
    "pdf of 税控": (False, as_pdf),
    "pdf of 税控, hidden block": (False, lambda item: as_pdf(item, hidden="gb18030")),
}


def wrong(reading: Reading, invoice: AnInvoice) -> set[str]:
    """The values that were read and are not what the invoice says."""
    return {name for name, text in reading.values.items() if name in NAMES[1:] and text != getattr(invoice, name)}


@pytest.mark.parametrize("layout", STRUCTURED)
def test_every_value_of_structured_files_is_right_and_confirmed(layout: str) -> None:
    digital, make = STRUCTURED[layout]
    for seed in range(ROUNDS):
        invoice = an_invoice(seed * 7, digital=digital)
        reading = read_content(make(invoice), "文件")
        there = {name for name in NEEDED if getattr(invoice, name)}
        assert (reading.kind, wrong(reading, invoice)) == ("invoice", set())
        assert there <= set(reading.confirmed)
        assert reading.problems == ()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), digital=st.booleans())
def test_no_pdf_is_silently_wrong(seed: int, *, digital: bool) -> None:
    invoice = an_invoice(seed, digital=digital)
    reading = read_content(as_pdf(invoice), "文件")
    assert not wrong(reading, invoice) & set(reading.confirmed)
    assert {name: reading.values.get(name, "") for name in NEEDED} == {name: getattr(invoice, name) for name in NEEDED}


@pytest.mark.parametrize("degrees", [0, 1.5, -2, 90])
def test_number_and_date_of_a_picture_come_from_its_code_and_the_rest_waits_for_a_person(degrees: float) -> None:
    invoice = an_invoice(5)
    reading = read_content(as_picture(as_pdf(invoice), degrees=degrees, blur=0.6, form="JPEG"), "扫描.jpg")
    assert reading.confirmed == ("type", "number", "date")
    assert wrong(reading, invoice) == set()
    assert reading.sources["total"] == ("qr",)
    assert [item.code for item in reading.problems] == ["not_found", "ocr_missing"]


def test_a_code_without_a_check_sum_is_for_review() -> None:
    invoice = an_invoice(5, digital=False)
    reading = read_content(as_picture(as_pdf(invoice)), "扫描.png")
    assert (reading.values["number"], reading.values["amount"]) == (invoice.number, invoice.amount)
    assert "total" not in reading.values  # the older codes carry 不含税
    assert reading.confirmed == ()


def test_a_scanned_pdf_is_read_like_a_picture() -> None:
    invoice = an_invoice(6)
    reading = read_content(as_scan(as_picture(as_pdf(invoice), degrees=1), 2), "扫描.pdf")
    assert (reading.values["number"], reading.confirmed) == (invoice.number, ("type", "number", "date"))


def test_text_alone_does_not_confirm_number_and_date() -> None:
    reading = read_content(as_pdf(an_invoice(7), code=False), "文件.pdf")
    assert {"amount", "total", "seller"} <= set(reading.confirmed)
    assert not {"number", "date"} & set(reading.confirmed)


def test_what_two_sources_contradict_is_not_confirmed_and_told() -> None:
    invoice = an_invoice(8)
    other = an_invoice(8, number="99332000000000000001")
    reading = read_content(as_pdf(invoice, code_text=qr_text(other)), "文件.pdf")
    assert "number" not in reading.confirmed
    assert "sources_differ" in {item.code for item in reading.problems}


def test_amounts_that_do_not_add_up_are_not_confirmed() -> None:
    invoice = an_invoice(9, amount="100.00", tax="6.00", total="107.00")
    for data in (as_xml(invoice), as_ofd(invoice), as_pdf(invoice)):
        reading = read_content(data, "文件")
        assert not {"amount", "tax", "total"} & set(reading.confirmed)
        assert [item.code for item in reading.problems] == ["arithmetic"]


def test_an_id_with_a_wrong_check_digit_is_told_and_not_believed_from_text() -> None:
    invoice = an_invoice(10, seller_id="91330100799655058C")
    reading = read_content(as_pdf(invoice), "文件.pdf")
    assert not {"seller", "seller_id"} & set(reading.confirmed)
    assert "check_digit" in {item.code for item in reading.problems}


def test_a_name_with_a_gap_where_a_rare_character_may_stand_waits_for_a_person() -> None:
    invoice = an_invoice(10, seller="浙江样\u3000例动力有限公司")
    assert "seller" not in read_content(as_pdf(invoice), "文件.pdf").confirmed


def text_of(invoice: AnInvoice) -> TextPage:
    with pdf.opened(as_pdf(invoice)) as document:
        return page_text(document[0])


@pytest.mark.parametrize("digital", [True, False])
def test_names_are_vouched_for_only_where_the_captions_of_their_blocks_say_the_same(*, digital: bool) -> None:
    page = text_of(an_invoice(10, digital=digital))
    turned = {"购": "销", "销": "购"}
    swapped = structs.replace(
        page, runs=tuple(structs.replace(run, text=turned.get(run.text, run.text)) for run in page.runs)
    )
    without = structs.replace(page, runs=tuple(run for run in page.runs if run.text not in turned))
    trusted = [found.trusted for item in (page, swapped, without) if (found := invoice_from_text(item, PDF))]
    assert [{"seller", "buyer"} <= names for names in trusted] == [True, False, False]


def test_of_a_repeated_key_in_the_hidden_block_the_first_counts() -> None:
    invoice = an_invoice(11, digital=False)
    assert hidden_block(invoice).count("HJ=") > 1
    reading = read_content(as_pdf(invoice, hidden="utf-8"), "文件.pdf")
    assert reading.values["amount"] == invoice.amount


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF with something changed in it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out, fix_metadata_version=False)
    return out.getvalue()


def test_a_hidden_block_that_says_something_else_is_told() -> None:
    invoice, other = an_invoice(11, digital=False), an_invoice(11, digital=False, seller="别的有限公司")

    def hide(document: pikepdf.Pdf) -> None:
        document.Root.Metadata = document.make_stream(hidden_block(other).encode())

    reading = read_content(changed(as_pdf(invoice), hide), "文件.pdf")
    assert "seller" not in reading.confirmed
    assert [item.code for item in reading.problems] == ["sources_differ"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_was_turned_by_mistake_is_read(degrees: int) -> None:
    invoice = an_invoice(15)
    turned = changed(as_pdf(invoice), lambda document: document.pages[0].rotate(degrees, relative=False))
    assert read_content(turned, "文件.pdf").values == read_content(as_pdf(invoice), "文件.pdf").values


def test_several_invoices_in_one_file_are_told_and_nothing_of_them_is_confirmed() -> None:
    one, other = an_invoice(12), an_invoice(13)
    reading = read_content(as_pdf(one, more=other), "两张.pdf")
    assert reading.problems[0].code == "several_invoices"
    assert reading.confirmed == ()


def test_the_lines_of_a_pdf_are_read_by_their_columns() -> None:
    invoice = an_invoice(14)
    reading = read_content(as_pdf(invoice), "文件.pdf")
    assert [(line.name, line.amount, line.tax) for line in reading.lines] == list(invoice.items)
