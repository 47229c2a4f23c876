"""E-invoices as OFD (GB/T 33190): a zip of XML. Attachment, tags that point at text, and custom data, in this order."""

from __future__ import annotations

import io
import lzma
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs
from PIL import Image

from desktop.evidence.codes import codes_in
from desktop.evidence.invoice import OFD, Invoice, InvoiceLine, Value, lines, values
from desktop.evidence.invoice_pieces import pieces
from desktop.evidence.invoice_qr import invoice_from_qr
from desktop.evidence.invoice_reading import are_several, one_of_pages
from desktop.evidence.invoice_text import invoice_from_text
from desktop.evidence.invoice_xml import LOCAL, invoice_from_tags
from desktop.evidence.ofd_text import ofd_pages
from desktop.evidence.tags import Tag, marks, parsed

_ENTRIES = 2_000
_DOCUMENTS = 12
_EACH, _ALL = 8 * 2**20, 32 * 2**20  # bytes unpacked
_MARKS = 300_000  # of all its documents; an invoice has some thousands
_ATTACHED = re.compile(
    r"(?:^|/)attach[^/]*/(?:.*/)?(?!attachments\.)[^/]*\.(?:xml|xbrl)$|(?:^|/)original_invoice\.xml$", re.IGNORECASE
)
_INSIDE = re.compile(r"/(?:attach[^/]*|tags|pages|tpls|res|original_invoice\.xml|document\.xml)(?:/|$)", re.IGNORECASE)
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
_TAGS = LOCAL | _NAMES  # tags of 数电票 carry either names
_CUSTOM = {
    "发票代码": "code",
    "发票号码": "number",
    "开票日期": "date",
    "销售方纳税人识别号": "seller_id",
    "购买方纳税人识别号": "buyer_id",
    "合计金额": "amount",
    "合计税额": "tax",
}


class OfdDocument(Struct, frozen=True):
    """What one document in an OFD says: independent readings, the best first; several invoices are several numbers."""

    readings: tuple[Invoice, ...]
    numbers: tuple[str, ...] = ()


def invoice_from_ofd(data: bytes) -> Invoice | None:
    """What an OFD's structure says, the best part first, or None where it is no invoice or cannot be read in limits."""
    documents = ofd_documents(data)
    readings = documents[0].readings if documents else ()
    told = [item for item in readings if item.trusted >= set(item.values)]
    read: dict[str, Value] = {}
    for item in told:
        for name, value in item.values.items():
            read.setdefault(name, value)
    if "number" not in read or len({number for document in documents for number in document.numbers}) > 1:
        return None
    return Invoice(read, next((item.lines for item in told if item.lines), ()), frozenset(read))


def ofd_documents(data: bytes) -> list[OfdDocument]:
    """The documents of an OFD that speak of an invoice: mostly one, several where somebody put them together."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive))
            codes = dict(_pictures(archive))
    except UNREADABLE_ZIP:
        return []
    roots: dict[str, None] = {}
    for name in (*parts, *codes):
        roots.setdefault(_root(name))
    ordered = sorted((root for root in roots if root), key=lambda root: (len(root), root)) or [""]
    found = []
    for place, root in enumerate(ordered[:_DOCUMENTS]):
        own = {name: tag for name, tag in parts.items() if _root(name) == root}
        custom = _bodies(parts.get("OFD.xml"))[place : place + 1]
        found.append(_document(own, custom, [code for name, code in codes.items() if _root(name) == root]))
    return [document for document in found if document.readings]


def _root(name: str) -> str:
    """The folder of the document a part belongs to; "" for the parts of all."""
    match = _INSIDE.search(name)
    return name[: match.start()] if match else ""


def _bodies(root: Tag | None) -> list[Tag]:
    bodies = [tag for tag in root.walk() if tag.name == "DocBody"] if root else []
    return bodies or ([root] if root else [])


def _document(parts: Mapping[str, Tag], custom: Sequence[Tag], codes: Sequence[Sequence[str]]) -> OfdDocument:
    """The structure, then the text of its pages and its QR codes, as far as there are any."""
    attached = [tag for name, tag in parts.items() if _ATTACHED.search(name)]
    told = [invoice_from_tags(tag) for tag in attached if tag.name != "eInvoice"]
    tagged = list(_tagged(parts))
    said = [item for item in (*told, *_structure(attached, tagged, custom)) if item and item.values]
    known = {name for item in said for name in item.values}
    shown = [item for page in ofd_pages(parts) for part in pieces(page) if (item := invoice_from_text(part, OFD))]
    more = _only_more(one_of_pages(shown), known) if shown else None
    marked = [item for texts in codes for text in texts if (item := invoice_from_qr(text))]
    readings = [*said, *([more] if more else []), *marked[:1]]
    several = [item.text("number") for item in shown] if are_several(shown) else []
    first = next((item.text("number") for item in readings if "number" in item.values), "")
    tags = dict.fromkeys(text for name, text in tagged if name == "number")
    numbers = dict.fromkeys([first, *several, *(tags if len(tags) > 1 else ())])
    return OfdDocument(tuple(item for item in readings if item.values), tuple(number for number in numbers if number))


def _only_more(shown: Invoice, known: set[str]) -> Invoice:
    """What the text says beyond the structure, which is never doubted because of a layout nobody has seen."""
    more = {name: value for name, value in shown.values.items() if name not in known}
    return structs.replace(shown, values=more, trusted=shown.trusted - known)


def _structure(attached: Sequence[Tag], tagged: Sequence[tuple[str, str]], custom: Sequence[Tag]) -> Iterator[Invoice]:
    """Attachment, tags and custom data, each by itself: where they contradict each other, that is told."""
    goods = lines(_line(tag) for root in attached for tag in root.walk() if tag.name == "GoodsInfo")
    for found in (_attached(attached), _alike(tagged), _custom(custom)):
        read = values(found, OFD)
        yield Invoice(read, goods, frozenset(read))


def _alike(tagged: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The tags that say the same wherever they come: of two invoices in one document neither counts."""
    said: dict[str, set[str]] = {}
    for name, text in tagged:
        if text:
            said.setdefault(name, set()).add(text)
    return ((name, next(iter(texts))) for name, texts in said.items() if len(texts) == 1)


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


def _pictures(archive: zipfile.ZipFile) -> Iterator[tuple[str, list[str]]]:
    """The texts of the QR codes of the pictures, by the pictures' names."""
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
                    yield info.filename, codes_in(picture)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue


def _attached(roots: Sequence[Tag]) -> Iterator[tuple[str, str]]:
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
                if tag.name in _TAGS:
                    references = (item.text for item in tag.walk() if item.name == "ObjectRef")
                    yield _TAGS[tag.name], "".join(texts.get(reference, "") for reference in references)


def _custom(bodies: Sequence[Tag]) -> Iterator[tuple[str, str]]:
    for body in bodies:
        for tag in body.walk():
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
