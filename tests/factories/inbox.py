"""What enterprises drop into the inbox: 60 screenshots, 40 invoices and contracts under usual names, and a mess around.

Every document knows what it proves, so that proposals can be held against the truth; `as_item` gives it as it would be
read, `messy_folder` writes files.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct
from PIL import Image, ImageDraw

from desktop.evidence.invoice import InvoiceLine
from desktop.evidence.reading import CONTRACT, INVOICE, LICENCE, Reading
from desktop.evidence.recognising import kind_by_name
from desktop.evidence.walking import Source
from desktop.model.facts import NAMES
from desktop.model.filing import CloudService, EvidenceUse, Filing, System
from desktop.workspace.inbox import Item, Piece
from tests.factories.evidence import BUYER, pdf, zipped
from tests.factories.filings import a_filing
from tests.factories.invoice_ofds import as_ofd
from tests.factories.invoice_pdfs import as_pdf, as_picture
from tests.factories.invoices import AnInvoice, an_invoice, as_xml

SYSTEMS = {
    "rnd": ("PLM 产品数据管理", "CAD 协同设计", "CAE 仿真云平台", "研发项目管理系统", "CAPP工艺管理"),
    "production": ("ERP", "ERP财务", "MES 制造执行系统", "产线物联网平台", "QMS质量管理", "设备数据采集系统"),
    "supply_chain": ("SRM 供应商协同", "WMS智能仓储系统", "TMS物流", "采购招标平台"),
    "marketing": ("CRM客户关系管理", "经销商门户", "线上商城", "售后服务系统"),
    "other_business": ("大数据平台", "数据治理平台"),
    "office": ("HR人力资源系统", "OA协同办公", "钉钉考勤", "费控报销系统", "电子签章", "财务共享平台", "视频会议"),
    "device_management": ("EAM设备管理", "点巡检系统"),
}
SERVICES = (
    CloudService("c1", "云服务器ECS", "阿里云计算有限公司", "ALY-2019-0417", "2018-01-01", "2020-12-31", "36"),
    CloudService("c2", "对象存储OSS", "阿里云计算有限公司", "ALY-2019-0418", "2018-01-01", "2020-12-31", "12"),
    CloudService("c3", "云桌面", "华为软件技术有限公司", "HW20190815", "2019-09-01", "2020-08-31", "18.6"),
    CloudService("c4", "天翼云专线", "中国电信股份有限公司杭州分公司", "DX-HZ-2018-22", "2018-06-01", "", "9.6"),
    CloudService("c5", "U9 cloud", "用友网络科技股份有限公司", "", "2019-01-01", "2020-12-31", "58"),
    CloudService("c6", "专业版", "钉钉（样例）信息技术有限公司", "", "2020-01-01", "2020-12-31", "1.98"),
    CloudService("c7", "CRM订阅", "北京样例销客科技有限责任公司", "XK2020-11", "2020-03-01", "2021-02-28", "7.2"),
    CloudService("c8", "PLM SaaS服务", "杭州样例工业软件有限公司", "YL-PLM-0091", "2019-05-01", "", "24"),
)


class Document(Struct, frozen=True):
    """A file of the heap, `path` from what is dropped on; `use` is what it proves, None where it proves nothing."""

    path: str
    use: EvidenceUse | None
    reading: Reading
    seed: int
    invoice: AnInvoice | None = None
    copy_of: str = ""

    @property
    def form(self) -> str:
        """What its first bytes say."""
        suffix = PurePosixPath(self.path).suffix.lower()
        known = {".xml": "xml", ".ofd": "ofd", ".pdf": "pdf", ".docx": "document"}
        return known.get(suffix, "picture")

    def content(self) -> bytes:
        """The bytes of it."""
        if self.invoice is not None:
            made = {"xml": as_xml, "ofd": as_ofd, "pdf": as_pdf}.get(self.form)
            return made(self.invoice) if made else as_picture(as_pdf(self.invoice), dpi=100)
        if self.form == "pdf":
            return pdf(f"scan {self.seed}")
        return a_screen(self.seed, "JPEG" if self.path.lower().endswith((".jpg", ".jpeg")) else "PNG")


def a_screen(seed: int, form: str = "PNG") -> bytes:
    """A picture of a made-up program's window; no two seeds look alike."""
    import io  # noqa: PLC0415  (beside its only use)

    dice = random.Random(seed)
    shown = Image.new("RGB", (1280, 720), (245, 246, 248))
    draw = ImageDraw.Draw(shown)
    colour = (dice.randrange(200), dice.randrange(200), dice.randrange(200))
    draw.rectangle((0, 0, 1280, 56), fill=colour)
    for _ in range(12):
        left, top = dice.randrange(1100), dice.randrange(80, 640)
        draw.rectangle(
            (left, top, left + dice.randrange(40, 180), top + dice.randrange(16, 60)), outline=colour, width=2
        )
    out = io.BytesIO()
    shown.save(out, form)
    return out.getvalue()


def an_enterprise() -> Filing:
    """30 systems and 8 cloud services, no evidence yet."""
    listed = [(category, name) for category, names in SYSTEMS.items() for name in names]
    systems = tuple(
        System(f"s{number:02}", name, category, cloud=True) for number, (category, name) in enumerate(listed, start=1)
    )
    return a_filing(enterprise={"name": BUYER}, systems=systems, cloud_services=SERVICES)


def screenshots(filing: Filing) -> Iterator[Document]:
    """Two of each system, named by several hands."""
    styles = (
        ("截图/{n:02}-{name}-登录页.png", "截图/{n:02}-{name}-主页.png"),
        ("截图/{name}登录界面.png", "截图/{name}主界面.png"),
        ("系统截图/{name}/登录.jpg", "系统截图/{name}/首页.jpg"),
        ("截图/{short}_login.PNG", "截图/{short}_home.PNG"),
        ("截图/{short}系统登陆.png", "截图/{short}系统首页.png"),
        ("截图/{wide}（登录）.png", "截图/{wide}（功能页面）.png"),
        ("生产部发来/{short}-1.png", "生产部发来/{short}-2.png"),
        ("登录页/{name}.png", "主页/{name}.png"),
    )
    for n, system in enumerate(filing.systems, start=1):
        words = system.name.split()
        latin = "".join(c for c in words[0] if c.isascii())
        shown = {
            "n": n,
            "name": system.name,
            "short": latin if len(latin) > 1 and system.name != "ERP财务" else words[0],
            "wide": "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in system.name),
        }
        pair = styles[n % len(styles)]
        if n in {21, 28}:  # sent by telephone, with nothing to go on
            pair = (f"微信图片_202011051011{n}.png", f"微信图片_202011051012{n}.png")
        for place, (path, requirement) in enumerate(zip(pair, ("system_login", "system_home"), strict=True)):
            yield _picture(path.format(**shown), EvidenceUse(requirement, system.id), 2 * n + place)


def _picture(path: str, use: EvidenceUse | None, seed: int) -> Document:
    return Document(path, use, Reading(kind_by_name(path, (1280, 720)), ocr_would_help=True), seed)


def papers() -> Iterator[Document]:
    """Ten contracts, three of them scans, and thirty files of invoices, three of them copies."""
    for number, service in enumerate(SERVICES):
        name = f"合同/{service.provider.split('（')[0][:4]}{service.product}合同.pdf"
        yield _contract(name, service, 700 + number, read=number not in {3, 6})
    yield _contract("合同/ALY-2019-0418续签.pdf", SERVICES[1], 720, read=False)
    yield _contract("合同/用友软件服务协议（盖章）.pdf", SERVICES[4], 721, read=True)
    for number in range(6):
        yield from _invoice(f"发票/dzfp_{number}.xml", SERVICES[0], 100 + number, "*信息技术服务*云服务器")
    for number in range(4):
        yield from _invoice(f"发票/阿里云OSS发票{number + 1}.pdf", SERVICES[1], 110 + number, "*信息技术服务*对象存储")
    for number in range(3):
        yield from _invoice(f"发票/2020/云桌面-{number + 1}.ofd", SERVICES[2], 120 + number, "*信息技术服务*云桌面服务")
    for number in range(4):
        yield from _invoice(f"发票/电信/专线{number + 1}季度发票.jpg", SERVICES[3], 130 + number, "*电信服务*专线")
    for number in range(4):
        yield from _invoice(f"发票/用友{number + 1}.pdf", SERVICES[4], 140 + number, "*软件*U9 cloud")
    yield from _invoice("发票/钉钉.xml", SERVICES[5], 150, "*信息技术服务*服务费", copy="发票/钉钉.pdf")
    yield from _invoice("发票/CRM.xml", SERVICES[6], 151, "*信息技术服务*订阅费", copy="发票/CRM.pdf")
    yield from _invoice("发票/plm.xml", SERVICES[7], 152, "*信息技术服务*软件服务费", copy="发票/plm 打印版.pdf")
    for number, (requirement, item) in enumerate(
        (
            ("security_spend", "*信息技术服务*等保测评"),
            ("security_spend", "*软件*防火墙"),
            ("database_spend", "*软件*数据库许可"),
        )
    ):
        yield from _invoice(f"发票/其他{number + 1}.pdf", EvidenceUse(requirement), 160 + number, item)


def _contract(path: str, service: CloudService, seed: int, *, read: bool) -> Document:
    values = {"party_a": BUYER, "party_b": service.provider, "signed": service.start}
    if read and service.contract_no:
        values["number"] = service.contract_no
    said = dict.fromkeys(values, ("pdf",))
    reading = Reading(CONTRACT, values, said) if read else Reading(CONTRACT, ocr_would_help=True)
    return Document(path, EvidenceUse("service_contract", service.id), reading, seed)


def _invoice(path: str, about: CloudService | EvidenceUse, seed: int, item: str, copy: str = "") -> Iterator[Document]:
    use = about if isinstance(about, EvidenceUse) else EvidenceUse("service_invoice", about.id)
    seller = about.provider if isinstance(about, CloudService) else "杭州样例信息安全有限公司"
    made = an_invoice(seed, seller=seller, buyer=BUYER, date=f"2020-{seed % 12 + 1:02}-15")
    invoice = AnInvoice(
        **{name: getattr(made, name) for name in made.__struct_fields__ if name != "items"},
        items=((item, made.amount, made.tax or "***"),),
    )
    yield Document(path, use, reading_of(invoice, PurePosixPath(path).suffix.lstrip(".").lower()), seed, invoice)
    if copy:
        suffix = PurePosixPath(copy).suffix.lstrip(".").lower()
        yield Document(copy, use, reading_of(invoice, suffix), seed + 500, invoice, copy_of=path)


def reading_of(invoice: AnInvoice, form: str) -> Reading:
    """An invoice as the readers find it in a file of a form; a picture gives what its QR code says."""
    source = form if form in {"xml", "ofd", "pdf"} else "qr"
    names: tuple[str, ...] = ("number", "date", "total") if source == "qr" else NAMES
    values = {name: text for name in names if (text := getattr(invoice, name))}
    lines = (
        tuple(InvoiceLine(name, amount=one, tax=other) for name, one, other in invoice.items) if source != "qr" else ()
    )
    return Reading(INVOICE, values, dict.fromkeys(values, (source,)), tuple(values), lines=lines)


def mess() -> Iterator[Document]:
    """What lies around and proves nothing here, and the licence."""
    yield Document("公司资料/营业执照副本.jpg", EvidenceUse("business_licence"), Reading(LICENCE), 900)
    yield _picture("年会合影.jpg", None, 901)
    yield _picture("截图/未命名.png", None, 902)


def as_item(document: Document) -> Item:
    """A document as it would be gathered and read."""
    path = f"/收件/{document.path}"
    folders = tuple(PurePosixPath(path).parts[1:-1])
    digest = hashlib.sha256(f"{document.seed}".encode()).hexdigest()
    return Item(Piece(Source(path, path), folders, 1000, digest, document.form), document.reading)


def an_item(path: str, reading: Reading | None = None, seed: str = "") -> Item:
    """An item under a name; a picture of a screen where nothing else is said."""
    document = Document(path, None, reading or Reading(kind_by_name(path, (1280, 720))), 0)
    made = as_item(document)
    digest = hashlib.sha256((seed or path).encode()).hexdigest()
    return Item(Piece(made.piece.source, made.piece.folders, 1000, digest, document.form), made.reading)


def reference_case(filing: Filing) -> tuple[Document, ...]:
    """60 screenshots, 40 invoices and contracts, and a little mess."""
    return (*screenshots(filing), *papers(), *mess())


def messy_folder(root: Path, filing: Filing, *, most: int = 1000) -> Mapping[Path, Document]:
    """Write (up to `most` of) the reference case below a folder, and what never was meant; gives the documents by path.

    The 系统截图 come as a zip, the scans of one service in a folder as WeChat keeps them.
    """
    made: dict[Path, Document] = {}
    packed: dict[str, bytes] = {}
    for document in _spread(reference_case(filing), most):
        content = document.content()
        if document.path.startswith("系统截图/"):
            packed[document.path.removeprefix("系统截图/")] = content
            made[root / "系统截图.zip" / document.path.removeprefix("系统截图/")] = document
            continue
        place = document.path
        if place.startswith("发票/电信/"):
            place = f"WeChat Files/wxid_sample/FileStorage/File/2020-11/{PurePosixPath(place).name}"
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        made[path] = document
    (root / "系统截图.zip").write_bytes(zipped({**packed, "__MACOSX/._a.png": b"x", "Thumbs.db": b"x"}))
    for name in ("截图/Thumbs.db", "~$合同清单.docx", "WeChat Files/wxid_sample/FileStorage/Image/2020-11/0a1b.dat"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"\x00\x01")
    (root / "空文件.pdf").write_bytes(b"")
    return made


def _spread(documents: tuple[Document, ...], most: int) -> tuple[Document, ...]:
    """So many of the documents, from all parts alike."""
    step = max(1, -(-len(documents) // most))
    return documents[::step]
