"""E-invoices as OFD (GB/T 33190): a zip of XML. Attachment, tags that point at text, and custom data, in this order."""

from __future__ import annotations

import io
import lzma
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from msgspec import structs
from PIL import Image

from desktop.evidence.codes import codes_in
from desktop.evidence.invoice import OFD, Invoice, InvoiceLine, Value, lines, values
from desktop.evidence.invoice_qr import invoice_from_qr
from desktop.evidence.invoice_text import invoice_from_text
from desktop.evidence.invoice_xml import invoice_from_tags
from desktop.evidence.ofd_text import ofd_page
from desktop.evidence.tags import Tag, marks, parsed

_ENTRIES = 2_000
_EACH, _ALL = 8 * 2**20, 32 * 2**20  # bytes unpacked
_MARKS = 300_000  # of all its documents; an invoice has some thousands
_ATTACHED = re.compile(r"(?:^|/)attachs?/(?:.*/)?(?!attachments\.)[^/]*\.(?:xml|xbrl)$", re.IGNORECASE)
_TAGGED = re.compile(r"(?:^|/)tags/[^/]+\.xml$", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|/)(?:pages|tpls)/.*content\.xml$", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:^|/)document\.xml$", re.IGNORECASE)
_PICTURE = re.compile(r"(?:^|/)res/[^/]+\.(?:png|jpe?g|bmp)$", re.IGNORECASE)
_PICTURES, _PICTURE_BYTES, _PICTURE_PIXELS = 4, 2 * 2**20, 4_000_000
UNREADABLE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)
_NAMES = {
    "InvoiceCode": "code",
    "InvoiceNo": "number",
    "InvoiceNumber": "number",
    "IssueDate": "date",
    "BuyerName": "buyer",
    "BuyerTaxID": "buyer_id",
    "SellerName": "seller",
    "SellerTaxID": "seller_id",
    "TaxExclusiveTotalAmount": "amount",
    "TaxTotalAmount": "tax",
    "TaxInclusiveTotalAmount": "total",
}
_CUSTOM = {
    "发票代码": "code",
    "发票号码": "number",
    "开票日期": "date",
    "销售方纳税人识别号": "seller_id",
    "购买方纳税人识别号": "buyer_id",
    "合计金额": "amount",
    "合计税额": "tax",
}


def invoice_from_ofd(data: bytes) -> Invoice | None:
    """What an OFD's structure says, the best part first, or None where it is no invoice or cannot be read in limits."""
    told = [item for item in ofd_readings(data) if item.trusted >= set(item.values)]
    read: dict[str, Value] = {}
    for item in told:
        for name, value in item.values.items():
            read.setdefault(name, value)
    if "number" not in read:
        return None
    return Invoice(read, next((item.lines for item in told if item.lines), ()), frozenset(read))


def ofd_readings(data: bytes) -> list[Invoice]:
    """The structure of an OFD, then the text of its first page and its QR codes, as far as there are any."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive))
            pictures = list(_pictures(archive))
    except UNREADABLE_ZIP:
        return []
    attached = [tag for name, tag in parts.items() if _ATTACHED.search(name)]
    told = [invoice_from_tags(tag) for tag in attached if tag.name != "eInvoice"]
    said = [item for item in (*told, *_structure(parts, attached)) if item and item.values]
    known = {name for item in said for name in item.values}
    codes = [invoice_from_qr(text) for text in pictures]
    readings = [*said, _only_more(invoice_from_text(ofd_page(parts), OFD), known), *codes[:1]]
    return [item for item in readings if item and item.values]


def _only_more(shown: Invoice | None, known: set[str]) -> Invoice | None:
    """What the text says beyond the structure, which is never doubted because of a layout nobody has seen."""
    if shown is None:
        return None
    more = {name: value for name, value in shown.values.items() if name not in known}
    return structs.replace(shown, values=more, trusted=shown.trusted - known)


def _structure(parts: Mapping[str, Tag], attached: list[Tag]) -> Iterator[Invoice]:
    """Attachment, tags and custom data, each by itself: where they contradict each other, that is told."""
    goods = lines(_line(tag) for root in attached for tag in root.walk() if tag.name == "GoodsInfo")
    for found in (_attached(attached), _tagged(parts), _custom(parts)):
        read = values(found, OFD)
        yield Invoice(read, goods, frozenset(read))


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, Tag]]:
    """The XML documents that matter, each and all of them of bounded size."""
    left, marks_left = _ALL, _MARKS
    for info in archive.infolist()[:_ENTRIES]:
        name = info.filename
        wanted = name == "OFD.xml" or any(form.search(name) for form in (_ATTACHED, _TAGGED, _PAGE, _DOCUMENT))
        if not wanted or info.file_size > _EACH or info.file_size > left:
            continue
        with archive.open(info) as file:
            content = file.read(info.file_size)
        left, marks_left = left - len(content), marks_left - marks(content)
        tag = parsed(content) if marks_left > 0 else None
        if tag:
            yield name, tag


def _pictures(archive: zipfile.ZipFile) -> Iterator[str]:
    """The texts of the QR codes among the pictures."""
    names = [info for info in archive.infolist()[:_ENTRIES] if _PICTURE.search(info.filename)]
    for info in names[:_PICTURES]:
        if info.file_size > _PICTURE_BYTES:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
                picture = Image.open(io.BytesIO(archive.read(info)))
            with picture:
                if picture.width * picture.height <= _PICTURE_PIXELS:
                    yield from codes_in(picture)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue


def _attached(roots: list[Tag]) -> Iterator[tuple[str, str]]:
    for root in roots:
        if root.name != "eInvoice":
            continue  # read by its whole paths
        for tag in root.walk():
            if tag.name in _NAMES:
                yield _NAMES[tag.name], tag.text


def _tagged(parts: Mapping[str, Tag]) -> Iterator[tuple[str, str]]:
    """Tags name a field and point at objects of text; a name that wraps is several of them."""
    texts = {
        tag.attributes["ID"]: "".join(item.text for item in tag.walk() if item.name == "TextCode")
        for name, root in parts.items()
        if _PAGE.search(name)
        for tag in root.walk()
        if tag.name == "TextObject" and "ID" in tag.attributes
    }
    for name, root in parts.items():
        if _TAGGED.search(name):
            for tag in root.walk():
                if tag.name in _NAMES:
                    references = (item.text for item in tag.walk() if item.name == "ObjectRef")
                    yield _NAMES[tag.name], "".join(texts.get(reference, "") for reference in references)


def _custom(parts: Mapping[str, Tag]) -> Iterator[tuple[str, str]]:
    root = parts.get("OFD.xml")
    for tag in root.walk() if root else ():
        name = tag.attributes.get("Name", "")
        if tag.name == "CustomData" and name in _CUSTOM:
            yield _CUSTOM[name], tag.text


def _line(tag: Tag) -> InvoiceLine:
    return InvoiceLine(
        name=tag.at("Item"),
        model=tag.at("Specification"),
        unit=tag.at("MeasurementDimension"),
        quantity=tag.at("Quantity"),
        price=tag.at("Price"),
        amount=tag.at("Amount"),
        rate=tag.at("TaxScheme"),
        tax=tag.at("TaxAmount"),
    )
