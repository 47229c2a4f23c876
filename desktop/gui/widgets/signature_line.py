"""What a package's signature says: valid, by somebody not on the list, or broken; and the certificate to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.gui.theme import GRID
from desktop.gui.widgets.basics import button, columns, frame, label, restyle, rows
from desktop.package.report import Report

if TYPE_CHECKING:  # most packages are not signed
    from desktop.signing import Certificate

_LIGHTS = {  # kind of the light, its words
    "valid": ("chip-good", "✓ 签名有效，签名人：{}"),
    "unknown_signer": ("chip-attention", "! 签名人：{}（未在信任名单）"),
    "broken": ("chip-error", "✕ 签名无效"),
}
_ADVICE = "信任以后，这张证书签的申报包都算签名有效。谁都能做一张写着别人名称的证书，请先打电话或当面核对指纹。"


class SignatureLine(QWidget):
    """Hidden without a signature. `looking` asks for the certificate, `trusting(certificate)` wants it on the list."""

    looking = Signal()
    trusting = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._layout = rows(self)
        line = columns(spacing=GRID)
        self.light = label("", "chip", wrap=True)
        self.look = button("查看证书", self._toggle, "link")
        line.addWidget(self.light, 100, alignment=Qt.AlignmentFlag.AlignTop)  # in one line where there is room
        line.addWidget(self.look, alignment=Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self._layout.addLayout(line)
        self._shown: QWidget | None = None
        self.hide()

    def show_report(self, path: Path, report: Report | None) -> None:
        """Show the signature of a package."""
        status = report.signature if report else ""
        self.setVisible(status in _LIGHTS)
        if report is None or status not in _LIGHTS:
            return
        kind, words = _LIGHTS[status]
        text = words.format(_called(report.signer))
        if path != self._path or text != self.light.text():
            self._put_away()
        self._path = path
        self.light.setText(text)
        self.light.setToolTip(report.signer)
        restyle(self.light, "kind", kind)
        self.look.setVisible(status != "broken")
        self.look.setAccessibleDescription(path.name)
        self.light.ensurePolished()
        self.light.setMaximumWidth(self.light.fontMetrics().horizontalAdvance(text) + 3 * GRID)

    def show_certificate(self, path: Path, certificate: Certificate | None) -> None:
        """Show the certificate that signed the package at a path, if that is still the one shown here."""
        if path != self._path or self._shown is not None:
            return
        self._shown = _view(certificate, self) if certificate else label("签名已经读不出来，请重新核验。", "error")
        self._layout.addWidget(self._shown)
        self.look.setText("收起证书")

    def _toggle(self) -> None:
        if self._shown is None:
            self.looking.emit()
        else:
            self._put_away()

    def _put_away(self) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.look.setText("查看证书")


def _view(certificate: Certificate, line: SignatureLine) -> QWidget:
    from desktop.gui.widgets.certificate_view import CertificateView  # noqa: PLC0415  (as above)

    made = frame("point")
    layout = rows(made, margin=GRID)
    layout.addWidget(CertificateView(certificate))
    if line.light.property("kind") == "chip-attention":
        layout.addWidget(label(_ADVICE, "second", wrap=True))
        trust = button("信任这张证书", lambda: line.trusting.emit(certificate))
        trust.setAccessibleDescription(certificate.name)
        layout.addWidget(trust, alignment=Qt.AlignmentFlag.AlignLeft)
    return made


def _called(subject: str) -> str:
    if not subject:
        return "不详"
    from desktop.signing import called  # noqa: PLC0415  (as above)

    return called(subject)
