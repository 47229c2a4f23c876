"""The scans of the stamped paper that a person picks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_scans(parent: QWidget, folder: Path) -> list[Path]:
    """Scans or photos of the stamped pages that the person chooses."""
    kinds = "扫描件和照片 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp)"
    names, _ = QFileDialog.getOpenFileNames(parent, "选择盖章件的扫描件或照片（可多选）", str(folder), kinds)
    return [Path(name) for name in names]
