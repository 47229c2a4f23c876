"""The look as the person wishes it: colours of the system or chosen ones, texts in one of three sizes, at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.gui import theme
from desktop.gui.settings import Settings, Theme
from desktop.gui.theme import CONTRAST, DARK, LIGHT, Colours

_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
    Theme.CONTRAST: Qt.ColorScheme.Dark,
}
_PALETTES = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}


class Look(QObject):
    """The look of the whole program; it changes at once with the person's wishes and with the system.

    `colours` is what painters hold. Nothing is built anew for another look, so everybody stays where they are.
    """

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application, self._settings = application, settings
        self._worn: tuple[Colours, int] | None = None
        self.colours = replace(LIGHT)
        self.dress()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.dress)
        hints.accessibility().contrastPreferenceChanged.connect(self.dress)

    def dress(self) -> None:
        """Show everything in the wished look."""
        QGuiApplication.styleHints().setColorScheme(_SCHEMES[self._settings.theme])  # title bar and system dialogs
        wish = wished(self._settings), self._settings.text_size
        if wish != self._worn:
            self._worn = wish
            self.colours.become(wish[0])
            theme.apply(self._application, *wish)


def wished(settings: Settings) -> Colours:
    """The palette the person wants, else the one that fits the system."""
    return _PALETTES.get(settings.theme) or theme.colours()
