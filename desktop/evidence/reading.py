"""What was found in a file of evidence: its kind, values, where each was read, what is certain, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from desktop.evidence.invoice import InvoiceLine
from desktop.evidence.merging import Problem
from desktop.model.facts import NAMES

INVOICE, CONTRACT, LICENCE, LOGIN, HOME, OTHER, UNREADABLE = (
    "invoice",
    "contract",
    "licence",
    "login",
    "home",
    "other",
    "unreadable",
)


class Reading(Struct, frozen=True):
    """A file as the readers see it; `ocr_would_help` where the text of a picture was not read.

    `shown` are the words of a picture that is no paper, where its text was read.
    """

    kind: str
    values: Mapping[str, str] = {}
    sources: Mapping[str, tuple[str, ...]] = {}
    confirmed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: tuple[InvoiceLine, ...] = ()
    ocr_would_help: bool = False
    shown: str = ""

    def as_json(self, path: str) -> dict[str, Any]:
        """One file of `yunqi read --json` (contract §1); contract and licence have a part of their own."""
        made: dict[str, Any] = {"path": path, "kind": self.kind, "invoice": None}
        if self.kind == INVOICE:
            made["invoice"] = {name: self.values.get(name, "") for name in NAMES}
            made["lines"] = [structs.asdict(line) for line in self.lines]
        elif self.kind in {CONTRACT, LICENCE}:
            made[self.kind] = dict(self.values)
        made["confirmed"] = list(self.confirmed)
        made["sources"] = {name: list(sources) for name, sources in self.sources.items()}
        made["problems"] = [structs.asdict(problem) for problem in self.problems]
        return made


def unreadable(code: str, message: str) -> Reading:
    """A file that could not be read, and why."""
    return Reading(UNREADABLE, problems=(Problem(code, message),))
