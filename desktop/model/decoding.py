"""Typed decoding of data from outside, with every refusal as a Chinese sentence that names the place."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

import msgspec

from desktop.errors import InputError

T = TypeVar("T")

# WORKAROUND: msgspec 0.22 ends the process when two threads decode into the same type for the first time at once.
_ONE_AT_A_TIME = Lock()

_KINDS = {
    "str": "文本",
    "int": "整数",
    "float": "数字",
    "decimal": "数字",
    "bool": "true 或 false",
    "array": "列表 […]",
    "object": "对象 {…}",
    "null": "空值 null",
}
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Object contains unknown field `(?P<a>.*)`"), "有不认识的键“{a}”，请核对拼写或删去"),
    (re.compile(r"Object missing required field `(?P<a>.*)`"), "缺少“{a}”，请补上"),
    (re.compile(r"Expected `(?P<a>[^`]*)`, got `(?P<b>[^`]*)`"), "应为{a}，实为{b}"),
    (re.compile(r"Invalid enum value (?P<a>.*)"), "取值 {a} 不在允许范围内"),
    (re.compile(r"Invalid value (?P<a>.*)"), "取值 {a} 不在允许范围内"),
)


class PlacedError(InputError):
    """An input error that still knows the place in the document, as a path such as `systems[3].name`."""

    def __init__(self, path: str, reason: str, *, source: str = "") -> None:
        super().__init__(f"{source}{path or '文件内容'}：{reason}。")
        self.path = path
        self.reason = reason


def placed(path: str, check: Callable[[], T]) -> T:
    """What a check makes of a value; a refusal without a place gets this one.

    Raises:
        PlacedError: the refusal with its path.
    """
    try:
        return check()
    except PlacedError:
        raise
    except InputError as error:
        raise PlacedError(path, str(error)) from None


def convert(document: object, kind: type[T], *, source: str = "", strict: bool = True) -> T:
    """Plain data (as `json` or `tomllib` give it) as a typed value.

    Raises:
        PlacedError: the first thing that does not fit, with its path.
    """
    try:
        with _ONE_AT_A_TIME:
            return msgspec.convert(document, kind, strict=strict)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `")
        raise PlacedError(_named(document, kind, _path(path)), _sentence(message), source=source) from None


def builtins(value: object) -> Any:  # noqa: ANN401  (plain JSON data has no narrower type)
    """A typed value as plain data: dicts, lists, texts, numbers, as `json` would read it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def json_text(value: object) -> str:
    """A typed value as one JSON text."""
    return msgspec.json.encode(value).decode()


def _path(raw: str) -> str:
    return raw.rstrip("`").removeprefix("$").removeprefix(".") or ""


def _named(document: object, kind: type[object], path: str) -> str:
    """The path with the key where msgspec says only `[...]` (an entry of a mapping)."""
    prefix, found, _ = path.partition("[...]")
    if not found:
        return path
    mapping = _at(document, prefix)
    for key, value in mapping.items():
        try:
            msgspec.convert(_with(document, _steps(prefix), {key: value}), kind, strict=True)
        except msgspec.ValidationError as error:
            own = _path(str(error).partition(" - at `")[2])
            if own.startswith(f"{prefix}[...]"):
                return own.replace("[...]", f".{key}", 1)
    return path


def _steps(path: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]


def _at(document: Any, path: str) -> dict[str, object]:  # noqa: ANN401  (plain JSON data)
    for step in _steps(path):
        document = document[step]
    return document if isinstance(document, dict) else {}


def _with(document: Any, steps: list[str | int], value: object) -> object:  # noqa: ANN401  (plain JSON data)
    if not steps:
        return value
    copy = document.copy()
    copy[steps[0]] = _with(document[steps[0]], steps[1:], value)
    return copy


def _sentence(message: str) -> str:
    for pattern, sentence in _RULES:
        match = pattern.match(message)
        if match:
            return sentence.format(**{name: _kind(value) for name, value in match.groupdict().items()})
    return f"内容不合要求（{message}）"


def _kind(value: str) -> str:
    return "或".join(_KINDS.get(part.strip(), part.strip()) for part in value.split("|"))[:80]
