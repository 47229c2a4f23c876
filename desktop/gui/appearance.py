"""The look as the person wishes it: colours of the system or chosen ones, texts in one of three sizes."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.gui import theme
from desktop.gui.settings import Settings, Theme
from desktop.gui.theme import DARK, LIGHT, Colours

_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
}
_FONT_SIZE = re.compile(r"font-size: (\d+)px")


def dress(application: QApplication, settings: Settings) -> Colours:
    """Give the application the wished look; gives the palette that painted widgets are made with."""
    QGuiApplication.styleHints().setColorScheme(_SCHEMES[settings.theme])
    chosen = {Theme.LIGHT: LIGHT, Theme.DARK: DARK}.get(settings.theme) or theme.colours()
    theme.apply(application, chosen)
    if settings.text_size != 100:  # noqa: PLR2004  (percent)
        _scale(application, settings.text_size)
    return chosen


def _scale(application: QApplication, percent: int) -> None:
    font = application.font()
    font.setPixelSize(round(theme.BODY * percent / 100))
    application.setFont(font)
    sheet = application.styleSheet()
    application.setStyleSheet(
        _FONT_SIZE.sub(lambda found: f"font-size: {round(int(found[1]) * percent / 100)}px", sheet)
    )
