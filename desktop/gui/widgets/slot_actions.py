"""What can be done with the slots of the list of systems: paste, drop, choose a file, look, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.evidence.kinds import OFD, PDF, PICTURE
from desktop.gui.pages.base import Surroundings
from desktop.gui.screen_cut import KEYS, ScreenCut
from desktop.gui.widgets.evidence_intake import Arrival, Intake, files_of, picture_of
from desktop.gui.widgets.file_actions import Item
from desktop.gui.widgets.file_matching import match
from desktop.gui.widgets.systems_edits import without_uses
from desktop.gui.widgets.systems_model import SystemsModel
from desktop.gui.widgets.systems_table import SystemsTable
from desktop.gui.widgets.viewer import Viewer
from desktop.model.filing import EvidenceUse, Filing
from desktop.standard.definition import Requirement

_PATTERNS = {PICTURE: "*.png *.jpg *.jpeg *.bmp *.gif *.webp *.tif *.tiff", PDF: "*.pdf", OFD: "*.ofd"}
_LEFT_TOLD = 3  # files that could not be placed, told one by one


class SlotActions(QObject):
    """Carries out what the table asks; `filled` is called when a slot gets its picture."""

    def __init__(
        self,
        table: SystemsTable,
        around: Surroundings,
        edit: Callable[[Filing, str], None],
        categories: Sequence[str],
        filled: Callable[[], None],
    ) -> None:
        super().__init__(table)
        self.intake = Intake(around.session, self)
        self._table, self._around, self._edit = table, around, edit
        self._categories, self._filled = categories, filled
        self.cutter = ScreenCut(table, around.colours)
        self.cutter.failed.connect(around.tell)
        self._viewer: Viewer | None = None
        model = table.model()
        assert isinstance(model, SystemsModel)  # noqa: S101  (the table has no other)
        self._model = model
        model.slots.on_the_way = self.intake.on_the_way

    def paste(self, index: QModelIndex) -> bool:
        """Take the clipboard's picture or files for a slot; False where it holds neither."""
        clipboard = QGuiApplication.clipboard()
        paths = [path for path in files_of(clipboard) if path.is_file()]
        use = self._model.use(index) or self._free_slot(index)
        if len(paths) > 1:
            self.drop(paths, QModelIndex())
            return True
        picture = None if paths else picture_of(clipboard)
        if not paths and picture is None:
            return False
        if use is None:
            self._around.tell("这个系统的图片已经齐了；要换图，请把光标移到那张图上再粘贴。", "told")
        elif paths:
            self._take([Arrival(paths[0], use)])
        elif picture is not None:
            self._take_picture(use, picture)
        return True

    def drop(self, paths: Sequence[Path], index: QModelIndex) -> None:
        """Take one file for the slot it was dropped on, several for the slots their names speak of."""
        use = self._model.use(index) if index.isValid() else None
        if use and len(paths) == 1:
            self._take([Arrival(paths[0], use)])
            return
        systems = [item for item in self._around.session.filing.systems if item.category in self._categories]
        found = match(paths, systems, self._model.requirements, self._model.slots.filled())
        left = _sentence([f"“{path.name}”{reason}" for path, reason in found.left])
        if found.placed:
            self.intake.take([Arrival(path, use) for path, use in found.placed], left, alone=True)
        elif left:
            self._around.tell(left)

    def open(self, index: QModelIndex) -> None:
        """Look at the picture of a slot; where there is none, choose a file."""
        use = self._model.use(index)
        if use is None or use in self._model.slots.on_the_way:
            return
        if self._model.slots.files(use):
            self.look(use)
        else:
            self.choose(use)

    def choose(self, use: EvidenceUse) -> None:
        """Choose a file for a slot."""
        requirement = self._around.session.standard.requirement_by_id[use.requirement]
        title = f"选择{requirement.label}"
        path, _ = QFileDialog.getOpenFileName(self._table.window(), title, "", file_filter(requirement))
        if path:
            self._take([Arrival(Path(path), use)])

    def look(self, use: EvidenceUse) -> None:
        """Show the picture of a slot in a window of its own."""
        if self._viewer is None:
            self._viewer = Viewer(self._around.session, self._around.colours, self._edit, self._table)
        at = next((number for number, item in enumerate(self._items()) if item.use == use), 0)
        self._viewer.look(self._items, at)

    def cut(self) -> None:
        """Cut a picture from the screen for the slot in focus; where its row has no room, for the next empty slot."""
        if self._slot_in_focus() is None:
            self._filled()
        use = self._slot_in_focus()
        if use:
            self.cutter.begin(partial(self._take_picture, use))
        else:
            self._around.tell("图片已经齐了；要换一张，请先把光标移到那张图上，再截取屏幕。", "told")

    def remove(self, use: EvidenceUse) -> None:
        """Take the pictures out of a slot."""
        self._edit(without_uses(self._around.session.filing, [use]), "")

    def menu(self, index: QModelIndex, at: QPoint, more: Callable[[QMenu], None]) -> None:
        """Offer what can be done with a slot, and with the row."""
        menu = QMenu(self._table)
        use = self._model.use(index)
        if use:
            menu.addAction("粘贴图片\tCtrl+V", lambda: self.paste(index))
            menu.addAction(f"截取屏幕…\t{KEYS}", self.cut)
            menu.addAction("选择文件…\t回车", lambda: self.choose(use))
            if self._model.slots.files(use):
                menu.addAction("查看图片\t回车", lambda: self.look(use))
                menu.addAction("移除图片\tDel", lambda: self.remove(use))
            menu.addSeparator()
        more(menu)
        menu.popup(at)

    def _take(self, arrivals: list[Arrival]) -> None:
        self.intake.take(arrivals, alone=True)
        self._filled()

    def _take_picture(self, use: EvidenceUse, picture: QImage) -> None:
        self._take([Arrival(picture, use, self.intake.pasted_name(use, alone=True))])

    def _items(self) -> list[Item]:
        """All pictures of the list, system by system."""
        filing = self._around.session.filing
        systems = (item for category in self._categories for item in filing.systems if item.category == category)
        uses = (EvidenceUse(need.id, item.id) for item in systems for need in self._model.requirements)
        return [Item(found, use) for use in uses for found in filing.evidence_for(use.requirement, use.subject)]

    def _slot_in_focus(self) -> EvidenceUse | None:
        index = self._table.currentIndex()
        return (self._model.use(index) or self._free_slot(index)) if index.isValid() else None

    def _free_slot(self, index: QModelIndex) -> EvidenceUse | None:
        """The first slot of a row that is still empty."""
        filled, system = self._model.slots.filled(), self._model.system(index)
        uses = (EvidenceUse(item.id, system.id) for item in self._model.requirements)
        return next((use for use in uses if use not in filled), None)


def _sentence(left: Sequence[str]) -> str:
    """What is said about files that could not be placed."""
    if not left:
        return ""
    more = f"；另有 {len(left) - _LEFT_TOLD} 个" if len(left) > _LEFT_TOLD else ""
    return f"有 {len(left)} 个文件没有放上：{'；'.join(left[:_LEFT_TOLD])}{more}。请把它们直接拖到对应的空位。"


def file_filter(requirement: Requirement) -> str:
    """The filter of the file dialog for what a requirement accepts."""
    patterns = " ".join(_PATTERNS[kind] for kind in requirement.accept if kind in _PATTERNS)
    return f"可用的文件 ({patterns});;所有文件 (*)" if patterns else "所有文件 (*)"
