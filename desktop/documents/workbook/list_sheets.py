"""The lists of servers, cloud services and evidence."""

from __future__ import annotations

from fractions import Fraction

from desktop.documents import wording
from desktop.documents.dossier import Dossier
from desktop.documents.workbook import frame, names
from desktop.documents.workbook.content import Content, Figure, summed
from desktop.documents.workbook.sheet import Sheet, across, cell, span
from desktop.documents.workbook.table import Table, columns_of
from desktop.model.filing import Server
from desktop.model.numbers import exact
from desktop.standard.catalogue import Entry
from desktop.standard.definition import Requirement, ServerUnits, SubjectKind
from desktop.standard.figures import server_units

_SERVER_WIDTHS = (6, 34, 9, 11, 14, 12, 14)
_SERVER_KEYS = ("", "name", "count", "cpu_cores", "memory_gb", "cloud", "units")
_SERVER_ROLES = ("centre", "entry", "figure", "figure", "figure", "centre", "figure")
_SERVICE_WIDTHS = (6, 26, 26, 20, 12, 12, 14)
_SERVICE_KEYS = ("", "product", "provider", "contract_no", "from", "to", "amount")
_SERVICE_ROLES = ("centre", "entry", "entry", "entry", "date", "date", "figure")
_EVIDENCE_WIDTHS = (8, 30, 34, 34, 12, 12, 36, 24)
_EVIDENCE_KEYS = ("number", "uses", "path", "file", "bytes", "dated", "sha256", "note")
_EVIDENCE_ROLES = ("centre", "text", "text", "text", "figure", "centre", "text", "text")
_SHARES = ("n", "m")


def write_servers(sheet: Sheet, dossier: Dossier, formula: ServerUnits) -> dict[str, str]:
    """Writes the servers with their standard units; gives what formulas of N and M refer to, where they can."""
    columns = columns_of(wording.SERVER_COLUMNS, _SERVER_WIDTHS, _SERVER_ROLES, _SERVER_KEYS)
    sheet.columns(_SERVER_WIDTHS)
    table = Table(sheet, columns, frame.heading(sheet, dossier, "服务器清单"))
    servers = dossier.filing.servers
    for number, server in enumerate(servers, start=1):
        table.record(_server(number, server, formula, table.row))
    table.close(names.SERVERS)
    found = _server_totals(sheet, table, dossier, formula)
    sheet.page(frame.page_header(dossier), repeat=(table.header, table.header), rows=table.row + len(_SHARES))
    return found


def write_services(sheet: Sheet, dossier: Dossier) -> None:
    """Writes the cloud products and services with their sum; contracts and invoices by number of evidence."""
    proofs = subject_requirements(dossier, SubjectKind.CLOUD_SERVICE)
    columns = columns_of(wording.SERVICE_COLUMNS, _SERVICE_WIDTHS, _SERVICE_ROLES, _SERVICE_KEYS)
    columns += columns_of([item.label for item in proofs], [14] * len(proofs), ["centre"] * len(proofs))
    sheet.columns([column.width for column in columns], hidden=1)
    table = Table(sheet, columns, frame.heading(sheet, dossier, "云产品和服务清单"), hidden=("id",))
    services, proved = dossier.filing.cloud_services, evidence_numbers(dossier)
    for number, item in enumerate(services, start=1):
        period = (item.start, item.end, Figure(item.amount))
        numbers = [proved.get((proof.id, item.id), "") for proof in proofs]
        table.record([Figure(str(number)), item.product, item.provider, item.contract_no, *period, *numbers, item.id])
    table.close(names.CLOUD_SERVICES)
    amount = table.column("amount")
    total = sum((exact(item.amount) or Fraction() for item in services), Fraction())
    sheet.put(across(table.row, 0, amount.column - 1), "合计", "label")
    content = summed(f"SUM({span(amount)})", total, *(item.amount for item in services))
    sheet.put(cell(table.row, amount.column), content, "figure")
    sheet.height(table.row, 21)
    for column in range(amount.column + 1, len(columns)):
        sheet.put(cell(table.row, column), "", "centre")
    sheet.page(frame.page_header(dossier), landscape=True, repeat=(table.header, table.header), rows=table.row + 1)


def write_evidence(sheet: Sheet, dossier: Dossier) -> None:
    """Writes the index of evidence in the reviewer's order."""
    columns = columns_of(wording.EVIDENCE_COLUMNS, _EVIDENCE_WIDTHS, _EVIDENCE_ROLES, _EVIDENCE_KEYS)
    sheet.columns(_EVIDENCE_WIDTHS)
    table = Table(sheet, columns, frame.heading(sheet, dossier, "佐证材料目录"))
    for entry in dossier.entries:
        item = entry.evidence
        size = Figure("" if item.bytes is None else str(item.bytes))
        uses = "\n".join(entry.uses)
        table.record([number_of(entry), uses, entry.path, item.file, size, item.dated, item.sha256, item.note])
    table.close(names.EVIDENCE)
    sheet.page(frame.page_header(dossier), landscape=True, repeat=(table.header, table.header), rows=table.row)


def subject_requirements(dossier: Dossier, kind: SubjectKind) -> tuple[Requirement, ...]:
    """What every subject of a kind is proved by: the columns behind its own."""
    return tuple(item for item in dossier.standard.requirements if item.subject is kind)


def evidence_numbers(dossier: Dossier) -> dict[tuple[str, str], str]:
    """The numbers of the files that prove something, as in the index of evidence, by requirement and subject."""
    found: dict[tuple[str, str], list[str]] = {}
    for entry in dossier.entries:
        for use in entry.evidence.uses:
            found.setdefault((use.requirement, use.subject), []).append(number_of(entry))
    return {use: "、".join(numbers) for use, numbers in found.items()}


def number_of(entry: Entry) -> str:
    """A file's number as its name in the evidence zip begins, for example 007."""
    return entry.path.partition("-")[0]


def _server(number: int, server: Server, formula: ServerUnits, row: int) -> list[Content]:
    count, cores, memory = (span(cell(row, column)) for column in (2, 3, 4))
    expression = f"({count}*{cores}/{formula.cores_per_unit}+{count}*{memory}/{formula.memory_gb_per_unit})/2"
    figures = (server.count, server.cpu_cores, server.memory_gb)
    units = summed(expression, server_units([server], formula), *figures)
    typed = [Figure(figure) for figure in figures]
    return [Figure(str(number)), server.name, *typed, wording.yes_no(server.cloud), units]


def _server_totals(sheet: Sheet, table: Table, dossier: Dossier, formula: ServerUnits) -> dict[str, str]:
    servers = dossier.filing.servers
    units = [summed("", server_units([server], formula)).text for server in servers]
    cloud = table.column("cloud")
    cells = f"{span(cloud._replace(column=6, last_column=6))}"
    expressions = {"n": f'SUMIF({span(cloud)},"{wording.YES}",{cells})', "m": f"SUM({cells})"}
    values = {"n": server_units([item for item in servers if item.cloud], formula), "m": server_units(servers, formula)}
    found = {}
    for row, (which, quantity) in enumerate(zip(_SHARES, (formula.n, formula.m), strict=True), start=table.row):
        sheet.put(across(row, 0, 5), f"{quantity.label}（{quantity.unit}）", "label")
        content = summed(expressions[which], values[which], *units)
        sheet.put(cell(row, 6), content, "figure")
        sheet.height(row, 21)
        if not isinstance(content, Figure):
            found[which] = sheet.link(cell(row, 6))
    return found
