"""All printed pages in a window of their own: scroll, zoom; only what is seen is drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPaintEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from desktop.gui.overriding import override
from desktop.gui.package_work import Composed, pictures
from desktop.gui.session import Session
from desktop.gui.tasks import Task
from desktop.gui.theme import GRID, Colours
from desktop.gui.widgets.basics import button, columns, frame, label, rows

_A4 = 297 / 210
_WIDTHS = (420, 560, 720, 900, 1120, 1400)  # the zoom's steps, pixels of a page's width
_START = 2
_GAP = 16
_KEPT = 24  # pictures kept in memory


class PagesWindow(QWidget):
    """Not modal: one reads here and goes on working there."""

    def __init__(self, session: Session, document: Composed, chosen: Colours, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "window")
        self.setWindowTitle(f"申报材料预览（{document.pages} 页）")
        self._total, self._zoom = document.pages, _START
        self.sheets = _Sheets(session, document, chosen)
        self.area = _Area(self.zoom)
        self.area.setWidget(self.sheets)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setAccessibleName("申报材料的全部页面")
        self.area.verticalScrollBar().valueChanged.connect(self._show_number)
        layout = rows(self, spacing=0)
        layout.addWidget(self._bar())
        layout.addWidget(self.area, 1)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.zoom, step))
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        self.zoom(0)
        self.resize(_WIDTHS[_START] + 72, 720)
        self.area.setFocus()

    def show_page(self, number: int) -> None:
        """Bring a page (from 0) into view."""
        self.area.verticalScrollBar().setValue(self.sheets.place(number).top() - _GAP)

    def zoom(self, step: int) -> None:
        """Make the pages larger or smaller, and stay on the page."""
        number = self._number()
        self._zoom = min(max(self._zoom + step, 0), len(_WIDTHS) - 1)
        self.sheets.show_width(_WIDTHS[self._zoom])
        self._smaller.setEnabled(self._zoom > 0)
        self._larger.setEnabled(self._zoom < len(_WIDTHS) - 1)
        self.show_page(number)
        self._show_number()

    def _bar(self) -> QWidget:
        bar = frame("bar")
        across = columns(bar, spacing=GRID)
        across.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._where = label("", "second")
        self._smaller = button("缩小", partial(self.zoom, -1))
        self._larger = button("放大", partial(self.zoom, 1))
        across.addWidget(self._where)
        across.addWidget(label("草稿预览，封装后每页印有封装码", "third"))
        across.addStretch(1)
        across.addWidget(self._smaller)
        across.addWidget(self._larger)
        return bar

    def _number(self) -> int:
        return self.sheets.number_at(self.area.verticalScrollBar().value() + self.area.viewport().height() // 3)

    def _show_number(self) -> None:
        self._where.setText(f"第 {self._number() + 1} / {self._total} 页")


class _Area(QScrollArea):
    def __init__(self, zoom: Callable[[int], None]) -> None:
        super().__init__()
        self._zoom = zoom

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)


class _Sheets(QWidget):
    """All pages, one below the other; a picture is asked for when its page is first seen."""

    def __init__(self, session: Session, document: Composed, chosen: Colours) -> None:
        super().__init__()
        self.setProperty("kind", "window")
        self._session, self._document, self._colours = session, document, chosen
        self._width = _WIDTHS[_START]
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._asked: dict[tuple[int, int], Task] = {}

    def show_width(self, width: int) -> None:
        """Show pages of this width."""
        self._width = width
        self.setFixedSize(self.sizeHint())
        self.update()

    def place(self, number: int) -> QRect:
        """Where a page stands."""
        height = round(self._width * _A4)
        return QRect(_GAP, _GAP + number * (height + _GAP), self._width, height)

    def number_at(self, y: int) -> int:
        """The page (from 0) at a height."""
        return min(max(y // (round(self._width * _A4) + _GAP), 0), self._document.pages - 1)

    @property
    def drawn(self) -> int:
        """How many pictures are at hand."""
        return len(self._drawn)

    def _ask(self, number: int) -> None:
        key = (number, round(self._width * self.devicePixelRatioF()))
        if key in self._asked:
            return
        task = self._asked[key] = Task()
        task.done.connect(partial(self._take, key))
        data = self._document.data
        self._session.run(lambda *_: pictures(data, key[:1], key[1]), task)

    def _take(self, key: tuple[int, int], drawn: dict[int, QImage]) -> None:
        if not isValid(self):
            return  # the window was closed meanwhile
        del self._asked[key]
        self._drawn[key] = drawn[key[0]]
        while len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        self.update(self.place(key[0]))

    @override
    def sizeHint(self) -> QSize:
        last = self.place(self._document.pages - 1)
        return QSize(self._width + 2 * _GAP, last.bottom() + _GAP)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = round(self._width * self.devicePixelRatioF())
        for number in range(self.number_at(event.rect().top()), self.number_at(event.rect().bottom()) + 1):
            place = self.place(number)
            picture = self._drawn.get((number, wide))
            painter.fillRect(place, QColor("white"))
            if picture:
                painter.drawImage(place, picture)
            else:
                self._ask(number)
            painter.setPen(QColor(self._colours.line))
            painter.drawRect(place)
