"""Colours, sizes and the style sheet: one calm look, light and dark."""

from __future__ import annotations

from string import Template

from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.paths import RESOURCES

FAMILIES = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif")
BODY, SMALL, SECTION, TITLE, SCORE = 13, 12, 14, 20, 34  # pixels
GRID = 8
WIDE = 1280  # from this width on, rail and dock are shown in full
_STYLED = "yunqi_styled"  # a property of the application


class Colours(Struct, frozen=True):
    """The palette; text pairs reach 4.5 : 1 on their grounds."""

    window: str
    surface: str
    line: str
    faint: str
    text: str
    second: str
    third: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    attention: str
    attention_soft: str
    error: str
    error_soft: str


LIGHT = Colours(
    window="#F4F6F9",
    surface="#FFFFFF",
    line="#E1E5EB",
    faint="#EEF1F5",
    text="#1D2129",
    second="#5A6372",
    third="#6B7482",
    accent="#1B5FCC",
    accent_soft="#E9F0FC",
    on_accent="#FFFFFF",
    good="#177548",
    good_soft="#E6F5ED",
    attention="#8A5800",
    attention_soft="#FFF4DC",
    error="#C0352B",
    error_soft="#FDEBE9",
)
DARK = Colours(
    window="#15181D",
    surface="#1E2228",
    line="#343A44",
    faint="#2A2F37",
    text="#E8EBF0",
    second="#AEB6C2",
    third="#98A1AE",
    accent="#7FB0FF",
    accent_soft="#22324F",
    on_accent="#0E1A2E",
    good="#6FD19F",
    good_soft="#173226",
    attention="#F0C067",
    attention_soft="#3A2E14",
    error="#FF8F85",
    error_soft="#43201D",
)


def colours() -> Colours:
    """The palette that fits the system's colour scheme."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def apply(application: QApplication, chosen: Colours) -> None:
    """Give the application this look."""
    if application.property(_STYLED) is None:  # Qt hangs or crashes when the style below a style sheet is replaced
        application.setStyle("Fusion")
        application.setProperty(_STYLED, True)  # noqa: FBT003  (Qt's order of arguments)
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(BODY)
    application.setFont(font)
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, chosen.window),
        (roles.Base, chosen.surface),
        (roles.AlternateBase, chosen.faint),
        (roles.Button, chosen.surface),
        (roles.Text, chosen.text),
        (roles.WindowText, chosen.text),
        (roles.ButtonText, chosen.text),
        (roles.PlaceholderText, chosen.third),
        (roles.Highlight, chosen.accent),
        (roles.HighlightedText, chosen.on_accent),
        (roles.ToolTipBase, chosen.surface),
        (roles.ToolTipText, chosen.text),
        (roles.Link, chosen.accent),
    ):
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    application.setStyleSheet(style_sheet(chosen))


def style_sheet(chosen: Colours) -> str:
    """The style sheet with the palette filled in; the code only sets properties that it selects by."""
    template = (RESOURCES / "style" / "style.qss").read_text(encoding="utf-8")
    sizes = {"body": BODY, "small": SMALL, "section": SECTION, "title": TITLE, "score": SCORE}
    return Template(template).substitute(asdict(chosen) | sizes)
