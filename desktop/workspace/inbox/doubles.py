"""Files that are one: the same content, or one invoice in several forms. The best counts, the others are its copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from desktop.evidence.invoice import OCR, OFD, PDF, QR, XML
from desktop.evidence.reading import INVOICE
from desktop.model.naming import plain
from desktop.model.numbers import exact
from desktop.workspace.inbox.items import Item

_NATIONAL = 20  # digits of a 数电票's number, which needs no code beside it
_CODE_AND_NUMBER = 2
_BEST_FIRST = (XML, OFD, PDF, QR, OCR)


def families(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """The items that are one, the one that counts first; alone where there is no other. Input order does not matter."""
    parent = {item.key: item.key for item in items}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    for same in (_same_content(items), _same_invoice(items)):
        for keys in same:
            for key in keys[1:]:
                parent[root(key)] = root(keys[0])
    made: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=_quality):
        made[root(item.key)].append(item)
    return tuple(tuple(family) for family in made.values())


def invoice_identity(values: Mapping[str, str]) -> tuple[str, ...] | None:
    """What makes two invoices the same: code and number, else seller, date and total; None where too little is read."""
    number = values.get("number", "")
    if number:
        return values.get("code", "") if len(number) < _NATIONAL else "", number
    return _sum(values)


def _sum(values: Mapping[str, str]) -> tuple[str, ...] | None:
    seller, date, total = (values.get(name, "") for name in ("seller", "date", "total"))
    return (plain(seller).text, date, str(exact(total))) if seller and date and total else None


def _same_content(items: Iterable[Item]) -> Iterable[list[str]]:
    made: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.sha256:
            made[item.sha256].append(item.key)
    return made.values()


def _same_invoice(items: Iterable[Item]) -> Iterable[list[str]]:
    """Groups by identity; a picture without a number joins the one invoice with its seller, date and total."""
    made: dict[tuple[str, ...], list[str]] = defaultdict(list)
    numbered: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    invoices = [(item, identity) for item in items if (identity := _identity(item))]
    for item, identity in invoices:
        made[identity].append(item.key)
        values = item.reading.values
        if values.get("number") and (same := _sum(values)):
            numbered[same].add(identity)
    for same, identities in numbered.items():
        if same in made and len(identities) == 1:
            made[next(iter(identities))] += made.pop(same)
    _join_without_code(made, {identity: item for item, identity in invoices})
    return made.values()


def _join_without_code(made: dict[tuple[str, ...], list[str]], known: Mapping[tuple[str, ...], Item]) -> None:
    """An invoice whose code was not read is the one with its number and date whose code was."""
    for code, number in [
        key for key in made if len(key) == _CODE_AND_NUMBER and len(key[1]) < _NATIONAL and not key[0]
    ]:
        date = known[code, number].reading.values.get("date", "")
        others = [key for key in made if key[1:] == (number,) and key[0]]
        if date and len(others) == 1 and known[others[0]].reading.values.get("date") == date:
            made[others[0]] += made.pop((code, number))


def _identity(item: Item) -> tuple[str, ...] | None:
    return invoice_identity(item.reading.values) if item.kind == INVOICE else None


def _quality(item: Item) -> tuple[int, int, int, str]:
    """The best form first; then what says most, then the shorter name."""
    said = {source for sources in item.reading.sources.values() for source in sources}
    rank = min((_BEST_FIRST.index(source) for source in said if source in _BEST_FIRST), default=len(_BEST_FIRST))
    return rank, -len(item.reading.confirmed), len(item.name), item.key
