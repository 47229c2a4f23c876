"""Readings of a file's invoice, put together; several invoices in one file are told, never mixed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from desktop.evidence.invoice import Invoice, Value
from desktop.evidence.merging import Problem, merged
from desktop.evidence.reading import INVOICE, Reading


def invoice_reading(first: Sequence[Invoice], codes: Sequence[Invoice] = ()) -> Reading:
    """One invoice from independent readings, the best first, and from the QR codes on its pages."""
    numbers = dict.fromkeys(item.text("number") for item in (*first, *codes) if item.text("number"))
    several = len({item.text("number") for item in codes}) > 1
    found = merged([*first, *codes[:1]])
    problems = found.problems
    if several:
        said = "、".join(list(numbers)[:5])
        problems = (Problem("several_invoices", f"一份文件里有几张发票（{said}），请拆开后分别添加。"), *problems)
    return Reading(
        INVOICE, found.values, found.sources, () if several else found.confirmed, problems, lines=found.lines
    )


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
