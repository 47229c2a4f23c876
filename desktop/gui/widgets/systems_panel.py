"""The list of systems of a screen: a tab per category, the table, what is missing, and the way to the next gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from desktop.gui.pages.base import Surroundings
from desktop.gui.screen_cut import KEYS
from desktop.gui.theme import GRID
from desktop.gui.widgets import gaps as gap_list
from desktop.gui.widgets.basics import button, rows
from desktop.gui.widgets.carried import confirm
from desktop.gui.widgets.cases_line import cases_line
from desktop.gui.widgets.display_name import DisplayName
from desktop.gui.widgets.evidence_slot import SlotDelegate
from desktop.gui.widgets.gap_bar import GapBar
from desktop.gui.widgets.list_actions import ListActions
from desktop.gui.widgets.page_room import PageRoom
from desktop.gui.widgets.slot_actions import SlotActions
from desktop.gui.widgets.systems_card import SystemsCard
from desktop.gui.widgets.systems_columns import Kind
from desktop.gui.widgets.systems_model import SystemsModel
from desktop.gui.widgets.systems_table import SystemsTable
from desktop.gui.widgets.systems_walk import SystemsWalk
from desktop.gui.widgets.workbench import Workbench
from desktop.model.filing import Filing
from desktop.standard.definition import Indicator
from desktop.standard.findings import Finding

_NAME_WIDTH = 144  # pixels of the field for what a system calls itself
_SHOWN = "display_name"
_TOLD = 3  # sentences about pictures that could not be stored


class SystemsPanel(QWidget):
    """The systems of some categories; changes go through `edit`."""

    def __init__(
        self, indicators: tuple[Indicator, ...], around: Surroundings, edit: Callable[[Filing, str], None]
    ) -> None:
        super().__init__()
        self._indicators, self._around, self._session = indicators, around, around.session
        self._categories = [item.id for item in indicators]
        self._bench = Workbench(self._session, around.colours, edit, around.go)
        self.model = SystemsModel(self._session, edit, self)
        slots = SlotDelegate(self._session, around.colours, self)
        self.thumbnails = slots.thumbnails
        self.table = SystemsTable(self.model, around.colours, slots)
        self.slots = SlotActions(self.table, around, edit, self._categories, self._to_next_slot)
        self.walk = SystemsWalk(
            self.model, self._session, self._categories, self.table.currentIndex, lambda: self.indicator.id
        )
        self.bar = GapBar(self.next_gap, self.slots.intake.stop, self.slots.cut)
        self.display_name = DisplayName(self._session, edit, wide=_NAME_WIDTH, explained=False)
        self.bar.make_room(self.display_name)
        self._rows = ListActions(around, edit, self.bar.show_news, partial(self._show_cell, key="name"))
        self._add = button("＋ 添加系统", self.add_system, "primary")
        self._add.setToolTip("在清单里也可以按 Insert 键")
        paste = button("从 Excel 粘贴", lambda: self._rows.paste(self.indicator.id))
        self._card = SystemsCard(indicators, self.table, (paste, self._add))
        self._card.show_published({item.id: cases_line(self._session.cases, item) for item in indicators})
        self._room = PageRoom(self)
        layout = rows(self, spacing=GRID)
        layout.addWidget(self._card)
        layout.addWidget(self.bar)
        self._connect()
        self.show_filing()

    @property
    def indicator(self) -> Indicator:
        """The category that is shown."""
        return self._indicators[self._card.tabs.currentIndex()]

    def show_filing(self) -> None:
        """Show the session's present value."""
        index = self.table.currentIndex()
        at = (self.model.system(index).id, self.model.column(index).key) if index.isValid() else ("", "")
        row, column = index.row(), index.column()
        self.model.show_category(self.indicator.id)
        if at[0] and not self.table.currentIndex().isValid():
            again = self.model.cell(*at)
            last = self.model.index(min(row, self.model.rowCount() - 1), column)
            self.table.setCurrentIndex(again if again.isValid() else last)
        unlisted = self._session.filing.unlisted_systems.get(self.indicator.id, "")
        scores, listed = self._session.card.indicators, bool(self.model.systems)
        self._card.show_category(scores, listed=listed, unlisted=unlisted)
        if not self.slots.intake.placing:
            self.bar.show_news("")
        self._show_here()
        self._fit()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Name what is missing, and mark what is wrong at its cell."""
        found = tuple(findings)
        if self.model.show_findings(found):
            self.table.viewport().update()
        self.bar.show_gaps(*self.walk.told(found))
        self._show_here()

    def go_to(self, place: str) -> bool:
        """Put the cursor where a place of the filing points; False where it is not in this list."""
        found = self.at(place)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found is not None

    def at(self, place: str) -> QWidget | None:
        """The widget that holds a place, with the place shown in it; None where it is not in this list."""
        section, _, rest = place.partition(".")
        if section in {"systems", "unlisted_systems"} and rest in self._categories:
            self._card.tabs.setCurrentIndex(self._categories.index(rest))
            list_or_button = self.table if self.model.systems else self._add
            return self._card.unlisted.editor if section == "unlisted_systems" else list_or_button
        system, key = gap_list.cell_of_place(place)
        if not self._show_cell(system, key=key):
            return None
        return self.display_name.editor if key == _SHOWN else self.table

    def add_system(self) -> None:
        """A new system of the category shown, with the cursor in its name."""
        self._rows.add(self.indicator.id)

    def next_gap(self) -> None:
        """Go to the next empty cell that must be filled, in the next category too."""
        if gap := self.walk.next_gap():
            self._show_cell(gap.system.id, key=gap.column.key, edit=gap.column.kind is Kind.TEXT)
        elif unbegun := self.walk.unbegun():
            self.go_to(f"systems.{unbegun[0]}")

    def _connect(self) -> None:
        self._card.tabs.currentChanged.connect(self._change_category)
        self._card.unlisted.typed.connect(lambda value: self._rows.count_unlisted(self.indicator.id, value))
        self.table.opened.connect(self.slots.open)
        self.table.pasted.connect(self._paste)
        self.table.dropped.connect(self.slots.drop)
        self.table.removed.connect(self._remove)
        self.table.asked.connect(self._ask)
        self.table.wanted.connect(self.add_system)
        intake = self.slots.intake
        intake.began.connect(self._tell_taking)
        intake.progressed.connect(self.bar.show_progress)
        intake.ended.connect(self._tell_taken)
        self.table.selectionModel().currentChanged.connect(self._show_here)
        self._room.changed.connect(self._fit)
        QShortcut(QKeySequence("F8"), self).activated.connect(self.next_gap)
        QShortcut(QKeySequence(KEYS), self).activated.connect(self.slots.cut)

    def _change_category(self) -> None:
        self._card.unlisted.editor.clearFocus()
        self.show_filing()
        self.show_findings(self._session.findings)

    def _paste(self, index: QModelIndex) -> None:
        """What the clipboard holds: a picture for a slot, rows for the list, or a text for the cell."""
        if self.slots.paste(index):
            return
        text = QGuiApplication.clipboard().text()
        if "\t" in text:
            self._rows.paste(self.indicator.id)
        elif text and self.model.column(index).kind is Kind.TEXT:
            self.model.setData(index, text)
        elif self.model.use(index):
            self._around.tell("剪贴板里没有图片：请先截图（例如 Win+Shift+S），或复制一个图片文件，再按 Ctrl+V。")

    def _remove(self, index: QModelIndex) -> None:
        use = self.model.use(index)
        if use is None:
            self._rows.delete(self.model.system(index))
        elif self.model.slots.files(use):
            self.slots.remove(use)
            self.bar.show_news("已移除图片，按 Ctrl+Z 可恢复")

    def _ask(self, index: QModelIndex, at: QPoint) -> None:
        system = self.model.system(index)

        def more(menu: QMenu) -> None:
            if rows_ := self.carried_here():
                menu.addAction(f"确认选中的 {len(rows_)} 个系统\tF9", lambda: confirm(self._bench, rows_))
            shown = (*(f"systems.{item.id}" for item in self.model.systems), f"unlisted_systems.{self.indicator.id}")
            if waiting := [place for place in shown if place in self._session.carried]:
                confirm_all = partial(confirm, self._bench, waiting)
                menu.addAction(f"确认“{self.indicator.title}”全部 {len(waiting)} 项", confirm_all)
            menu.addAction("填写界面显示名", partial(self.go_to, f"systems.{system.id}.{_SHOWN}"))
            menu.addAction("添加系统\tInsert", self.add_system)
            menu.addAction(f"删除系统“{system.name or '未命名系统'}”", lambda: self._rows.delete(system))

        self.slots.menu(index, at, more)

    def carried_here(self) -> list[str]:
        """The chosen systems that were copied and not confirmed."""
        chosen = (f"systems.{self.model.systems[row].id}" for row in self.table.chosen())
        return [place for place in chosen if place in self._session.carried]

    def _tell_taking(self) -> None:
        self.bar.show_news("")
        self.model.redraw_slots()
        self.show_findings(self._session.findings)

    def _tell_taken(self, count: int, sentences: list[str]) -> None:
        self.model.redraw_slots()
        self.bar.end_progress(f"已放好 {count} 张" if count else "")
        if not count:
            self.show_findings(self._session.findings)  # what was on its way is missing again
        if sentences:
            self._around.tell("；".join(sentences[:_TOLD]))

    def _to_next_slot(self) -> None:
        """On to the next slot that is still empty."""
        if gap := self.walk.next_slot():
            self._show_cell(gap.system.id, key=gap.column.key)

    def _show_cell(self, system_id: str, *, key: str, edit: bool = False) -> bool:
        system = next((item for item in self._session.filing.systems if item.id == system_id), None)
        if system is None or system.category not in self._categories:
            return False
        self._card.tabs.setCurrentIndex(self._categories.index(system.category))
        self.table.put_cursor(self.model.cell(system_id, key), edit=edit)
        return True

    def _show_here(self) -> None:
        """What concerns the cell one is in: what is wrong there, and on a name, what the screens call the system."""
        index = self.table.currentIndex()
        self.bar.show_problem(self.model.problem(index))
        named = index.isValid() and index.column() == 0
        self.display_name.show_system(self.model.system(index) if named else None)

    def _fit(self) -> None:
        """The table fills what the page has room for, so that the bar below stays in sight."""
        room = self._room.height
        if room is not None:
            around = self._card.around + GRID + self.bar.height()
            self._card.fit(room - around, self.model.rowCount())
