"""The lists: servers, systems by category, cloud products and services."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import BODY_WIDTH, MM, Block, paragraph
from desktop.documents.printed.styles import BODY, FIGURE, HEADING, LABEL, MIDDLE, SMALL, STRONG, VALUE, section, title
from desktop.documents.printed.table import Cell, Column, Row, Table, cells, heading, row
from desktop.documents.wording import DISPLAY_NAME, SERVER_COLUMNS, SERVICE_COLUMNS, SYSTEM_COLUMNS, yes_no
from desktop.model.filing import CloudService, EvidenceUse, System
from desktop.model.numbers import exact, fixed, plain
from desktop.standard.definition import Indicator, ServerUnits, SubjectKind
from desktop.standard.figures import server_units
from desktop.standard.scoring import figure_text

SERVERS, SYSTEMS, SERVICES = "服务器清单", "系统清单", "云产品和服务清单"
_NONE, _BLANK = "无", "（未填写）"
_SERVERS = tuple(
    Column(title, width, style)
    for title, width, style in zip(
        SERVER_COLUMNS,
        (12, 46, 16, 18, 22, 21, 25),
        (MIDDLE, VALUE, FIGURE, FIGURE, FIGURE, MIDDLE, FIGURE),
        strict=True,
    )
)
_SYSTEMS = tuple(
    Column(SYSTEM_COLUMNS[position], width, style)
    for position, width, style in (
        (0, 12, MIDDLE),
        (1, 100, VALUE),
        (3, 24, MIDDLE),
        (4, 24, MIDDLE),
    )
)
_SERVICES = tuple(
    Column(SERVICE_COLUMNS[position], width, style)
    for position, width, style in ((0, 12, MIDDLE), (1, 80, VALUE), (4, 23, LABEL), (5, 23, LABEL), (6, 22, FIGURE))
)


def servers(dossier: Dossier) -> Iterator[Block]:
    """Every line of the list with its standard units, and what they add up to; nothing when none are listed."""
    listed = dossier.filing.servers
    indicator = next((item for item in dossier.standard.indicators if isinstance(item.formula, ServerUnits)), None)
    if not listed or indicator is None or not isinstance(indicator.formula, ServerUnits):
        return
    yield from title(SERVERS)
    rows = []
    for number, server in enumerate(listed, start=1):
        figures = (server.count, server.cpu_cores, server.memory_gb, yes_no(server.cloud))
        units = plain(server_units((server,), indicator.formula))
        rows.append(row(_SERVERS, (str(number), server.name, *figures, units)))
    scored = dossier.card.indicators[indicator.id]
    for quantity, value in ((indicator.formula.n, scored.n), (indicator.formula.m, scored.m)):
        rows.append(_sum_row(quantity.label, figure_text(value), _SERVERS[-1].width))
    yield Table((heading(_SERVERS, HEADING),), tuple(rows), SERVERS, space=8)


def systems(dossier: Dossier) -> Iterator[Block]:
    """The systems of every category with description and screenshots."""
    yield from title(SYSTEMS)
    numbers = evidence_numbers(dossier)
    for category in dossier.standard.categories:
        scored = dossier.card.indicators[category.id]
        n, m = figure_text(scored.n) or "未填", figure_text(scored.m) or "未填"
        yield section(f"{category.title}（云上 {n} / 总数 {m}，自评 {fixed(scored.score)} 分）")
        listed = [system for system in dossier.filing.systems if system.category == category.id]
        yield from _category(dossier, category, listed, numbers)


def services(dossier: Dossier) -> Iterator[Block]:
    """The cloud products and services, what was paid for them, and which evidence shows it."""
    yield from title(SERVICES)
    listed = dossier.filing.cloud_services
    if not listed:
        yield paragraph("未列云产品和服务。", BODY, 6)
        return
    numbers = evidence_numbers(dossier)
    rows: list[Row] = []
    for number, service in enumerate(listed, start=1):
        rows += _service(dossier, number, service, numbers)
    total = sum((exact(service.amount) or Fraction() for service in listed), Fraction())
    places = max(len(service.amount.partition(".")[2]) for service in listed)
    rows.append(_sum_row(f"合计（{len(listed)} 项）", fixed(total, places), _SERVICES[-1].width))
    yield Table((heading(_SERVICES, HEADING),), tuple(rows), SERVICES, space=8)


def evidence_numbers(dossier: Dossier) -> dict[EvidenceUse, list[str]]:
    """The numbers, in the index of evidence, of what proves something."""
    numbers: dict[EvidenceUse, list[str]] = {}
    for entry in dossier.entries:
        for use in entry.evidence.uses:
            numbers.setdefault(use, []).append(number_text(dossier, entry.number))
    return numbers


def number_text(dossier: Dossier, number: int) -> str:
    """A number of the index with as many digits as all of them have: 007."""
    return str(number).zfill(max(3, len(str(len(dossier.entries)))))


def _category(
    dossier: Dossier, category: Indicator, listed: list[System], numbers: dict[EvidenceUse, list[str]]
) -> Iterator[Block]:
    rows = [made for number, system in enumerate(listed, start=1) for made in _system(dossier, number, system, numbers)]
    if rows:
        yield Table((heading(_SYSTEMS, HEADING),), tuple(rows), f"{SYSTEMS}：{category.title}", space=4)
    else:
        yield paragraph("本类未列系统。", BODY, 4)
    unlisted = dossier.filing.unlisted_systems.get(category.id, "")
    if unlisted:
        yield paragraph(f"未上云且未逐一列出的系统：{unlisted} 个。", BODY, 4)


def _system(dossier: Dossier, number: int, system: System, numbers: dict[EvidenceUse, list[str]]) -> Iterator[Row]:
    texts = (system.name, yes_no(system.cloud), yes_no(system.collaborates))
    shown = f"　{DISPLAY_NAME}：{system.display_name}" if system.display_name else ""
    details = (
        f"{SYSTEM_COLUMNS[5]}：{system.platform or _BLANK}　{SYSTEM_COLUMNS[6]}：{system.provider or _BLANK}{shown}",
        f"{SYSTEM_COLUMNS[7]}：{system.summary or _BLANK}",
        _evidence(dossier, SubjectKind.SYSTEM, system.id, numbers),
    )
    yield from _with_details(number, _SYSTEMS, texts, "\n".join(details))


def _service(
    dossier: Dossier, number: int, service: CloudService, numbers: dict[EvidenceUse, list[str]]
) -> Iterator[Row]:
    texts = (service.product, service.start, service.end, service.amount)
    details = (
        f"{SERVICE_COLUMNS[2]}：{service.provider or _BLANK}　{SERVICE_COLUMNS[3]}：{service.contract_no or _BLANK}",
        _evidence(dossier, SubjectKind.CLOUD_SERVICE, service.id, numbers),
    )
    yield from _with_details(number, _SERVICES, texts, "\n".join(details))


def _evidence(dossier: Dossier, kind: SubjectKind, subject: str, numbers: dict[EvidenceUse, list[str]]) -> str:
    """Which evidence there is about a subject: “登录页截图 012；功能主页截图 无”."""
    said = []
    for requirement in dossier.standard.requirements:
        if requirement.subject is kind:
            found = numbers.get(EvidenceUse(requirement.id, subject), [])
            said.append(f"{requirement.label} {'、'.join(found) or _NONE}")
    return f"佐证材料：{'；'.join(said)}"


def _with_details(number: int, columns: tuple[Column, ...], texts: tuple[str, ...], details: str) -> Iterator[Row]:
    """A row and a second one below it over the whole width; they share the cell with the number."""
    group = _group(str(number), columns[0].width * MM)
    widths = [(text, column.width * MM, column.style) for text, column in zip(texts, columns[1:], strict=True)]
    yield Row(cells(widths, group.width), group, keep=True)
    yield Row(cells([(details, BODY_WIDTH - group.width, SMALL)], group.width), group)


def _group(text: str, width: float) -> Cell:
    return cells([(text, width, MIDDLE)], label=True)[0]


def _sum_row(label: str, total: str, width: float) -> Row:
    last = width * MM
    return Row(cells([(label, BODY_WIDTH - last, STRONG), (total, last, FIGURE)], label=True), shaded=True)
