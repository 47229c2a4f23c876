"""Made-up e-invoices as OFD: the attachment of 税控 software, the tags of a 数电票, or text alone."""

from __future__ import annotations

import io

from PIL import Image

from desktop.documents.qr import matrix
from tests.factories.evidence import zipped
from tests.factories.invoices import AnInvoice, in_words, qr_text

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SIZE = 3.175  # mm, of the text
_LABELS = (
    (155, 12, "发票号码："),
    (155, 18, "开票日期："),
    (12, 37, "名称："),
    (112, 37, "名称："),
    (12, 48, "统一社会信用代码/纳税人识别号："),
    (112, 48, "统一社会信用代码/纳税人识别号："),
    (20, 55, "项目名称"),
    (75, 55, "规格型号"),
    (130, 55, "金 额"),
    (160, 55, "税率"),
    (190, 55, "税 额"),
    (20, 94, "合"),
    (34, 94, "计"),
    (14, 101, "价税合计（大写）"),
    (140, 101, "（小写）"),
    *((6, 33 + 4 * row, character) for row, character in enumerate("购买方信息")),
    *((106, 33 + 4 * row, character) for row, character in enumerate("销售方信息")),
)


def as_ofd(invoice: AnInvoice, kind: str = "tags") -> bytes:
    """An OFD; `kind` is `attached`, `tags`, or `text` (tags and custom data say next to nothing)."""
    parts = {"OFD.xml": _root(invoice, full=kind != "text").encode()}
    if kind == "attached":
        parts["Doc_0/Attachs/original_invoice.xml"] = _attached(invoice).encode()
        return zipped(parts)
    page, tags = _page(invoice)
    parts["Doc_0/Document.xml"] = (
        f"{_HEAD}<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox>"
        "</ofd:PageArea></ofd:CommonData></ofd:Document>"
    ).encode()
    parts["Doc_0/TPLS/Tpl_0/Content.xml"] = _texts(_LABELS, 100)[0].encode()
    parts["Doc_0/Pages/Page_0/Content.xml"] = b"\xef\xbb\xbf" + page.encode()
    parts["Doc_0/Tags/CustomTag.xml"] = (tags if kind == "tags" else f"{_HEAD}<root></root>").encode()
    parts["Doc_0/Res/qr.png"] = _picture(qr_text(invoice))
    return zipped(parts)


def _root(invoice: AnInvoice, *, full: bool) -> str:
    said = {
        "发票代码": invoice.code,
        "发票号码": invoice.number,
        "开票日期": "{}年{}月{}日".format(*invoice.date.split("-")),
        "合计金额": invoice.amount,
        "合计税额": invoice.tax or "***",
        "购买方纳税人识别号": invoice.buyer_id,
        "销售方纳税人识别号": invoice.seller_id,
    }
    shown = said.items() if full else [("发票号码", invoice.number)]
    data = "".join(f'<ofd:CustomData Name="{name}">{text}</ofd:CustomData>' for name, text in shown if text)
    info = f"<ofd:DocInfo><ofd:CustomDatas>{data}</ofd:CustomDatas></ofd:DocInfo>"
    return f"{_HEAD}<ofd:OFD {_SPACE}><ofd:DocBody>{info}</ofd:DocBody></ofd:OFD>"


def _attached(invoice: AnInvoice) -> str:
    goods = "".join(
        f"<fp:GoodsInfo><fp:Item>{name}</fp:Item><fp:Amount>{one}</fp:Amount><fp:TaxAmount>{other}</fp:TaxAmount></fp:GoodsInfo>"
        for name, one, other in invoice.items
    )
    return f"""{_HEAD}<fp:eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019"><fp:InvoiceCode>{invoice.code}
</fp:InvoiceCode><fp:InvoiceNo>{invoice.number}</fp:InvoiceNo>
<fp:IssueDate>{invoice.date.replace("-", "")}</fp:IssueDate>
<fp:Buyer><fp:BuyerName>{invoice.buyer}</fp:BuyerName><fp:BuyerTaxID>{invoice.buyer_id}</fp:BuyerTaxID></fp:Buyer>
<fp:TaxInclusiveTotalAmount>{invoice.total}</fp:TaxInclusiveTotalAmount>
<fp:TaxExclusiveTotalAmount>{invoice.amount}</fp:TaxExclusiveTotalAmount><fp:TaxTotalAmount>{invoice.tax or "***"}
</fp:TaxTotalAmount><fp:GoodsInfos>{goods}</fp:GoodsInfos>
<fp:Seller><fp:SellerName>{invoice.seller}</fp:SellerName><fp:SellerTaxID>{invoice.seller_id}</fp:SellerTaxID></fp:Seller>
</fp:eInvoice>"""


def _page(invoice: AnInvoice) -> tuple[str, str]:
    """The page, and the tags that name its texts; long names are two texts."""
    year, month, day = invoice.date.split("-")
    said = [
        ("InvoiceNo", 177, 12, invoice.number),
        ("IssueDate", 177, 18, f"{year}年{month}月{day}日"),
        *_wrapped("BuyerName", 23, invoice.buyer),
        *_wrapped("SellerName", 123, invoice.seller),
        ("BuyerTaxID", 62, 48, invoice.buyer_id),
        ("SellerTaxID", 162, 48, invoice.seller_id),
        ("TaxExclusiveTotalAmount", 126, 94, f"¥{invoice.amount}"),
        ("TaxTotalAmount", 185, 94, f"¥{invoice.tax}" if invoice.tax else "***"),
        ("", 62, 101, in_words(invoice.total)),
        ("TaxInclusiveTotalAmount", 157, 101, f"¥{invoice.total}"),
    ]
    page, ids = _texts([(x, y, text) for _, x, y, text in said], 500)
    named: dict[str, str] = {}
    for (name, *_), number in zip(said, ids, strict=True):
        named[name] = named.get(name, "") + f'<ofd:ObjectRef PageRef="1">{number}</ofd:ObjectRef>'
    tags = "".join(f"<ofd:{name}>{references}</ofd:{name}>" for name, references in named.items() if name)
    return page, f"{_HEAD}<ofd:eInvoice {_SPACE}>{tags}</ofd:eInvoice>"


def _wrapped(name: str, x: float, text: str, most: int = 20) -> list[tuple[str, float, float, str]]:
    if len(text) <= most:
        return [(name, x, 37, text)]
    return [(name, x, 35.2, text[:most]), (name, x, 38.8, text[most:])]


def _texts(
    texts: list[tuple[float, float, str]] | tuple[tuple[float, float, str], ...], first: int
) -> tuple[str, list[int]]:
    objects = []
    for number, (x, y, text) in enumerate(texts, first):
        steps = " ".join(f"{_SIZE if ord(character) > 255 else _SIZE / 2:.4f}" for character in text[:-1])
        objects.append(
            f'<ofd:TextObject ID="{number}" Boundary="{x} {y - _SIZE} 100 {_SIZE * 1.3:.3f}" Font="3" Size="{_SIZE}">'
            f'<ofd:TextCode X="0" Y="{_SIZE * 0.86:.3f}" DeltaX="{steps}"><![CDATA[{text}]]>'
            "</ofd:TextCode></ofd:TextObject>"
        )
    layer = "".join(objects)
    return (
        f"{_HEAD}<ofd:Page {_SPACE}><ofd:Content><ofd:Layer>{layer}</ofd:Layer></ofd:Content></ofd:Page>",
        list(range(first, first + len(texts))),
    )


def _picture(text: str) -> bytes:
    rows = matrix(text)
    wide = len(rows) + 8
    shown = Image.new("L", (wide, wide), 255)
    for down, row in enumerate(rows):
        for right, dark in enumerate(row):
            if dark:
                shown.putpixel((right + 4, down + 4), 0)
    out = io.BytesIO()
    shown.resize((wide * 3, wide * 3)).save(out, "PNG")
    return out.getvalue()
