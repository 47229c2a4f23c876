"""`filing.json` ⇄ the frozen value; unknown keys, wrong types and broken JSON are refused by name."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from desktop.errors import InputError
from desktop.model.decoding import builtins, convert
from desktop.model.filing import FORMAT, Filing

SIZE_LIMIT = 64 * 2**20  # bytes; a filing with 10 000 pieces of evidence is about 4 MB
DEPTH_LIMIT = 16
_OPTIONAL = (
    "reasons",
    "sample",
    "carried_from",
    "unconfirmed",
    "no_overview",
    "basis",
    "windows",
)  # written only when there is something to say


def loads(data: bytes, *, source: str = "filing.json") -> Filing:
    """The filing in a JSON document (UTF-8, with or without a byte order mark).

    Only the form is checked here; what the standard allows is `desktop.standard.entry`.

    Raises:
        InputError: one sentence with the place.
    """
    return from_document(parse(data, source=source), source=source)


def parse(data: bytes, *, source: str) -> object:
    """A JSON document as plain data; doubled keys, NaN and too deep nesting are refused.

    Raises:
        InputError: one sentence that names the line.
    """
    if len(data) > SIZE_LIMIT:
        raise InputError(
            f"{source} 有 {len(data) // 2**20} MB，超过 {SIZE_LIMIT // 2**20} MB 的上限，不像案卷数据，请核对文件。"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{source} 不是 UTF-8 文本（第 {error.start} 字节处），请用 UTF-8 编码重新保存。") from None
    try:
        document: object = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InputError(f"{source} 第 {error.lineno} 行第 {error.colno} 列不是正确的 JSON，请修正后再导入。") from None
    except RecursionError:
        raise InputError(f"{source} 嵌套过深，不是案卷数据，请核对文件。") from None
    except ValueError:
        raise InputError(f"{source} 里有过长的数字，请写成加引号的十进制数。") from None
    return document


def from_document(document: object, *, source: str = "filing.json") -> Filing:
    """Plain data as a filing.

    Raises:
        InputError: one sentence with the place.
    """
    if not isinstance(document, dict):
        raise InputError(f"{source} 的最外层应为对象 {{…}}，请核对是否选错了文件。")
    form = document.get("format")
    if form != FORMAT:
        raise InputError(f"{source} 的 format 是“{str(form)[:40]}”，本程序只认识“{FORMAT}”，请核对文件或升级程序。")
    return convert(document, Filing, source=f"{source} 的 ")


def to_document(filing: Filing) -> dict[str, Any]:
    """The filing as plain data, keys in the published order."""
    document: dict[str, Any] = builtins(filing)
    for key in _OPTIONAL:
        if not document[key]:
            del document[key]
    for system in document["systems"]:
        if not system["display_name"]:
            del system["display_name"]
    for item in document["evidence"]:
        if item["facts"] is None:
            del item["facts"]
    return document


def dumps(filing: Filing) -> bytes:
    """The one canonical JSON text of a filing: UTF-8, two blanks of indent, LF, no byte order mark."""
    return (json.dumps(to_document(filing), ensure_ascii=False, indent=2) + "\n").encode()


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document = dict(pairs)
    if len(document) != len(pairs):
        keys = [key for key, _ in pairs]
        doubled = next(key for key in keys if keys.count(key) > 1)
        raise InputError(f"JSON 里“{doubled[:40]}”写了两次，请只保留一处。")
    return document


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"JSON 里有 {name}，不是数字，请写成加引号的十进制数。")
