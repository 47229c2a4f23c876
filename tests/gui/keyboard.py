"""What people bring: keys, Chinese through an input method, files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.session import Session
from desktop.gui.widgets.evidence_intake import Arrival, Intake
from desktop.model.filing import EvidenceUse


def focused() -> QWidget:
    """The widget that has the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_text(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Type into a widget; what no key has comes from the input method."""
    if text.isascii():
        qtbot.keyClicks(widget, text)
        return
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def attach(qtbot: QtBot, session: Session, path: Path, uses: Sequence[EvidenceUse]) -> None:
    """Attach a small file that proves these things."""
    path.write_bytes(b"x")
    with qtbot.waitSignal(session.edited):
        Intake(session, session).take([Arrival(path, uses[0])])
    *others, last = session.filing.evidence
    session.edit(replace(session.filing, evidence=(*others, replace(last, uses=tuple(uses)))))
