"""Files of evidence for tests: pictures, PDFs, e-invoices, and what is wrong with some."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SELLER, BUYER = "浙江样例云计算有限公司", "浙江样例动力股份有限公司"
ORIENTATION = 0x0112
QUARTERS = ("red", "lime", "blue", "yellow")  # of every picture: upper left, upper right, lower left, lower right


def picture(wide: int = 1280, high: int = 720, form: str = "PNG", *, mode: str = "RGB", **options: Any) -> bytes:
    """A picture of four colours; `orientation` is the camera's note."""
    shown = Image.new("RGB", (wide, high))
    draw = ImageDraw.Draw(shown)
    for number, colour in enumerate(QUARTERS):
        left, top = number % 2 * wide // 2, number // 2 * high // 2
        draw.rectangle((left, top, left + wide // 2, top + high // 2), fill=colour)
    orientation = options.pop("orientation", 0)
    if orientation:
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        options["exif"] = exif
    out = io.BytesIO()
    shown.convert(mode).save(out, form, **options)
    return out.getvalue()


def pdf(*texts: str, size: tuple[float, float] = A4, rotate: int = 0, lock: str = "") -> bytes:
    """A PDF with one page for each text; with a `lock` it asks for this password."""
    out = io.BytesIO()
    locked = pdfencrypt.StandardEncryption(lock) if lock else None
    canvas = Canvas(out, pagesize=size, invariant=1, encrypt=locked)
    for text in texts or ("page",):
        canvas.setFont("Helvetica", 24)
        canvas.drawString(36, size[1] - 60, text)
        canvas.rect(18, 18, size[0] - 36, size[1] - 36)
        canvas.showPage()
    canvas.save()
    return _rotated(out.getvalue(), rotate) if rotate else out.getvalue()


def _rotated(data: bytes, degrees: int) -> bytes:
    turned = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.rotate(degrees, relative=False)
        document.save(turned, static_id=True)
    return turned.getvalue()


def invoice_xml(number: str = "24332000000012345678", **changed: str) -> bytes:
    """A 数电票 as XML."""
    said = {"amount": "1000.00", "tax": "60.00", "total": "1060.00"} | changed
    return f"""<?xml version="1.0" encoding="utf-8"?>
<EInvoice><Header><InherentLabel><GeneralOrSpecialVAT><LabelCode>01</LabelCode></GeneralOrSpecialVAT></InherentLabel>
</Header><EInvoiceData>
<SellerInformation><SellerIdNum>91330100MA2B000000</SellerIdNum><SellerName>{SELLER}</SellerName></SellerInformation>
<BuyerInformation><BuyerIdNum>91330000SAMPLE0001</BuyerIdNum><BuyerName>{BUYER}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>{said["amount"]}</TotalAmWithoutTax><TotalTaxAm>{said["tax"]}</TotalTaxAm>
<TotalTax-includedAmount>{said["total"]}</TotalTax-includedAmount></BasicInformation>
<IssuItemInformation><ItemName>*信息技术服务*云主机</ItemName><SpecMod>8核16G</SpecMod><MeaUnits>台</MeaUnits>
<Quantity>2</Quantity><UnPrice>500</UnPrice><Amount>1000.00</Amount><TaxRate>0.06</TaxRate><ComTaxAm>60.00</ComTaxAm>
</IssuItemInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>{number}</InvoiceNumber><IssueTime>2020-06-18</IssueTime></TaxSupervisionInfo>
</EInvoice>""".encode()


def zipped(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in dict(parts).items():
            archive.writestr(name, content)
    return out.getvalue()


OFD_ROOT = """<?xml version="1.0" encoding="UTF-8"?>
<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo><ofd:CustomDatas>
<ofd:CustomData Name="发票号码">24332000000087654321</ofd:CustomData>
<ofd:CustomData Name="合计金额">2000.00</ofd:CustomData><ofd:CustomData Name="合计税额">***</ofd:CustomData>
</ofd:CustomDatas></ofd:DocInfo></ofd:DocBody></ofd:OFD>"""
OFD_TAGS = """<?xml version="1.0" encoding="UTF-8"?>
<root><BuyerName><ObjectRef PageRef="1">11</ObjectRef><ObjectRef PageRef="1">12</ObjectRef></BuyerName>
<IssueDate><ObjectRef PageRef="1">13</ObjectRef></IssueDate></root>"""
OFD_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>
<ofd:TextObject ID="11"><ofd:TextCode>浙江样例动力</ofd:TextCode></ofd:TextObject>
<ofd:TextObject ID="12"><ofd:TextCode><![CDATA[股份有限公司]]></ofd:TextCode></ofd:TextObject>
<ofd:TextObject ID="13"><ofd:TextCode>2020年06月18日</ofd:TextCode></ofd:TextObject>
</ofd:Layer></ofd:Content></ofd:Page>"""
OFD_ATTACHED = f"""<?xml version="1.0" encoding="UTF-8"?>
<eInvoice><InvoiceCode>033002000111</InvoiceCode><InvoiceNo>12345678</InvoiceNo><IssueDate>20200618</IssueDate>
<Buyer><BuyerName>{BUYER}</BuyerName></Buyer><Seller><SellerName>{SELLER}</SellerName></Seller>
<TaxExclusiveTotalAmount>¥1,000.00</TaxExclusiveTotalAmount><TaxTotalAmount>60.00</TaxTotalAmount>
<TaxInclusiveTotalAmount>1060.00</TaxInclusiveTotalAmount>
<GoodsInfos><GoodsInfo><Item>*信息技术服务*云主机</Item><Amount>1000.00</Amount></GoodsInfo></GoodsInfos></eInvoice>"""


def invoice_ofd(*, attached: bool = False) -> bytes:
    """An e-invoice as OFD: with tags that point at text, or with the invoice attached as it is by 税控 software."""
    parts = {"OFD.xml": OFD_ROOT.encode()}
    if attached:
        parts["Doc_0/Attachs/original_invoice.xml"] = OFD_ATTACHED.encode()
    else:
        parts["Doc_0/Tags/CustomTag.xml"] = OFD_TAGS.encode()
        parts["Doc_0/Pages/Page_0/Content.xml"] = OFD_PAGE.encode()
    return zipped(parts)
