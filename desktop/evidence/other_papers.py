"""Papers that look like an invoice and are none of what a filing lists: tickets, itineraries, vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.evidence.merging import Problem
from desktop.evidence.runs import TextPage

_PAPERS = (
    (re.compile(r"铁路电子客票"), "铁路电子客票"),
    (re.compile(r"航空运输(?:电子客票|客票电子)行程单"), "航空电子客票行程单"),
    (re.compile(r"机动车销售(?:电子)?统一发票"), "机动车销售发票"),
    (re.compile(r"二手车销售(?:电子)?统一发票"), "二手车销售发票"),
    (re.compile(r"行程单|行程报销单"), "行程单"),
)
_VAT = re.compile(r"增值税(?:电子)?(?:专用|普通)发票|电子发票[（(](?:增值税专用发票|普通发票)[)）]")
_HEAD = 0.3  # of the page: a title stands there, a remark does not


def other_paper(pages: Iterable[TextPage]) -> Problem | None:
    """That pages are another paper than an invoice of goods or services, and which; None for all others."""
    said = None
    for page in pages:
        if _VAT.search("".join(page.text.split())):
            return None
        head = "".join(run.text for run in page.runs if run.middle < _HEAD * page.height)
        said = said or next((name for form, name in _PAPERS if form.search(head)), None)
    if said is None:
        return None
    return Problem("other_paper", f"这是{said}，不是货物或服务的增值税发票，没有当作发票读；需要时请自己放到对应位置。")
