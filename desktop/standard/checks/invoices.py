"""What was read in invoices and contracts: against the figures declared, against each other, against the enterprise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from desktop.model.facts import AMOUNTS
from desktop.model.filing import Evidence, Filing
from desktop.model.numbers import exact
from desktop.model.remembered import remembered
from desktop.standard.buyers import Buyer, buyer_of, own_codes
from desktop.standard.checks.figures import place_of
from desktop.standard.definition import Level, Standard
from desktop.standard.findings import Finding
from desktop.standard.invoices import BASIS_VALUE, BASIS_WORDS, VALUE_WORDS, Beside, Gap, Why, beside, gap_of
from desktop.standard.papers import Paper, papers

_WANTED = ("number", "date", "seller", "buyer", *AMOUNTS)
_WHY_WORDS = {
    Why.UNREAD: "没有读取",
    Why.COPY: "重复",
    Why.MISSING: "缺内容",
    Why.UNCONFIRMED: "没有核对",
    Why.OUTSIDE: "不在期间",
    Why.BUYER: "不是本企业的",
    Why.UNSPLIT: "没有分摊",
    Why.ELSEWHERE: "分摊在别处",
    Why.CONTRACT: "合同已有发票",
}


def check(standard: Standard, filing: Filing) -> Iterator[Finding]:
    """Findings about invoices and contracts; none while nothing was read in any file."""
    if not _any_read(filing.evidence):
        return
    found = beside(standard, filing)
    yield from _basis(standard, filing, found)
    if filing.basis:
        for item in found:
            gap = gap_of(standard, filing, item)
            if gap is not None and gap.gap:
                yield _gap(standard, filing, item, gap)
    yield from _papers(standard, filing.evidence, filing.enterprise.get(standard.name_field.id, ""))
    yield from _shares(filing, found)


@remembered
def _any_read(evidence: tuple[Evidence, ...]) -> bool:
    return any(item.facts is not None for item in evidence)


def _basis(standard: Standard, filing: Filing, found: tuple[Beside, ...]) -> Iterator[Finding]:
    first = next((item for item in found if item.begun), None)
    if filing.basis or first is None:
        return
    message = (
        f"“{first.account.title}”旁边的发票还没有选按含税还是不含税计：通知没有规定，请选定一种，"
        "所有金额都按它填写和核对。"
    )
    yield Finding(Level.HINT, "basis_unchosen", _place(standard, filing, first), message)


def _gap(standard: Standard, filing: Filing, item: Beside, gap: Gap) -> Finding:
    account, basis = item.account, BASIS_WORDS[filing.basis]
    what = f"“{account.title}”填了 {gap.declared} {account.unit}，{item.windows}发票、合同 {len(item.counted)} 份合计"
    said = f"{what} {gap.total} {account.unit}（{basis}）"
    place = _place(standard, filing, item)
    if gap.gap > 0:
        message = f"{said}，多出 {gap.size} {account.unit}：如有漏填请补上，部分不属于这一项的请写明分摊。"
        return Finding(Level.HINT, "invoice_above", place, message)
    left = Counter(line.why for line in item.left_out if line.why)
    others = "、".join(f"{number} 份{_WHY_WORDS[why]}" for why, number in left.items())
    still = f"；另有 {others}，没有计入" if others else ""
    message = f"{said}，还差 {gap.size} {account.unit}{still}。请补齐凭证或核对所填的数。"
    open_ = any(not why.settled for why in left)
    return Finding(Level.HINT if account.service or open_ else Level.WARNING, "invoice_short", place, message)


def _place(standard: Standard, filing: Filing, item: Beside) -> str:
    """Where what is declared is entered."""
    indicator = standard.indicator_by_id.get(item.account.id)
    return place_of(indicator, filing) if indicator else item.account.id


@remembered
def _papers(standard: Standard, evidence: tuple[Evidence, ...], name: str) -> tuple[Finding, ...]:
    """What is wrong with each paper for itself, and that nobody has verified any."""
    codes = own_codes(evidence, name)
    read = [paper for paper in papers(evidence) if paper.facts is not None]
    found = [item for paper in read for item in _paper(paper, name, codes)]
    invoices = sum(paper.is_invoice for paper in read)
    if invoices:
        message = (
            f"{invoices} 张发票均未验真：程序只核对票面，不能证明真伪；"
            "请到国家税务总局全国增值税发票查验平台查验，查验结果可以作为其他材料附上。"
        )
        found.append(Finding(Level.HINT, "invoices_unverified", "evidence", message))
    del standard
    return tuple(found)


def _paper(paper: Paper, name: str, codes: frozenset[str]) -> Iterator[Finding]:
    file = paper.copies[0].file
    place = f"evidence.{file}"
    yield from _buyer(paper, name, codes, place)
    amount, tax, total = (exact(paper.text(key)[0]) for key in AMOUNTS)
    if paper.is_invoice and amount is not None and tax is not None and total not in {None, amount + tax}:
        message = f"发票“{file}”的不含税金额加税额不等于价税合计，请对照原件改正。"
        yield Finding(Level.WARNING, "invoice_arithmetic", place, message)
    unsure = [VALUE_WORDS[key] for key in _WANTED if paper.text(key)[0] and not paper.text(key)[1]]
    if unsure:
        message = f"“{file}”读出的{'、'.join(unsure)}没有第二处可以印证，请核对：对照原件确认或改正。"
        yield Finding(Level.HINT, "invoice_unconfirmed", place, message)
    copies = [item for item in paper.copies[1:] if item.sha256 != paper.copies[0].sha256]
    if copies:
        yield _doubled(paper, copies, place)


def _buyer(paper: Paper, name: str, codes: frozenset[str], place: str) -> Iterator[Finding]:
    file, buyer, code = paper.copies[0].file, paper.text("buyer")[0], paper.text("buyer_id")[0]
    match buyer_of(paper, name, codes):
        case Buyer.OTHER:
            message = f"“{file}”的购买方是“{buyer or code}”，不是本企业，没有计入；放错了请移除，更名等情况请说明理由。"
            yield Finding(Level.WARNING, "invoice_buyer", place, message)
        case Buyer.MISREAD:
            message = f"“{file}”的购买方“{buyer}”税号“{code}”校验位不对，多半是读错了，请对照原件改正。"
            yield Finding(Level.WARNING, "invoice_buyer", place, message)
        case Buyer.RENAMED:
            message = f"“{file}”的购买方写作“{buyer}”，税号与本企业相同，请核对名称。"
            yield Finding(Level.HINT, "invoice_buyer", place, message)
        case _:
            return


def _doubled(paper: Paper, copies: list[Evidence], place: str) -> Finding:
    first, number = paper.copies[0], paper.text("number")[0]
    named = "、".join(f"“{item.file}”" for item in copies[:3])
    which = f"（号码 {number}）" if number else ""
    totals = {exact(item.facts.total) for item in (first, *copies) if item.facts and item.facts.total}
    if len(totals) > 1:
        message = f"{named}与“{first.file}”是同一张发票{which}，读出的价税合计却不同，请对照原件改正。"
        return Finding(Level.WARNING, "invoice_copies_differ", place, message)
    return Finding(
        Level.HINT, "invoice_doubled", place, f"{named}与“{first.file}”是同一张发票{which}，只计一次，以后者为准。"
    )


def _shares(filing: Filing, found: tuple[Beside, ...]) -> Iterator[Finding]:
    """Invoices that stand behind several figures: split, and not into more than they have."""
    unsplit = {
        line.evidence.file: item.account.title for item in found for line in item.lines if line.why is Why.UNSPLIT
    }
    for file in unsplit:
        message = f"“{file}”同时用于几处金额，还没有写明各计多少，暂时哪里都没有计入；请在佐证材料里写明分摊。"
        yield Finding(Level.WARNING, "invoice_unsplit", f"evidence.{file}", message)
    yield from _oversplit(filing.evidence, BASIS_VALUE[filing.basis])


@remembered
def _oversplit(evidence: tuple[Evidence, ...], value: str) -> tuple[Finding, ...]:
    return tuple(_over(papers(evidence), value))


def _over(known: tuple[Paper, ...], value: str) -> Iterator[Finding]:
    for paper in known:
        whole, given = paper.yuan(value) if paper.facts else None, sum(paper.shares().values(), Fraction())
        if whole is not None and abs(given) > abs(whole):
            file = paper.copies[0].file
            message = f"“{file}”分摊到各处的金额之和超过了它的{VALUE_WORDS[value]}，请改正分摊。"
            yield Finding(Level.WARNING, "invoice_oversplit", f"evidence.{file}", message)
