"""Draw every picture of the manual."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.gui import theme
from desktop.workspace import clock

PICTURES = Path(__file__).resolve().parent.parent.parent / "resources/manual/pictures"
DAY, NOW, TIME = "2021-11-22", "2021-11-22T06:03:22+00:00", "14:03:22"


clock.today, clock.now, clock.time_of_day = lambda: DAY, lambda: NOW, lambda: TIME


def main() -> None:
    """Draw all pictures, as they are on one day."""
    from . import protecting, shots  # noqa: PLC0415  (the day is set)

    qInstallMessageHandler(_say)
    application = QApplication(sys.argv[:1])
    theme.apply(application, theme.LIGHT)
    for part in (*shots.ALL, *protecting.ALL):
        with tempfile.TemporaryDirectory() as folder:
            for name, picture in part(Path(folder)):
                picture.save(str(PICTURES / f"{name}.png"))


def _say(kind: QtMsgType, context: object, message: str) -> None:
    del kind, context
    if not message.startswith("This plugin does not support"):  # windows without a screen have no place
        print(message, file=sys.stderr)


if __name__ == "__main__":  # processes that read files import this module anew
    main()
