"""What a bureau decided about packages: a state with its reason, kept under the seal code of the package.

A changed package has another seal code, so it never inherits what was decided about an earlier one; for damaged ones
see `workspace.receiving.Received.key`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from desktop.errors import InputError
from desktop.model import text
from desktop.model.decoding import convert, json_text

SIZE_LIMIT = 32 * 2**20  # bytes; 10 000 decisions with reasons are about 4 MB
REASON_LIMIT, WANTED_LIMIT, PLACE_LIMIT = 2_000, 500, 300  # characters
POINTS_LIMIT = 200
FORMAT = "yunqi-desk/1"
_CODE = re.compile(r"[0-9a-f]{64}")


class State(Enum):
    """How a package stands with the bureau."""

    RECEIVED = "received"
    TO_CORRECT = "to_correct"
    PASSED = "passed"
    RETURNED = "returned"


class Point(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to be corrected: the place in the filing ("" for the whole), that place in words, what is wanted."""

    place: str
    words: str
    wanted: str


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """A state, why, what is to be corrected, by whom and when (UTC, ISO)."""

    state: State = State.RECEIVED
    reason: str = ""
    points: tuple[Point, ...] = ()
    by: str = ""
    at: str = ""


class Book(Struct, frozen=True, forbid_unknown_fields=True):
    """All decisions by seal code; `order` are the seal codes in the order the clerk wants, `added` other packages."""

    format: Literal["yunqi-desk/1"] = "yunqi-desk/1"
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def of(self, code: str) -> Decision:
        """What was decided about a package; 收到 where nothing was."""
        return self.decisions.get(code, Decision())


def checked(decision: Decision) -> Decision:
    """The decision as it may be kept.

    Raises:
        InputError: the reason is missing, or a text is too long or holds control characters.
    """
    reason = _text(decision.reason, REASON_LIMIT, "理由")
    if decision.state is State.RETURNED and not reason:
        raise InputError("退回要写明理由，请先填写，企业会照着看。")
    if decision.state is State.TO_CORRECT and not (reason or decision.points):
        raise InputError("待补正要写明理由，或至少加一条要补正的内容，企业会照着改。")
    if len(decision.points) > POINTS_LIMIT:
        raise InputError(f"要补正的内容超过 {POINTS_LIMIT} 条，请合并一些。")
    return replace(decision, reason=reason, points=tuple(map(checked_point, decision.points)))


def checked_point(point: Point) -> Point:
    """A point as it may be kept.

    Raises:
        InputError: nothing is wanted, or a text is too long or holds control characters.
    """
    wanted = _text(point.wanted, WANTED_LIMIT, "要补正的内容")
    if not wanted:
        raise InputError("请写明要补正什么。")
    return Point(_text(point.place, PLACE_LIMIT, "位置"), _text(point.words, PLACE_LIMIT, "位置"), wanted)


def decided(book: Book, code: str, decision: Decision) -> Book:
    """The book with a decision about the package of this seal code.

    Raises:
        InputError: the decision may not be kept.
    """
    return replace(book, decisions={**book.decisions, code: checked(decision)})


def book_of(document: object, source: str) -> Book:
    """Plain data as a book.

    Raises:
        InputError: one sentence with the place.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError(f"“{source}”不是本程序的受理记录，或来自更新的版本，请移走它再试。")
    book = convert(document, Book, source=f"{source} 的 ")
    if not all(_CODE.fullmatch(code) for code in (*book.decisions, *book.order)):
        raise InputError(f"{source} 里有不是封装码的键，不是受理记录，请核对文件。")
    return replace(book, decisions={code: checked(item) for code, item in book.decisions.items()})


def dumps(book: Book) -> bytes:
    """The book as JSON, UTF-8."""
    return json_text(book).encode()


def _text(typed: str, limit: int, what: str) -> str:
    try:
        return text.text(typed, limit).strip()
    except InputError as error:
        raise InputError(f"{what}{error}。") from None
