"""A PDF: attached e-invoices, the hidden block, the text with its places, and the QR codes of the pages as shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PIL import Image

from desktop import pdf
from desktop.evidence.codes import codes_in
from desktop.evidence.contract import contract_from_text, is_contract
from desktop.evidence.invoice import PDF, Invoice
from desktop.evidence.invoice_hidden import invoices_in_pdf
from desktop.evidence.invoice_qr import invoice_from_qr
from desktop.evidence.invoice_reading import invoice_reading, one_of_pages
from desktop.evidence.invoice_text import invoice_from_text, is_invoice
from desktop.evidence.licence import is_licence, licence_from_text
from desktop.evidence.merging import Problem
from desktop.evidence.ocr import Ocr
from desktop.evidence.pdf_text import page_text
from desktop.evidence.picture_reading import reading_of
from desktop.evidence.reading import CONTRACT, OTHER, Reading, unreadable
from desktop.evidence.recognising import kind_by_name
from desktop.evidence.runs import TextPage

_PAGES = 12  # that are looked at
_RENDERED = 3
_DPI_TEXT, _DPI_SCAN, _INCH = 150, 200, 72
_PIXELS = 8_000_000  # of a rendered page
_SPOKEN = 15  # Chinese characters that make a text layer; fewer are a scan, or a font nobody can read
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class _Looked(Struct):
    pages: list[TextPage]
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
            looked.pages.append(text)
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
    """The text of a page; of one that was turned by mistake, as it was before."""
    text = page_text(page)
    if page.get_rotation() and not is_invoice(text):
        drawn = page_text(page, as_drawn=True)
        return drawn if is_invoice(drawn) else text
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
    text = "\n".join(page.text for page in looked.pages)
    shown = [found for page in looked.pages if (found := invoice_from_text(page, PDF))]
    if is_contract(text) and not any("number" in page.values for page in shown):
        shown = []
    codes = [found for text in looked.codes if (found := invoice_from_qr(text))]
    if shown or structures or codes:
        return _invoice(shown, structures, codes)
    licence = next((page for page in looked.pages if is_licence(page)), None)
    if licence:
        return licence_from_text(licence, looked.codes)
    if is_contract(text):
        return contract_from_text(text)
    if looked.scans:
        size = looked.scans[0].size
        return reading_of(looked.scans, name, size, ocr)
    return Reading(CONTRACT if kind_by_name(name) == CONTRACT else OTHER)


def _invoice(shown: Sequence[Invoice], structures: Sequence[Invoice], codes: Sequence[Invoice]) -> Reading:
    """Pages with different numbers are different invoices."""
    numbers = {page.text("number") for page in shown if page.text("number")}
    if len(numbers) < 2:  # noqa: PLR2004  (one invoice, on one page or several)
        pages = [one_of_pages(shown)] if shown else []
        return invoice_reading([*structures, *pages], codes)
    found = invoice_reading([*structures, shown[0]], codes[:1])
    several = Problem("several_invoices", f"一份文件里有 {len(numbers)} 张发票，请拆开后分别添加。")
    return Reading(found.kind, found.values, found.sources, (), (several, *found.problems), found.lines)
