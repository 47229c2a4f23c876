"""What readings are called where people see them: kinds, values, sources."""

from __future__ import annotations

from desktop.evidence.invoice import OCR, OFD, PDF, QR, XML
from desktop.evidence.reading import CONTRACT, HOME, INVOICE, LICENCE, LOGIN, OTHER, UNREADABLE
from desktop.model.facts import WORDS_WITH_UNIT

KINDS = {
    INVOICE: "发票",
    CONTRACT: "合同",
    LICENCE: "营业执照",
    LOGIN: "登录页截图",
    HOME: "主页截图",
    OTHER: "其他",
    UNREADABLE: "读不了",
}
SOURCES = {XML: "XML", OFD: "OFD", PDF: "PDF", QR: "二维码", OCR: "文字识别"}
_OTHERS = {
    "name": "名称",
    "credit_code": "统一社会信用代码",
    "address": "住所",
    "party_a": "甲方",
    "party_b": "乙方",
    "number": "合同编号",
    "signed": "签订日期",
    "from": "起",
    "to": "止",
    "amount": "金额（元）",
}


def value_label(kind: str, name: str) -> str:
    """What a value of a reading is called."""
    return WORDS_WITH_UNIT[name] if kind == INVOICE else _OTHERS.get(name, name)
