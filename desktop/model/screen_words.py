"""What the words on a screen tell: whether it is a login or a main page, private addresses, numbers of persons.

Right or unsure, never wrong: a kind is named only where words of the one stand there and none of the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from desktop.model.seen import Seen, Word

LOGIN, HOME = "login", "home"
_LOGIN = re.compile(
    r"忘记密码|请输入密码|请输入账号|请输入用户名|验证码|记住(?:我|密码)|扫码登录|用户登录|账号登录|forgotpassword|rememberme|signin"
)
_ENTRY = re.compile(r"登\s*录|登陆|login|signin")
_SECRET = re.compile(r"密码|口令|password|验证码")
_HOME = re.compile(
    r"退出|注销|工作台|待办|首页|主页|我的|消息中心|个人中心|欢迎您|欢迎回来|系统管理|菜单|报表|统计|总览|概览|看板|新增|新建|导出"
    r"|查询|列表|明细|审批|logout|signout|dashboard"
)
_ABOUT_LOGIN = re.compile(r"退出登[录陆]|(?:上次|最近|本次)登[录陆]|登[录陆](?:时间|日志|次数|地点)")
_SIGNS = 2  # of a main page
_ADDRESS = re.compile(
    r"(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?![\d.])"
)
_BAR = 0.16  # of the height: where a browser shows its address
_PHONE = re.compile(r"(?<![\dA-Za-z])1[3-9]\d(?:[ -]?\d{4}){2}(?![\dA-Za-z])")
_PERSON = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_BANK = re.compile(r"(?<![\dA-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECKS = "10X98765432"
_NINE = 9


class Private(Struct, frozen=True):
    """A number of a person as a picture shows it: what it is, and its box in parts of the picture."""

    kind: str
    left: float
    top: float
    right: float
    bottom: float


def plain(text: str) -> str:
    """A text as it is compared: one width, one case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def kind_by_words(text: str) -> str:
    """`login`, `home`, or "" where the words do not tell."""
    words = _ABOUT_LOGIN.sub("退出", plain(text))
    login = bool(_LOGIN.search(words)) or bool(_ENTRY.search(words) and _SECRET.search(words))
    home = len({match[0] for match in _HOME.finditer(words)})
    if login:
        return "" if home >= _SIGNS else LOGIN
    return HOME if home >= _SIGNS and not (_SECRET.search(words) or _ENTRY.search(words)) else ""


def private_address(seen: Seen) -> str:
    """An address of a private network in the browser's bar; "" where there is none."""
    for word in seen.words or ():
        match = _ADDRESS.search(word.text) if word.bottom < _BAR else None
        if match and all(int(part) < 256 for part in match[0].split(".")):  # noqa: PLR2004  (an octet)
            return match[0]
    return ""


def private_numbers(seen: Seen) -> Iterator[Private]:
    """Phone, identity and bank card numbers that a picture shows; identity and card numbers by their check digits."""
    for word in seen.words or ():
        taken: list[tuple[int, int]] = []
        for kind, form, holds in (
            ("身份证号", _PERSON, _is_person),
            ("银行卡号", _BANK, _is_card),
            ("手机号", _PHONE, bool),
        ):
            for match in form.finditer(word.text):
                free = all(match.end() <= start or match.start() >= end for start, end in taken)
                if free and holds(match[0]):
                    taken.append(match.span())
                    yield _boxed(kind, word, *match.span())


def _is_person(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1].upper() == _CHECKS[total % len(_CHECKS)]


def _is_card(number: str) -> bool:
    """By the check digit after Luhn."""
    digits = [int(digit) for digit in number if digit.isdigit()][::-1]
    doubled = (2 * digit - _NINE if 2 * digit > _NINE else 2 * digit for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0 and len(set(digits)) > 2  # noqa: PLR2004  (not a row of zeros)


def _boxed(kind: str, word: Word, start: int, end: int) -> Private:
    """The part of a word's box in which some of its characters stand; Latin ones are half as wide."""
    widths = [1.0 if ord(character) > 0xFF else 0.55 for character in word.text]  # noqa: PLR2004  (Latin-1 is narrow)
    whole, wide = sum(widths) or 1.0, word.right - word.left
    room = (word.bottom - word.top) * 0.15
    left = word.left + wide * sum(widths[:start]) / whole
    right = word.left + wide * sum(widths[:end]) / whole
    slack = wide / max(len(word.text), 1) * 0.5
    return Private(
        kind, max(left - slack, 0), max(word.top - room, 0), min(right + slack, 1), min(word.bottom + room, 1)
    )
