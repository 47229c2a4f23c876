"""An e-invoice as far as its own structure tells it, each value with where it was read; nothing is verified here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from desktop.model.dates import is_date
from desktop.model.facts import AMOUNTS

XML, OFD, PDF, QR, OCR = "xml", "ofd", "pdf", "qr", "ocr"  # sources, best first
_AMOUNT = re.compile(r"-?[¥￥]?-?(?P<digits>\d{1,15}(?:\.\d{1,8})?)", re.ASCII)
_CENT = Decimal("0.01")
_DATE = re.compile(r"(\d{4})\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})(?!\d)", re.ASCII)
_LONGEST = 500  # characters of a value
_LINES = 2_000


class Value(Struct, frozen=True):
    """A text and its source."""

    text: str
    source: str


class InvoiceLine(Struct, frozen=True):
    """A line of an invoice, as it is written there."""

    name: str
    model: str = ""
    unit: str = ""
    quantity: str = ""
    price: str = ""
    amount: str = ""
    rate: str = ""
    tax: str = ""


class Invoice(Struct, frozen=True):
    """What one source says: values by name (`NAMES`), only those that were found; and the lines.

    `trusted` names the values the source alone vouches for (a structure that names them, a check sum that holds);
    `in_words` is the total as its 大写 says it, in 元.
    """

    values: Mapping[str, Value]
    lines: tuple[InvoiceLine, ...] = ()
    trusted: frozenset[str] = frozenset()
    in_words: Decimal | None = None

    def text(self, name: str) -> str:
        """The text of a value; "" where it was not found."""
        value = self.values.get(name)
        return value.text if value else ""


def values(found: Iterable[tuple[str, str]], source: str) -> dict[str, Value]:
    """Values in their canonical form; what cannot be one is left out, and of several the first counts."""
    made: dict[str, Value] = {}
    for name, text in found:
        clean = _clean(name, text[:_LONGEST].strip())
        if clean and name not in made:
            made[name] = Value(clean, source)
    return made


def lines(found: Iterable[InvoiceLine]) -> tuple[InvoiceLine, ...]:
    """The lines that say something."""
    return tuple(line for line, _ in zip((item for item in found if item.name), range(_LINES), strict=False))


def _clean(name: str, text: str) -> str:
    if name == "date":
        match = _DATE.search(text)
        made = "-".join((match[1], match[2].zfill(2), match[3].zfill(2))) if match else ""
        return made if is_date(made) else ""
    if name in AMOUNTS:
        found = amount(text)
        return "" if found is None else str(found)
    return text


def amount(text: str) -> Decimal | None:
    """An amount in 元 with its two decimals (more where they are written); None for what is none."""
    match = _AMOUNT.fullmatch("".join(text.split()).replace(",", "").replace("，", ""))
    if not match:
        return None
    found = Decimal(match["digits"])
    if found == found.quantize(_CENT):
        found = found.quantize(_CENT)
    return -found if "-" in match[0] and found else found
