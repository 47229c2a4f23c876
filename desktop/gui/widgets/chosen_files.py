"""Below the list of evidence: what the chosen files prove, what was read in them, what their system calls itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.gui.session import Session
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import rows
from desktop.gui.widgets.display_name import DisplayName
from desktop.gui.widgets.evidence_details import EvidenceDetails
from desktop.gui.widgets.evidence_model import Row
from desktop.gui.widgets.facts_panel import FactsPanel
from desktop.model.facts import EvidenceFacts
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.standard.accounts import leaf_of


class ChosenFiles(QWidget):
    """`moved(file)` tells that a file has another use and so another place in the list; `reading(files)` is a wish."""

    moved = Signal(str)
    reading = Signal(list)

    def __init__(
        self,
        session: Session,
        edit: Callable[[Filing, str], None],
        edit_one: Callable[[int, Evidence, str], None],
    ) -> None:
        super().__init__()
        self._session, self._edit, self._edit_one = session, edit, edit_one
        self._chosen: tuple[Row, ...] = ()
        self.details = EvidenceDetails(session.standard, session.filing)
        self.details.given.connect(self._give_use)
        self.facts = FactsPanel(session.standard)
        self.facts.changed.connect(self._correct)
        self.facts.reading.connect(self._ask_to_read)
        self.display_name = DisplayName(session, edit)
        layout = rows(self, spacing=GRID)
        for part in (self.details, self.facts, self.display_name):
            layout.addWidget(part)

    def show_filing(self) -> None:
        """Offer the subjects there are now."""
        self.details.show_filing(self._session.filing)

    def show_chosen(self, chosen: Sequence[Row], *, listed: bool) -> None:
        """Show the chosen files; `listed` tells whether there are any to choose."""
        self._chosen = tuple(chosen)
        standard, filing = self._session.standard, self._session.filing
        self.details.show_chosen(chosen, listed=listed)
        item = chosen[0].entry.evidence if len(chosen) == 1 else None
        self.display_name.show_for(item)
        about_money = item and (item.facts or any(leaf_of(standard, use) for use in item.uses))
        self.facts.show_evidence(filing, item if about_money else None)

    def _ask_to_read(self) -> None:
        self.reading.emit([row.entry.evidence for row in self._chosen])

    def _correct(self, facts: EvidenceFacts | None, about: str) -> None:
        """What was read in the chosen file is otherwise, or was looked at."""
        if len(self._chosen) == 1:
            row = self._chosen[0]
            self._edit_one(row.position, replace(row.entry.evidence, facts=facts), f"facts.{about}")

    def _give_use(self, use: EvidenceUse | None) -> None:
        """The first use of every chosen file becomes this one."""
        filing = self._session.filing
        if use is None and self.details.use.requirement.currentData():
            return  # a requirement whose subject is still to be chosen, or of which there is none
        chosen = {row.position for row in self._chosen}
        new = (use,) if use else ()
        evidence = tuple(
            replace(item, uses=(*new, *item.uses[1:])) if position in chosen else item
            for position, item in enumerate(filing.evidence)
        )
        kept = [filing.evidence[position] for position in chosen]
        self._edit(replace(filing, evidence=evidence), "")
        if len(kept) == 1:
            self.moved.emit(kept[0].file)
