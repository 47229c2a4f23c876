"""Colours, sizes and the style sheet: one calm look, light, dark and in high contrast.

The size of the application's font is the one measure of everything: the style sheet is written for 13 pixels and grows
with it, and what is painted by hand asks its own font (`small`, `scaled`).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.paths import RESOURCES

FAMILIES = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif")
BODY, SMALL, SECTION, TITLE, SCORE = 13, 12, 14, 20, 34  # pixels
GRID = 8
AROUND_LINK = 5  # pixels from the text of a link in a bar to its edge, where the ring is when it has the cursor
WIDE = 1280  # from this width on, rail and dock are shown in full
STYLE = "Fusion"
STYLED = "yunqi_styled"  # a property of the application: it has the style
_FINEST = 7  # pixels: borders and what makes up for them do not grow with the text
_DRAWN = "::indicator"  # as large as the boxes that are painted
_LENGTH = re.compile(r"(?<![#\w])(\d+)px")


@dataclass
class Colours:  # a plain class: the first screen does not load msgspec
    """The palette; text pairs reach 4.5 : 1 on their grounds, 7 : 1 in high contrast.

    Whoever paints keeps one of these and asks it whenever it paints: the window's own changes with the look.
    """

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

    def become(self, other: Colours) -> None:
        """Take on the colours of another palette."""
        for name, colour in asdict(other).items():
            setattr(self, name, colour)


LIGHT = Colours(
    window="#F4F6F9",
    surface="#FFFFFF",
    line="#E1E5EB",
    faint="#EEF1F5",
    text="#1D2129",
    second="#5A6372",
    third="#626B79",
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


CONTRAST = Colours(
    window="#000000",
    surface="#000000",
    line="#FFFFFF",
    faint="#262626",
    text="#FFFFFF",
    second="#F2F2F2",
    third="#DCDCDC",
    accent="#FFE14D",
    accent_soft="#2B2600",
    on_accent="#000000",
    good="#7DFFB0",
    good_soft="#00240F",
    attention="#FFB866",
    attention_soft="#2B1800",
    error="#FF9E96",
    error_soft="#330300",
)


def colours() -> Colours:
    """The palette that fits the system: its high contrast before its light or dark."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def small(font: QFont, less: int = 0) -> QFont:
    """The small size that goes with a font, or `less` pixels below it."""
    made = QFont(font)
    made.setPixelSize(scaled(font, SMALL - less))
    return made


def scaled(font: QFont, pixels: float) -> int:
    """A length that is meant for the body size, for a font of any size."""
    return round(pixels * QFontInfo(font).pixelSize() / BODY)


def ring(chosen: Colours) -> int:
    """How thick the ring around what has the cursor is, in pixels."""
    return 3 if chosen == CONTRAST else 2


def apply(application: QApplication, chosen: Colours, percent: int = 100) -> None:
    """Give the application this look, with texts in this size."""
    if application.property(STYLED) is None:  # Qt hangs or crashes when the style below a style sheet is replaced
        application.setStyle(STYLE)
        application.setProperty(STYLED, True)  # noqa: FBT003  (Qt's order of arguments)
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(_grown(BODY, percent))
    application.setFont(font)
    application.setPalette(_palette(chosen))
    application.setStyleSheet(style_sheet(chosen, percent))


def style_sheet(chosen: Colours, percent: int = 100) -> str:
    """The style sheet with the palette filled in; the code only sets properties that it selects by."""
    folder = RESOURCES / "style"
    names = ("style.qss", "contrast.qss") if chosen == CONTRAST else ("style.qss",)
    template = "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    sizes = {"body": BODY, "small": SMALL, "section": SECTION, "title": TITLE, "score": SCORE}
    filled = Template(template).substitute(asdict(chosen) | sizes)
    return "\n".join(line if _DRAWN in line else _grown_line(line, percent) for line in filled.splitlines())


def _grown_line(line: str, percent: int) -> str:
    return _LENGTH.sub(lambda found: f"{_grown(int(found[1]), percent)}px", line)


def _grown(pixels: int, percent: int) -> int:
    return (pixels * percent + 50) // 100 if pixels >= _FINEST else pixels


def _palette(chosen: Colours) -> QPalette:
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
    return palette
