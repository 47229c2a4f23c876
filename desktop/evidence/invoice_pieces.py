"""Several invoices on one page, as people put them there to save paper: each as a page of its own."""

from __future__ import annotations

import re

from msgspec import structs

from desktop.evidence.runs import Run, TextPage, beside

_TOTAL = re.compile(r"[（(]小写[)）]")
_ABOVE = 3  # heights of a line from the label of the number up to where an invoice begins
_MOST = 12


def pieces(page: TextPage) -> list[TextPage]:
    """The invoices on a page, from top to bottom; the page itself where it has no more than one total."""
    found = [page]
    while len(found) < _MOST:
        parted = [part for piece in found for part in _halves(piece)]
        if len(parted) == len(found):
            break
        found = parted
    return found


def _halves(page: TextPage) -> list[TextPage]:
    totals = sorted((run for run in page.runs if _TOTAL.search(run.text)), key=lambda run: run.middle)
    if len(totals) < 2:  # noqa: PLR2004  (one invoice)
        return [page]
    if beside(totals[0], totals[1]):
        middle = (min(run.left for run in page.runs) + max(run.right for run in page.runs)) / 2
        parts = [[run for run in page.runs if (run.left < middle) == left] for left in (True, False)]
    else:
        cut = _beginning(page, totals[0], totals[1])
        parts = [[run for run in page.runs if (run.middle < cut) == above] for above in (True, False)]
    return [structs.replace(page, runs=tuple(part)) for part in parts] if all(parts) else [page]


def _beginning(page: TextPage, first: Run, second: Run) -> float:
    """Where the second invoice begins: above the last label of a number before its total."""
    labels = [run for run in page.runs if "发票号码" in run.text and first.bottom < run.middle < second.top]
    if not labels:
        return (first.bottom + second.top) / 2
    last = max(labels, key=lambda run: run.top)
    return last.top - _ABOVE * last.height
