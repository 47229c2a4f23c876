"""Readings of a file's invoice, put together; several invoices in one file are told, never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from desktop.evidence.invoice import Invoice, Value
from desktop.evidence.merging import Problem, merged
from desktop.evidence.reading import INVOICE, Reading

_TELL_APART = ("number", "date", "seller_id", "buyer_id")


def invoice_reading(first: Sequence[Invoice], codes: Sequence[Invoice] = ()) -> Reading:
    """One invoice from independent readings, the best first, and from the QR codes on its pages."""
    found = merged([*first, *codes[:1]])
    reading = Reading(INVOICE, found.values, found.sources, found.confirmed, found.problems, lines=found.lines)
    if len({item.text("number") for item in codes}) > 1:
        return of_several(reading, [item.text("number") for item in (*first, *codes)])
    return reading


def of_several(first: Reading, numbers: Iterable[str]) -> Reading:
    """The reading of a file with several invoices: the first one is shown, nothing is certain, and it is told."""
    listed = list(dict.fromkeys(number for number in numbers if number))
    said = f"（{'、'.join(listed[:5])}{'等' if len(listed) > 5 else ''}）" if listed else ""  # noqa: PLR2004
    problem = Problem("several_invoices", f"一份文件里有几张发票{said}，请拆开后分别添加。")
    return structs.replace(first, confirmed=(), problems=(problem, *first.problems))


def are_several(pages: Sequence[Invoice]) -> bool:
    """Whether pages contradict each other in what tells invoices apart."""
    return any(len({page.text(name) for page in pages if page.text(name)}) > 1 for name in _TELL_APART)


def one_of_pages(pages: Sequence[Invoice]) -> Invoice:
    """The pages of one invoice as one reading: the first that has a value counts."""
    values: dict[str, Value] = {}
    trusted: set[str] = set()
    for page in pages:
        for name, value in page.values.items():
            if name not in values:
                values[name] = value
                trusted |= {name} & page.trusted
            elif values[name].text != value.text:
                trusted.discard(name)
    return structs.replace(
        pages[0],
        values=values,
        lines=tuple(line for page in pages for line in page.lines),
        trusted=frozenset(trusted),
        in_words=next((page.in_words for page in pages if page.in_words is not None), None),
    )
