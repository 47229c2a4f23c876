"""A contract from its text: parties, date, amount. Best effort, always for a person's eyes: nothing is confirmed."""

from __future__ import annotations

import re

from desktop.evidence.in_words import WORDS, amount_in_words
from desktop.evidence.invoice import PDF, amount
from desktop.evidence.merging import Problem
from desktop.evidence.reading import CONTRACT, Reading

_PARTY = {
    "party_a": re.compile(r"(?:甲\s*方|委托方|采购方|买方|需方)[^:：\n]{0,16}[:：]\s*([^\s:：]{2,60})"),
    "party_b": re.compile(r"(?:乙\s*方|受托方|供应方|卖方|供方|服务方)[^:：\n]{0,16}[:：]\s*([^\s:：]{2,60})"),
}
_DATE = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_SIGNED = re.compile(r"(?:签订|签署|签约|订立)[^\n]{0,12}?[:：]?\s*(20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2})")
_PERIOD = re.compile(
    r"(20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2})\s*日?\s*(?:起|始)?\s*[,，]?\s*(?:至|到|—|~|-)\s*"
    r"(20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2})"
)
_NUMBER = re.compile(r"合同\s*(?:编号|号)\s*[:：]\s*([A-Za-z0-9\-_/（）()【】]{3,40})")
_AMOUNT = re.compile(
    r"(?:总金额|合同金额|总价|合同价款|价款|费用)[^\d¥￥\n]{0,30}[¥￥]?\s*(\d[\d,]*(?:\.\d{1,2})?)\s*(万)?\s*元"
)
_LONGEST = 60_000
_SIGNS = ("甲方", "乙方", "合同", "协议", "违约", "签订", "需方", "供方")
_ENOUGH = 3


def is_contract(text: str) -> bool:
    """Whether a text looks like a contract: it names itself and both parties."""
    plain = "".join(text[:_LONGEST].split())
    return ("合同" in plain or "协议" in plain) and sum(sign in plain for sign in _SIGNS) >= _ENOUGH


def contract_from_text(text: str) -> Reading:
    """What a contract says, unconfirmed."""
    text = text[:_LONGEST]
    found: dict[str, str] = {}
    for name, form in {**_PARTY, "number": _NUMBER}.items():
        if match := form.search(text):
            found[name] = match[1].strip("（）()，,。")
    if match := _SIGNED.search(text):
        found["signed"] = _iso(match[1])
    if match := _PERIOD.search(text):
        found["from"], found["to"] = _iso(match[1]), _iso(match[2])
    found |= _money(text)
    found = {name: value for name, value in found.items() if value}
    return Reading(
        CONTRACT,
        found,
        dict.fromkeys(found, (PDF,)),
        problems=(Problem("for_review", "合同内容由程序按字面摘出，请逐项核对。"),),
    )


def _iso(text: str) -> str:
    match = _DATE.search(text)
    return "-".join((match[1], match[2].zfill(2), match[3].zfill(2))) if match else ""


def _money(text: str) -> dict[str, str]:
    match = _AMOUNT.search(text)
    plain = amount(match[1]) if match else None
    if match and plain is not None:
        return {"amount": f"{plain * 10_000 if match[2] else plain:.2f}"}
    words = [found for item in WORDS.findall(text) if (found := amount_in_words(item)) is not None]
    return {"amount": str(words[0])} if len(set(words)) == 1 else {}
