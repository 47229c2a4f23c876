"""The columns of the list of systems, from the standard."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from desktop.standard.definition import Requirement, Standard, SubjectKind


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    CHECK = "check"
    SLOT = "slot"


class Column(Struct, frozen=True):
    """A column: the system's field, or the requirement whose pictures stand there.

    `width` is its smallest, `share` of what is left over; `empty` is what an empty cell says, `long` a text of
    several lines.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 96
    share: int = 0
    empty: str = ""
    long: bool = False
    requirement: Requirement | None = None


def columns_of(standard: Standard) -> tuple[Column, ...]:
    """The columns: what every system has, with the pictures the standard asks for."""
    slots = (
        Column(item.id, item.label, Kind.SLOT, 92, requirement=item)
        for item in standard.requirements
        if item.subject is SubjectKind.SYSTEM
    )
    return (
        Column("name", "系统名称", width=132, share=3, empty="待填写系统名称"),
        Column("cloud", "云上", Kind.CHECK, 48),
        Column("platform", "云平台", width=92, share=2),
        Column("provider", "供应商", width=100, share=2),
        Column("collaborates", "上下游协同", Kind.CHECK, 80),
        *slots,
        Column("summary", "功能简介", width=104, share=5, empty="待填写一句话简介", long=True),
    )
