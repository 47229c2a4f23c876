"""Files and folders that are dragged from elsewhere onto a widget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.gui.overriding import override
from desktop.gui.slips import SUFFIX as SLIP
from desktop.gui.widgets.basics import restyle


def dropped(data: QMimeData, *, slips: bool = False) -> list[Path]:
    """The files and folders that are being dragged; return slips are the window's business, whatever is under them."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if slips else [path for path in paths if path.suffix.lower() != SLIP]


class FileDrops(QObject):
    """Gives what is dropped anywhere on a widget to `take`; while files are above it, its property `over` is true."""

    def __init__(self, widget: QWidget, take: Callable[[list[Path]], object]) -> None:
        super().__init__(widget)
        self._widget, self._take = widget, take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if dropped(event.mimeData()):
                restyle(self._widget, "over", value=True)
                event.acceptProposedAction()
            return True  # not accepted, it goes on to what the widget lies in
        if event.type() is QEvent.Type.DragLeave:
            restyle(self._widget, "over", value=False)
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            restyle(self._widget, "over", value=False)
            event.acceptProposedAction()
            self._take(dropped(event.mimeData()))
            return True
        return False
