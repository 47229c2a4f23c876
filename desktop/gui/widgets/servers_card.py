"""The card of servers: one row per kind of machine, folded into standard machines; or N and M typed directly."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.edit_table import EditTable
from desktop.gui.widgets.figure_card import PairFields
from desktop.gui.widgets.indicator_card import IndicatorCard
from desktop.gui.widgets.row_model import Column
from desktop.gui.widgets.steady import SteadyLabel
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Pair, Server
from desktop.model.numbers import decimal_text, fixed
from desktop.model.text import line
from desktop.standard.definition import Indicator, ServerUnits
from desktop.standard.figures import server_units
from desktop.standard.findings import Finding
from desktop.standard.scoring import State, figure_text


class ServersCard(IndicatorCard):
    """Rows of servers, or two figures as long as none is listed."""

    def __init__(self, indicator: Indicator, bench: Workbench) -> None:
        super().__init__(indicator, bench)
        assert isinstance(indicator.formula, ServerUnits)  # noqa: S101  (other formulas have cards of their own)
        self._unit = indicator.formula
        self.table: EditTable[Server] = EditTable("服务器", self._columns(), bench.colours)
        self.table.changed.connect(self._changed)
        self.table.deleted.connect(self._delete)
        self.figures = PairFields(indicator, self._typed)
        self._listed, self._direct = self._list(), self._figures()
        self.inside.addWidget(self._listed)
        self.inside.addWidget(self._direct)

    def _columns(self) -> tuple[Column[Server], ...]:
        folded = f"折合 {self._unit.cores_per_unit} 核 {self._unit.memory_gb_per_unit}G"
        return (
            Column("服务器", lambda item: item.name, lambda item, typed: replace(item, name=line(typed))),
            _figure("台数", lambda item: item.count, "count", 88, whole=True),
            _figure("每台核数", lambda item: item.cpu_cores, "cpu_cores", 88),
            _figure("每台内存 GB", lambda item: item.memory_gb, "memory_gb", 104),
            Column("云上", lambda item: "1" if item.cloud else "", _on_cloud, width=64, tick=True),
            Column(folded, lambda item: fixed(server_units((item,), self._unit)), width=128, figure=True),
        )

    def _list(self) -> QWidget:
        made = QWidget()
        layout = rows(made)
        layout.addWidget(self.table)
        foot = columns()
        self._sum = SteadyLabel("small")
        self._remove = button("删除这一行", lambda: self._delete(self.table.row), "link")
        self._remove.setToolTip("也可以按 Del；删错了可以撤销")
        self.table.chosen.connect(lambda row: self._remove.setEnabled(row >= 0))
        self._remove.setEnabled(False)
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._remove)
        foot.addWidget(button("＋ 添加一行", self._add, "link"))
        layout.addLayout(foot)
        return made

    def _figures(self) -> QWidget:
        made = QWidget()
        layout = rows(made)
        layout.addWidget(self.figures)
        line_ = columns()
        line_.addWidget(label("不清楚折合多少台？逐行写台数、核数和内存，由程序折算。", "small", wrap=True), 1)
        line_.addWidget(button("改为逐行填写服务器", self._add))
        layout.addLayout(line_)
        return made

    def _typed(self, pair: Pair) -> None:
        filing, key = self.bench.session.filing, self.indicator.id
        about = f"answers.{key}.{'n' if pair.n != filing.pair(key).n else 'm'}"
        self.bench.edit(replace(filing, answers={**filing.answers, key: pair}), about)

    def _store(self, servers: tuple[Server, ...], about: str = "") -> None:
        """Make these the servers; once there is a list, figures typed for any such indicator give way to it."""
        session = self.bench.session
        counted = {item.id for item in session.standard.indicators if isinstance(item.formula, ServerUnits)}
        answers = {key: value for key, value in session.filing.answers.items() if not servers or key not in counted}
        self.bench.edit(replace(session.filing, servers=servers, answers=answers), about)

    def _changed(self, position: int, server: Server, column: int) -> None:
        servers = self.bench.session.filing.servers
        self._store((*servers[:position], server, *servers[position + 1 :]), f"servers.{position}.{column}")

    def _add(self) -> None:
        servers = self.bench.session.filing.servers
        self._store((*servers, Server("")))
        self.table.edit_cell(len(servers))

    def _delete(self, position: int) -> None:
        servers = self.bench.session.filing.servers
        if 0 <= position < len(servers):
            self._store((*servers[:position], *servers[position + 1 :]))

    @override
    def show_filing(self) -> None:
        super().show_filing()
        filing, scored = self.bench.session.filing, self.scored
        self.figures.show_pair(filing.pair(self.indicator.id))
        self.figures.show_wrong(wrong=scored.state is State.ERROR)
        self.table.show_rows(filing.servers)
        self._listed.setVisible(bool(filing.servers))
        self._direct.setVisible(not filing.servers)
        cores, memory = self._unit.cores_per_unit, self._unit.memory_gb_per_unit
        rule = f"每项 =（总核数 ÷ {cores} + 总内存 ÷ {memory}）÷ 2"
        self._sum.setText(f"N = {figure_text(scored.n)}，M = {figure_text(scored.m)}　{rule}")

    @override
    def carried(self) -> list[str]:
        rows_ = [place for place in self.bench.session.carried if place.startswith("servers.")]
        return [*super().carried(), *rows_]

    @override
    def concerns(self, finding: Finding) -> bool:
        return super().concerns(finding) or finding.place.partition(".")[0] == "servers"

    @override
    def at(self, place: str) -> QWidget | None:
        section, _, position = place.partition(".")
        if section == "servers" and self.bench.session.filing.servers:
            row = int(position) if position.isdecimal() else 0
            row = min(row, len(self.bench.session.filing.servers) - 1)
            return self.table.edit_cell(row, self.table.first_gap(row))
        if place == f"answers.{self.indicator.id}" or section == "servers":
            return self.figures.first()
        return super().at(place)


def _figure(title: str, text: Callable[[Server], str], name: str, width: int, *, whole: bool = False) -> Column[Server]:
    def write(server: Server, typed: str) -> Server:
        return replace(server, **{name: decimal_text(typed, whole=whole)})

    return Column(title, text, write, width=width, figure=True, wanted=True)


def _on_cloud(server: Server, typed: str) -> Server:
    return replace(server, cloud=bool(typed))
