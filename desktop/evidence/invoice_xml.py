"""The XML of a 数电票: root `EInvoice`, whole paths, because the first tag that sounds right is often a line's."""

from __future__ import annotations

from desktop.evidence.invoice import XML, Invoice, InvoiceLine, Tag, lines, parsed, values

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


def invoice_from_xml(data: bytes) -> Invoice | None:
    """What an XML file says, or None where it is no invoice."""
    root = parsed(data)
    if root is None or root.name.lower() != "einvoice":
        return None
    found = [(name, root.at(path)) for name, path in _PATHS.items()]
    kind = _KINDS.get(root.at(_KIND), "")
    red = "（红字）" if (root.at(f"{_RED}/LabelCode") or root.at(_RED)).upper() in {"N", "02"} else ""
    read = values([("type", kind + red if kind else ""), *found], XML)
    if "number" not in read:
        return None
    data_part = root.child("EInvoiceData")
    items = data_part.children if data_part else ()
    return Invoice(read, lines(_line(item) for item in items if item.name == _LINE))


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
