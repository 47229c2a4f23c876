"""The lists of servers, cloud services, contracts and invoices, and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from desktop.documents import wording
from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame, names
from desktop.documents.workbook.content import PLACES, Content, Figure, Formula, summed
from desktop.documents.workbook.inputs import Input
from desktop.documents.workbook.sheet import Area, Sheet, across, cell, span
from desktop.documents.workbook.table import Table, columns_of
from desktop.model.filing import CloudService, Server
from desktop.model.numbers import exact
from desktop.standard.catalogue import Entry
from desktop.standard.definition import Requirement, ServerUnits, SubjectKind
from desktop.standard.figures import server_units

YES_NO = (wording.YES, wording.NO)
_SERVER_WIDTHS = (8, 34, 9, 11, 14, 12, 14)
SERVER_KEYS = ("", "name", "count", "cpu_cores", "memory_gb", "cloud", "units")
_SERVER_ROLES = ("centre", "entry", "figure", "figure", "figure", "centre", "figure")
_SERVER_GIVEN = {
    "name": Input("服务器的名称或用途，一行可以是同样配置的几台"),
    "count": Input("这一行有几台，只填整数", figure=True, whole=True),
    "cpu_cores": Input("每台的 CPU 核数（云服务器填 vCPU 数）", figure=True),
    "memory_gb": Input("每台的内存，单位 GB，只填数字", figure=True),
    "cloud": Input("在云上填“是”，自己机房里的填“否”", YES_NO),
}
_SERVICE_WIDTHS = (8, 26, 26, 20, 12, 12, 14)
SERVICE_KEYS = ("", "product", "provider", "contract_no", "from", "to", "amount")
_SERVICE_ROLES = ("centre", "entry", "entry", "entry", "date", "date", "figure")
_SERVICE_GIVEN = {
    "product": Input("云产品或服务的名称，一行一项"),
    "provider": Input("服务商的全称，与合同、发票一致"),
    "contract_no": Input("合同上的编号，没有就空着"),
    "from": Input("服务开始的日期，写成 2020-03-18 的样子"),
    "to": Input("服务结束的日期，写成 2020-03-18 的样子"),
    "amount": Input("合同金额，单位万元，只填数字", figure=True),
}
_PROOF_WIDTHS = (8, 30, 16, 24, 18, 12, 10, 34, 30)
_PROOF_KEYS = ("number", "subject", "requirement", "provider", "contract_no", "dated", "evidence", "file", "note")
_PROOF_ROLES = ("centre", "text", "centre", "text", "text", "centre", "centre", "text", "text")
_EVIDENCE_WIDTHS = (8, 30, 34, 34, 12, 12, 36, 24)
_EVIDENCE_KEYS = ("number", "uses", "path", "file", "bytes", "dated", "sha256", "note")
_EVIDENCE_ROLES = ("centre", "text", "text", "text", "figure", "centre", "text", "text")
_SHARES = ("n", "m")
_SPARE_SERVERS, _SPARE_SERVICES = 15, 20  # blank lines of the form


def write_servers(sheet: Sheet, dossier: Dossier, formula: ServerUnits) -> dict[str, str]:
    """Writes the servers with their standard units; gives what formulas of N and M refer to, where they can."""
    columns = columns_of(wording.SERVER_COLUMNS, _SERVER_WIDTHS, _SERVER_ROLES, SERVER_KEYS, _SERVER_GIVEN)
    sheet.columns(_SERVER_WIDTHS)
    top = frame.heading(sheet, dossier, "服务器清单")
    table = Table(sheet, columns, top + len(_SHARES))
    waiting = frozenset(dossier.filing.unconfirmed)
    for number, server in enumerate(dossier.filing.servers, start=1):
        copied = f"servers.{number - 1}" in waiting
        shown = frame.numbered(number, waiting=copied)
        table.record([shown, *_server(server, formula, table.row)], waiting=copied)
    for _ in range(_SPARE_SERVERS if sheet.form else 0):
        table.record(["", *_server(Server(""), formula, table.row)[:-2], "", _units(formula, table.row)])
    table.close(names.SERVERS)
    found = _server_totals(sheet, table, dossier, formula, top)
    _page(sheet, dossier, table, landscape=False)
    return found


def write_services(sheet: Sheet, dossier: Dossier) -> None:
    """Writes the cloud products and services with their sum; contracts and invoices by number of evidence."""
    proofs = () if sheet.form else subject_requirements(dossier, SubjectKind.CLOUD_SERVICE)
    columns = columns_of(wording.SERVICE_COLUMNS, _SERVICE_WIDTHS, _SERVICE_ROLES, SERVICE_KEYS, _SERVICE_GIVEN)
    columns += columns_of([item.label for item in proofs], [14] * len(proofs), ["centre"] * len(proofs))
    sheet.columns([column.width for column in columns], hidden=1)
    table = Table(sheet, columns, frame.heading(sheet, dossier, "云产品和服务清单"), hidden=("id",))
    services, proved = dossier.filing.cloud_services, evidence_numbers(dossier)
    waiting = frozenset(dossier.filing.unconfirmed)
    for number, item in enumerate(services, start=1):
        copied = f"cloud_services.{item.id}" in waiting
        facts = (item.product, item.provider, item.contract_no, item.start, item.end, Figure(item.amount))
        numbers = [proved.get((proof.id, item.id), "") for proof in proofs]
        table.record([frame.numbered(number, waiting=copied), *facts, *numbers, item.id], waiting=copied)
    table.close(names.CLOUD_SERVICES, _SPARE_SERVICES)
    if not sheet.form:
        _service_total(sheet, table, services, len(columns))
    _page(sheet, dossier, table)


def write_proofs(sheet: Sheet, dossier: Dossier) -> None:
    """Writes the contracts and invoices: every file that proves money, and what is asked for and not there."""
    columns = columns_of(wording.PROOF_COLUMNS, _PROOF_WIDTHS, _PROOF_ROLES, _PROOF_KEYS)
    sheet.columns(_PROOF_WIDTHS)
    table = Table(sheet, columns, frame.heading(sheet, dossier, "合同与发票清单"))
    for number, line in enumerate(_proofs(dossier), start=1):
        table.record([Figure(str(number)), *line])
    table.close(names.PROOFS)
    _page(sheet, dossier, table)


def write_evidence(sheet: Sheet, dossier: Dossier) -> None:
    """Writes the index of evidence in the reviewer's order."""
    columns = columns_of(wording.EVIDENCE_COLUMNS, _EVIDENCE_WIDTHS, _EVIDENCE_ROLES, _EVIDENCE_KEYS)
    sheet.columns(_EVIDENCE_WIDTHS)
    table = Table(sheet, columns, frame.heading(sheet, dossier, "佐证材料目录"))
    waiting = frozenset(dossier.filing.unconfirmed)
    for entry in dossier.entries:
        item = entry.evidence
        copied = f"evidence.{item.file}" in waiting
        shown = f"{number_of(entry)}\n待确认" if copied else number_of(entry)
        size = Figure("" if item.bytes is None else str(item.bytes))
        facts = ("\n".join(entry.uses), entry.path, item.file, size, item.dated, item.sha256, item.note)
        table.record([shown, *facts], waiting=copied)
    table.close(names.EVIDENCE)
    _page(sheet, dossier, table)


def subject_requirements(dossier: Dossier, kind: SubjectKind) -> tuple[Requirement, ...]:
    """What every subject of a kind is proved by: the columns behind its own."""
    return tuple(item for item in dossier.standard.requirements if item.subject is kind)


def evidence_numbers(dossier: Dossier) -> dict[tuple[str, str], str]:
    """The numbers of the files that prove something, as in the index of evidence, by requirement and subject."""
    return {use: "、".join(map(number_of, entries)) for use, entries in proving(dossier).items()}


def proving(dossier: Dossier) -> dict[tuple[str, str], list[Entry]]:
    """The files that prove something, in the order of the index, by requirement and subject."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in dossier.entries:
        for use in entry.evidence.uses:
            found.setdefault((use.requirement, use.subject), []).append(entry)
    return found


def number_of(entry: Entry) -> str:
    """A file's number as its name in the evidence zip begins, for example 007."""
    return entry.path.partition("-")[0]


def _page(sheet: Sheet, dossier: Dossier, table: Table, *, landscape: bool = True) -> None:
    repeat = (table.header, table.header)
    sheet.page(frame.page_header(sheet, dossier), landscape=landscape, repeat=repeat, rows=table.row)


def _service_total(sheet: Sheet, table: Table, services: tuple[CloudService, ...], columns: int) -> None:
    amount = table.column("amount")
    total = sum((exact(item.amount) or Fraction() for item in services), Fraction())
    sheet.put(across(table.row, 0, amount.column - 1), "合计", "label")
    sheet.put(
        cell(table.row, amount.column),
        summed(f"SUM({span(amount)})", total, *(item.amount for item in services)),
        "figure",
    )
    sheet.height(table.row, 21)
    for column in range(amount.column + 1, columns):
        sheet.put(cell(table.row, column), "", "centre")
    table.row += 1


def _proofs(dossier: Dossier) -> Iterator[list[Content]]:
    """The lines: of every cloud service, then of the indicators whose money is to be proved."""
    proved = proving(dossier)
    for item in dossier.filing.cloud_services:
        for requirement in subject_requirements(dossier, SubjectKind.CLOUD_SERVICE):
            known = (item.product, requirement.label, item.provider, item.contract_no)
            yield from _lines(known, proved.get((requirement.id, item.id), []))
    for requirement in dossier.standard.requirements:
        indicator = dossier.standard.indicator_by_id.get(requirement.indicator)
        if indicator and dossier.card.indicators[indicator.id].n:
            known = (f"指标：{indicator.title}", requirement.label, "", "")
            yield from _lines(known, proved.get((requirement.id, ""), []))


def _lines(known: tuple[str, ...], entries: list[Entry]) -> Iterator[list[Content]]:
    for entry in entries:
        item = entry.evidence
        yield [*known, item.dated, number_of(entry), item.file, item.note]
    if not entries:
        yield [*known, "", wording.NOT_THERE, "", ""]


def _server(server: Server, formula: ServerUnits, row: int) -> list[Content]:
    figures = (server.count, server.cpu_cores, server.memory_gb)
    units = summed(_expression(formula, row), server_units([server], formula), *figures)
    typed = [Figure(figure) for figure in figures]
    return [server.name, *typed, wording.yes_no(server.cloud), units]


def _units(formula: ServerUnits, row: int) -> Formula:
    """The standard units of a line of the form that is still blank."""
    given = span(Area(row, 2, row, 4))
    return Formula(f'IF(COUNT({given})<3,"",ROUND({_expression(formula, row)},{PLACES}))', "")


def _expression(formula: ServerUnits, row: int) -> str:
    count, cores, memory = (span(cell(row, column)) for column in (2, 3, 4))
    return f"({count}*{cores}/{formula.cores_per_unit}+{count}*{memory}/{formula.memory_gb_per_unit})/2"


def _server_totals(sheet: Sheet, table: Table, dossier: Dossier, formula: ServerUnits, top: int) -> dict[str, str]:
    """Writes N and M above the list, so that lines can be added below it; gives their cells."""
    servers = dossier.filing.servers
    units = [summed("", server_units([server], formula)).text for server in servers]
    cloud = table.column("cloud")
    cells = f"{span(cloud._replace(column=6, last_column=6))}"
    expressions = {"n": f'SUMIF({span(cloud)},"{wording.YES}",{cells})', "m": f"SUM({cells})"}
    values = {"n": server_units([item for item in servers if item.cloud], formula), "m": server_units(servers, formula)}
    found = {}
    for row, (which, quantity) in enumerate(zip(_SHARES, (formula.n, formula.m), strict=True), start=top):
        sheet.put(across(row, 0, 5), f"{quantity.label}（{quantity.unit}）", "label")
        content = summed(expressions[which], values[which], *units)
        sheet.put(cell(row, 6), content, "figure")
        sheet.height(row, 21)
        if not isinstance(content, Figure):
            begun = f"COUNT({sheet.link(cloud._replace(column=6, last_column=6))})"
            found[which] = f'IF({begun}=0,"",{sheet.link(cell(row, 6))})' if sheet.form else sheet.link(cell(row, 6))
    return found
