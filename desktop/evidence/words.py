"""What readings are called where people see them: kinds, values, sources."""

from __future__ import annotations

from desktop.evidence.invoice import NAMES, OCR, OFD, PDF, QR, XML
from desktop.evidence.reading import CONTRACT, HOME, INVOICE, LICENCE, LOGIN, OTHER, UNREADABLE

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
_INVOICE = dict(
    zip(
        NAMES,
        (
            "类型",
            "发票代码",
            "发票号码",
            "开票日期",
            "销售方",
            "销售方税号",
            "购买方",
            "购买方税号",
            "不含税金额（元）",
            "税额（元）",
            "价税合计（元）",
        ),
        strict=True,
    )
)
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
    return _INVOICE[name] if kind == INVOICE else _OTHERS.get(name, name)
