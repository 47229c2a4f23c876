"""A PDF: attached e-invoices, the hidden block, the text with its places, and the QR codes of the pages as shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, structs
from PIL import Image

from desktop import pdf
from desktop.evidence.codes import codes_in
from desktop.evidence.contract import contract_from_text, is_contract
from desktop.evidence.invoice import OCR, PDF, Invoice
from desktop.evidence.invoice_hidden import invoices_in_pdf
from desktop.evidence.invoice_pieces import pieces
from desktop.evidence.invoice_qr import invoice_from_qr
from desktop.evidence.invoice_reading import are_several, invoice_reading, of_several, one_of_pages
from desktop.evidence.invoice_text import invoice_from_text, is_invoice
from desktop.evidence.licence import is_licence, licence_from_text
from desktop.evidence.merging import Problem
from desktop.evidence.ocr import Ocr
from desktop.evidence.other_papers import other_paper
from desktop.evidence.pdf_text import is_recognised, page_text
from desktop.evidence.picture_reading import not_alone, reading_of
from desktop.evidence.reading import CONTRACT, OTHER, Reading, unreadable
from desktop.evidence.recognising import kind_by_name
from desktop.evidence.runs import TextPage

_PAGES = 12  # that are looked at
_RENDERED = 3
_DPI_TEXT, _DPI_SCAN, _INCH = 150, 200, 72
_PIXELS = 8_000_000  # of a rendered page
_SPOKEN = 15  # Chinese characters that make a text layer; fewer are a scan, or a font nobody can read
_LETTERS = frozenset("发票号码开日期税")  # of an invoice's labels
_CONTRACT_TOO = Problem("contract_too", "这份文件里还有合同，合同的内容没有摘出；要分别登记，请拆开后添加。")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class _Page(Struct):
    """The text of a page and where it comes from: drawn there, or read by a scanner's recogniser."""

    text: TextPage
    source: str


class _Looked(Struct):
    pages: list[_Page]
    scans: list[Image.Image]
    codes: list[str]


def read_pdf(content: Path | bytes, name: str, ocr: Ocr | None = None) -> Reading:
    """What a PDF says, or why it cannot be opened."""
    try:
        with pdf.opened(content) as document:
            if not len(document):
                return unreadable("damaged", "PDF 里一页也没有，请换一份完整的文件。")
            looked = _look(document)
    except pdf.PdfiumError as error:
        if pdf.asks_password(error):
            return unreadable("locked", "PDF 要输入密码才能打开，没有读；请换一份没有密码的文件。")
        return unreadable("damaged", "PDF 不完整或已损坏，打不开；请换一份完整的文件。")
    return _reading(looked, invoices_in_pdf(content), name, ocr)


def _look(document: pdf.PdfDocument) -> _Looked:
    looked = _Looked([], [], [])
    for number in range(min(len(document), _PAGES)):
        page = document[number]
        try:
            text = _upright(page)
            looked.pages.append(_Page(text, OCR if text.runs and is_recognised(page) else PDF))
            if _is_scan(text) and len(looked.scans) < _RENDERED:
                looked.scans.append(_rendered(page, _DPI_SCAN))
            elif (
                not number or is_invoice(text) or is_licence(text)
            ):  # labels may be drawn: the first is always looked at
                looked.codes.extend(codes_in(_rendered(page, _DPI_TEXT)))
        finally:
            page.close()
    return looked


def _upright(page: pdf.PdfPage) -> TextPage:
    """The text of a page; of an invoice that lies on its side or upside down, as if it stood."""
    text = page_text(page)
    if not is_invoice(text) and set(text.text) >= _LETTERS:
        for quarters in range(4):
            other = page_text(page, quarters)
            if is_invoice(other):
                return other
    return text


def _is_scan(text: TextPage) -> bool:
    return sum(len(_CHINESE.findall(run.text)) for run in text.runs) < _SPOKEN


def _rendered(page: pdf.PdfPage, dpi: int) -> Image.Image:
    wide, high = page.get_size()
    scale = min(dpi / _INCH, (_PIXELS / max(wide * high, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        shown: Image.Image = bitmap.to_pil().convert("L").copy()
        return shown
    finally:
        bitmap.close()


def _reading(looked: _Looked, structures: Sequence[Invoice], name: str, ocr: Ocr | None) -> Reading:
    text = "\n".join(page.text.text for page in looked.pages)
    shown = list(_invoices(looked.pages))
    contract = is_contract(text)
    if contract and not any("number" in page.values for page in shown):
        shown = []
    codes = [found for text in looked.codes if (found := invoice_from_qr(text))]
    other = other_paper(page.text for page in looked.pages)
    if other and not structures:
        return Reading(OTHER, problems=(other,))
    if shown or structures or codes:
        reading = not_alone(_invoice(shown, structures, codes))
        return structs.replace(reading, problems=(*reading.problems, _CONTRACT_TOO)) if contract else reading
    licence = next((page.text for page in looked.pages if is_licence(page.text)), None)
    if licence:
        return licence_from_text(licence, looked.codes)
    if contract:
        return contract_from_text(text)
    if looked.scans:
        size = looked.scans[0].size
        return reading_of(looked.scans, name, size, ocr)
    return Reading(CONTRACT if kind_by_name(name) == CONTRACT else OTHER)


def _invoices(pages: Sequence[_Page]) -> Iterator[Invoice]:
    """The invoices on the pages; a recogniser vouches for nothing."""
    for page in pages:
        for part in pieces(page.text):
            if found := invoice_from_text(part, page.source):
                yield found if page.source == PDF else structs.replace(found, trusted=frozenset())


def _invoice(shown: Sequence[Invoice], structures: Sequence[Invoice], codes: Sequence[Invoice]) -> Reading:
    """Pages that contradict each other are different invoices."""
    if not are_several(shown):
        pages = [one_of_pages(shown)] if shown else []
        return invoice_reading([*structures, *pages], codes)
    return of_several(invoice_reading([*structures, shown[0]], codes[:1]), [page.text("number") for page in shown])
