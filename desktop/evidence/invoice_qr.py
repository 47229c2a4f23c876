"""The QR code of an invoice: `01,TYPE,CODE,NUMBER,AMOUNT,YYYYMMDD,CHECKCODE,XXXX[,]`."""

from __future__ import annotations

import re

from desktop.evidence.invoice import QR, Invoice, values

_FIELDS = 6  # that every such code has
_DIGITAL = {"31": "数电专票", "32": "数电普票"}
_TYPES = {"01": "纸质专票", "04": "纸质普票", "08": "电子专票", "10": "电子普票", "20": "电子专票"} | _DIGITAL
_DIGITAL_NUMBER = re.compile(r"\d{20}", re.ASCII)
_NUMBER = re.compile(r"\d{8}|\d{20}", re.ASCII)
_CODE = re.compile(r"(?:\d{10}|\d{12})?", re.ASCII)
_DATE = re.compile(r"20\d{6}", re.ASCII)
_LONGEST = 300
_POLYNOMIAL = 0x8005


def invoice_from_qr(text: str) -> Invoice | None:
    """What the code of an invoice says, or None for any other code.

    The amount is 价税合计 on a 数电票, 不含税 on the older ones, and left out where the type is not known. Number and
    date are vouched for where the check sum holds: it tells a misread, not a forgery.
    """
    plain = "".join(text.split())
    fields = plain.split(",")
    if len(plain) > _LONGEST or fields[0] != "01" or len(fields) < _FIELDS:
        return None
    _, kind, code, number, amount, date = fields[:_FIELDS]
    shape = _DIGITAL_NUMBER if kind in _DIGITAL else _NUMBER
    if not (shape.fullmatch(number) and _CODE.fullmatch(code) and _DATE.fullmatch(date)):
        return None
    found = (
        ("type", _TYPES.get(kind, "")),
        ("code", code),
        ("number", number),
        ("date", f"{date[:4]}-{date[4:6]}-{date[6:]}"),
        ("total" if kind in _DIGITAL else "amount", amount if kind in _TYPES else ""),
    )
    checked = kind in _DIGITAL and _checked(plain)
    return Invoice(values(found, QR), trusted=frozenset({"type", "number", "date"} if checked else ()))


def check_sum(text: str) -> str:
    """CRC-16 of ASCII text (polynomial 0x8005, initial value 0, not reflected) as four hex digits."""
    rest = 0
    for byte in text.encode("ascii", "replace"):
        rest ^= byte << 8
        for _ in range(8):
            rest = (rest << 1 ^ _POLYNOMIAL if rest & 0x8000 else rest << 1) & 0xFFFF
    return f"{rest:04X}"


def _checked(plain: str) -> bool:
    covered, comma, said = plain.removesuffix(",").rpartition(",")
    return bool(said) and check_sum(covered + comma) == said.upper().zfill(4)
