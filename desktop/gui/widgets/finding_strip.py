"""What the checks found, beside what it concerns: errors in a strip, warnings with room for a reason, hints small.

What is merely missing is not told here: empty fields and slots say it themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desktop.gui.text import LEVELS
from desktop.gui.widgets.basics import clear, label, rows
from desktop.gui.widgets.fields import Field, line_field
from desktop.gui.widgets.workbench import Workbench
from desktop.standard.definition import Level
from desktop.standard.findings import Finding


class FindingStrip(QWidget):
    """The findings about one thing, one under the other; hidden while there are none."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.reasons: dict[str, Field] = {}
        self._rows = rows(self, spacing=4)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.hide()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show these findings; a reason that is being typed is left alone."""
        told = tuple(item for item in findings if not item.missing)
        shown = tuple((item.key, item.message) for item in told)
        if shown != self._shown:
            self._shown = shown
            self._rebuild(told)
            self.setVisible(bool(told))
        for key, field in self.reasons.items():
            field.show_value(self._bench.session.filing.reasons.get(key, ""))

    def _rebuild(self, told: Iterable[Finding]) -> None:
        clear(self._rows)
        self.reasons = {}
        for finding in told:
            match finding.level:
                case Level.ERROR:
                    self._rows.addWidget(label(finding.message, "problem", wrap=True))
                case Level.WARNING:
                    self._rows.addWidget(label(f"{LEVELS[finding.level]}：{finding.message}", "attention", wrap=True))
                    self._rows.addWidget(self._reason(finding))
                case Level.HINT:
                    self._rows.addWidget(label(f"{LEVELS[finding.level]}：{finding.message}", "small", wrap=True))

    def _reason(self, finding: Finding) -> Field:
        field = line_field("说明理由，会写进申报包")
        field.editor.setPlaceholderText("核对无误的写明原因")
        field.typed.connect(partial(self._explain, finding.key))
        self.reasons[finding.key] = field
        return field

    def _explain(self, key: str, reason: str) -> None:
        filing = self._bench.session.filing
        self._bench.edit(replace(filing, reasons={**filing.reasons, key: reason}), f"reasons.{key}")
