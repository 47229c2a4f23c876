"""The invoices beside every figure declared in money: what counts, what does not and why, sum and gap.

Sums are exact, in 元; a figure in 万元 is rounded once, at the end. Nothing here says that an invoice is genuine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction

from msgspec import Struct

from desktop.model.facts import WORDS
from desktop.model.filing import Basis, CloudService, Evidence, EvidenceUse, Filing
from desktop.model.numbers import fixed, rounded
from desktop.model.remembered import remembered
from desktop.standard.accounts import Account, accounts, declared, leaf_of
from desktop.standard.buyers import Buyer, buyer_of, own_codes
from desktop.standard.definition import Period, Standard
from desktop.standard.papers import Paper, papers_by_use, plain_name
from desktop.standard.periods import Span, spans

BASIS_VALUE: dict[Basis, str] = {"": "total", "with_tax": "total", "without_tax": "amount"}
BASIS_WORDS: dict[Basis, str] = {"": "未选口径", "with_tax": "含税", "without_tax": "不含税"}
VALUE_WORDS = {**WORDS, "number": "号码", "date": "日期", "contract_no": "所属合同编号"}  # of contracts, too


class Why(Enum):
    """Why a file does not count."""

    UNREAD = "unread"
    COPY = "copy"
    MISSING = "missing"
    UNCONFIRMED = "unconfirmed"
    OUTSIDE = "outside"
    BUYER = "buyer"
    UNSPLIT = "unsplit"
    ELSEWHERE = "elsewhere"
    CONTRACT = "contract"

    @property
    def settled(self) -> bool:
        """Whether nothing can be done about it by reading or looking."""
        return self in {Why.COPY, Why.CONTRACT, Why.ELSEWHERE, Why.OUTSIDE, Why.BUYER}


class Line(Struct, frozen=True):
    """A file beside an account: it counts with `yuan`, or it does not, and `words` say why."""

    evidence: Evidence
    paper: Paper
    yuan: Fraction = Fraction()
    why: Why | None = None
    words: str = ""


class Beside(Struct, frozen=True):
    """What stands beside an account; `spans` are the periods its evidence has to be of."""

    account: Account
    lines: tuple[Line, ...]
    spans: tuple[Span, ...]
    yuan: Fraction
    begun: bool  # whether anything was read in these files

    @property
    def windows(self) -> str:
        """The periods in words."""
        return "、".join(span.words for span in self.spans)

    @property
    def counted(self) -> tuple[Line, ...]:
        """The files that count."""
        return tuple(item for item in self.lines if item.why is None)

    @property
    def left_out(self) -> tuple[Line, ...]:
        """The files that do not."""
        return tuple(item for item in self.lines if item.why is not None)

    @property
    def total(self) -> Fraction:
        """The sum of what counts, exact, in the account's unit."""
        return self.account.in_unit(self.yuan)


class Gap(Struct, frozen=True):
    """Sum and declared figure in one unit, rounded to the same decimals; `gap` is the sum less what is declared."""

    total: str
    declared: str
    gap: Fraction

    @property
    def size(self) -> str:
        """How far they are apart."""
        return fixed(abs(self.gap), max(2, len(self.total.partition(".")[2])))


def beside(standard: Standard, filing: Filing, basis: Basis | None = None) -> tuple[Beside, ...]:
    """The files beside every account; with another basis than the filing's where it is given."""
    name = filing.enterprise.get(standard.name_field.id, "")
    chosen = filing.basis if basis is None else basis
    return _beside(standard, filing.evidence, filing.cloud_services, name, spans(standard, filing), chosen)


def gap_of(standard: Standard, filing: Filing, item: Beside) -> Gap | None:
    """How far sum and declared figure are apart; None where none is declared or no file was read."""
    figure, places = declared(standard, filing, item.account)
    if figure is None or not item.begun:
        return None
    total = rounded(item.total, places)
    return Gap(fixed(total, places), fixed(figure, places), total - figure)


@remembered
def _beside(
    standard: Standard,
    evidence: tuple[Evidence, ...],
    services: tuple[CloudService, ...],
    name: str,
    periods: Mapping[Period, Span],
    basis: Basis,
) -> tuple[Beside, ...]:
    weighing = _Weighing(standard, name, periods, basis, own_codes(evidence, name))
    known = papers_by_use(evidence)
    return tuple(weighing.beside(item, known) for item in accounts(standard, services))


class _Weighing:
    """Holds the papers of a filing against its accounts."""

    def __init__(
        self, standard: Standard, name: str, periods: Mapping[Period, Span], basis: Basis, codes: frozenset[str]
    ) -> None:
        self._standard, self._name, self._codes = standard, name, codes
        self._periods, self._value = periods, BASIS_VALUE[basis]
        self._verdicts: dict[int, tuple[Why | None, str]] = {}  # by the identity of a paper
        self._spans_of: dict[frozenset[str], tuple[Span, ...]] = {}

    def beside(self, account: Account, known: Mapping[EvidenceUse, tuple[Paper, ...]]) -> Beside:
        here = {id(paper): paper for use in sorted(account.uses, key=_order) for paper in known.get(use, ())}.values()
        invoices = [paper for paper in here if paper.is_invoice]
        lines = tuple(line for paper in here for line in self._lines(account, paper, invoices))
        yuan = sum((line.yuan for line in lines if line.why is None), Fraction())
        begun = any(paper.facts is not None for paper in here)
        return Beside(account, lines, self._spans(account.uses), yuan, begun)

    def _lines(self, account: Account, paper: Paper, invoices: list[Paper]) -> Iterator[Line]:
        files = [item for item in paper.copies if not account.uses.isdisjoint(item.uses)]
        first = files[0]
        if paper.facts is None:
            yield from (Line(item, paper, why=Why.UNREAD, words="还没有读取内容") for item in files)
            return
        why, words = self._why_not(account, paper, invoices)
        yuan = Fraction() if why else self._yuan(account, paper)
        yield Line(first, paper, yuan, why, words)
        named = first.file.rpartition("/")[2]
        for item in files[1:]:
            yield Line(item, paper, why=Why.COPY, words=f"与“{named}”是同一份，只计一次")

    def _why_not(self, account: Account, paper: Paper, invoices: list[Paper]) -> tuple[Why | None, str]:
        if not paper.is_invoice and any(_belongs(item, paper, account) for item in invoices):
            return Why.CONTRACT, "已有它的发票，合同不再重复计"
        alone = self._alone(paper)
        if alone[0] is not None and alone[0] is not Why.BUYER:
            return alone
        outside = self._outside(account, paper)
        if outside:
            return Why.OUTSIDE, outside
        if alone[0] is not None:
            return alone
        return self._unsplit(account, paper)

    def _alone(self, paper: Paper) -> tuple[Why | None, str]:
        """What is wrong with a paper wherever it counts; several accounts ask."""
        if id(paper) not in self._verdicts:
            self._verdicts[id(paper)] = self._verdict(paper)
        return self._verdicts[id(paper)]

    def _verdict(self, paper: Paper) -> tuple[Why | None, str]:
        for name in ("date", "buyer", self._value):
            text, certain = paper.text(name)
            if not text:
                return Why.MISSING, f"没有{VALUE_WORDS[name]}，请补上"
            if not certain:
                return Why.UNCONFIRMED, f"{VALUE_WORDS[name]}“{text}”还没有核对"
        who = buyer_of(paper, self._name, self._codes)
        if who not in {Buyer.OWN, Buyer.RENAMED}:
            return Why.BUYER, f"购买方是“{paper.text('buyer')[0]}”，不是本企业"
        return None, ""

    def _outside(self, account: Account, paper: Paper) -> str:
        """Why the date is not in the period of any use here; "" where it is."""
        date = paper.text("date")[0]
        asked = self._spans(account.uses & paper.uses)
        if not asked or any(span.holds(date) for span in asked):
            return ""
        return f"日期 {date} 不在{'、'.join(span.words for span in asked)}内"

    def _unsplit(self, account: Account, paper: Paper) -> tuple[Why | None, str]:
        shares = paper.shares()
        if shares:
            here = any(use in account.uses for use in shares)
            return (None, "") if here else (Why.ELSEWHERE, "没有分摊到这里")
        leaves = {leaf for use in paper.uses if (leaf := leaf_of(self._standard, use))}
        return (None, "") if leaves <= account.leaves else (Why.UNSPLIT, "用于几处，还没有写明各计多少")

    def _yuan(self, account: Account, paper: Paper) -> Fraction:
        shares = paper.shares()
        if shares:
            return sum((amount for use, amount in shares.items() if use in account.uses), Fraction())
        return paper.yuan(self._value) or Fraction()

    def _spans(self, uses: frozenset[EvidenceUse]) -> tuple[Span, ...]:
        asked = frozenset(use.requirement for use in uses)
        if asked not in self._spans_of:
            wanted = {self._standard.requirement_by_id[item].period for item in asked} - {Period.ANY}
            self._spans_of[asked] = tuple(self._periods[item] for item in sorted(wanted, key=lambda item: item.value))
        return self._spans_of[asked]


def _order(use: EvidenceUse) -> tuple[str, str]:
    return use.subject, use.requirement


def _belongs(invoice: Paper, contract: Paper, account: Account) -> bool:
    """Whether an invoice is of a contract: by the contract's number, else about the same service or seller."""
    named, number = invoice.text("contract_no")[0], contract.text("number")[0]
    if named and number:
        return plain_name(named) == plain_name(number)
    subjects = {use.subject for use in invoice.uses & account.uses} - {""}
    if subjects & {use.subject for use in contract.uses & account.uses}:
        return True
    seller = plain_name(invoice.text("seller")[0])
    return bool(seller) and seller == plain_name(contract.text("seller")[0])
