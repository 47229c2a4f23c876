"""What the inbox proposes a file for, as data: kinds of what was read, words in names, and what means the same.

Hints stand in a file of their own beside a standard, which may have none. They decide nothing, so they are no part of
the standard's digest: an older filing gets the better proposals of a newer program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from desktop.errors import StandardError
from desktop.model.decoding import PlacedError, convert
from desktop.standard.definition import Standard
from desktop.standard.toml_lines import line_of

FILE = "inbox.toml"
Kind = Literal["invoice", "contract", "licence", "login", "home", "other"]
Words = tuple[str, ...]


class Hint(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for a requirement.

    `kinds`: what was read; `words`: in names, folders, and the lines of invoices; `position`: which picture of a
    numbered pair it takes, from 1; `single`: a second file for the same subject is a question.
    """

    requirement: str
    kinds: tuple[Kind, ...] = ()
    words: Words = ()
    position: int = 0
    single: bool = False


class Same(Struct, frozen=True, forbid_unknown_fields=True):
    """Groups of words that mean the same, for systems, for who provides services, and for what is bought."""

    systems: tuple[Words, ...] = ()
    providers: tuple[Words, ...] = ()
    products: tuple[Words, ...] = ()


class Filler(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that distinguish nothing.

    `tails` at the end of a system's name, `weak` ones little there; `noise` anywhere in a file's name; `bought` in what
    an invoice says was bought.
    """

    tails: Words = ()
    weak: Words = ()
    noise: Words = ()
    bought: Words = ()


class Hints(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All hints that belong to a standard."""

    proposals: tuple[Hint, ...] = ()
    same: Same = Same()
    filler: Filler = Filler()

    @cached_property
    def by_requirement(self) -> dict[str, Hint]:
        """The hints by the requirement they speak for."""
        return {item.requirement: item for item in self.proposals}


def load_hints(standard: Standard, text: str) -> Hints:
    """The hints that belong to a standard.

    Raises:
        StandardError: the first mistake, with file and line.
    """
    try:
        found = convert(tomllib.loads(text), Hints)
    except tomllib.TOMLDecodeError as error:
        raise StandardError(f"{FILE}：不是正确的 TOML（{error}）。") from None
    except PlacedError as error:
        raise StandardError(f"{FILE} 第 {line_of(text, error.path)} 行：{error.path}：{error.reason}。") from None
    for path, reason in _mistakes(standard, found):
        raise StandardError(f"{FILE} 第 {line_of(text, path)} 行：{path}：{reason}。")
    return found


def _mistakes(standard: Standard, hints: Hints) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, item in enumerate(hints.proposals):
        path = f"proposals[{number}].requirement"
        if item.requirement not in standard.requirement_by_id:
            yield path, f"没有材料要求“{item.requirement}”"
        if item.requirement in seen:
            yield path, f"“{item.requirement}”出现了两次"
        seen.add(item.requirement)
        if item.position < 0:
            yield f"proposals[{number}].position", "从 1 数起，不编号的不写"
        if not all(word.strip() for word in item.words):
            yield f"proposals[{number}].words", "有空的字样"
