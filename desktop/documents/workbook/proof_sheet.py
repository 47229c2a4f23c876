"""The list of contracts and invoices with what was read in them: what counts towards which figure, sums and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from desktop.documents import wording
from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame, names
from desktop.documents.workbook.content import PLACES, Content, Figure, Formula, number, summed
from desktop.documents.workbook.list_sheets import number_of
from desktop.documents.workbook.sheet import Area, Sheet, across, cell, span
from desktop.documents.workbook.table import Table, columns_of
from desktop.model.numbers import fixed, plain
from desktop.standard.accounts import YUAN, declared
from desktop.standard.invoices import BASIS_WORDS, Beside, Line, beside, gap_of

_WIDTHS = (6, 26, 18, 10, 27, 13, 26, 26, 18, 16, 18, 18, 30)
_KEYS = (
    "number",
    "subject",
    "requirement",
    "evidence",
    "invoice",
    "dated",
    "seller",
    "buyer",
    "amount",
    "tax",
    "total",
    "counted",
    "why",
)
_ROLES = ("centre", "text", "centre", "centre", "text", "centre", "text", "text", *["figure"] * 4, "text")
_AMOUNTS = ("amount", "tax", "total")
# The sums: title, period, files, sum in 元, sum in the unit, what is declared, gap; first and last column of each.
_SUM_COLUMNS = ((0, 1), (2, 4), (5, 5), (6, 6), (7, 7), (8, 9), (10, 11), (12, 12))
_SUM, _IN_UNIT, _DECLARED, _GAP = 6, 7, 8, 10
_PER_UNIT = 100  # cents


class _Shown(Struct, frozen=True):
    """A line of the list: of a service or an indicator, for one requirement, a file or none."""

    account: Beside
    requirement: str
    line: Line | None


def write_invoices(sheet: Sheet, dossier: Dossier) -> None:
    """Writes sums and gaps above, and below every file that proves money with what was read in it."""
    accounts = [item for item in beside(dossier.standard, dossier.filing) if not item.account.service]
    columns = columns_of(wording.INVOICE_COLUMNS, _WIDTHS, _ROLES, _KEYS)
    sheet.columns(_WIDTHS, hidden=1)
    top = frame.heading(sheet, dossier, "合同与发票清单")
    table = Table(sheet, columns, top + len(accounts) + 2, hidden=("account",))
    numbers = {id(entry.evidence): number_of(entry) for entry in dossier.entries}
    counted: dict[str, Fraction] = {}
    for position, shown in enumerate(_lines(dossier), start=1):
        table.record([Figure(str(position)), *_record(shown, numbers), shown.account.account.id])
        if shown.line:
            counted[shown.account.account.id] = counted.get(shown.account.account.id, Fraction()) + shown.line.yuan
    table.close(names.PROOFS)
    _sums(sheet, dossier, table, accounts, counted, top)
    sheet.page(frame.page_header(sheet, dossier), landscape=True, repeat=(table.header, table.header), rows=table.row)


def _lines(dossier: Dossier) -> Iterator[_Shown]:
    """Of every cloud service, then of the indicators that have requirements of their own; a file counts once."""
    found = beside(dossier.standard, dossier.filing)
    services = [item for item in found if item.account.service]
    own = [item for item in found if not item.account.service and _of_its_own(dossier, item)]
    for account in (*services, *own):
        told: set[int] = set()
        for requirement in dossier.standard.requirements:
            uses = {use for use in account.account.uses if use.requirement == requirement.id}
            if not uses:
                continue
            lines = [line for line in account.lines if not uses.isdisjoint(line.evidence.uses)]
            for line in lines:
                if id(line) not in told:
                    told.add(id(line))
                    yield _Shown(account, requirement.label, line)
            figure = declared(dossier.standard, dossier.filing, account.account)[0]
            if not lines and figure:
                yield _Shown(account, requirement.label, None)


def _of_its_own(dossier: Dossier, item: Beside) -> bool:
    return any(requirement.indicator == item.account.id for requirement in dossier.standard.requirements)


def _record(shown: _Shown, numbers: dict[int, str]) -> list[Content]:
    account, line = shown.account.account, shown.line
    subject = account.title if account.service else f"指标：{account.title}"
    if line is None:
        return [subject, shown.requirement, wording.NOT_THERE, *[""] * (len(_KEYS) - 4)]
    paper = line.paper
    texts = [paper.text(name)[0] for name in ("number", "date", "seller", "buyer")]
    amounts = [_amount(paper.yuan(name)) for name in _AMOUNTS]
    counted = _amount(line.yuan) if line.why is None else Figure("")
    return [subject, shown.requirement, numbers.get(id(line.evidence), ""), *texts, *amounts, counted, line.words]


def _amount(yuan: Fraction | None) -> Figure:
    if yuan is None:
        return Figure("")
    return Figure(fixed(yuan) if (yuan * _PER_UNIT).denominator == 1 else plain(yuan))


def _sums(
    sheet: Sheet, dossier: Dossier, table: Table, accounts: list[Beside], counted: dict[str, Fraction], top: int
) -> None:
    basis = BASIS_WORDS[dossier.filing.basis]
    titles = ("项目", "期间", "计入份数", f"合计（元，{basis}）", "合计", "填报 N", "差额（合计−N）", "说明")
    for (first, last), text in zip(_SUM_COLUMNS, titles, strict=True):
        sheet.put(across(top, first, last), text, "head")
    sheet.height(top, 24)
    for row, item in enumerate(accounts, start=top + 1):
        services = sum((value for key, value in counted.items() if key.startswith("cloud_services.")), Fraction())
        listed = counted.get(item.account.id, Fraction()) if _of_its_own(dossier, item) else services
        _sum(sheet, dossier, table, item, row, listed)


def _sum(sheet: Sheet, dossier: Dossier, table: Table, item: Beside, row: int, listed: Fraction) -> None:
    """One account: its sum as a formula over the list, where the list adds up to it."""
    account, yuan = item.account, item.yuan
    figure, places = declared(dossier.standard, dossier.filing, account)
    gap = gap_of(dossier.standard, dossier.filing, item) if dossier.filing.basis else None
    wanted = account.id if _of_its_own(dossier, item) else "cloud_services.*"
    total: Content = _amount(yuan)
    if listed == yuan:
        where, what = span(table.column("account")), span(table.column("counted"))
        total = summed(f'SUMIF({where},"{wanted}",{what})', yuan, _amount(yuan).text)
    in_unit = f"ROUND({span(cell(row, _SUM))}/{YUAN[account.unit]},{places})"
    shown = fixed(item.total, places)
    suffix = f" {account.unit}"
    exact = number(shown) is not None and isinstance(total, Formula)
    contents: list[Content] = [
        account.title,
        item.windows,
        Figure(str(len(item.counted)), " 份"),
        total,
        Formula(in_unit, shown, suffix) if exact else Figure(shown, suffix),
        Figure("" if figure is None else fixed(figure, places), suffix),
        _gap(gap.gap if gap else None, row, places, suffix),
        "" if gap else _unsaid(dossier, item),
    ]
    roles = ("text", "centre", "centre", "figure", "figure", "figure", "figure", "text")
    for (first, last), content, role in zip(_SUM_COLUMNS, contents, roles, strict=True):
        sheet.put(across(row, first, last), content, role)
    sheet.name(names.invoices(account.id), Area(row, _SUM, row, _GAP))
    sheet.height(row, 21)


def _gap(gap: Fraction | None, row: int, places: int, suffix: str) -> Content:
    if gap is None:
        return ""
    expression = f"ROUND({span(cell(row, _IN_UNIT))}-{span(cell(row, _DECLARED))},{min(places, PLACES)})"
    return Formula(expression, fixed(gap, places), suffix)


def _unsaid(dossier: Dossier, item: Beside) -> str:
    """Why there is no gap."""
    if not item.begun:
        return "还没有读取"
    return "" if dossier.filing.basis else "没有选定含税或不含税"
