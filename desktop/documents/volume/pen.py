"""The pen of the volume: pages that lie on their side, and what is taken over from elsewhere."""

from __future__ import annotations

import math

from desktop.documents.printed.lines import Style, set_lines, text_width
from desktop.documents.printed.pen import PAGE_HEIGHT, PAGE_WIDTH, Information, Pen
from desktop.documents.volume.pieces import Matter

_REACH = 0.78  # how much of the page's diagonal a mark takes
_MARK = Style(size=44, leading=62, bold=True, align="center")
_GREY, _OPACITY = 0.35, 0.14


class VolumePen(Pen):
    """Draws the volume's own pages; for each it remembers which objects are placed on it."""

    def __init__(self, information: Information) -> None:
        super().__init__(information)
        self.placed: list[list[int]] = []
        self._size = (PAGE_WIDTH, PAGE_HEIGHT)

    def begin(self, *, lying: bool) -> None:
        """Begin a page; positions still count from its upper left corner."""
        self._size = (PAGE_HEIGHT, PAGE_WIDTH) if lying else (PAGE_WIDTH, PAGE_HEIGHT)
        self._canvas.setPageSize(self._size)
        self._canvas.translate(0, self._size[1] - PAGE_HEIGHT)
        self.placed.append([])

    def place(self, matter: Matter, scale: float, x: float, top: float) -> None:
        """Draw what was taken, scaled, with the upper left corner of its upright rectangle at (x, top)."""
        wide, high = matter.width * scale, matter.height * scale
        corner = f"{x:.3f} {PAGE_HEIGHT - top - high:.3f}"
        turned = " ".join(f"{value:.6f}" for value in matter.matrix)
        within = f"{corner} {wide:.3f} {high:.3f} re W n"
        self._canvas.addLiteral(
            f"q {within} {scale:.6f} 0 0 {scale:.6f} {corner} cm {turned} cm {name(matter.key)} Do Q"
        )
        self.placed[-1].append(matter.key)
        self._outline(x, top, wide, high)

    def across(self, words: tuple[str, ...]) -> None:
        """Marks askew over everything on the page, lightly, and not mixed into copied text."""
        if not words:
            return
        wide, high = self._size
        room = _REACH * math.hypot(wide, high)
        size = min(_MARK.size, *(_MARK.size * room / text_width(text, _MARK) for text in words))
        style = Style(size=size, leading=size * 1.6, bold=True, align="center")
        canvas = self._canvas
        canvas.saveState()
        canvas.addLiteral("/Span <</ActualText ()>> BDC")
        canvas.setFillGray(_GREY, _OPACITY)
        canvas.translate(wide / 2, PAGE_HEIGHT - high / 2)
        canvas.rotate(math.degrees(math.atan2(high, wide)))
        canvas.translate(0, -PAGE_HEIGHT)
        for position, text in enumerate(words):
            top = (position - len(words) / 2) * style.leading
            self.lines(set_lines(text, style, 2 * PAGE_WIDTH), style, -PAGE_WIDTH, top)
        canvas.addLiteral("EMC")
        canvas.restoreState()

    def _outline(self, x: float, top: float, width: float, height: float) -> None:
        """A hairline around a picture or page, so that its edge is seen on white paper."""
        self._canvas.saveState()
        self._canvas.setStrokeGray(0.6)
        self.frame(x, top, width, height, 0.3)
        self._canvas.restoreState()


def name(key: int) -> str:
    """What a taken object is called in the resources of a page."""
    return f"/Taken{key}"
