"""The hidden sheet that says which standard and batch the workbook belongs to, and keeps what no other sheet shows."""

from __future__ import annotations

from desktop.documents import wording
from desktop.documents.dossier import Dossier
from desktop.documents.workbook import names
from desktop.documents.workbook.remark_sheets import warnings_of
from desktop.documents.workbook.sheet import Area, Sheet, cell
from desktop.standard.periods import window_text

TITLE = "_yunqi"


def write_origin(sheet: Sheet, dossier: Dossier) -> None:
    """Writes the sheet and hides it."""
    filing = dossier.filing
    sheet.columns((24, 70))
    facts = {
        names.META_FORMAT: names.FORMAT,
        names.META_SOFTWARE: dossier.software,
        names.META_STANDARD: filing.standard.id,
        names.META_DIGEST: filing.standard.sha256,
        names.META_BATCH: filing.batch.id,
        names.META_SAMPLE: wording.yes_no(filing.sample),
        names.META_NO_OVERVIEW: wording.yes_no(filing.no_overview),
    }
    if filing.basis:  # a cell only where there is something to say: the workbook of an older package stays what it was
        facts[names.META_BASIS] = filing.basis
    facts |= {f"{names.META_WINDOW}{key}": window_text(window) for key, window in filing.windows.items()}
    for row, (name, text) in enumerate(facts.items()):
        sheet.put(cell(row, 0), name, "hidden")
        sheet.put(cell(row, 1), text, "hidden")
        sheet.name(name, cell(row, 1))
    standing = {finding.key for finding in warnings_of(dossier)}
    others = [item for item in filing.reasons.items() if item[0] not in standing]
    start = len(facts) + 1
    for row, texts in enumerate([("key", "reason"), *(others or [("", "")])], start=start):
        for column, text in enumerate(texts):
            sheet.put(cell(row, column), text, "hidden")
    sheet.name(names.OTHER_REASONS, Area(start, 0, start + max(1, len(others)), 1))
    sheet.hide()
