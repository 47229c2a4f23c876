"""filing.json as the verifier reads it: only what every program would read the same way. Source: RFC 8259, RFC 7493."""

from __future__ import annotations

import json
import math
from typing import Any

from desktop.package.faults import Fault
from desktop.package.layout import FILING

FORMAT = "yunqi-filing/1"
_DIGITS = 18  # of a whole number; all figures of a filing are texts
_KINDS: dict[str, type] = {"batch": dict, "enterprise": dict, "evidence": list}


def read_filing(content: bytes) -> dict[str, Any]:
    """The members of filing.json.

    Raises:
        Fault: filing_unreadable: not UTF-8 or with a byte order mark, a name twice, NaN, half a character, an absurd
            number, or no filing.
    """
    try:
        filing = json.loads(
            content.decode(),
            object_pairs_hook=_members,
            parse_int=_whole,
            parse_float=_broken,
            parse_constant=_no_number,
        )
        json.dumps(filing, ensure_ascii=False).encode()  # refuses half a surrogate pair
    except (ValueError, RecursionError):
        raise _unreadable("不是有效的 JSON，或写法有歧义") from None
    if not isinstance(filing, dict) or filing.get("format") != FORMAT:
        raise _unreadable("不是这种格式的案卷")
    for name, kind in _KINDS.items():
        if not isinstance(filing.get(name, kind()), kind):
            raise _unreadable(f"“{name}”一项的写法不对")
    return filing


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError(pairs)
    return members


def _whole(text: str) -> int:
    if len(text) > _DIGITS:
        raise ValueError(text)
    return int(text)


def _broken(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _no_number(text: str) -> float:
    raise ValueError(text)


def _unreadable(reason: str) -> Fault:
    return Fault("filing_unreadable", FILING, f"{reason}，无法核对内容")
