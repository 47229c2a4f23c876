"""E-invoices as OFD (GB/T 33190): a zip of XML. Attachment, tags that point at text, and custom data, in this order."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from desktop.evidence.invoice import OFD, Invoice, InvoiceLine, Tag, Value, lines, parsed, values

_ENTRIES = 2_000
_EACH, _ALL = 8 * 2**20, 32 * 2**20  # bytes unpacked
_ATTACHED = re.compile(r"(?:^|/)attachs?/(?:.*/)?original_invoice\.xml$", re.IGNORECASE)
_TAGGED = re.compile(r"(?:^|/)tags/[^/]+\.xml$", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|/)(?:pages|tpls)/.*content\.xml$", re.IGNORECASE)
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
    """What an OFD says, or None where it is no invoice or cannot be read within limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive))
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, UnicodeDecodeError, RuntimeError, EOFError):
        return None
    attached = [tag for name, tag in parts.items() if _ATTACHED.search(name)]
    read: dict[str, Value] = {}
    for found in (_attached(attached), _tagged(parts), _custom(parts)):
        for name, value in values(found, OFD).items():
            read.setdefault(name, value)
    if "number" not in read:
        return None
    return Invoice(read, lines(_line(tag) for root in attached for tag in root.walk() if tag.name == "GoodsInfo"))


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, Tag]]:
    """The XML documents that matter, each and all of them of bounded size."""
    left = _ALL
    for info in archive.infolist()[:_ENTRIES]:
        name = info.filename
        wanted = name == "OFD.xml" or any(form.search(name) for form in (_ATTACHED, _TAGGED, _PAGE))
        if not wanted or info.file_size > _EACH or info.file_size > left:
            continue
        with archive.open(info) as file:
            content = file.read(info.file_size)
        left -= len(content)
        tag = parsed(content)
        if tag:
            yield name, tag


def _attached(roots: list[Tag]) -> Iterator[tuple[str, str]]:
    for root in roots:
        for tag in root.walk():
            if tag.name in _NAMES:
                yield _NAMES[tag.name], tag.text


def _tagged(parts: dict[str, Tag]) -> Iterator[tuple[str, str]]:
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


def _custom(parts: dict[str, Tag]) -> Iterator[tuple[str, str]]:
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
