"""Where a form to be given away is saved: a name that is free is proposed, nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.gui.widgets.target import free

_SUFFIX = ".xlsx"


def ask_where(parent: QWidget, folder: Path, stem: str) -> Path | None:
    """The path that the person wants, or None; what is there already is refused when it is written."""
    only_name = QFileDialog.Option.DontConfirmOverwrite
    proposed = str(free(folder, stem, _SUFFIX))
    name, _ = QFileDialog.getSaveFileName(parent, "填报表保存到", proposed, "Excel 表 (*.xlsx)", options=only_name)
    return Path(name if name.lower().endswith(_SUFFIX) else f"{name}{_SUFFIX}") if name else None
