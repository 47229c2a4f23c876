"""Shows a page of the manual in the program's own colours; a picture is as wide as there is room."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QFont, QImage, QPalette, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from desktop.gui.overriding import override
from desktop.gui.theme import GRID, scaled

_COLUMN = 760  # pixels a line of text takes at most
_MARGIN = 3 * GRID
_BODY = 14  # pixels of a page at 100 %, one more than elsewhere: a page is read, not filled in
_SETTLE = 120  # milliseconds without a change of width
_PICTURE = re.compile(r'<p class="picture">\s*<img src="([^"]+)"[^>]*>.*?</p>', re.DOTALL)
_SMOOTH = Qt.TransformationMode.SmoothTransformation
_SMALLEST, _GREATEST = 80, 200  # percent
_STYLE = Template("""
body { color: $text; }
h1 { font-weight: 600; margin-top: 4px; margin-bottom: 12px; }
h2 { font-weight: 600; margin-top: 24px; margin-bottom: 8px; }
p, li { margin-top: 4px; margin-bottom: 4px; line-height: 140%; }
p.note, p.warning { background-color: $ground; margin-top: 8px; margin-bottom: 8px; }
p.picture { margin-top: 12px; margin-bottom: 12px; line-height: 100%; }
th { text-align: left; font-weight: 600; }
kbd, code { background-color: $ground; }
a { color: $link; text-decoration: none; }
""")


class HelpBrowser(QTextBrowser):
    """Reads only files of the manual's folder."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "help")
        self.setAccessibleName("使用手册")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(_MARGIN)
        self._folder = folder.resolve()
        self._percent = scaled(self.font(), 100)
        self._width = 0
        self._top: int | None = None  # what stood at the top before the width changed
        self._moved = False  # whether the person has scrolled since the page was opened
        self.sourceChanged.connect(self._arrive)
        self.verticalScrollBar().actionTriggered.connect(self._move)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE)
        self._timer.timeout.connect(self.show_again)

    def show_place(self, place: str) -> None:
        """Show `page#anchor`."""
        page, _, anchor = place.partition("#")
        url = QUrl.fromLocalFile(str(self._folder / page))
        if anchor:
            url.setFragment(anchor)
        self._dress()
        self.setSource(url)

    @property
    def page(self) -> str:
        """The file that is shown."""
        return self.source().fileName()

    def zoom(self, by: int) -> None:
        """Larger or smaller by so many percent; 0 for the text size of the program."""
        wished = self._percent + by if by else scaled(self.font(), 100)
        self._percent = min(max(wished, _SMALLEST), _GREATEST)
        self.show_again()

    def show_again(self) -> None:
        """Lay the page out anew where one is."""
        bar, moved = self.verticalScrollBar(), self._moved
        top = self.cursorForPosition(self._corner).position() if self._top is None else self._top
        self._top = None
        self._dress()
        self.reload()
        self._moved = moved
        if moved:  # else the page is where it was opened
            block = self.document().findBlock(top)
            bar.setValue(round(self.document().documentLayout().blockBoundingRect(block).top()))

    def mark(self, words: list[str]) -> None:
        """Mark these words on the page; no words take the marks away."""
        ground = QTextCharFormat()
        ground.setBackground(self.palette().brush(QPalette.ColorRole.Highlight))
        ground.setForeground(self.palette().brush(QPalette.ColorRole.HighlightedText))
        marks = []
        for word in words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                marks.append(_marked(cursor, ground))
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def _arrive(self) -> None:
        self._moved = False

    def _move(self) -> None:
        self._moved = True

    @property
    def _corner(self) -> QPoint:
        """Where the first words in sight stand."""
        return QPoint(_MARGIN + 1, 1)

    def _dress(self) -> None:
        """Give the next page the colours and the text size of now; headings are larger by themselves."""
        font = QFont(self.font())
        font.setPixelSize(round(_BODY * self._percent / 100))
        self.document().setDefaultFont(font)
        self.document().setDefaultStyleSheet(self._style())

    def _style(self) -> str:
        palette, roles = self.palette(), QPalette.ColorRole
        return _STYLE.substitute(
            text=palette.color(roles.Text).name(),
            link=palette.color(roles.Link).name(),
            ground=palette.color(roles.AlternateBase).name(),
        )

    def _local(self, name: QUrl) -> Path | None:
        """The file of a reference; None outside the manual."""
        path = Path(self.source().resolved(name).toLocalFile()).resolve()
        return path if path.is_file() and path.is_relative_to(self._folder) else None

    def _page(self, path: Path) -> str:
        """A page without the pictures that are not there."""

        def kept(found: re.Match[str]) -> str:
            return found[0] if (path.parent / found[1]).is_file() else ""

        return _PICTURE.sub(kept, path.read_text(encoding="utf-8"))

    def _picture(self, path: Path) -> QImage:
        """A picture at the width of the column, sharp on screens of any density."""
        image = QImage(str(path))
        ratio = self.devicePixelRatioF()
        room = round((self._column() - 2 * _MARGIN) * ratio)
        if image.width() > room > 0:
            image = image.scaledToWidth(room, mode=_SMOOTH)
        image.setDevicePixelRatio(ratio)
        return image

    def _column(self) -> int:
        return min(self.width() - self.verticalScrollBar().sizeHint().width(), self._widest)

    @property
    def _widest(self) -> int:
        return _COLUMN * max(self._percent, 100) // 100 + 2 * _MARGIN

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        kinds = QTextDocument.ResourceType
        if type == kinds.StyleSheetResource.value:
            return ""  # what the pages name is for browsers
        path = self._local(QUrl(name))
        if path is None:
            return None
        return self._picture(path) if type == kinds.ImageResource.value else self._page(path)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and not self.source().isEmpty():
            self.show_again()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._timer.isActive():
            self._top = self.cursorForPosition(self._corner).position()
        side = max(self.width() - self._widest, 0) // 2
        self.setViewportMargins(side, 0, 0, 0)
        super().resizeEvent(event)
        if self.width() != self._width:
            self._width = self.width()
            self._timer.start()


def _marked(cursor: QTextCursor, ground: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, ground
    return made
