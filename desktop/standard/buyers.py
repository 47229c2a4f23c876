"""Is the buyer on an invoice the enterprise: by name and 统一社会信用代码; a misread told from another company."""

from __future__ import annotations

from enum import Enum

from desktop.model.credit_code import LENGTH, has_check_digit
from desktop.model.filing import Evidence
from desktop.model.remembered import remembered
from desktop.standard.papers import Paper, papers, plain_name


class Buyer(Enum):
    """Who bought: the enterprise; its code under another name; what is likely misread; somebody else; not known."""

    OWN = "own"
    RENAMED = "renamed"
    MISREAD = "misread"
    OTHER = "other"
    UNKNOWN = "unknown"


@remembered
def own_codes(evidence: tuple[Evidence, ...], name: str) -> frozenset[str]:
    """The enterprise's codes: those beside its name on what was read, their check digit right."""
    own = plain_name(name)
    return frozenset(
        code
        for paper in papers(evidence)
        if own and plain_name(paper.text("buyer")[0]) == own
        if has_check_digit(code := _code(paper))
    )


def buyer_of(paper: Paper, name: str, codes: frozenset[str]) -> Buyer:
    """Who bought, as far as the paper tells; an enterprise without a name yet is taken for the buyer."""
    buyer, code = paper.text("buyer")[0], _code(paper)
    if not buyer and not code:
        return Buyer.UNKNOWN
    if not name or plain_name(buyer) == plain_name(name):
        return Buyer.OWN
    if code in codes:
        return Buyer.RENAMED
    return Buyer.MISREAD if len(code) == LENGTH and not has_check_digit(code) else Buyer.OTHER


def _code(paper: Paper) -> str:
    return paper.text("buyer_id")[0].strip().upper()
