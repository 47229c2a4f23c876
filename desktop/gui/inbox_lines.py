"""The inbox as it is read: one line for each file, in sections that one key confirms; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import Enum

from msgspec import Struct

from desktop.evidence.reading import CONTRACT, INVOICE, LICENCE, OTHER, Reading
from desktop.evidence.words import KINDS
from desktop.gui.spots import Spot
from desktop.workspace.inbox import Basis, Group, Item, State


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

    @property
    def word(self) -> str:
        """The word without its sign."""
        return self.value[1].lstrip("✓!✕ ")


OPEN = frozenset({Mark.SURE, Mark.LOOK})  # what still waits for a person's word
STATES = {
    State.SURE: Mark.SURE,
    State.UNSURE: Mark.LOOK,
    State.OPEN: Mark.LOOK,
    State.COPY: Mark.COPY,
    State.ALREADY: Mark.THERE,
    State.UNREADABLE: Mark.UNREADABLE,
}
_DIGITS = 5  # places that one key chooses
_GROUNDS = {
    Basis.NAME: "按文件名",
    Basis.NUMBERING: "按先后次序",
    Basis.REST: "只剩这个位置",
    Basis.CONTENT: "按读出的内容",
    Basis.SHOWN: "按图里的文字",
    Basis.ITEMS: "按发票上的项目",
}
_REST = (
    ("读不了", frozenset({Mark.UNREADABLE})),
    ("重复的、案卷里已有的", frozenset({Mark.COPY, Mark.THERE})),
    ("不归档", frozenset({Mark.ASIDE})),
    ("已归档", frozenset({Mark.GOING, Mark.PLACED})),
)


class Line(Struct, frozen=True):
    """A file: what it is called, what it was recognised as, where it goes (None: not known), why, how it stands.

    `likely` are the places that a digit chooses.
    """

    key: str
    name: str
    found: str
    spot: Spot | None
    why: str
    mark: Mark
    form: str = ""
    likely: tuple[Spot, ...] = ()

    @property
    def digits(self) -> str:
        """Which digit stands for which place."""
        return "\n".join(f"{number}　{spot.words}" for number, spot in enumerate(self.likely, start=1))

    @property
    def spoken(self) -> str:
        """All of it for those who hear it."""
        where = f"归到{self.spot.words}" if self.spot else "还没有归到哪里"
        likely = f"按数字选：{self.digits}" if self.likely and not self.spot else ""
        return "，".join(part for part in (self.name, self.found, where, self.mark.word, self.why, likely) if part)


class Section(Struct, frozen=True):
    """Lines that stand alike, under a heading; `waits` where one key confirms them all."""

    title: str
    note: str
    lines: tuple[Line, ...]
    waits: bool = False


class View(Enum):
    """What can be looked at alone: the word on the tab and the marks it shows."""

    ALL = ("全部", frozenset(Mark))
    SURE = ("有把握", frozenset({Mark.SURE}))
    LOOK = ("请看一眼", frozenset({Mark.LOOK}))
    LEFT = ("重复或读不了", frozenset({Mark.COPY, Mark.THERE, Mark.UNREADABLE}))
    PLACED = ("已归档", frozenset({Mark.PLACED, Mark.GOING}))
    ASIDE = ("不归档", frozenset({Mark.ASIDE}))

    def admits(self, mark: Mark) -> bool:
        """Whether lines that stand so are shown."""
        return mark in self.value[1]


def line_of(item: Item, mark: Mark, spot: Spot | None, likely: Sequence[Spot] = ()) -> Line:
    """The line of a file."""
    why = item.why if mark in OPEN else ""
    told = {
        Mark.UNREADABLE: item.problem,
        Mark.COPY: item.why,
        Mark.THERE: item.why,
    }
    nameless = item.reading.kind == OTHER and spot is not None
    found = told.get(mark) or ("" if nameless else found_words(item.reading))
    digits = tuple(likely[:_DIGITS]) if mark in OPEN else ()
    return Line(item.key, item.name, found, spot, why, mark, item.piece.form, digits)


def sections(grouped: Sequence[Group], lines: Mapping[str, Line]) -> tuple[Section, ...]:
    """First what waits, as one action confirms it; then all the rest."""
    made = []
    for group in grouped:
        members = tuple(lines[item.key] for item in group.items if item.key in lines)
        waiting = tuple(line for line in members if line.mark in OPEN)
        if waiting:
            label = waiting[0].spot.label if waiting[0].spot else "还没认出归到哪里"
            ground = _GROUNDS.get(group.basis, "")
            made.append(Section(label, ground, waiting, waits=waiting[0].spot is not None))
    rest = (Section(title, "", tuple(line for line in lines.values() if line.mark in marks)) for title, marks in _REST)
    return (*made, *(section for section in rest if section.lines))


def found_words(reading: Reading) -> str:
    """What a file was recognised as, with the values by which one knows it again."""
    values = reading.values
    wanted = {
        INVOICE: ("date", "seller", "number"),
        CONTRACT: ("signed", "party_b", "number"),
        LICENCE: ("name", "credit_code"),
    }.get(reading.kind, ())
    amount = values.get("total") or values.get("amount") or ""
    said = [values.get(name, "") for name in wanted]
    said.insert(1, _money(amount) if wanted else "")
    word = "没有认出是什么" if reading.kind == OTHER else KINDS[reading.kind]
    return "　".join(part for part in (word, *said) if part)


def counted(lines: Iterable[Line]) -> dict[View, int]:
    """How many lines each view shows."""
    marks = [line.mark for line in lines]
    return {view: sum(view.admits(mark) for mark in marks) for view in View}


def _money(text: str) -> str:
    try:
        amount = Decimal(text)
        return f"{'-' if amount < 0 else ''}¥{abs(amount):,.2f}"
    except InvalidOperation:
        return text
