"""The inbox as it is read: one line for each file, in sections by where the files go; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

from msgspec import Struct

from desktop.gui.spots import Spot


class Mark(Enum):
    """How a file stands: the kind of its chip and the word on it."""

    SURE = ("chip-good", "✓ 有把握")
    LOOK = ("chip-attention", "! 请看一眼")
    COPY = ("chip", "重复")
    THERE = ("chip", "案卷里已有")
    UNREADABLE = ("chip-error", "✕ 读不了")
    ASIDE = ("chip", "不归档")
    GOING = ("chip", "正在归档")
    PLACED = ("chip-good", "✓ 已归档")


OPEN = frozenset({Mark.SURE, Mark.LOOK})  # what still waits for a person's word


class Line(Struct, frozen=True):
    """A file: what it is called, what it was recognised as, where it goes (None: not known), why, how it stands."""

    key: str
    name: str
    found: str
    spot: Spot | None
    why: str
    mark: Mark
    kind: str = ""

    @property
    def spoken(self) -> str:
        """All of it for those who hear it."""
        where = f"归到{self.spot.words}" if self.spot else "还没有归到哪里"
        return "，".join(part for part in (self.name, self.found, where, self.mark.value[1].lstrip("✓!✕ "), self.why) if part)


class Heading(Struct, frozen=True):
    """What stands above the files of a section."""

    title: str
    count: int


class View(Enum):
    """What can be looked at alone: the word on the tab and the lines it shows."""

    ALL = ("全部", frozenset(Mark))
    SURE = ("有把握", frozenset({Mark.SURE}))
    LOOK = ("请看一眼", frozenset({Mark.LOOK}))
    LEFT = ("重复或读不了", frozenset({Mark.COPY, Mark.THERE, Mark.UNREADABLE}))
    PLACED = ("已归档", frozenset({Mark.PLACED, Mark.GOING}))
    ASIDE = ("不归档", frozenset({Mark.ASIDE}))

    def admits(self, line: Line) -> bool:
        """Whether a line is shown."""
        return line.mark in self.value[1]


_SECTIONS: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("还没认出归到哪里", lambda line: line.mark in OPEN and line.spot is None),
    ("读不了", lambda line: line.mark is Mark.UNREADABLE),
    ("重复的、案卷里已有的", lambda line: line.mark in {Mark.COPY, Mark.THERE}),
    ("不归档", lambda line: line.mark is Mark.ASIDE),
    ("已归档", lambda line: line.mark in {Mark.GOING, Mark.PLACED}),
)


def sectioned(lines: Iterable[Line], order: Sequence[Spot]) -> list[Line | Heading]:
    """Lines under their headings: first what waits, by place in the reviewer's order, then all the rest."""
    shown = list(lines)
    rank = {spot.use: number for number, spot in enumerate(order)}
    placed = [line for line in shown if line.mark in OPEN and line.spot]
    placed.sort(key=lambda line: rank.get(line.spot.use, len(rank)) if line.spot else 0)
    groups: dict[str, list[Line]] = {}
    for line in placed:
        groups.setdefault(line.spot.group if line.spot else "", []).append(line)
    for title, belongs in _SECTIONS:
        groups[f"\n{title}"] = [line for line in shown if belongs(line)]
    made: list[Line | Heading] = []
    for title, members in groups.items():
        if members:
            made += [Heading(title.lstrip("\n"), len(members)), *members]
    return made
