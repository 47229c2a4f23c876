"""The list of cloud products and services, their sum against the declared figure, and the files of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desktop.gui.widgets.basics import Card, button, columns, label, restyle, rows
from desktop.gui.widgets.basics import line as across
from desktop.gui.widgets.carried import ConfirmHere
from desktop.gui.widgets.dates import iso
from desktop.gui.widgets.edit_table import EditTable
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.finding_strip import FindingStrip
from desktop.gui.widgets.money_beside import MoneyBeside
from desktop.gui.widgets.row_model import Column
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import CloudService, EvidenceUse, Filing
from desktop.model.numbers import decimal_text, exact, fixed
from desktop.model.text import line
from desktop.standard.accounts import service_account
from desktop.standard.definition import Dimension, Level, Ratio, Requirement, SubjectKind
from desktop.standard.findings import Finding

_COMPLETE, _WAITING = "齐", "待确认"


class ServicesCard(Card):
    """One row per product or contract; the files of the row one is in stand below the table."""

    def __init__(self, dimension: Dimension, bench: Workbench) -> None:
        super().__init__("云产品和服务清单")
        self._bench, self._dimension = bench, dimension
        wanted = bench.session.standard.requirements
        self._requirements = tuple(item for item in wanted if item.subject is SubjectKind.CLOUD_SERVICE)
        self.table: EditTable[CloudService] = EditTable("云产品和服务清单", self._columns(), bench.colours)
        self.table.changed.connect(self._changed)
        self.table.deleted.connect(self._delete)
        self.table.chosen.connect(self._show_files)
        self._confirm = ConfirmHere(self, bench, self._carried, self._carried_here)
        self.head.addWidget(self._confirm)
        self.add = button("＋ 添加云服务", self._add)
        self.head.addWidget(self.add)
        self._empty = label(
            "还没有云服务。点“添加云服务”逐项列出；选中一行，就能在下面添加它的材料。", "second", wrap=True
        )
        self._strip = FindingStrip(bench)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.table)
        self.body.addWidget(self._strip)
        self._whole = self._foot()
        self.chips = [EvidenceChips(item, bench) for item in self._requirements]
        self._files = self._file_rows()

    def show_filing(self) -> None:
        """Show the list, its sum and the files."""
        services = self._bench.session.filing.cloud_services
        self.table.show_rows(services)
        if services and self.table.row < 0:
            self.table.view.setCurrentIndex(self.table.model.index(0, 0))
        self.table.setVisible(bool(services))
        self._empty.setVisible(not services)
        self._whole.setVisible(bool(services))
        self._show_sum(services)
        self._show_files(self.table.row)
        self._confirm.show_filing()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show what concerns the list, and what the files lack."""
        found = tuple(findings)
        about = (item for item in found if item.place.partition(".")[0] == "cloud_services")
        files = (item for item in found if any(chips.concerns(item) for chips in self.chips))
        self._strip.show_findings(item for item in (*about, *files) if item.level is not Level.HINT)
        for chips in self.chips:
            chips.show_findings(found)

    def at(self, place: str) -> QWidget | None:
        """The widget for a service, a file slot of a service, or the list itself."""
        section, _, rest = place.partition(".")
        requirement, _, subject = rest.partition(":")
        slot = next((chips for chips in self.chips if chips.requirement.id == requirement), None)
        if section == "cloud_services":
            row = self._position(rest)
            if row is None:
                return self.add
            return self.table.edit_cell(row, self.table.first_gap(row))
        row = self._position(subject) if section == "evidence" and slot else None
        if slot is None or row is None:
            return None
        self.table.view.setCurrentIndex(self.table.model.index(row, 0))
        return slot.add

    def _columns(self) -> tuple[Column[CloudService], ...]:
        return (
            Column("云产品或服务", lambda item: item.product, _text("product"), wanted=True),
            Column("服务商", lambda item: item.provider, _text("provider"), wanted=True),
            Column("合同编号", lambda item: item.contract_no, _text("contract_no"), width=104),
            Column("开始日期", lambda item: item.start, _date("start"), width=96, live=False),
            Column("结束日期", lambda item: item.end, _date("end"), width=96, live=False),
            Column("金额（万元）", lambda item: item.amount, _amount, width=96, figure=True, wanted=True),
            Column("材料", self._standing, width=64, good=lambda said: said == _COMPLETE),
        )

    def _carried(self) -> list[str]:
        return [place for place in self._bench.session.carried if place.startswith("cloud_services.")]

    def _carried_here(self) -> list[str]:
        """The row one is in."""
        services = self._bench.session.filing.cloud_services
        chosen = {f"cloud_services.{item.id}" for item in services[self.table.row :][:1] if self.table.row >= 0}
        return [place for place in self._carried() if place in chosen]

    def _standing(self, service: CloudService) -> str:
        if f"cloud_services.{service.id}" in self._bench.session.carried:
            return _WAITING
        there = {use for item in self._bench.session.filing.evidence for use in item.uses}
        needed = [item for item in self._requirements if item.missing is Level.ERROR]
        lacking = sum(EvidenceUse(item.id, service.id) not in there for item in needed)
        return f"缺 {lacking}" if lacking else _COMPLETE

    def _foot(self) -> QWidget:
        made = QWidget()
        line_ = columns(made)
        self._sum, self._gap = label("", "strong"), label("", "small", wrap=True)
        self._remove = button("删除这一行", lambda: self._delete(self.table.row), "link")
        self._remove.setToolTip("也可以按 Del；删错了可以撤销")
        line_.addWidget(self._sum)
        line_.addWidget(self._gap, 1)
        line_.addWidget(self._remove)
        self.body.addWidget(made)
        return made

    def _file_rows(self) -> QWidget:
        made = QWidget()
        layout = rows(made)
        self._about = label("", "small", wrap=True)
        layout.addWidget(across())
        layout.addWidget(self._about)
        for chips in self.chips:
            layout.addWidget(chips)
        self.money = MoneyBeside("", self._bench, basis=False)
        layout.addWidget(self.money)
        self.body.addWidget(made)
        return made

    def _show_sum(self, services: Iterable[CloudService]) -> None:
        total = sum((exact(item.amount) or Fraction() for item in services), Fraction())
        self._sum.setText(f"合计 {fixed(total)} 万元")
        declared = self._declared()
        if declared is None:
            self._gap.setText("")
            return
        gap = total - declared
        figure, amount = fixed(declared), fixed(abs(gap))
        said = f"与申报的 N（{figure} 万元）一致"
        if gap:
            said = f"比申报的 N（{figure} 万元）{'多' if gap > 0 else '少'} {amount} 万元，请核对"
        self._gap.setText(said)
        restyle(self._gap, "kind", "attention-small" if gap else "good-small")

    def _declared(self) -> Fraction | None:
        """N of the indicator on this screen whose figures stand in the form too."""
        found = self._bench.session.card.indicators
        for item in self._bench.session.standard.of_dimension(self._dimension.id):
            if isinstance(item.formula, Ratio) and item.formula.n.field:
                return found[item.id].n
        return None

    def _show_files(self, row: int) -> None:
        services = self._bench.session.filing.cloud_services
        there = 0 <= row < len(services)
        self._remove.setEnabled(there)
        self._files.setVisible(bool(services) and bool(self.chips))
        self._about.setText(f"“{services[row].product or '未命名'}”的材料" if there else "选中一行，添加它的材料。")
        self.money.show_account(service_account(services[row].id) if there else "")
        for chips in self.chips:
            chips.setVisible(there)
            if there:
                chips.show_subject(services[row].id)
                chips.show_findings(self._bench.session.findings)

    def _position(self, service: str) -> int | None:
        ids = [item.id for item in self._bench.session.filing.cloud_services]
        return ids.index(service) if service in ids else None

    def _changed(self, position: int, service: CloudService, column: int) -> None:
        services = self._bench.session.filing.cloud_services
        changed = (*services[:position], service, *services[position + 1 :])
        filing = replace(self._bench.session.filing, cloud_services=changed)
        self._bench.edit(filing, f"cloud_services.{service.id}.{column}")

    def _add(self) -> None:
        filing = self._bench.session.filing
        used = {item.id for item in filing.cloud_services}
        used |= {use.subject for item in filing.evidence for use in item.uses}
        fresh = next(key for key in (f"c{number}" for number in range(1, len(used) + 2)) if key not in used)
        self._bench.edit(replace(filing, cloud_services=(*filing.cloud_services, CloudService(fresh, ""))), "")
        self.table.edit_cell(len(filing.cloud_services))

    def _delete(self, position: int) -> None:
        filing = self._bench.session.filing
        if 0 <= position < len(filing.cloud_services):
            self._bench.edit(_without(filing, filing.cloud_services[position], self._requirements), "")


def _without(filing: Filing, service: CloudService, requirements: Iterable[Requirement]) -> Filing:
    """The filing without a service; its files stay, unassigned, so that none is lost unawares."""
    gone = {EvidenceUse(item.id, service.id) for item in requirements}
    evidence = tuple(replace(item, uses=tuple(use for use in item.uses if use not in gone)) for item in filing.evidence)
    left = tuple(item for item in filing.cloud_services if item != service)
    return replace(filing, cloud_services=left, evidence=evidence)


def _text(name: str) -> Callable[[CloudService, str], CloudService]:
    return lambda service, typed: replace(service, **{name: line(typed)})


def _amount(service: CloudService, typed: str) -> CloudService:
    return replace(service, amount=decimal_text(typed))


def _date(name: str) -> Callable[[CloudService, str], CloudService]:
    return lambda service, typed: replace(service, **{name: iso(typed)})
