"""Above the screens of a filing: whose it is, whether it is saved, undo and redo, settings and help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QSizePolicy

from desktop.gui.session import Session
from desktop.gui.theme import AROUND_LINK, GRID
from desktop.gui.widgets.basics import button, columns, label, restyle
from desktop.gui.widgets.gap_bar import Elided
from desktop.gui.widgets.notice import Tell
from desktop.gui.widgets.steady import Unmoved


class TopBar(QFrame):
    """Says what it has to say about undo through `tell`."""

    left = Signal()
    settings_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, session: Session, tell: Tell) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._session, self._tell = session, tell
        self._undoing = False  # the person is told that something is taken back when it has arrived
        self._build()
        session.moved.connect(self._show_edits)
        session.saved.connect(self._show_saved)
        session.unsaved.connect(self._show_unsaved)

    def show_filing(self) -> None:
        """Show the session's filing, which was just opened or edited."""
        filing, standard = self._session.filing, self._session.standard
        batch = standard.batch(filing.batch.id)
        self._name.show_text(filing.enterprise.get(standard.name_field.id) or "（未填写企业名称）")
        place = f"{filing.batch.city}{filing.batch.county}"
        self._where.setText("  ·  ".join(part for part in (batch.title if batch else "", place) if part))
        self._sample.setVisible(filing.sample)
        self._show_edits()
        if self._session.edits.can_undo:
            self._saved.setText("正在保存…")

    def take_back(self) -> None:
        """Take back the last edit, or what is on its way as soon as it has arrived."""
        self._session.undo()
        self._undoing = self._session.edits.waits
        if self._undoing:
            self._tell("材料还在存入，存好后就撤销。", "told")

    def _build(self) -> None:
        line = columns(self, spacing=GRID + 4)
        line.setContentsMargins(2 * GRID - AROUND_LINK, 0, 2 * GRID - AROUND_LINK, 0)
        line.addWidget(button("← 案卷", self.left.emit, "link", keys="Ctrl+W"))
        self._name, self._where, self._sample = Elided(), label("", "second"), label("样例", "chip")
        self._name.setProperty("kind", "strong")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._saved = label("已保存", "good")
        self._saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        redo = QKeySequence(QKeySequence.StandardKey.Redo).toString()  # not the same on every system
        self._undo = button("撤销", self.take_back, "link", keys="Ctrl+Z")
        self._redo = button("重做", self._session.redo, "link", keys=redo)
        for part in (self._name, self._where, self._sample):
            line.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(Unmoved(self._saved, "✓ 已保存 00:00:00"), 1)
        line.addWidget(self._undo)
        line.addWidget(self._redo)
        line.addWidget(button("设置", self.settings_wanted.emit, "link"))
        line.addWidget(button("帮助", self.help_wanted.emit, "link"))

    def _show_edits(self) -> None:
        if self._undoing and not self._session.edits.waits:
            self._undoing = False
            self._tell("")
        self._undo.setEnabled(self._session.edits.can_undo)
        self._redo.setEnabled(self._session.edits.can_redo)

    def _show_saved(self, time: str) -> None:
        self._saved.setText(f"✓ 已保存 {time}")
        restyle(self._saved, "kind", "good")

    def _show_unsaved(self) -> None:
        self._saved.setText("！还没有存进案卷")
        restyle(self._saved, "kind", "problem")
