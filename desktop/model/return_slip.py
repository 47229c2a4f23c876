"""The return slip (补正通知): what a bureau wants corrected in one package, as a small file the enterprise opens.

Whoever holds the file may have written it; it is only ever shown, and changes nothing in a filing.
"""

from __future__ import annotations

import json
import re
from typing import Literal

from msgspec import Struct

from desktop.errors import InputError
from desktop.model import text
from desktop.model.dates import is_date
from desktop.model.decisions import PLACE_LIMIT, POINTS_LIMIT, REASON_LIMIT, WANTED_LIMIT
from desktop.model.decoding import builtins, convert
from desktop.model.filing_json import parse

FORMAT: Literal["yunqi-return/1"] = "yunqi-return/1"
SUFFIX = ".yunqi-return"
SIZE_LIMIT = 2**20  # bytes
_HEX = re.compile(r"[0-9a-f]{64}")
_NAME_LIMIT = 200
_VERSIONS = range(1, 10_000)


class SlipPoint(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to be corrected; `was` is the digest of what the bureau saw there (`standard.correcting.digest`)."""

    place: str
    words: str
    wanted: str
    was: str


class ReturnSlip(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose package, which one, what is wanted and until when; dates are ISO, `answer_by` may be ""."""

    format: Literal["yunqi-return/1"]
    standard: str
    batch: str
    batch_title: str
    enterprise: str
    version: int
    seal_code: str
    bureau: str
    date: str
    answer_by: str
    refused: bool
    reason: str
    points: tuple[SlipPoint, ...] = ()


def dumps(slip: ReturnSlip) -> bytes:
    """The slip as JSON, UTF-8, two blanks of indent."""
    return (json.dumps(builtins(slip), ensure_ascii=False, indent=2) + "\n").encode()


def loads(data: bytes, source: str) -> ReturnSlip:
    """The slip in a file's bytes.

    Raises:
        InputError: it is none, or breaks a limit; one sentence.
    """
    if len(data) > SIZE_LIMIT:
        raise InputError(f"“{source}”超过 {SIZE_LIMIT // 2**20} MB，不像补正通知，请核对文件。")
    document = parse(data, source=source)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError(f"“{source}”不是本程序的补正通知，或来自更新的版本，请核对文件或升级程序。")
    slip = convert(document, ReturnSlip, source=f"{source} 的 ")
    try:
        _check(slip)
    except InputError as error:
        raise InputError(f"“{source}”里的内容不对：{error}。") from None
    return slip


def _check(slip: ReturnSlip) -> None:
    names = (slip.standard, slip.batch, slip.batch_title, slip.enterprise, slip.bureau)
    for said, limit in ((slip.reason, REASON_LIMIT), *((name, _NAME_LIMIT) for name in names)):
        text.text(said, limit)
    if slip.version not in _VERSIONS or not _HEX.fullmatch(slip.seal_code):
        raise InputError("版本号或封装码不合要求")
    if not is_date(slip.date) or (slip.answer_by and not is_date(slip.answer_by)):
        raise InputError("日期不合要求")
    if len(slip.points) > POINTS_LIMIT:
        raise InputError(f"要补正的内容超过 {POINTS_LIMIT} 条")
    for point in slip.points:
        text.text(point.place, PLACE_LIMIT)
        text.text(point.words, PLACE_LIMIT)
        text.text(point.wanted, WANTED_LIMIT)
        if not _HEX.fullmatch(point.was):
            raise InputError("摘要不合要求")
