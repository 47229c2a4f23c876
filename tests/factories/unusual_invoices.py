"""What people do to invoices before they send them: two on a page, on their side, scanned with a recogniser's text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf

from tests.factories.evidence import OFD_ROOT, zipped
from tests.factories.invoice_ofds import as_ofd
from tests.factories.invoice_pdfs import as_pdf, as_picture, as_scan
from tests.factories.invoices import AnInvoice

_WIDE, _HIGH = 610, 394  # points, of an invoice


def _saved(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out, static_id=True, fix_metadata_version=False)
    return out.getvalue()


def on_one_page(one: AnInvoice, other: AnInvoice, *, beside: bool = False) -> bytes:
    """Two invoices without codes on one page, below or beside each other."""

    def put(document: pikepdf.Pdf) -> None:
        wide, high = (2 * _WIDE, _HIGH) if beside else (_WIDE, 2 * _HIGH)
        sheet = document.add_blank_page(page_size=(wide, high))
        places = ((0, 0), (_WIDE, 0)) if beside else ((0, _HIGH), (0, 0))
        for item, (x, y) in zip((one, other), places, strict=True):
            with pikepdf.open(io.BytesIO(as_pdf(item, code=False))) as page:
                sheet.add_overlay(page.pages[0], pikepdf.Rectangle(x, y, x + _WIDE, y + _HIGH))
        del document.pages[0]

    return _saved(as_pdf(one), put)


def on_its_side(invoice: AnInvoice) -> bytes:
    """An invoice drawn on its side, on a page that does not say that it is turned."""

    def turn(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(f"q 0 1 -1 0 {_HIGH} 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = pikepdf.Array([0, 0, _HIGH, _WIDE])

    return _saved(as_pdf(invoice), turn)


def scanned_with_text(invoice: AnInvoice, recognised: AnInvoice, *, hidden: bool) -> bytes:
    """A scan with the text a recogniser read: invisible over it, or behind it."""

    def scan(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        if hidden:
            page.contents_add(b"3 Tr", prepend=True)
        with pikepdf.open(io.BytesIO(as_scan(as_picture(as_pdf(invoice))))) as picture:
            put = page.add_underlay if hidden else page.add_overlay
            put(picture.pages[0], pikepdf.Rectangle(0, 0, _WIDE, _HIGH))

    return _saved(as_pdf(recognised, code=False), scan)


def with_information(invoice: AnInvoice, **said: str) -> bytes:
    """A PDF without a code whose document information says what that of a 数电票 says."""
    year, month, day = invoice.date.split("-")
    found = {"InvoiceNumber": invoice.number, "IssueTime": f"{year}年{month}月{day}日"} | said

    def tell(document: pikepdf.Pdf) -> None:
        for key, text in found.items():
            document.docinfo[f"/{key}"] = text

    return _saved(as_pdf(invoice, code=False), tell)


def joined_ofds(one: AnInvoice, other: AnInvoice, kind: str) -> bytes:
    """Two OFDs put together: each a document of its own."""
    parts = {"OFD.xml": OFD_ROOT.replace("24332000000087654321", one.number).encode()}
    for number, item in enumerate((one, other)):
        for name, data in unzipped(as_ofd(item, kind)).items():
            if name != "OFD.xml":
                parts[name.replace("Doc_0", f"Doc_{number}")] = data
    return zipped(parts)


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
