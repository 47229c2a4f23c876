"""A certificate to look at: whose it is, who issued it, how long it is valid, its fingerprint."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.gui.widgets.basics import label, rows
from desktop.model.dates import chinese
from desktop.signing import Certificate
from desktop.workspace.trusting import valid_now

_GROUP = 4  # hex digits of the fingerprint


class CertificateView(QWidget):
    """The lines about one certificate; all can be selected and copied."""

    def __init__(self, certificate: Certificate) -> None:
        super().__init__()
        self.setAccessibleName(f"证书：{certificate.name}")
        layout = rows(self, spacing=4)
        self_made = certificate.issuer == certificate.name
        over = "" if valid_now(certificate) else "（不在有效期内）"
        issuer = "自己签发，没有经过认证机构" if self_made else f"由“{certificate.issuer}”签发"
        ends = f"有效期至 {chinese(certificate.ends[:10])}{over}"
        layout.addWidget(_selectable(certificate.name, "strong"))
        layout.addWidget(_selectable(f"{issuer}　·　{ends}", "attention-small" if over else "small"))
        layout.addWidget(label("指纹（SHA-256）", "small"))
        layout.addWidget(_selectable(grouped(certificate.fingerprint), "code"))


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four digits, as it is read aloud."""
    return " ".join(fingerprint[start : start + _GROUP] for start in range(0, len(fingerprint), _GROUP))


def _selectable(text: str, kind: str) -> QLabel:
    made = label(text, kind, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
