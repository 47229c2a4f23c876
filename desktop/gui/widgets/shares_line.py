"""Where one invoice stands behind several figures: how much of it belongs to each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import label, rows
from desktop.gui.widgets.fields import Field, figure_field
from desktop.gui.widgets.flow import Flow
from desktop.model.facts import Share
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.standard.accounts import leaf_of
from desktop.standard.catalogue import subject_names
from desktop.standard.definition import Standard


class SharesLine(QWidget):
    """A field per use that asks for money, shown only where there are several; `changed` carries the shares."""

    changed = Signal(object)

    def __init__(self, standard: Standard) -> None:
        super().__init__()
        self._standard = standard
        self._shares: dict[EvidenceUse, str] = {}
        self.fields: dict[EvidenceUse, Field] = {}
        layout = rows(self, spacing=GRID)
        layout.addWidget(label("这张发票用于几处，请写明各计多少元；没有写明的，哪里都不计。", "small", wrap=True))
        self._flow = Flow(spacing=2 * GRID)
        layout.addWidget(self._flow)

    def show_evidence(self, filing: Filing, item: Evidence) -> None:
        """Show the shares of a file."""
        uses = [use for use in item.uses if leaf_of(self._standard, use)]
        several = item.facts is not None and len({leaf_of(self._standard, use) for use in uses}) > 1
        self.setVisible(several)
        if not several or item.facts is None:
            return
        self._shares = {EvidenceUse(share.requirement, share.subject): share.amount for share in item.facts.shares}
        if list(self.fields) != uses:
            self._build(filing, uses)
        for use, field in self.fields.items():
            field.show_value(self._shares.get(use, ""))

    def _build(self, filing: Filing, uses: list[EvidenceUse]) -> None:
        names = subject_names(self._standard, filing)
        self.fields = {}
        for use in uses:
            requirement = self._standard.requirement_by_id[use.requirement]
            whose = names.get((requirement.subject, use.subject), use.subject)
            caption = "：".join(part for part in (requirement.label, whose) if part)
            self.fields[use] = figure_field(f"计入{caption}", "元", negative=True)
            self.fields[use].typed.connect(partial(self._typed, use))
        self._flow.hold(list(self.fields.values()))

    def _typed(self, use: EvidenceUse, amount: str) -> None:
        shares = self._shares | {use: amount}
        made = (Share(key.requirement, key.subject, shares[key]) for key in self.fields if shares.get(key))
        self.changed.emit(tuple(made))
