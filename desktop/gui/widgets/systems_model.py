"""The list of systems of one category as a table: what is typed, what is ticked, which pictures are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.gui.overriding import override
from desktop.gui.screen_cut import KEYS
from desktop.gui.session import Session
from desktop.gui.widgets.systems_columns import Column, Kind, columns_of
from desktop.gui.widgets.systems_edits import with_value
from desktop.model.filing import Evidence, EvidenceUse, Filing, System
from desktop.standard.definition import Requirement
from desktop.standard.findings import Finding

Index = QModelIndex | QPersistentModelIndex
_WAYS = f"按 Ctrl+V 粘贴图片，{KEYS} 截取屏幕，回车选择文件，也可以把文件拖进来"
_DISPLAY, _EDIT, _ROOT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, QModelIndex()


class SlotFiles:
    """Which files are in which slot, of all categories; `on_the_way` are the slots that are getting one."""

    def __init__(self) -> None:
        self.on_the_way: set[EvidenceUse] = set()
        self._evidence: tuple[Evidence, ...] = ()
        self._files: dict[EvidenceUse, list[Evidence]] = {}

    def sort(self, evidence: tuple[Evidence, ...]) -> bool:
        """Take over the filing's evidence; False where it is what was sorted before."""
        if evidence is self._evidence:
            return False
        self._evidence = evidence
        files: dict[EvidenceUse, list[Evidence]] = defaultdict(list)
        for item in evidence:
            for use in item.uses:
                files[use].append(item)
        self._files = dict(files)
        return True

    def files(self, use: EvidenceUse) -> Sequence[Evidence]:
        """The files in a slot."""
        return self._files.get(use, ())

    def filled(self) -> set[EvidenceUse]:
        """The slots that have a file or are getting one."""
        return {*self._files, *self.on_the_way}


class SystemsModel(QAbstractTableModel):
    """The systems of the category shown; changes go through `edit`, what is shown comes from the session."""

    def __init__(self, session: Session, edit: Callable[[Filing, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns_of(session.standard)
        self.systems: tuple[System, ...] = ()
        self.category = ""
        self.slots = SlotFiles()
        self._session, self._edit = session, edit
        self._problems: dict[tuple[str, str], str] = {}
        self._carried = session.carried

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements that have a column."""
        return tuple(item.requirement for item in self.columns if item.requirement)

    def show_category(self, category: str) -> None:
        """Show the session's systems of a category; only what differs is drawn anew."""
        fresh = self.slots.sort(self._session.filing.evidence)
        systems = tuple(item for item in self._session.filing.systems if item.category == category)
        same = [item.id for item in systems] == [item.id for item in self.systems] and category == self.category
        before, self.category = self.systems, category
        if not same:
            self.beginResetModel()
            self.systems = systems
            self.endResetModel()
            return
        self.systems, carried = systems, self._session.carried
        for row, (old, new) in enumerate(zip(before, systems, strict=True)):
            if old is not new or self._carried is not carried:
                differing = self._differing(old, new) if self._carried is carried else range(len(self.columns))
                for column in differing:
                    self.dataChanged.emit(self.index(row, column), self.index(row, column))
        if fresh or self._carried is not carried:
            self.redraw_slots()
        self._carried = carried

    def _differing(self, old: System, new: System) -> list[int]:
        """The columns that show something else."""
        shown = ((number, column.key) for number, column in enumerate(self.columns) if column.kind is not Kind.SLOT)
        differing = [number for number, key in shown if getattr(old, key) != getattr(new, key)]
        return [0, *differing] if old.display_name != new.display_name else differing  # it stands below the name

    def redraw_slots(self) -> None:
        """Have the pictures drawn anew."""
        slots = [number for number, column in enumerate(self.columns) if column.kind is Kind.SLOT]
        if self.systems and slots:
            self.dataChanged.emit(self.index(0, slots[0]), self.index(len(self.systems) - 1, slots[-1]))

    def show_findings(self, findings: Sequence[Finding]) -> bool:
        """Take over what is wrong or unusual at which cell; gives whether anything is to be drawn anew."""
        problems = {}
        for item in findings:
            if item.place.startswith("systems.") and not item.missing:
                system, _, key = item.place.partition(".")[2].rpartition(".")
                problems[system, key] = item.message
        differs = problems != self._problems
        self._problems = problems
        return differs

    def waits(self, index: Index) -> bool:
        """Whether a system was copied and not confirmed."""
        return f"systems.{self.system(index).id}" in self._session.carried

    def column(self, index: Index) -> Column:
        """The column of a cell."""
        return self.columns[index.column()]

    def system(self, index: Index) -> System:
        """The system of a cell."""
        return self.systems[index.row()]

    def use(self, index: Index) -> EvidenceUse | None:
        """What the pictures of a cell prove; None where the cell holds none."""
        requirement = self.column(index).requirement if index.isValid() else None
        return EvidenceUse(requirement.id, self.system(index).id) if requirement else None

    def problem(self, index: Index) -> str:
        """What is wrong or unusual at a cell; "" where nothing is."""
        return self._problems.get((self.system(index).id, self.column(index).key), "") if index.isValid() else ""

    def cell(self, system_id: str, key: str) -> QModelIndex:
        """The cell of a system and column; the name where the column is not known."""
        row = next((number for number, item in enumerate(self.systems) if item.id == system_id), -1)
        column = next((number for number, item in enumerate(self.columns) if item.key == key), 0)
        return self.index(row, column) if row >= 0 else QModelIndex()

    def _spoken(self, index: Index) -> str:
        column, system = self.column(index), self.system(index)
        use = self.use(index)
        if use:
            names = "、".join(item.file for item in self.slots.files(use))
            said = f"已附 {names}" if names else f"还没有。{_WAYS}"
        elif column.kind is Kind.CHECK:
            said = "是" if getattr(system, column.key) else "否"
        else:
            said = str(getattr(system, column.key)) or column.empty or "未填写"
        if index.column() == 0:
            said += f"，界面显示名 {system.display_name}" if system.display_name else ""
            said += "，待确认" if self.waits(index) else ""
        return f"{system.name or '未命名系统'}，{column.title}：{said}"

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.systems)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role in {_DISPLAY, Qt.ItemDataRole.ToolTipRole}:
            requirement = self.columns[section].requirement
            clause = requirement.clause if requirement and role != _DISPLAY else ""
            return clause or self.columns[section].title
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            middle = self.columns[section].kind is not Kind.TEXT
            return (
                Qt.AlignmentFlag.AlignCenter if middle else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
        return None

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        column = self.column(index)
        if column.kind is Kind.TEXT and role in {_DISPLAY, _EDIT}:
            return getattr(self.system(index), column.key)
        if column.kind is Kind.CHECK and role == Qt.ItemDataRole.CheckStateRole:
            ticked = getattr(self.system(index), column.key)
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            use = self.use(index)
            names = ("\n".join(item.file for item in self.slots.files(use)) or _WAYS) if use else ""
            return self.problem(index) or names or (getattr(self.system(index), column.key) if column.long else None)
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        column, system = self.column(index), self.system(index)
        if column.kind is Kind.CHECK:
            value = not getattr(system, column.key)
            self._edit(with_value(self._session.filing, system.id, column.key, value), "")
        elif column.kind is Kind.TEXT:
            about = f"systems.{system.id}.{column.key}"
            self._edit(with_value(self._session.filing, system.id, column.key, str(value)), about)
        return column.kind is not Kind.SLOT

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return base | Qt.ItemFlag.ItemIsEditable if self.column(index).kind is Kind.TEXT else base
