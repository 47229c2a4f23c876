"""Files that are one: the same content, or one invoice in several forms. The best counts, the others are its copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop.evidence.invoice import OCR, OFD, PDF, QR, XML
from desktop.evidence.reading import INVOICE
from desktop.standard.papers import NATIONAL, by_sum, identity
from desktop.workspace.inbox.items import Item

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


def identity_of(item: Item) -> tuple[str, ...] | None:
    """What makes the invoice that an item is the same as another; None for what is none, or too little read."""
    return identity(_said(item)) if item.kind == INVOICE else None


def _said(item: Item) -> Callable[[str], str]:
    return lambda name: item.reading.values.get(name, "")


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
    invoices = [(item, known) for item in items if (known := identity_of(item))]
    for item, known in invoices:
        made[known].append(item.key)
        if item.reading.values.get("number") and (same := by_sum(_said(item))):
            numbered[same].add(known)
    for same, identities in numbered.items():
        if same in made and len(identities) == 1:
            made[next(iter(identities))] += made.pop(same)
    _join_without_code(made, {known: item for item, known in invoices})
    return made.values()


def _join_without_code(made: dict[tuple[str, ...], list[str]], known: Mapping[tuple[str, ...], Item]) -> None:
    """An invoice whose code was not read is the one with its number and date whose code was."""
    for code, number in [key for key in made if len(key) == _CODE_AND_NUMBER and len(key[1]) < NATIONAL and not key[0]]:
        date = known[code, number].reading.values.get("date", "")
        others = [key for key in made if key[1:] == (number,) and key[0]]
        if date and len(others) == 1 and known[others[0]].reading.values.get("date") == date:
            made[others[0]] += made.pop((code, number))


def _quality(item: Item) -> tuple[int, int, int, str]:
    """The best form first; then what says most, then the shorter name."""
    said = {source for sources in item.reading.sources.values() for source in sources}
    rank = min((_BEST_FIRST.index(source) for source in said if source in _BEST_FIRST), default=len(_BEST_FIRST))
    return rank, -len(item.reading.confirmed), len(item.name), item.key
