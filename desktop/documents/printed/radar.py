"""The self-score by dimension as a picture: a radar of the shares reached, and a bar for every dimension."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import ClassVar

from msgspec import Struct

from desktop.documents.printed.blocks import BODY_WIDTH, LEFT, MM, Whole
from desktop.documents.printed.lines import Style, set_lines, text_width
from desktop.documents.printed.pen import THICK, THIN, Pen
from desktop.model.numbers import fixed, plain

_RADIUS, _SIDE = 22 * MM, 74 * MM  # the radar and the square it stands in
_LABEL_AWAY, _LABEL_ASIDE = 6 * MM, 4 * MM
_BAR, _BAR_STEP, _BARS_LEFT = 4 * MM, 12.5 * MM, 86 * MM
_RINGS = (0.25, 0.5, 0.75, 1.0)
_AXES = 3  # at least, to make a radar
_FILL, _RING_GREY, _TRACK = 0.72, 0.6, 0.92
_NAME = Style(size=9, leading=12.5, align="center")
_BAR_NAME, _BAR_POINTS = Style(size=9.5, leading=13, bold=True), Style(size=9.5, leading=13, align="right")


class Share(Struct, frozen=True):
    """A dimension with its points of `max`; None where experts give them."""

    title: str
    points: Fraction | None
    max: Fraction

    @property
    def part(self) -> float:
        """How much of the points is reached, 0 to 1."""
        return float(self.points / self.max) if self.points and self.max else 0.0

    @property
    def words(self) -> str:
        """The points as people read them."""
        if self.points is None:
            return f"{plain(self.max)} 分，由专家评审"
        return f"{fixed(self.points)} / {plain(self.max)}　{self.percent}"

    @property
    def percent(self) -> str:
        """The part of the points that is reached: 82.5%."""
        return f"{fixed((self.points or 0) * 100 / self.max if self.max else Fraction(), 1)}%"


class Picture(Whole, frozen=True):
    """Radar on the left, bars on the right; bars alone where there are too few dimensions for a radar."""

    shares: tuple[Share, ...]
    space: ClassVar[float] = 8

    @property
    def height(self) -> float:
        """As tall as the taller of both."""
        return max(_SIDE if len(self._axes) >= _AXES else 0, len(self.shares) * _BAR_STEP)

    @property
    def _axes(self) -> list[Share]:
        return [share for share in self.shares if share.points is not None]

    def draw(self, pen: Pen, top: float) -> None:
        """Both pictures, in the middle of the height."""
        radar = len(self._axes) >= _AXES
        if radar:
            _radar(pen, self._axes, LEFT + _SIDE / 2, top + self.height / 2)
        left = _BARS_LEFT if radar else 0.0
        start = top + (self.height - len(self.shares) * _BAR_STEP) / 2
        for position, share in enumerate(self.shares):
            _bar(pen, share, left, start + position * _BAR_STEP)


def _radar(pen: Pen, axes: list[Share], x: float, middle: float) -> None:
    directions = [2 * math.pi * position / len(axes) for position in range(len(axes))]

    def corner(angle: float, part: float) -> tuple[float, float]:
        return x + _RADIUS * part * math.sin(angle), middle - _RADIUS * part * math.cos(angle)

    reached = [corner(angle, share.part) for angle, share in zip(directions, axes, strict=True)]
    pen.filled(reached, _FILL)
    for ring in _RINGS:
        pen.polygon([corner(angle, ring) for angle in directions], THIN, _RING_GREY)
    for angle in directions:
        pen.polygon([(x, middle), corner(angle, 1)], THIN, _RING_GREY)
    pen.polygon(reached, THICK)
    for angle, share in zip(directions, axes, strict=True):
        at_x, at_top = corner(angle, 1 + _LABEL_AWAY / _RADIUS)
        width = max(text_width(text, _NAME) for text in (share.title, share.percent)) + 1
        words = set_lines(f"{share.title}\n{share.percent}", _NAME, width)
        left = max(LEFT, at_x + _LABEL_ASIDE * math.sin(angle) - width / 2)
        pen.lines(words, _NAME, left, at_top - len(words) * _NAME.leading / 2)


def _bar(pen: Pen, share: Share, left: float, top: float) -> None:
    width = BODY_WIDTH - left
    pen.lines(set_lines(share.title, _BAR_NAME, width), _BAR_NAME, LEFT + left, top)
    pen.lines(set_lines(share.words, _BAR_POINTS, width), _BAR_POINTS, LEFT + left, top)
    top += _BAR_NAME.leading + 1
    if share.points is not None:
        pen.shade(LEFT + left, top, width, _BAR, _TRACK)
        pen.shade(LEFT + left, top, width * share.part, _BAR, 1 - _FILL)
    pen.frame(LEFT + left, top, width, _BAR)
