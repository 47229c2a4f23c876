"""The strip below the list of evidence: what the chosen files prove, what was found about them, show, remove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.evidence_model import Row
from desktop.gui.widgets.gap_bar import Elided
from desktop.gui.widgets.use_picker import UsePicker
from desktop.model.filing import Filing
from desktop.standard.definition import Standard

_HINT = "选中一份材料，可以查看（回车）、改用途、填日期和说明（直接打字），或移除（Del）。"
_MARKED = "invoice_unconfirmed"  # the fields below say it, one by one


class EvidenceDetails(QWidget):
    """`given` carries the use that the chosen files are to have; `removing` and `opening` are asked for."""

    given = Signal(object)
    removing = Signal()
    opening = Signal()

    def __init__(self, standard: Standard, filing: Filing) -> None:
        super().__init__()
        column = rows(self, spacing=GRID)
        across = columns(spacing=GRID)
        self._chosen, self._caption = Elided(), label("改为", "second")
        self._chosen.setProperty("kind", "second")
        self.use = UsePicker(standard, filing, "选中的材料用作", none=True)
        self.use.chosen.connect(self.given)
        self._open = button("查看材料", self.opening.emit)
        self._open.setToolTip("在“用途”“原文件名”等列按回车或双击也可以")
        self._remove = button("移除材料", self.removing.emit)
        across.addWidget(self._chosen, 1)
        for part in (self._caption, self.use, self._open, self._remove):
            across.addWidget(part)
        column.addLayout(across)
        self._problem = label("", "notice", wrap=True)
        column.addWidget(self._problem)

    def show_filing(self, filing: Filing) -> None:
        """Offer the subjects of this filing."""
        self.use.show_filing(filing)

    def show_chosen(self, chosen: Sequence[Row], *, listed: bool) -> None:
        """Show the chosen files; `listed` tells whether there are any to choose."""
        for part in (self.use, self._caption, self._open, self._remove):
            part.setVisible(bool(chosen))
        found = chosen[0].findings if len(chosen) == 1 else ()
        self._problem.setText("\n".join(item.message for item in found if not item.reason and item.code != _MARKED))
        self._problem.setVisible(bool(self._problem.text()))
        if not chosen:
            self._chosen.show_text(_HINT if listed else "")
            return
        self._chosen.show_text(_words(chosen[0]) if len(chosen) == 1 else f"选中了 {len(chosen)} 份材料")
        uses = chosen[0].entry.evidence.uses
        self.use.show_use(uses[0] if uses else None)


def _words(row: Row) -> str:
    """A file with all it is used for."""
    entry = row.entry
    more = f"（另用作{'、'.join(entry.uses[1:])}）" if len(entry.uses) > 1 else ""
    return f"{entry.number}　{entry.evidence.file.rpartition('/')[2]}{more}"
