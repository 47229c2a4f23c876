"""Choosing what a file proves: a requirement and, where it has one, its subject."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.gui.widgets.basics import columns
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.model.filing import EvidenceUse, Filing
from desktop.standard.catalogue import UNASSIGNED
from desktop.standard.checks.evidence import subjects
from desktop.standard.definition import Standard, SubjectKind

_WIDTHS = (150, 170)


class UsePicker(QWidget):
    """Two lists: the requirement, and its subject where it has one; `chosen` carries the use, or None for none."""

    chosen = Signal(object)

    def __init__(self, standard: Standard, filing: Filing, name: str, *, none: bool = False) -> None:
        super().__init__()
        self._standard, self._filing = standard, filing
        self._known: tuple[object, ...] = (filing.systems, filing.cloud_services)
        self.requirement, self.subject = ChoiceBox(f"{name}：材料要求"), ChoiceBox(f"{name}：对象")
        for choice, width in zip((self.requirement, self.subject), _WIDTHS, strict=True):
            choice.setMinimumWidth(width)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._requirements = [(item.id, item.label) for item in standard.requirements]
        if none:
            self._requirements.insert(0, ("", UNASSIGNED))
        self.requirement.show_choices(self._requirements, self._requirements[0][0])
        line = columns(self)
        line.addWidget(self.requirement)
        line.addWidget(self.subject)
        self._fill("")
        self.requirement.chosen.connect(self._requirement_chosen)
        self.subject.chosen.connect(lambda _: self.chosen.emit(self.use()))

    def show_filing(self, filing: Filing) -> None:
        """Offer the subjects of this filing."""
        known = (filing.systems, filing.cloud_services)
        self._filing = filing
        if known != self._known:
            self._known = known
            use = self.use()
            self._fill(use.subject if use else "")

    def show_use(self, use: EvidenceUse | None) -> None:
        """Show a use; None where there is none."""
        self.requirement.show_choices(self._requirements, use.requirement if use else self._requirements[0][0])
        self._fill(use.subject if use else "")

    def show_plain(self) -> None:
        """Show the last requirement that has no subject: what suits any file."""
        plain = [item.id for item in self._standard.requirements if item.subject is SubjectKind.NONE]
        self.show_use(EvidenceUse(plain[-1]) if plain else None)

    def use(self) -> EvidenceUse | None:
        """What is chosen; None for nothing, or for a requirement whose subjects there are none of."""
        requirement = self._standard.requirement_by_id.get(self.requirement.currentData() or "")
        if requirement is None:
            return None
        subject = self.subject.currentData() or ""
        if requirement.subject is not SubjectKind.NONE and not subject:
            return None
        return EvidenceUse(requirement.id, subject)

    def _requirement_chosen(self, _: str) -> None:
        self._fill("")
        self.chosen.emit(self.use())

    def _fill(self, subject: str) -> None:
        requirement = self._standard.requirement_by_id.get(self.requirement.currentData() or "")
        wanted = requirement is not None and requirement.subject is not SubjectKind.NONE
        choices = list(subjects(self._standard, self._filing, requirement)) if requirement and wanted else []
        known = subject in dict(choices)
        self.subject.show_choices(choices, subject if known or not choices else choices[0][0])
        self.subject.setVisible(wanted)
