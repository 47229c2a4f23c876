"""An optional signature: folded away until it is wanted, then a certificate file and its password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, label, rows
from desktop.gui.widgets.revealing import reveal
from desktop.gui.widgets.target import labelled

_OFFER, _FOLD = "用电子签名证书签名（.pfx）…", "不签名，收起"
_NO_FILE = "请选择证书文件；不签名也能封装，点“不签名，收起”。"


class SigningPart(QWidget):
    """`file` and `password` as the person gave them. The password is kept nowhere and goes when the screen does."""

    def __init__(self) -> None:
        super().__init__()
        self.file = Path()
        layout = rows(self, spacing=GRID)
        self.fold = button(_OFFER, self._toggle, "link")
        self.fold.setToolTip("自愿的。签名让收件人知道这个包是谁封装的；盖章的纸质件照样要交")
        layout.addWidget(self.fold, alignment=Qt.AlignmentFlag.AlignLeft)
        self._room = QWidget()
        inside = rows(self._room, spacing=GRID)
        self._shown = QLineEdit()
        self._shown.setReadOnly(True)
        self._shown.setPlaceholderText("单位的电子签名证书，.pfx 或 .p12 文件")
        self.choose = button("选择证书…", self._choose)
        line = columns(spacing=GRID)
        line.addWidget(labelled("证书文件", self._shown), 1)
        line.addWidget(self.choose, alignment=Qt.AlignmentFlag.AlignBottom)
        inside.addLayout(line)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("只用这一次，不会保存")
        self.password.textEdited.connect(lambda _: self.tell(""))
        inside.addWidget(labelled("证书密码", self.password))
        self.problem = label("", "problem", wrap=True)
        inside.addWidget(self.problem)
        layout.addWidget(self._room)
        self._room.hide()
        self.problem.hide()

    @property
    def wanted(self) -> bool:
        """Whether the package is to be signed."""
        return self._room.isVisibleTo(self)

    def lacking(self) -> bool:
        """Whether the file is still to be chosen, which is told then."""
        if self.file != Path():
            return False
        self.tell(_NO_FILE)
        self.choose.setFocus()
        return True

    def tell(self, sentence: str) -> None:
        """Show why it cannot be signed with this, beside the fields; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            reveal(self)
        if sentence and self.file != Path():
            self.password.setFocus()
            self.password.selectAll()

    def forget_password(self) -> None:
        """The password was used, or is no longer wanted."""
        self.password.setText("")

    def take(self, file: Path) -> None:
        """Sign with the certificate in this file."""
        self.file = file
        self._shown.setText(file.name)
        self._shown.setToolTip(str(file))
        self.tell("")
        self.password.setFocus()

    def _toggle(self) -> None:
        wanted = not self.wanted
        self._room.setVisible(wanted)
        self.fold.setText(_FOLD if wanted else _OFFER)
        self.forget_password()
        self.tell("")
        if wanted:
            reveal(self)
            (self.choose if self.file == Path() else self.password).setFocus()

    def _choose(self) -> None:
        start = str(self.file.parent) if self.file != Path() else ""
        name, _ = QFileDialog.getOpenFileName(self, "选择电子签名证书", start, "证书 (*.pfx *.p12)")
        if name:
            self.take(Path(name))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # a minimised window comes back
            self.forget_password()
        super().hideEvent(event)
