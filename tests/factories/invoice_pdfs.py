"""Made-up e-invoices as PDF in the two layouts real ones have, and pictures of them."""

from __future__ import annotations

import io
import random
from functools import cache
from typing import TypedDict

import pikepdf
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import Unpack

from desktop.documents.fonts import SERIF
from desktop.documents.qr import matrix
from tests.factories.invoices import AnInvoice, as_xml, in_words, qr_text

_FONT = "InvoiceSerif"
_REMARK = "合同编号 HT-2021-0088，销方开户银行:样例银行; 银行账号:33001234567890123456;"
_TITLES = (
    (40, "项目名称"),
    (160, "规格型号"),
    (222, "单 位"),
    (270, "数 量"),
    (330, "单 价"),
    (420, "金 额"),
    (470, "税率/征收率"),
    (560, "税 额"),
)
_OLDER_TITLES = (
    (40, "货物或应税劳务、服务名称"),
    (175, "规格型号"),
    (230, "单位"),
    (270, "数 量"),
    (330, "单 价"),
    (410, "金 额"),
    (470, "税率"),
    (540, "税 额"),
)


@cache
def _font() -> str:
    pdfmetrics.registerFont(TTFont(_FONT, str(SERIF)))
    return _FONT


class _Pen:
    """Texts on a page whose y grows downwards, labels drawn before all values as real templates are."""

    def __init__(self, wide: float, high: float, seed: str) -> None:
        self.out = io.BytesIO()
        self.high = high
        self.canvas = Canvas(self.out, pagesize=(wide, high), invariant=1)
        self.values: list[tuple[float, float, str, float]] = []
        dice = random.Random(seed)
        self.shift = dice.uniform(-1, 5), dice.uniform(-2.5, 2.5)  # values are printed over a template, never exactly

    def label(self, x: float, y: float, text: str, size: float = 9) -> None:
        self.canvas.setFont(_font(), size)
        self.canvas.drawString(x, self.high - y, text)

    def apart(self, x: float, y: float, text: str, step: float) -> None:
        for number, character in enumerate(text):
            self.label(x + number * step, y, character)

    def upright(self, x: float, y: float, text: str, step: float = 11) -> None:
        for number, character in enumerate(text):
            self.label(x, y + number * step, character)

    def value(self, x: float, y: float, text: str, size: float = 9) -> None:
        self.values.append((x, y, text, size))

    def wrapped(self, x: float, y: float, text: str, most: int) -> None:
        if len(text) <= most:
            self.value(x, y, text)
        else:
            self.value(x, y - 5, text[:most])
            self.value(x, y + 5, text[most:])

    def code(self, x: float, y: float, text: str, size: float = 60) -> None:
        rows = matrix(text)
        module = size / len(rows)
        for down, row in enumerate(rows):
            for right, dark in enumerate(row):
                if dark:
                    self.canvas.rect(x + right * module, self.high - y - (down + 1) * module, module, module, 0, 1)

    def finish(self) -> bytes:
        for x, y, text, size in self.values:
            self.label(x + self.shift[0], y + self.shift[1], text, size)
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()


class Extras(TypedDict, total=False):
    """What a PDF has besides: another remark, the encoding of the block 税控 software leaves, the XML, a second one."""

    remark: str
    hidden: str
    attached: bool
    more: AnInvoice


def as_pdf(
    invoice: AnInvoice, *, code: bool = True, code_text: str = "", yen: str = "¥", **extras: Unpack[Extras]
) -> bytes:
    """The PDF of an invoice, with its QR code or another one."""
    said = (code_text or qr_text(invoice)) if code else ""
    remark = extras.pop("remark", _REMARK)
    made = (_digital_pdf if invoice.digital else _older_pdf)(invoice, yen, said, remark)
    return _with_extras(made, invoice, **extras) if extras else made


def _with_extras(made: bytes, invoice: AnInvoice, **extras: Unpack[Extras]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as document:
        if hidden := extras.get("hidden"):
            document.Root.Metadata = document.make_stream(hidden_block(invoice).encode(hidden))
        if extras.get("attached"):
            document.attachments["invoice.xml"] = as_xml(invoice)
        if more := extras.get("more"):
            with pikepdf.open(io.BytesIO(as_pdf(more))) as other:
                document.pages.extend(other.pages)
                document.save(out, static_id=True, fix_metadata_version=False)
                return out.getvalue()
        document.save(out, static_id=True, fix_metadata_version=False)
    return out.getvalue()


def hidden_block(invoice: AnInvoice) -> str:
    """The lines of the hidden block; keys come again for the lines of the invoice."""
    said = {
        "DM": invoice.code, "HM": invoice.number, "RQ": invoice.date.replace("-", ""), "GM": invoice.buyer,
        "GN": invoice.buyer_id, "XM": invoice.seller, "XN": invoice.seller_id, "HJ": invoice.amount,
        "HS": invoice.tax or "***", "XX": invoice.total, "DX": in_words(invoice.total),
    }  # fmt: skip
    again = "\n".join(f"XM={name}\nHJ={one}" for name, one, _ in invoice.items)
    return "\n".join(f"{key}={text}" for key, text in said.items()) + "\n" + again


def _items(pen: _Pen, invoice: AnInvoice, left: float, top: float) -> None:
    for number, (name, one, other) in enumerate(invoice.items):
        y = top + number * 14
        pen.value(left, y, name, 8)
        pen.value(440 - 4.2 * len(one), y, one, 8)
        pen.value(477, y, "免税" if other == "***" else "6%", 8)
        pen.value(590 - 4.2 * len(other), y, other, 8)


def _digital_template(pen: _Pen) -> None:
    pen.upright(18, 96, "购买方信息")
    pen.upright(312, 96, "销售方信息")
    for left in (34, 328):
        pen.label(left, 104, "名称：")
        pen.label(left, 138, "统一社会信用代码/纳税人识别号：")
    for x, title in _TITLES:
        pen.label(x, 160, title, 8)
    pen.apart(60, 268, "合计", 40)
    pen.label(40, 288, "价税合计（大写）")
    pen.label(400, 288, "（小写）")
    pen.upright(18, 310, "备注", 16)
    pen.label(60, 382, "开票人：")


def _digital_pdf(invoice: AnInvoice, yen: str, code: str, remark: str) -> bytes:
    pen = _Pen(610, 394, invoice.number)
    special = invoice.type == "数电专票"
    pen.label(210, 40, f"电子发票（{'增值税专用发票' if special else '普通发票'}）", 16)
    pen.label(430, 40, "发票号码：")
    pen.label(430, 58, "开票日期：")
    _digital_template(pen)
    if code:
        pen.code(22, 16, code)
    year, month, day = invoice.date.split("-")
    pen.value(478, 40, invoice.number)
    pen.value(478, 58, f"{year}年{month}月{day}日")
    pen.wrapped(64, 104, invoice.buyer, 26)
    pen.wrapped(358, 104, invoice.seller, 26)
    pen.value(180, 138, invoice.buyer_id)
    pen.value(474, 138, invoice.seller_id)
    _items(pen, invoice, 22, 176)
    _totals(pen, invoice, yen, (268, 288), (445, 595))
    pen.value(40, 320, remark, 7)
    pen.value(96, 382, "王小明")
    return pen.finish()


def _totals(pen: _Pen, invoice: AnInvoice, yen: str, heights: tuple[float, float], edges: tuple[float, float]) -> None:
    for amount, edge in ((invoice.amount, edges[0]), (invoice.tax, edges[1])):
        said = f"{yen}{amount}" if amount else "***"
        pen.value(edge - 5 * len(said), heights[0], said)
    pen.value(180, heights[1], in_words(invoice.total))
    pen.value(448, heights[1], f"{yen}{invoice.total}")


def _older_template(pen: _Pen) -> None:
    pen.label(230, 40, "浙江增值税电子普通发票", 16)
    pen.label(30, 84, "机器编号:")
    for number, label in enumerate(("发票代码:", "发票号码:", "开票日期:", "校 验 码:")):
        pen.label(430, 30 + number * 16, label)
    pen.upright(20, 100, "购买方")
    pen.upright(352, 100, "密码区")
    pen.upright(20, 306, "销售方")
    pen.upright(352, 306, "备注")
    for top in (100, 302):
        pen.apart(36, top, "名", 20)
        pen.apart(84, top, "称:", 9)
        pen.label(36, top + 14, "纳税人识别号:")
        pen.label(36, top + 28, "地 址、电 话:")
        pen.label(36, top + 42, "开户行及账号:")
    for x, title in _OLDER_TITLES:
        pen.label(x, 156, title, 8)
    pen.apart(60, 262, "合计", 40)
    pen.label(40, 282, "价税合计（大写）")
    pen.label(400, 282, "（小写）")
    for x, label in ((40, "收款人:"), (200, "复核:"), (330, "开票人:"), (470, "销售方:(章)")):
        pen.label(x, 380, label)


def _older_pdf(invoice: AnInvoice, yen: str, code: str, remark: str) -> bytes:
    pen = _Pen(612, 397, invoice.number)
    _older_template(pen)
    if code:
        pen.code(28, 16, code)
    year, month, day = invoice.date.split("-")
    for number, said in enumerate((invoice.code, invoice.number, f"{year} {month} {day}", "12345 67890 12345 67890")):
        pen.value(482, 30 + number * 16, said)
    pen.value(76, 84, "661234567890")
    for number in range(4):
        pen.value(370, 100 + number * 12, "03*<+>/8-90<12345678>+4567890123/*-<89", 9)
    for top, name, ident in ((100, invoice.buyer, invoice.buyer_id), (302, invoice.seller, invoice.seller_id)):
        pen.value(104, top, name, 9 if len(name) < 26 else 7)
        pen.value(104, top + 14, ident)
        pen.value(104, top + 28, "浙江省杭州市余杭区文一西路1号 0571-88880000", 8)
        pen.value(104, top + 42, "样例银行杭州支行 33050161888800001234", 8)
    _items(pen, invoice, 30, 172)
    _totals(pen, invoice, yen, (262, 282), (445, 595))
    pen.value(372, 316, remark, 6)
    return pen.finish()


def as_picture(pdf: bytes, *, dpi: int = 150, degrees: float = 0, blur: float = 0, form: str = "PNG") -> bytes:
    """The first page as a picture, turned and blurred as a scanner does."""
    document = pypdfium2.PdfDocument(pdf)
    shown = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    if degrees:
        shown = shown.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    if blur:
        shown = shown.filter(ImageFilter.GaussianBlur(blur))
    out = io.BytesIO()
    shown.save(out, form)
    return out.getvalue()


def as_scan(picture: bytes, pages: int = 1) -> bytes:
    """A PDF that shows nothing but a picture on every page."""
    out = io.BytesIO()
    shown = Image.open(io.BytesIO(picture)).convert("RGB")
    shown.save(out, "PDF", save_all=True, append_images=[shown] * (pages - 1), resolution=150)
    return out.getvalue()
