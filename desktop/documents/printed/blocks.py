"""What flows over the pages: anything with a height that can be drawn, and cut where a page ends."""

from __future__ import annotations

from typing import ClassVar, Protocol

from msgspec import Struct
from msgspec.structs import replace

from desktop.documents.printed.lines import Line, Style, set_lines
from desktop.documents.printed.pen import Pen

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 22 * MM  # the left margin leaves room for binding
BODY_WIDTH = 210 * MM - LEFT - RIGHT
_ALONE = 2  # so many lines of a paragraph stay together at the foot and at the head of a page


class Block(Protocol):
    """A part of the flow. Lengths in points."""

    @property
    def space(self) -> float:
        """Distance to the block above; none at the head of a page."""

    @property
    def keep(self) -> bool:
        """Whether it must stand on the same page as the beginning of the next block."""

    @property
    def height(self) -> float:
        """How tall it is."""

    @property
    def least(self) -> float:
        """How tall the shortest part is that may stand alone at the foot of a page."""

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """What fits into `room`, and the rest; None where there is nothing."""

    def draw(self, pen: Pen, top: float) -> None:
        """Draws it from `top` downwards between the page's margins."""


class Whole(Struct, frozen=True):
    """A block that is never cut."""

    space: ClassVar[float] = 0
    keep: ClassVar[bool] = False

    @property
    def height(self) -> float:
        """How tall it is."""
        raise NotImplementedError

    @property
    def least(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Here, or on the next page."""
        return (self, None) if self.height <= room else (None, self)

    def draw(self, pen: Pen, top: float) -> None:
        """Draws it from `top` downwards."""
        raise NotImplementedError


class Entry(Struct, frozen=True):
    """A line of the outline and of the contents."""

    title: str
    level: int = 0


class Paragraph(Struct, frozen=True):
    """Lines of text; with an entry it is a heading."""

    lines: tuple[Line, ...]
    style: Style
    space: float = 0
    keep: bool = False
    entry: Entry | None = None
    left: float = 0

    @property
    def height(self) -> float:
        """All its lines."""
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        """Two lines, or all of a short one."""
        count = len(self.lines)
        return (_ALONE if count > _ALONE + 1 else count) * self.style.leading

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Cut between lines; no single line is left alone on either side."""
        count = lines_that_fit(len(self.lines), self.style.leading, room)
        if not count:
            return None, self
        if count == len(self.lines):
            return self, None
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:], space=0, entry=None)

    def draw(self, pen: Pen, top: float) -> None:
        """The lines, and the outline's entry."""
        if self.entry:
            pen.bookmark(self.entry.title, self.entry.level, top)
        pen.lines(self.lines, self.style, LEFT + self.left, top)


def lines_that_fit(count: int, leading: float, room: float) -> int:
    """How many of `count` lines stand in `room`, none of them alone on either side."""
    fitting = int((room + 1e-6) / leading)
    if fitting >= count:
        return count
    fitting = min(fitting, count - _ALONE)
    return fitting if fitting >= _ALONE else 0


def paragraph(
    text: str, style: Style, space: float = 0, *, keep: bool = False, entry: Entry | None = None
) -> Paragraph:
    """A text over the whole width between the margins."""
    return Paragraph(set_lines(text, style, BODY_WIDTH), style, space, keep, entry)
