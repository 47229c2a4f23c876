"""What became of every cell of a filled-in workbook: counts, and the cells that were not taken first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.gui.theme import Colours
from desktop.gui.widgets.basics import Card, button, columns, label
from desktop.gui.widgets.edit_table import EditTable
from desktop.gui.widgets.row_model import Column

if TYPE_CHECKING:
    from desktop.documents.workbook import CellReport

_TAKEN, _REFUSED = "已取用", "没有取用"


class CellsCard(Card):
    """The report of an import; `left` is emitted when the person has seen it and wants the filing."""

    left = Signal()

    def __init__(self, chosen: Colours) -> None:
        super().__init__("逐格结果")
        self._cells: tuple[CellReport, ...] = ()
        self._only_refused = False
        self._counts = {True: label("", "chip-good"), False: label("", "chip-attention")}
        for position, chip in enumerate(self._counts.values(), start=1):
            self.head.insertWidget(position, chip)
        self._toggle = button("", self._filter, "link")
        self.head.addWidget(self._toggle)
        self.table: EditTable[CellReport] = EditTable("逐格结果", _COLUMNS, chosen)
        self.table.chosen.connect(self._say)
        self._sentence = label("", "second", wrap=True)
        self.open = button("打开案卷", self.left.emit, "primary")
        foot = columns()
        foot.addWidget(self._sentence, 1)
        foot.addWidget(self.open)
        self.body.addWidget(self.table)
        self.body.addLayout(foot)

    def show_cells(self, cells: tuple[CellReport, ...]) -> None:
        """Show this report; where something was not taken, that alone."""
        self._cells = cells
        refused = sum(not item.taken for item in cells)
        self._counts[True].setText(f"{len(cells) - refused} 格已取用")
        self._counts[False].setText(f"{refused} 格没有取用")
        self._counts[False].setVisible(bool(refused))
        self._toggle.setVisible(0 < refused < len(cells))
        self._only_refused = bool(refused)
        self._arrange()

    def _filter(self) -> None:
        self._only_refused = not self._only_refused
        self._arrange()

    def _arrange(self) -> None:
        self._toggle.setText("看全部" if self._only_refused else "只看没有取用的")
        ranked = sorted(
            self._cells, key=lambda item: _RANKS[item.outcome.value]
        )  # stable: in the order of the workbook
        self.table.show_rows([item for item in ranked if not (self._only_refused and item.taken)])
        self._say(self.table.row)

    def _say(self, row: int) -> None:
        """The chosen line in full: the table cuts what is long."""
        shown = self.table.model.rows
        self._sentence.setText(shown[row].sentence if 0 <= row < len(shown) else "选中一行，这里显示完整的说明。")


def _result(item: CellReport) -> str:
    word = _TAKEN if item.taken else _REFUSED
    return f"{word}：{item.reason}" if item.reason else word


_RANKS = {"refused": 0, "noted": 1, "taken": 2}
_COLUMNS: tuple[Column[CellReport], ...] = (
    Column("单元格", lambda item: item.place or "（找不到）", width=170),
    Column("栏目", lambda item: item.what, width=170),
    Column("写的是", lambda item: item.text, width=130),
    Column("结果", _result, good=lambda text: not text.startswith(_REFUSED)),
)
