"""信任的签名人 in the settings: the list of certificates, added from files, removed with a way back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import YunqiError
from desktop.gui.settings import Settings
from desktop.gui.theme import GRID
from desktop.gui.trust import set_trusted, trusted
from desktop.gui.widgets.basics import Card, button, clear, columns, label, line, rows
from desktop.gui.widgets.notice import Notice

_ADVICE = (
    "核验、受理时，名单里的证书（和由它签发的证书）签的申报包，签名算有效。名单本来是空的；"
    "添加前请打电话或当面核对指纹。"
)
_FILTER = "证书 (*.cer *.crt *.pem *.der *.p7b *.p7c)"


class TrustCard(Card):
    """The list; every change counts at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("信任的签名人")
        self._settings = settings
        self._before = trusted(settings)  # the list before somebody was removed
        self.body.addWidget(label(_ADVICE, "second", wrap=True))
        self._list = rows(spacing=GRID)
        self.body.addLayout(self._list)
        self._told = Notice()
        self.body.addWidget(self._told)
        across = columns(spacing=GRID)
        self.add = button("添加证书…", self._choose)
        self.undo = button("撤销移除", self._bring_back, "link")
        across.addWidget(self.add)
        across.addWidget(self.undo)
        across.addStretch(1)
        self.body.addLayout(across)
        self.show_list()

    def show_list(self) -> None:
        """Show who is trusted now."""
        self.undo.hide()
        self._told.tell("")
        self._fill()

    def take(self, path: Path) -> None:
        """Trust the certificates in a file."""
        from desktop.workspace.trusting import certificates_in  # noqa: PLC0415  (the first screen does not wait for it)

        self.show_list()
        before = trusted(self._settings)
        try:
            found = certificates_in(path)
        except YunqiError as error:
            self._told.tell(str(error))
            return
        fresh = [item for item in dict.fromkeys(found) if item not in before]
        set_trusted(self._settings, (*before, *fresh))
        self._fill()
        if not fresh:
            self._told.tell(f"“{path.name}”里的证书已经在名单里。", "told")
        elif len(fresh) > 1:
            self._told.tell(f"“{path.name}”里有 {len(fresh)} 张证书，都加进了名单；不需要的请移除。", "told")

    def _fill(self) -> None:
        clear(self._list)
        found = trusted(self._settings)
        if not found:
            self._list.addWidget(label("还没有信任任何人。", "third"))
            return
        from desktop.gui.widgets.certificate_view import CertificateView  # noqa: PLC0415  (as above)

        for number, certificate in enumerate(found):
            if number:
                self._list.addWidget(line())
            row = QWidget()
            across = columns(row, spacing=2 * GRID)
            across.addWidget(CertificateView(certificate), 1)
            away = button("移除", partial(self._remove, certificate.fingerprint), "link")
            away.setAccessibleName(f"不再信任 {certificate.name}")
            across.addWidget(away, alignment=Qt.AlignmentFlag.AlignTop)
            self._list.addWidget(row)

    def _remove(self, fingerprint: str) -> None:
        self._before = trusted(self._settings)
        (gone,) = (item for item in self._before if item.fingerprint == fingerprint)
        set_trusted(self._settings, (item for item in self._before if item is not gone))
        self._fill()
        self._told.tell(f"不再信任“{gone.name}”。", "told")
        self.undo.show()
        self.undo.setFocus()

    def _bring_back(self) -> None:
        set_trusted(self._settings, self._before)
        self.show_list()
        self.add.setFocus()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择证书文件", str(self._settings.last_folder), _FILTER)
        if name:
            self.take(Path(name))
