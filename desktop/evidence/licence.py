"""A business licence: name, 统一社会信用代码 and address, from its text or its QR code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from desktop.evidence.credit_code import CODE, has_check_digit
from desktop.evidence.invoice import PDF, QR
from desktop.evidence.merging import Problem
from desktop.evidence.reading import LICENCE, Reading
from desktop.evidence.runs import Run, TextPage, rows

_ADDRESS = re.compile(r"^(?:住所|经营场所|营业场所|主要经营场所|地址)[:：]?")
_NAME = re.compile(r"^名称[:：]?")
_NEXT = re.compile(
    r"^(?:类型|法定代表人|负责人|经营范围|注册资本|成立日期|营业期限|登记机关|统一社会信用代码|名称|住所|年月日)"
)
_SAID = re.compile(r"(?:统一社会信用代码|注册号|名称|企业名称)[/注册号]*[:：]\s*([^;；,，\s]+)")
_LONGEST = 200
_LABELS = {"name": "企业名称", "credit_code": "统一社会信用代码", "address": "住所"}


def is_licence(page: TextPage) -> bool:
    """Whether a page looks like a business licence and not like something that speaks of one."""
    text = "".join(page.text.split())
    return "营业执照" in text and "统一社会信用代码" in text and "经营范围" in text


def licence_from_text(page: TextPage, codes: Sequence[str]) -> Reading:
    """The licence a page shows; a code is confirmed by its check digit and a second place or the QR code."""
    found = sorted(set(CODE.findall(page.text)))
    values = {
        "name": _beside(page, _NAME),
        "credit_code": found[0] if len(found) == 1 else "",
        "address": _beside(page, _ADDRESS),
    }
    return _reading({name: text for name, text in values.items() if text}, PDF, codes)


def licence_from_codes(codes: Sequence[str]) -> Reading | None:
    """The licence whose QR code is among these, or None."""
    said = next((values for text in codes if (values := _from_code(text))), None)
    return _reading({}, QR, codes) if said else None


def _reading(values: dict[str, str], source: str, codes: Sequence[str]) -> Reading:
    sources = {name: [source] for name in values}
    confirmed = {"credit_code"} if has_check_digit(values.get("credit_code", "")) else set()
    problems = []
    for name, text in next((said for code in codes if (said := _from_code(code))), {}).items():
        if values.setdefault(name, text) == text:
            sources.setdefault(name, []).append(QR)
            if len(sources[name]) > 1 or (name == "credit_code" and has_check_digit(text)):
                confirmed.add(name)
        else:
            confirmed.discard(name)
            problems.append(Problem("sources_differ", f"{_LABELS[name]}与二维码里的不一致，请核对。"))
    code = values.get("credit_code", "")
    if code and not has_check_digit(code):
        problems.append(Problem("check_digit", f"统一社会信用代码“{code}”的校验位不对，请核对是否有误。"))
    lacking = [label for name, label in _LABELS.items() if name not in values]
    if lacking:
        problems.append(Problem("not_found", f"没有读到{'、'.join(lacking)}，请对照原件填写。"))
    return Reading(
        LICENCE,
        values,
        {name: tuple(dict.fromkeys(said)) for name, said in sources.items()},
        tuple(name for name in _LABELS if name in confirmed),
        tuple(problems),
    )


def _from_code(text: str) -> dict[str, str]:
    """What the QR code of a licence says: the register's address with parameters, or `label:value` pairs."""
    try:
        parts = urlsplit(text.strip()[:2000])
        said = {key.lower(): values[0] for key, values in parse_qs(parts.query.lstrip("?&")).items()}
    except ValueError:
        return {}
    code = said.get("uniscid", "").strip().upper()
    name = said.get("entname", "").strip()
    if not code and "信用代码" in text:
        codes = CODE.findall(text)
        code = codes[0] if len(codes) == 1 else ""
        names = re.findall(r"名称[:：]\s*([^;；,，\s]+)", text)
        name = names[0] if names else ""
    return {key: value[:_LONGEST] for key, value in (("name", name), ("credit_code", code)) if value} if code else {}


def _beside(page: TextPage, label: re.Pattern[str]) -> str:
    """The text right of a label, up to the next label on its row, and what follows below it while no label begins."""
    all_rows = rows(page.runs)
    for number, row in enumerate(all_rows):
        for place in range(len(row)):
            for end in range(place + 1, min(place + 5, len(row)) + 1):
                text = "".join(run.text for run in row[place:end])
                match = label.match(text)
                if match and label.fullmatch(match[0]):
                    rest = text[match.end() :] + _until_label(row[end:])
                    return (rest + _wrapped(all_rows[number + 1 : number + 3], row[end:], row[place]))[:_LONGEST]
    return ""


def _until_label(row: Sequence[Run]) -> str:
    said = ""
    for place, run in enumerate(row):
        if _NEXT.match("".join(other.text for other in row[place : place + 6])):
            break
        said += run.text
    return said


def _wrapped(below: Sequence[Sequence[Run]], values: Sequence[Run], label: Run) -> str:
    if not values:
        return ""
    said, last = "", label.bottom
    for row in below:
        text = "".join(run.text for run in row if run.left >= values[0].left - values[0].height)
        starts_left = min(run.left for run in row) < values[0].left - values[0].height
        if starts_left or _NEXT.match(text) or row[0].top - last > label.height:
            break
        said, last = said + text, row[0].bottom
    return said
