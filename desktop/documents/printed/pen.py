"""What the pages are drawn with: positions in points from the upper left corner of an A4 page."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from msgspec import Struct
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.printed.lines import Line, Style
from desktop.documents.printed.typeface import BODY_FONT, HEADING_FONT, Script, face

PAGE_WIDTH, PAGE_HEIGHT = A4
THIN, THICK = 0.5, 1.0  # line widths
_BASELINE = 0.86  # of the font size, from the upper edge of an ideograph to its baseline


class Information(Struct, frozen=True):
    """What the file says about itself; `date` is an ISO date, or "" where there is none."""

    title: str
    author: str
    subject: str
    software: str
    date: str


class Pen:
    """Draws one document; the same calls give the same bytes on any machine."""

    def __init__(self, information: Information) -> None:
        for name in (BODY_FONT, HEADING_FONT):
            face(name)
        self._out = io.BytesIO()
        self._canvas = Canvas(
            self._out,
            pagesize=A4,
            pageCompression=0,
            invariant=1,
            initialFontName=BODY_FONT,  # type: ignore[arg-type]  # the stub says float
            lang="zh-CN",
        )
        self._script = Script(self._canvas._doc)  # type: ignore[attr-defined]  # noqa: SLF001  (no public way)
        self._describe(information)

    def text(self, line: Line, style: Style, x: float, top: float) -> None:
        """One line in a box of the style's leading, whose upper left corner is (x, top)."""
        if not line.text:
            return
        baseline = top + (style.leading - style.size) / 2 + _BASELINE * style.size
        shown = " ".join(self._script.operators(line.text, style.size, bold=style.bold))
        spaced = f"{line.gap:.3f} Tc {shown} 0 Tc" if line.gap else shown
        self._canvas.addLiteral(f"BT {x + line.offset:.3f} {PAGE_HEIGHT - baseline:.3f} Td {spaced} ET")

    def lines(self, lines: Iterable[Line], style: Style, x: float, top: float) -> None:
        """Lines below each other."""
        for position, line in enumerate(lines):
            self.text(line, style, x, top + position * style.leading)

    def frame(self, x: float, top: float, width: float, height: float, thickness: float = THIN) -> None:
        """The outline of a rectangle."""
        lower = PAGE_HEIGHT - top - height
        self._canvas.addLiteral(f"{thickness:g} w {x:.3f} {lower:.3f} {width:.3f} {height:.3f} re S")

    def rule(self, x: float, top: float, width: float, thickness: float = THIN) -> None:
        """A horizontal line."""
        self._canvas.setLineWidth(thickness)
        self._canvas.line(x, PAGE_HEIGHT - top, x + width, PAGE_HEIGHT - top)

    def shade(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """A filled rectangle without an outline; 0 is black, 1 is white."""
        with self.ink(grey):
            self._canvas.rect(x, PAGE_HEIGHT - top - height, width, height, stroke=0, fill=1)

    def polygon(self, corners: Iterable[tuple[float, float]], thickness: float = THIN, grey: float = 0) -> None:
        """A closed outline through (x, top); 0 is black, 1 is white."""
        self._canvas.addLiteral(f"{thickness:g} w {grey:g} G {_closed(corners)} s 0 G")

    def filled(self, corners: Iterable[tuple[float, float]], grey: float) -> None:
        """A surface without an outline; 0 is black, 1 is white."""
        self._canvas.addLiteral(f"{grey:g} g {_closed(corners)} f 0 g")

    def modules(self, rows: tuple[tuple[bool, ...], ...], x: float, top: float, side: float) -> None:
        """A two-dimensional code as one filled path, so that no seams show between its modules."""
        self._canvas.saveState()
        self._canvas.translate(x, PAGE_HEIGHT - top)
        self._canvas.scale(side / len(rows), side / len(rows))
        self._canvas.addLiteral(_dark(rows))
        self._canvas.restoreState()

    @contextmanager
    def ink(self, grey: float) -> Iterator[None]:
        """What is written and filled inside is grey; 0 is black, 1 is white."""
        self._canvas.setFillGray(grey)
        yield
        self._canvas.setFillGray(0)

    @contextmanager
    def behind_text(self, angle: float, x: float = 0, y: float = 0) -> Iterator[None]:
        """What is written inside stands askew, (x, y) from the page's middle, and is not mixed into copied text."""
        self._canvas.saveState()
        self._canvas.addLiteral("/Span <</ActualText ()>> BDC")
        self._canvas.translate(PAGE_WIDTH / 2 + x, PAGE_HEIGHT / 2 - y)
        self._canvas.rotate(angle)
        self._canvas.translate(0, -PAGE_HEIGHT)
        yield
        self._canvas.addLiteral("EMC")
        self._canvas.restoreState()

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An entry of the outline that leads to this page; each title should be given once."""
        key = _key(title) if level == 0 else _key(f"{self._canvas.getPageNumber()}\0{top:.3f}\0{title}")
        self._canvas.bookmarkHorizontalAbsolute(key, PAGE_HEIGHT - top)
        self._canvas.addOutlineEntry(title, key, level)

    def link(self, title: str, x: float, top: float, width: float, height: float) -> None:
        """A place to click that leads to the entry of the outline's highest level with this title."""
        lower = PAGE_HEIGHT - top - height
        self._canvas.linkRect("", _key(title), (x, lower, x + width, lower + height), Border="[0 0 0]")

    def turn_page(self) -> None:
        """Ends the page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The whole document."""
        self._canvas.showOutline()
        self._canvas.save()
        return self._out.getvalue()

    def _describe(self, information: Information) -> None:
        canvas = self._canvas
        canvas.setTitle(information.title)
        canvas.setAuthor(information.author)
        canvas.setSubject(information.subject)
        canvas.setCreator(information.software)
        day = information.date.replace("-", "") or "20000101"
        canvas.setDateFormatter(lambda *_: f"D:{day}000000+08'00'")
        # reportlab lets SOURCE_DATE_EPOCH into the file's ID even when invariant; the ID may depend on content alone.
        canvas._doc.signature = hashlib.md5(usedforsecurity=False)  # type: ignore[attr-defined]  # noqa: SLF001  (no public way)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _closed(corners: Iterable[tuple[float, float]]) -> str:
    first, *others = [f"{x:.3f} {PAGE_HEIGHT - top:.3f}" for x, top in corners]
    return " ".join((f"{first} m", *(f"{corner} l" for corner in others)))


@lru_cache(maxsize=1)  # a page shows its code more than once
def _dark(rows: tuple[tuple[bool, ...], ...]) -> str:
    """The dark modules as one filled path, a unit wide each."""
    parts = [
        f"{first} {-row - 1} {last - first} 1 re"
        for row, modules in enumerate(rows)
        for first, last in _stretches(modules)
    ]
    return " ".join((*parts, "f"))


def _stretches(modules: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Where dark modules stand next to each other: (first, behind the last)."""
    first = None
    for position, dark in enumerate((*modules, False)):
        if dark and first is None:
            first = position
        elif not dark and first is not None:
            yield first, position
            first = None
