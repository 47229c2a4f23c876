"""What can be done with the rows of the list of systems: add, paste from Excel, delete, count the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication

from desktop.gui.pages.base import Surroundings
from desktop.gui.widgets.pasting import new_ones, systems_in
from desktop.gui.widgets.systems_edits import with_systems, without_system
from desktop.model.filing import Filing, System

_HOW_TO_COPY = (
    "剪贴板里没有表格：请先在 Excel 或 WPS 里选中“系统名称、是否云上、云平台、供应商、上下游协同、功能简介”这几列，"
    "复制，再点“从 Excel 粘贴”。"
)


class ShowName(Protocol):
    """Puts the cursor into a system's name."""

    def __call__(self, system_id: str, *, edit: bool = False) -> object:
        """Do it, and begin to edit."""


class ListActions:
    """Each is one edit that can be taken back; `told` takes the news."""

    def __init__(
        self,
        around: Surroundings,
        edit: Callable[[Filing, str], None],
        told: Callable[[str], None],
        show: ShowName,
    ) -> None:
        self._around, self._edit, self._told, self._show = around, edit, told, show

    @property
    def _filing(self) -> Filing:
        return self._around.session.filing

    def add(self, category: str) -> None:
        """A new system, with the cursor in its name."""
        before = self._filing.systems
        self._edit(with_systems(self._filing, [System("", "", category)]), "")
        if self._filing.systems != before:
            self._show(self._filing.systems[-1].id, edit=True)

    def paste(self, category: str) -> None:
        """The clipboard's rows as systems of a category."""
        found = systems_in(QGuiApplication.clipboard().text(), category)
        if not found:
            self._around.tell(_HOW_TO_COPY, "told")
            return
        before = self._filing.systems
        fresh = new_ones(found, before)
        self._edit(with_systems(self._filing, fresh), "")
        if len(self._filing.systems) != len(before) + len(fresh):
            return  # refused, and told why
        doubles = len(found) - len(fresh)
        if fresh:
            self._show(self._filing.systems[len(before)].id)
        same = f"，{doubles} 个同名的没有重复添加" if doubles else ""
        self._told(f"已添加 {len(fresh)} 个系统{same}" if fresh else f"{doubles} 个系统都已在清单里，没有重复添加")

    def delete(self, system: System) -> None:
        """A system with its pictures."""
        self._edit(without_system(self._around.session.standard, self._filing, system.id), "")
        self._told(f"已删除“{system.name or '未命名系统'}”，按 Ctrl+Z 可恢复")

    def count_unlisted(self, category: str, count: str) -> None:
        """How many systems of a category are off the cloud and not listed one by one."""
        counts = {key: value for key, value in self._filing.unlisted_systems.items() if key != category}
        counts |= {category: count} if count else {}
        self._edit(replace(self._filing, unlisted_systems=counts), f"unlisted_systems.{category}")
