"""An invoice from text with places: values by their labels, their shape and where they stand.

In PDFs all labels come first and all values after, so the order of the text says nothing. Buyer is left (数电票) or top
(older layouts), seller is right or bottom.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct, structs

from desktop.evidence.credit_code import has_check_digit
from desktop.evidence.in_words import WORDS, amount_in_words
from desktop.evidence.invoice import Invoice, InvoiceLine, lines, values
from desktop.evidence.invoice_rows import rows_of_invoice
from desktop.evidence.runs import Run, TextPage, beside, joined, rows

_NAME_LABELS = ("名称", "购买方名称", "销售方名称", "购方名称", "销方名称")  # not 项目名称
_LABELS = ("发票代码", "发票号码", "开票日期", "校验码", "机器编号", "名称", "纳税人识别号")
_TAX_LABEL = "纳税人识别号"
_UPRIGHT = frozenset("购买方信息销售密码区备注项目")
_DATE = re.compile(r"(20\d\d)\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})(?!\d)")
_CODE = re.compile(r"(?<!\d)(?:\d{12}|\d{10})(?!\d)")
_NUMBER = re.compile(r"(?<!\d)(?:\d{20}|\d{8})(?!\d)")
_TAX_ID = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{15,20}(?![0-9A-Z])")
_MONEY = re.compile(r"-?[¥￥]-?\d[\d,]*\.\d\d(?!\d)|-?\d[\d,]*\.\d\d(?!\d)")
_TOTAL = re.compile(r"[（(]小写[)）]|价税合计.*小写")
_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9()（）·&.、\-\"“”]{2,80}")
_ENDS = ("公司", "厂", "院", "中心", "局", "店", "部", "所", "社", "行", "会", "校", "学", "团", "府", "馆", "站", "场")
_TITLES = (
    (re.compile(r"电子发票[（(]增值税专用发票[)）]"), "数电专票"),
    (re.compile(r"电子发票[（(]普通发票[)）]"), "数电普票"),
    (re.compile(r"增值税电子普通发票"), "电子普票"),
    (re.compile(r"增值税电子专用发票"), "电子专票"),
    (re.compile(r"增值税专用发票"), "纸质专票"),
    (re.compile(r"增值税普通发票"), "纸质普票"),
)
_CAPTION = re.compile(r"([购销])(?:[买货售]?方(?:信息)?|[买货售]方名称[:：]|方名称[:：])?")
_FAR = 0.5  # of the page's width, between a label and its value
_BLOCK = 8  # heights of a line, from a name to the id below it
_GAP = 0.5  # of the height
_RIGHT_COLUMN = 0.55  # of the page's width: the 密码区 of older layouts begins here


class _Party(Struct, frozen=True):
    name: str
    tax_id: str
    plain: bool  # nothing doubtful about the name
    captioned: bool = False  # its block says whose it is


def is_invoice(page: TextPage) -> bool:
    """Whether a page looks like an invoice: it has the labels of one."""
    text = "".join(page.text.split())
    others = ("发票代码", "开票日期", "价税合计", "纳税人识别号")
    return "发票号码" in text and sum(label in text for label in others) > 1


def invoice_from_text(page: TextPage, source: str) -> Invoice | None:
    """What the text of a page says, or None where it is no invoice.

    An id is vouched for by its check digit; a name only where the printed structure names it as a structure does: its
    block's caption (购, 销), its label, its place and an id that holds say the same, and nothing in the block is left
    over or missing (`_Party.plain`). Number, date and amounts need a second source or the arithmetic.
    """
    if not is_invoice(page):
        return None
    runs = _without_upright(page.runs)
    labels = list(_labels(runs))
    buyer, seller = _parties(page, runs, labels)
    money = _money(runs)
    found = (
        ("type", _title(page)),
        ("code", _shaped(_CODE, _right_of("发票代码", page, runs, labels))),
        ("number", _shaped(_NUMBER, _right_of("发票号码", page, runs, labels))),
        ("date", _date(_right_of("开票日期", page, runs, labels))),
        ("seller", seller.name),
        ("seller_id", seller.tax_id),
        ("buyer", buyer.name),
        ("buyer_id", buyer.tax_id),
        *((name, str(amount)) for name, amount in money.items()),
    )
    trusted = {"type"}
    for side, party in (("seller", seller), ("buyer", buyer)):
        if party.captioned and has_check_digit(party.tax_id) and buyer.tax_id != seller.tax_id:
            trusted |= {side, f"{side}_id"} if party.plain and buyer.name != seller.name else {f"{side}_id"}
    items: Iterable[InvoiceLine] = rows_of_invoice(page)
    return Invoice(values(found, source), lines(items), frozenset(trusted), _in_words(runs))


def _without_upright(runs: Sequence[Run]) -> list[Run]:
    """The runs without the captions that stand upright at the margins (购买方信息, 密码区), a character each."""
    single = [run for run in runs if len(run.text) == 1 and run.text in _UPRIGHT]
    upright = {
        id(run)
        for run in single
        if sum(abs(other.left - run.left) < run.height / 2 and not beside(run, other) for other in single) > 1
    }
    return [run for run in runs if id(run) not in upright]


def _labels(runs: Sequence[Run]) -> Iterator[tuple[str, Run]]:
    """Labels, also those whose characters stand apart (`名　　称：`)."""
    for row in rows(runs):
        for place, run in enumerate(row):
            if not run.text.endswith((":", "：")):
                continue
            start = place
            text = run.text
            while start and _is_tail(row[start - 1].text + text) and not _is_label(text):
                start -= 1
                text = row[start].text + text
            if _is_label(text):
                yield _plain(text), joined(row[start : place + 1])


def _plain(text: str) -> str:
    short = text.rstrip(":：")
    return next((name for name in (_TAX_LABEL, *_LABELS) if name != "名称" and short.endswith(name)), short)


def _is_label(text: str) -> bool:
    return text.rstrip(":：").endswith(_LABELS)


def _is_tail(text: str) -> bool:
    short = text.rstrip(":：")
    return any(label.endswith(short) for label in _LABELS)


def _right_of(name: str, page: TextPage, runs: Sequence[Run], labels: Sequence[tuple[str, Run]]) -> str:
    """What stands to the right of a label in the head, up to the next label; of several labels the topmost."""
    below = min((run.bottom for label, run in labels if label in _NAME_LABELS), default=page.height)
    places = [run for label, run in labels if label == name and run.top < below]  # remarks speak of other invoices
    if not places:
        return ""
    label = min(places, key=lambda run: run.top)
    right = label.right + page.width * _FAR
    ends = [other.left for _, other in labels if other.left > label.left and beside(label, other)]
    return " ".join(run.text for run in _between(runs, label, min([right, *ends])) if beside(label, run))


def _between(runs: Sequence[Run], label: Run, right: float) -> list[Run]:
    near = [run for run in runs if label.right - label.height / 2 <= run.left < right and run.left > label.left]
    return sorted(near, key=lambda run: run.left)


def _shaped(form: re.Pattern[str], text: str) -> str:
    found = form.findall(text)
    return found[0] if len(found) == 1 else ""


def _date(text: str) -> str:
    match = _DATE.search(text)
    return "-".join((match[1], match[2].zfill(2), match[3].zfill(2))) if match else ""


def _title(page: TextPage) -> str:
    text = "".join(page.text.split())
    return next((name for form, name in _TITLES if form.search(text)), "")


def _parties(page: TextPage, runs: Sequence[Run], labels: Sequence[tuple[str, Run]]) -> tuple[_Party, _Party]:
    names = [run for label, run in labels if label in _NAME_LABELS]
    if len(names) > 2:  # noqa: PLR2004  (remarks speak of names as well)
        names = [run for run in names if _heads_a_block(run, labels)]
    empty = _Party("", "", plain=False)
    if len(names) != 2:  # noqa: PLR2004  (buyer and seller)
        return empty, empty
    one, other = names
    side_by_side = beside(one, other)
    first, second = sorted(names, key=lambda run: run.left if side_by_side else run.top)
    edge = second.left - page.width * 0.05 if side_by_side else page.width * _RIGHT_COLUMN
    right = page.width if side_by_side else page.width * _RIGHT_COLUMN
    buyer, seller = _party(first, edge, runs, labels), _party(second, right, runs, labels)
    if not _captions_agree(page.runs, first, second, side_by_side=side_by_side):
        return buyer, seller
    return structs.replace(buyer, captioned=True), structs.replace(seller, captioned=True)


def _heads_a_block(name: Run, labels: Sequence[tuple[str, Run]]) -> bool:
    """Whether the label of a tax id stands right below a name's."""
    reach = name.height * _BLOCK
    return any(
        label == _TAX_LABEL and abs(run.left - name.left) < reach / 2 and name.bottom < run.middle < name.top + reach
        for label, run in labels
    )


def _captions_agree(runs: Sequence[Run], buyer: Run, seller: Run, *, side_by_side: bool) -> bool:
    """Whether 购 stands before the buyer's block alone and 销 before the seller's."""

    def whose(run: Run) -> Run:
        if side_by_side:
            return seller if run.left > buyer.right else buyer
        return min((buyer, seller), key=lambda block: abs(block.top - run.top))

    said = [(match[1], whose(run)) for run in runs if (match := _CAPTION.fullmatch(run.text))]
    return {caption for caption, _ in said} == {"购", "销"} and all(
        block is (buyer if caption == "购" else seller) for caption, block in said
    )


def _party(label: Run, right: float, runs: Sequence[Run], labels: Sequence[tuple[str, Run]]) -> _Party:
    below = [run for name, run in labels if name == _TAX_LABEL and run.top > label.top and run.left < right]
    under = min((run for run in below if run.right > label.left), key=lambda run: run.top, default=None)
    if under is None:
        return _Party("", "", plain=False)
    id_runs = [run for run in _between(runs, under, right) if beside(under, run)]
    shift = id_runs[0].middle - under.middle if id_runs else 0.0  # values are printed over a template, never exactly
    name_runs = [run for run in _between(runs, label, right) if _in_band(run, shift, label, under)]
    name = _name(name_runs)
    ids = _TAX_ID.findall(" ".join(run.text for run in id_runs))
    shaped = bool(_NAME.fullmatch(name)) and name.endswith(_ENDS)
    whole = not _has_gap(name_runs) and not _left_over(runs, label, under, right, name_runs)
    return _Party(name, ids[0] if len(ids) == 1 else "", plain=shaped and whole)


def _has_gap(name: Sequence[Run]) -> bool:
    """Whether a character may be missing: fonts without a table give no text for rare ones, only a gap."""
    return any(
        right.left - left.right > _GAP * min(left.height, right.height)
        for row in rows(name)
        for left, right in pairwise(row)
    )


def _left_over(runs: Sequence[Run], label: Run, under: Run, right: float, name: Sequence[Run]) -> bool:
    """Whether text between two labels belongs to neither line: a name of three lines, a seal, a remark."""
    return any(
        label.top - label.height < run.middle < under.top and run not in name and not beside(under, run)
        for run in _between(runs, label, right)
    )


def _in_band(run: Run, shift: float, label: Run, under: Run) -> bool:
    """Whether a run belongs to the line of a label that may wrap: nearer to it than to the label below."""
    reach = min((under.middle - label.middle) / 2, label.height * 2)
    return abs(run.middle - shift - label.middle) < max(reach, label.height * 0.6)


def _name(runs: Sequence[Run]) -> str:
    text = "".join("".join(run.text for run in row) for row in rows(runs))
    return unicodedata.normalize("NFKC", text).replace("(", "（").replace(")", "）")


def _money(runs: Sequence[Run]) -> dict[str, Decimal]:
    """The three amounts, by the rows of 合计 and 价税合计."""
    found: dict[str, Decimal] = {}
    all_rows = rows(runs)
    for row in all_rows:
        text = "".join(run.text for run in row)
        if _TOTAL.search(text):
            figures = _figures(runs, next(run for run in row if "写" in run.text and "小" in text))
            if figures:
                found.setdefault("total", figures[-1])
        elif re.match(r"^合计(?![（(])", text):
            figures = _figures(runs, row[0])
            if len(figures) in {1, 2}:
                found |= dict(zip(("amount", "tax"), figures, strict=False))
    return found


def _figures(runs: Sequence[Run], label: Run) -> list[Decimal]:
    line = sorted((run for run in runs if beside(label, run) and run.left >= label.left), key=lambda run: run.left)
    text = " ".join(run.text for run in line)
    text = re.sub(r"([¥￥])\s+(?=-?\d)", r"\1", text)
    marked = [item for item in _MONEY.findall(text) if "¥" in item or "￥" in item]
    return [_decimal(item) for item in marked or _MONEY.findall(text)]


def _decimal(text: str) -> Decimal:
    plain = Decimal(re.sub(r"[^\d.]", "", text))
    return -plain if "-" in text else plain


def _in_words(runs: Sequence[Run]) -> Decimal | None:
    found = {
        amount for run in runs for text in WORDS.findall(run.text) if (amount := amount_in_words(text)) is not None
    }
    return found.pop() if len(found) == 1 else None
