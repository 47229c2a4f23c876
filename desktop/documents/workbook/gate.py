"""The gate between a workbook and a filing: what passes is taken, what does not is reported with its cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from desktop.documents.workbook.cell_report import Report
from desktop.documents.workbook.opening import Opened, Read
from desktop.documents.workbook.values import text_of
from desktop.errors import InputError
from desktop.model.decoding import PlacedError
from desktop.model.filing import Batch, StandardRef, empty_filing
from desktop.standard.definition import Standard
from desktop.standard.entry import accepted

Parts = Callable[[str], dict[str, Any]]  # the parts of a filing that hold a text


class Gate:
    """Takes values out of the cells of one workbook, each checked alone."""

    def __init__(self, book: Opened, standard: Standard) -> None:
        self.book, self.standard, self.report = book, standard, Report()
        self.empty = empty_filing(StandardRef(standard.id), Batch(standard.batches[-1].id))

    def hidden(self, name: str) -> str:
        """What we wrote into a cell that nobody sees."""
        cell = self.book.single(name)
        return "" if cell is None else str(cell.value)

    def single(self, name: str, what: str, parts: Parts) -> str:
        """What stands in a named cell."""
        cell = self.book.single(name)
        if cell is None:
            self.report.lost(what, "这一格已被删除")
            return ""
        return self.value(cell, what, parts)

    def value(self, cell: Read, what: str, parts: Parts, text_in: Callable[[Read], str] = text_of) -> str:
        """What stands in a cell, when the standard's gate takes it; "" when it does not, and where it is blank."""
        text = self.text(cell, what, text_in)
        if not text:
            return ""
        try:
            accepted(self.standard, replace(self.empty, **parts(text)), self.empty)
        except PlacedError as error:
            self.report.refused(cell, what, error.reason)
            return ""
        if text.strip():
            self.report.taken(cell, what, text)
        return text

    def text(self, cell: Read, what: str, text_in: Callable[[Read], str] = text_of) -> str | None:
        """What stands in a cell, unchecked; None where nothing can be made of it, which is reported."""
        try:
            return text_in(cell)
        except InputError as error:
            self.report.refused(cell, what, str(error))
            return None
