"""The workbook 申报表.xlsx: written for officials, read back as a form, compared with the filing it was sealed with."""

from __future__ import annotations

from desktop.documents.workbook.cell_report import CellReport, Outcome, Reading
from desktop.documents.workbook.comparing import workbook_disagreements
from desktop.documents.workbook.reading import read_changes, read_workbook
from desktop.documents.workbook.writing import write_blank_form, write_workbook

__all__ = [
    "CellReport",
    "Outcome",
    "Reading",
    "read_changes",
    "read_workbook",
    "workbook_disagreements",
    "write_blank_form",
    "write_workbook",
]
