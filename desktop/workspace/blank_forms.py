"""The form as a workbook to be given away (填报表): blank, or with what a filing already says."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.dossier import Stamp
from desktop.documents.workbook import write_blank_form
from desktop.errors import InputError
from desktop.filing import FilingStore
from desktop.model.filing import Batch, Filing, StandardRef, empty_filing
from desktop.standard.definition import Standard
from desktop.workspace import standards
from desktop.workspace.composing import dossier, write_file

_DRAFT = Stamp(version=0, date="")


def write_blank(path: Path, standard_id: str = "", batch: str = "") -> None:
    """Write the form of a standard's batch with nothing filled in; without a batch, of its newest.

    Raises:
        InputError: there is no such standard or batch, a file is there already, or it cannot be written.
    """
    standard = standards.standard(standard_id or standards.DEFAULT)
    chosen = batch or standard.batches[-1].id
    if standard.batch(chosen) is None:
        known = "、".join(item.id for item in standard.batches)
        raise InputError(f"没有批次“{chosen[:40]}”，可用的批次：{known}。")
    _write(path, standard, empty_filing(StandardRef(standard.id, standard.sha256), Batch(chosen)))


def write_form_of(store: FilingStore, path: Path) -> None:
    """Write the form with what an open filing says; evidence stays behind.

    Raises:
        InputError: a file is there already, or it cannot be written.
    """
    _write(path, store.standard, store.filing)


def _write(path: Path, standard: Standard, filing: Filing) -> None:
    if path.exists():
        raise InputError(f"“{path}”已经存在，没有覆盖：里面可能有别人填好的内容；请换一个文件名。")
    write_file(path, write_blank_form(dossier(standard, filing, _DRAFT)))
