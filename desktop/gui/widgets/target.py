"""Where a new filing is put: a free name is proposed, the person may choose another place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.gui.settings import Settings
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.model.file_names import safe_component

_SUFFIX = ".yunqi"
_NAME_LIMIT = 60  # UTF-16 units


def labelled(caption: str, editor: QWidget) -> QWidget:
    """A caption above an editor, and its accessible name."""
    made = QWidget()
    layout = rows(made, spacing=4)
    name = label(caption, "small")
    name.setBuddy(editor)
    editor.setAccessibleName(caption)
    layout.addWidget(name)
    layout.addWidget(editor)
    return made


class Target(QWidget):
    """Shows `path`, which is free when it is proposed."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._chosen = False
        self.path = Path()
        self._shown = QLineEdit()
        self._shown.setReadOnly(True)
        layout = columns(self)
        layout.setSpacing(8)
        layout.addWidget(labelled("保存为", self._shown), 1)
        change = rows(spacing=4)
        change.addStretch(1)
        change.addWidget(button("更改…", self._choose))
        layout.addLayout(change)

    def suggest(self, stem: str) -> None:
        """Propose a free name in the person's folder, unless a place was chosen by hand."""
        if not self._chosen:
            self._show(free(self._settings.folder, stem))

    def forget(self) -> None:
        """What was chosen by hand no longer counts."""
        self._chosen = False

    def _show(self, path: Path) -> None:
        self.path = path
        self._shown.setText(str(path))
        self._shown.setToolTip(str(path))

    def _choose(self) -> None:
        only_name = QFileDialog.Option.DontConfirmOverwrite  # nothing is overwritten; a taken name is refused
        name, _ = QFileDialog.getSaveFileName(self, "案卷保存到", str(self.path), "案卷 (*.yunqi)", options=only_name)
        if name:
            self._chosen = True
            self._show(Path(name if name.endswith(_SUFFIX) else f"{name}{_SUFFIX}"))


def free(folder: Path, stem: str, suffix: str = _SUFFIX) -> Path:
    """A path in the folder that is not taken yet."""
    name = safe_component(stem, _NAME_LIMIT)
    path, number = folder / f"{name}{suffix}", 2
    while path.exists():
        path = folder / f"{name}（{number}）{suffix}"
        number += 1
    return path
