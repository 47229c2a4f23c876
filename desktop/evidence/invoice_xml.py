"""The XML of a 数电票: root `EInvoice`, whole paths, because the first tag that sounds right is often a line's."""

from __future__ import annotations

from desktop.evidence.invoice import XML, Invoice, InvoiceLine, lines, values
from desktop.evidence.tags import Tag, parsed

_PATHS = {
    "number": "TaxSupervisionInfo/InvoiceNumber",
    "date": "TaxSupervisionInfo/IssueTime",
    "seller": "EInvoiceData/SellerInformation/SellerName",
    "seller_id": "EInvoiceData/SellerInformation/SellerIdNum",
    "buyer": "EInvoiceData/BuyerInformation/BuyerName",
    "buyer_id": "EInvoiceData/BuyerInformation/BuyerIdNum",
    "amount": "EInvoiceData/BasicInformation/TotalAmWithoutTax",
    "tax": "EInvoiceData/BasicInformation/TotalTaxAm",
    "total": "EInvoiceData/BasicInformation/TotalTax-includedAmount",
}
_KIND = "Header/InherentLabel/GeneralOrSpecialVAT/LabelCode"
_KINDS = {"01": "数电专票", "02": "数电普票"}
_RED = "Header/InherentLabel/InIssuType"
_LINE = "IssuItemInformation"


# Names in attachments of other roots (xbrl, eInvoice), where only the local name is known.
LOCAL = {
    "InvoiceCode": "code",
    "InvoiceNo": "number",
    "InvoiceNumber": "number",
    "IssueDate": "date",
    "IssueTime": "date",
    "BuyerName": "buyer",
    "BuyerTaxID": "buyer_id",
    "BuyerIdNum": "buyer_id",
    "SellerName": "seller",
    "SellerTaxID": "seller_id",
    "SellerIdNum": "seller_id",
    "TaxExclusiveTotalAmount": "amount",
    "TotalAmWithoutTax": "amount",
    "TaxTotalAmount": "tax",
    "TotalTaxAm": "tax",
    "TaxInclusiveTotalAmount": "total",
    "TotalTax-includedAmount": "total",
}


def invoice_from_xml(data: bytes) -> Invoice | None:
    """What an XML file says, or None where it is no invoice."""
    return invoice_from_tags(parsed(data))


def invoice_from_tags(root: Tag | None) -> Invoice | None:
    """What a parsed XML document says: a 数电票 by whole paths, its relatives by local names."""
    if root is None or root.name.lower() not in {"einvoice", "xbrl"}:
        return None
    if root.child("EInvoiceData") is None:
        return _by_local_name(root)
    found = [(name, root.at(path)) for name, path in _PATHS.items()]
    kind = _KINDS.get(root.at(_KIND), "")
    red = "（红字）" if (root.at(f"{_RED}/LabelCode") or root.at(_RED)).upper() in {"N", "02"} else ""
    read = values([("type", kind + red if kind else ""), *found], XML)
    if "number" not in read:
        return None
    data_part = root.child("EInvoiceData")
    items = data_part.children if data_part else ()
    return Invoice(read, lines(_line(item) for item in items if item.name == _LINE), frozenset(read))


def _by_local_name(root: Tag) -> Invoice | None:
    """A value counts only where all elements of its name say the same: the first may be a line's."""
    said: dict[str, set[str]] = {}
    for tag in root.walk():
        if tag.name in LOCAL and tag.text:
            said.setdefault(LOCAL[tag.name], set()).add(tag.text)
    read = values(((name, next(iter(texts))) for name, texts in said.items() if len(texts) == 1), XML)
    return Invoice(read, trusted=frozenset(read)) if "number" in read else None


def _line(item: Tag) -> InvoiceLine:
    return InvoiceLine(
        name=item.at("ItemName"),
        model=item.at("SpecMod"),
        unit=item.at("MeaUnits"),
        quantity=item.at("Quantity"),
        price=item.at("UnPrice"),
        amount=item.at("Amount"),
        rate=item.at("TaxRate"),
        tax=item.at("ComTaxAm"),
    )
