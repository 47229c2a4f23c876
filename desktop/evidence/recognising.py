"""What a file is where its content does not say: by the words of its name, and for screenshots their shape."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from desktop.evidence.reading import CONTRACT, HOME, INVOICE, LICENCE, LOGIN, OTHER

_WORDS = (
    (INVOICE, re.compile(r"发票|invoice|(?<![a-z])fapiao")),
    (CONTRACT, re.compile(r"合同|协议|contract|agreement")),
    (LICENCE, re.compile(r"执照|licen[cs]e")),
    (LOGIN, re.compile(r"登录|登陆|login|log-in|sign-?in|logon")),
    (HOME, re.compile(r"主页|首页|主界面|工作台|home(?:page)?|dashboard|main(?:page|[-_ ])")),
)
_NARROW, _WIDE = 0.4, 4.0  # width by height of what a screen shows
_SMALLEST = 200  # pixels


def kind_by_name(name: str, size: tuple[int, int] | None = None) -> str:
    """The kind a file's name speaks of, `other` where it speaks of none or of two; `size` for pictures."""
    plain = unicodedata.normalize("NFKC", PurePath(name).stem).casefold()
    kinds = [kind for kind, words in _WORDS if words.search(plain)]
    if len(kinds) != 1:
        return OTHER
    (kind,) = kinds
    return OTHER if kind in {LOGIN, HOME} and not (size and _is_screen(size)) else kind


def _is_screen(size: tuple[int, int]) -> bool:
    wide, high = size
    return min(size) >= _SMALLEST and _NARROW <= wide / high <= _WIDE
