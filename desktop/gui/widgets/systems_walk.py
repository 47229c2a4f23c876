"""The way through the gaps of the list of systems: what is missing, where one is, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex

from desktop.gui.session import Session
from desktop.gui.widgets import gaps as gap_list
from desktop.gui.widgets.systems_columns import Kind
from desktop.gui.widgets.systems_model import SystemsModel
from desktop.standard.findings import Finding

_COMPLETE = "名称、简介和图片都齐了。"
_BEGIN = "还没有列出系统；哪一类确实没有，请在“未上云且未逐一列出的系统数”里填 0。"


class SystemsWalk:
    """Of some categories; `at` is where the cursor is, `category` which of them is shown."""

    def __init__(
        self,
        model: SystemsModel,
        session: Session,
        categories: Sequence[str],
        at: Callable[[], QModelIndex],
        category: Callable[[], str],
    ) -> None:
        self._model, self._session, self._categories = model, session, categories
        self._at, self._category = at, category

    def told(self, findings: Sequence[Finding]) -> tuple[int, str]:
        """How many things are missing, and a sentence that says which."""
        gaps, unbegun = self._gaps(findings), gap_list.unbegun(findings, self._categories)
        said = gap_list.sentence(gaps, self._categories.index(self._category()))
        storing = "正在存入最后几张图片。" if self._model.slots.on_the_way else ""
        return len(gaps) + len(unbegun), _BEGIN if unbegun else said or storing or _COMPLETE

    def next_gap(self) -> gap_list.Gap | None:
        """The next empty cell that must be filled, in the next category too."""
        self._session.check()
        return gap_list.after(self._gaps(self._session.findings), self._position())

    def next_slot(self) -> gap_list.Gap | None:
        """The next empty slot that must be filled."""
        self._session.check()
        gaps = [gap for gap in self._gaps(self._session.findings) if gap.column.kind is Kind.SLOT]
        return gap_list.after(gaps, self._position())

    def unbegun(self) -> list[str]:
        """The categories of which nothing was said yet."""
        return gap_list.unbegun(self._session.findings, self._categories)

    def _gaps(self, findings: Sequence[Finding]) -> list[gap_list.Gap]:
        """The gaps that are not about to be filled."""
        arriving = {(use.subject, use.requirement) for use in self._model.slots.on_the_way}
        found = gap_list.gaps_of(findings, self._session.filing, self._categories, self._model.columns)
        return [gap for gap in found if (gap.system.id, gap.column.key) not in arriving]

    def _position(self) -> gap_list.Position:
        index, category = self._at(), self._categories.index(self._category())
        if not index.isValid():
            return (category, -1, -1)
        return (category, self._session.filing.systems.index(self._model.system(index)), index.column())
