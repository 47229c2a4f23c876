"""What became of every cell of a filled-in workbook: taken, or not, and why."""

from __future__ import annotations

from enum import Enum
from typing import Any

from msgspec import Struct

from desktop.documents.workbook.opening import Read

_SHOWN = 60  # characters of what was typed that a report repeats


class Outcome(Enum):
    """What became of a cell: `noted` is taken, but not quite as it stands there."""

    TAKEN = "taken"
    NOTED = "noted"
    REFUSED = "refused"


class CellReport(Struct, frozen=True):
    """A cell as people name it (`sheet`, `cell`; "" where it is lost), what it is for, what stands there."""

    sheet: str
    cell: str
    what: str
    text: str
    outcome: Outcome
    reason: str = ""

    @property
    def taken(self) -> bool:
        """Whether the value is in the filing."""
        return self.outcome is not Outcome.REFUSED

    @property
    def place(self) -> str:
        """工作表!单元格, as Excel's name box takes it."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    @property
    def sentence(self) -> str:
        """The report of one cell as a line of text."""
        words = "已取用" if self.taken else "没有取用"
        where = " ".join(part for part in (self.place, self.what) if part)
        said = f"“{self.text}”" if self.text and f"“{self.text}”" not in self.reason else ""
        return f"{where}{said}：{words}{f'，{self.reason}' if self.reason else ''}。"


class Reading(Struct, frozen=True):
    """A workbook that was read: a plain filing document without evidence, and the report of its cells."""

    document: dict[str, Any]
    cells: tuple[CellReport, ...]


class Report:
    """The cells of a workbook as they are read."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str, str], CellReport] = {}

    @property
    def cells(self) -> tuple[CellReport, ...]:
        """All cells so far."""
        return tuple(self._cells.values())

    def taken(self, cell: Read, what: str, text: str) -> None:
        """A value goes into the filing."""
        self._add(cell, what, text, Outcome.TAKEN)

    def noted(self, cell: Read, what: str, text: str, reason: str) -> None:
        """A value goes into the filing, and there is something to say about it."""
        self._add(cell, what, text, Outcome.NOTED, reason)

    def refused(self, cell: Read, what: str, reason: str) -> None:
        """A value stays out."""
        self._add(cell, what, str(cell.value), Outcome.REFUSED, reason)

    def lost(self, what: str, reason: str) -> None:
        """There is no cell any more."""
        self._cells["", "", what] = CellReport("", "", what, "", Outcome.REFUSED, reason)

    def _add(self, cell: Read, what: str, text: str, outcome: Outcome, reason: str = "") -> None:
        shown = " ".join(text.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        place = cell.place
        key = (place.sheet, place.coordinate, "")
        known = self._cells.get(key)
        if known and known.outcome is Outcome.NOTED and outcome is Outcome.TAKEN:
            outcome, reason = known.outcome, known.reason  # what was noted of a cell is not forgotten when it is taken
        self._cells[key] = CellReport(place.sheet, place.coordinate, what, shown, outcome, reason)
