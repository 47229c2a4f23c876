from __future__ import annotations

import pytest

from desktop.evidence.invoice import Value
from desktop.evidence.invoice_ofd import invoice_from_ofd
from desktop.evidence.invoice_xml import invoice_from_xml
from tests.factories.evidence import BUYER, OFD_ROOT, SELLER, invoice_ofd, invoice_xml, zipped

BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><EInvoice>&b;</EInvoice>'


def test_an_xml_invoice_is_read_by_whole_paths_with_its_lines() -> None:
    found = invoice_from_xml(invoice_xml())
    assert found is not None
    assert {name: value.text for name, value in found.values.items()} == {
        "type": "数电专票",
        "number": "24332000000012345678",
        "date": "2020-06-18",
        "seller": SELLER,
        "seller_id": "91330100MA2B000000",
        "buyer": BUYER,
        "buyer_id": "91330000SAMPLE0001",
        "amount": "1000.00",
        "tax": "60.00",
        "total": "1060.00",
    }
    assert {value.source for value in found.values.values()} == {"xml"}
    assert [(line.name, line.quantity, line.amount) for line in found.lines] == [
        ("*信息技术服务*云主机", "2", "1000.00")
    ]


def test_what_is_no_amount_is_left_out() -> None:
    found = invoice_from_xml(invoice_xml(tax="***", total="NaN"))
    assert found is not None
    assert not {"tax", "total"} & set(found.values)


def test_tags_of_an_ofd_point_at_text_that_wraps_and_custom_data_fills_the_rest() -> None:
    found = invoice_from_ofd(invoice_ofd())
    assert found is not None
    assert found.values["buyer"] == Value(BUYER, "ofd")
    assert found.values["date"].text == "2020-06-18"
    assert found.values["number"].text == "24332000000087654321"
    assert "tax" not in found.values  # *** says that no tax was charged


def test_an_invoice_attached_to_an_ofd_comes_first() -> None:
    found = invoice_from_ofd(invoice_ofd(attached=True))
    assert found is not None
    assert (found.values["number"].text, found.values["amount"].text) == ("12345678", "1000.00")
    assert [line.name for line in found.lines] == ["*信息技术服务*云主机"]


@pytest.mark.parametrize("data", [b"", b"<a/>", b"<EInvoice/>", b"<EInvoice", BOMB, b"<EInvoice>" + b"<a>" * 5_000])
def test_what_is_no_xml_invoice_is_none(data: bytes) -> None:
    assert invoice_from_xml(data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 nothing",
        invoice_ofd()[:-40],
        zipped({"a.txt": b""}),
        zipped({"OFD.xml": BOMB}),
        zipped({"OFD.xml": OFD_ROOT.encode() + b" " * (9 << 20)}),
    ],
)
def test_what_is_no_ofd_invoice_is_none(data: bytes) -> None:
    assert invoice_from_ofd(data) is None
