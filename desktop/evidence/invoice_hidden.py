"""What 税控 software hides in its PDFs, and e-invoices attached to PDFs: structures beside the text one sees.

PDFs of 数电票 say number, date, ids and amounts a second time in their document information.
The hidden block is a stream `/Metadata` of the catalogue with lines `KEY=value`; of a repeated key the first counts.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import settings

from desktop.evidence.in_words import amount_in_words
from desktop.evidence.invoice import PDF, Invoice, values
from desktop.evidence.invoice_ofd import invoice_from_ofd
from desktop.evidence.invoice_xml import invoice_from_tags
from desktop.evidence.tags import marks, parsed

_KEYS = {
    "DM": "code",
    "HM": "number",
    "RQ": "date",
    "GM": "buyer",
    "GN": "buyer_id",
    "XM": "seller",
    "XN": "seller_id",
    "HJ": "amount",
    "HS": "tax",
    "XX": "total",
}
_WORDS = "DX"
_ABOUT = {
    "InvoiceNumber": "number",
    "IssueTime": "date",
    "SellerIdNum": "seller_id",
    "BuyerIdNum": "buyer_id",
    "TotalAmWithoutTax": "amount",
    "TotalTaxAm": "tax",
    "TotalTax-includedAmount": "total",
}
_BLOCK = 256 * 2**10  # bytes
_ATTACHED = 8 * 2**20
_ATTACHMENTS = 20
_MARKS = 300_000  # of all of them
_UNPACKED = 64 * 2**20

settings.set_qpdf_limits(flate_max_memory=_UNPACKED, run_length_max_memory=_UNPACKED, doc_max_warnings=1_000)


def invoices_in_pdf(source: Path | bytes) -> list[Invoice]:
    """Attached e-invoices, the hidden block, the document information; nothing where it cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source) as document:
            return [*_attached(document), *_hidden(document), *_about(document)]
    except (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, RuntimeError, NotImplementedError):
        return []


def _hidden(document: pikepdf.Pdf) -> Iterator[Invoice]:
    stream = document.Root.get("/Metadata")
    block = _content(stream, _BLOCK) if isinstance(stream, pikepdf.Stream) else b""
    if b"HM=" not in block:
        return
    said: dict[str, str] = {}
    for line in _decoded(block).splitlines():
        key, _, text = line.partition("=")
        said.setdefault(key.strip(), text.strip())
    found = values(((name, said.get(key, "")) for key, name in _KEYS.items()), PDF)
    if "number" in found:
        yield Invoice(found, in_words=amount_in_words(said.get(_WORDS, "")))


def _about(document: pikepdf.Pdf) -> Iterator[Invoice]:
    about = document.trailer.get("/Info")
    if not isinstance(about, pikepdf.Dictionary):
        return
    said = ((name, about.get(f"/{key}")) for key, name in _ABOUT.items())
    found = values(((name, str(text)) for name, text in said if isinstance(text, pikepdf.String)), PDF)
    if "number" in found:
        yield Invoice(found)


def _decoded(block: bytes) -> str:
    try:
        return block.decode("utf-8-sig")
    except UnicodeDecodeError:
        return block.decode("gb18030", "replace")


def _attached(document: pikepdf.Pdf) -> Iterator[Invoice]:
    left = _MARKS
    for number, name in enumerate(document.attachments):
        if number >= _ATTACHMENTS or left <= 0:
            return
        files = document.attachments[name].obj.get("/EF")
        stream = files.get("/UF", files.get("/F")) if isinstance(files, pikepdf.Dictionary) else None
        content = _content(stream, _ATTACHED) if isinstance(stream, pikepdf.Stream) else b""
        left -= marks(content)
        found = invoice_from_ofd(content) if content.startswith(b"PK") else invoice_from_tags(parsed(content))
        if found:
            yield found


def _content(stream: pikepdf.Stream, limit: int) -> bytes:
    """A stream's bytes, at most so many; nothing where it is packed in another way than all software does."""
    data = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        filters = filters[0] if len(filters) == 1 else filters
    if filters is None:
        return data[:limit]
    if filters != pikepdf.Name("/FlateDecode") or "/DecodeParms" in stream:
        return b""
    try:
        return zlib.decompressobj().decompress(data, limit)
    except zlib.error:
        return b""
