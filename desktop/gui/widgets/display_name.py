"""What a system calls itself on its screens (界面显示名), asked where its screenshots or its line of the list are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.gui.session import Session
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import columns, label
from desktop.gui.widgets.gap_bar import Elided
from desktop.gui.widgets.systems_edits import with_value
from desktop.model.filing import Evidence, Filing, System
from desktop.standard.definition import SubjectKind

_LONGEST = 200  # characters
_WIDE = 240  # pixels
_NAMED = 12  # characters of a name in the caption


class DisplayName(QWidget):
    """Shown for one system; `explained` says what it is for, where there is room."""

    def __init__(
        self, session: Session, edit: Callable[[Filing, str], None], *, wide: int = _WIDE, explained: bool = True
    ) -> None:
        super().__init__()
        self._session, self._edit = session, edit
        self._system = ""
        line = columns(self, spacing=GRID)
        self._caption = label("界面显示名", "second")
        self.editor = QLineEdit()
        self.editor.setMaxLength(_LONGEST)
        self.editor.setFixedWidth(wide)
        self.editor.setAccessibleName("界面显示名")
        self._caption.setBuddy(self.editor)
        self._why = Elided()
        self._why.setProperty("kind", "second")
        self.editor.textEdited.connect(self._typed)
        line.addWidget(self._caption)
        line.addWidget(self.editor)
        self._explained = explained
        if explained:
            line.addWidget(self._why, 1)
        else:
            self.editor.setPlaceholderText("与名称不同时填")
        self.hide()

    def show_for(self, evidence: Evidence | None) -> None:
        """Show the system whose screen this is; nothing for other files."""
        self.show_system(self._of(evidence) if evidence else None)

    def show_system(self, system: System | None) -> None:
        """Show a system; None shows nothing."""
        self.setVisible(system is not None)
        self._system = system.id if system else ""
        if system is None:
            return
        if self.editor.text() != system.display_name:
            self.editor.setText(system.display_name)
        why = f"“{system.name or '未命名系统'}”的界面上写着别的名称时填在这里，用来核对截图"
        self._why.show_text(why)
        self.editor.setToolTip(why)
        if not self._explained:  # nothing else says whose it is
            name = system.name if len(system.name) <= _NAMED else f"{system.name[: _NAMED - 1]}…"
            self._caption.setText(f"“{name or '未命名系统'}”界面显示名")

    def _of(self, evidence: Evidence) -> System | None:
        requirements = self._session.standard.requirement_by_id
        about = [use.subject for use in evidence.uses if requirements[use.requirement].subject is SubjectKind.SYSTEM]
        return next((item for item in self._session.filing.systems if about and item.id == about[0]), None)

    def _typed(self, text: str) -> None:
        changed = with_value(self._session.filing, self._system, "display_name", text)
        self._edit(changed, f"systems.{self._system}.display_name")
