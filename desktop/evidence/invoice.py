"""An e-invoice as far as its own structure tells it, each value with where it was read; nothing is verified here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from msgspec import Struct

XML, OFD = "xml", "ofd"  # sources, best first
NAMES = (
    "type",
    "code",
    "number",
    "date",
    "seller",
    "seller_id",
    "buyer",
    "buyer_id",
    "amount",
    "tax",
    "total",
)  # as in contract §1, `read --json`; amounts in 元
_AMOUNTS = frozenset({"amount", "tax", "total"})
_DATE = re.compile(r"(\d{4})\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})(?!\d)", re.ASCII)
_LONGEST = 500  # characters of a value
_LINES = 2_000
_DEEPEST = 40  # levels of an XML document
_TAGS = 200_000


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
    """What was read: values by name (`NAMES`), only those that were found; and the lines."""

    values: Mapping[str, Value]
    lines: tuple[InvoiceLine, ...] = ()


class Tag(Struct, frozen=True):
    """An element of an XML document: its local name, attributes, text, children."""

    name: str
    attributes: Mapping[str, str]
    text: str
    children: tuple[Tag, ...]

    def walk(self) -> Iterable[Tag]:
        """The element and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    def child(self, path: str) -> Tag | None:
        """The element at a path of local names below this one (`a/b`), the first where there are several."""
        found: Tag | None = self
        for name in path.split("/"):
            found = next((item for item in found.children if item.name == name), None) if found else None
        return found

    def at(self, path: str) -> str:
        """The text at a path; "" where there is none."""
        found = self.child(path)
        return found.text if found else ""


def parsed(data: bytes) -> Tag | None:
    """An XML document without DTD and entities, of bounded depth and size; None for anything else."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    left = _TAGS

    def made(element: object, depth: int) -> Tag:
        nonlocal left
        left -= 1
        if depth > _DEEPEST or left < 0:
            raise OverflowError
        name = str(getattr(element, "tag", "")).rpartition("}")[2]
        attributes = {str(key): str(value) for key, value in getattr(element, "attrib", {}).items()}
        text = " ".join(str(getattr(element, "text", None) or "").split())
        return Tag(name, attributes, text, tuple(made(child, depth + 1) for child in element))  # type: ignore[attr-defined]

    try:
        return made(root, 0)
    except OverflowError:
        return None


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
        return "-".join((match[1], match[2].zfill(2), match[3].zfill(2))) if match else ""
    if name in _AMOUNTS:
        plain = text.lstrip("¥￥ ").replace(",", "")
        try:
            return str(Decimal(plain)) if Decimal(plain).is_finite() else ""
        except InvalidOperation:
            return ""
    return text
