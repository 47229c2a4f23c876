"""Files made to hang, fill or crash whoever reads them; those of `HEAVY` are slow by design."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

from tests.factories.evidence import OFD_ROOT, pdf

_ROOT = OFD_ROOT.encode()
_MEGA = 2**20
_FORM = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 600, 400]}


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><EInvoice>&a9;</EInvoice>'.encode()


def _outside() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><EInvoice>&a;</EInvoice>'


def _ofd(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in {"OFD.xml": _ROOT, **parts}.items():
            archive.writestr(name, data)
    return out.getvalue()


def _pages(tags: int, pages: int) -> bytes:
    content = b"<a>" + b"<b/>" * tags + b"</a>"
    return _ofd({f"Doc_0/Pages/Page_{number}/Content.xml": content for number in range(pages)})


def _lying_size() -> bytes:
    size = 64 * _MEGA
    whole = _ofd({"Doc_0/Attachs/original_invoice.xml": bytes(size)})
    return whole.replace(struct.pack("<I", size), struct.pack("<I", 100))


def png(wide: int, high: int, mode: int, data: bytes, *more: bytes) -> bytes:
    """A PNG that claims this size, with any data and other chunks."""
    header = struct.pack(">IIBBBBB", wide, high, 8, mode, 0, 0, 0)
    chunks = (chunk(b"IHDR", header), *more, chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _texts() -> bytes:
    packed = zlib.compress(bytes(900_000))
    return png(100, 100, 0, zlib.compress(bytes(10_100)), *[chunk(b"zTXt", b"a\0\0" + packed)] * 200)


def _made(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(600, 400))
        change(document)
        document.save(out, compress_streams=False, fix_metadata_version=False, static_id=True)
    return out.getvalue()


def _packed(document: pikepdf.Pdf, data: bytes, times: int = 1) -> pikepdf.Stream:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return pikepdf.Stream(document, data, {"/Filter": pikepdf.Array([pikepdf.Name.FlateDecode] * times)})


def _drawn_by(document: pikepdf.Pdf, form: pikepdf.Object) -> None:
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    document.pages[0].Contents = document.make_stream(b"600 0 0 400 0 0 cm /X Do")


def _itself(document: pikepdf.Pdf) -> None:
    form = document.make_stream(b"/X Do " * 3, _FORM)
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    _drawn_by(document, form)


def _by_tens(document: pikepdf.Pdf) -> None:
    form = document.make_stream(b"0 0 m 9 9 l S", _FORM)
    for _ in range(10):
        inner = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        form = document.make_stream(b"/X Do " * 10, {**_FORM, "/Resources": inner})
    _drawn_by(document, form)


def _picture(document: pikepdf.Pdf) -> None:
    data = {"/Subtype": pikepdf.Name.Image, "/Width": 30_000, "/Height": 30_000, "/BitsPerComponent": 8}
    image = _packed(document, bytes(64 * _MEGA))
    for name, value in {**data, "/ColorSpace": pikepdf.Name.DeviceGray}.items():
        image[name] = value
    _drawn_by(document, image)


def _tree(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids.append(document.Root.Pages)
    document.Root.Pages.Count = 10**9


def _names(document: pikepdf.Pdf) -> None:
    names = document.make_indirect(pikepdf.Dictionary())
    names.Kids = pikepdf.Array([names])
    document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=names)


def _attached(document: pikepdf.Pdf) -> None:
    for number in range(30):
        document.attachments[f"{number}.xml"] = b"<a>" + b"<b/>" * 190_000 + b"</a>"


def _contents(data: bytes, times: int = 1) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].Contents = _packed(document, data, times)

    return change


def _box(*sides: float) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].MediaBox = list(sides)

    return change


def _hidden(document: pikepdf.Pdf) -> None:
    document.Root.Metadata = _packed(document, bytes(256 * _MEGA), 2)


def _blank(mode: str, wide: int, high: int, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (wide, high)).save(out, form, **options)
    return out.getvalue()


LIGHT: dict[str, Callable[[], bytes]] = {
    "笑.xml": _laughs,
    "外部实体.xml": _outside,
    "过深.xml": lambda: b"<a>" * 100_000,
    "过宽.xml": lambda: b"<a>" + b"<b/>" * 400_000 + b"</a>",
    "空白.xml": lambda: b" " * 1_000_000,
    "bz2.ofd": lambda: _ofd({"Doc_0/Attachs/a.xml": bytes(32 * _MEGA)}, zipfile.ZIP_BZIP2),
    "lzma.ofd": lambda: _ofd({"Doc_0/Attachs/a.xml": bytes(32 * _MEGA)}, zipfile.ZIP_LZMA),
    "谎报大小.ofd": _lying_size,
    "图.ofd": lambda: _ofd({"Doc_0/Res/a.png": png(10_000, 10_000, 2, zlib.compress(bytes(_MEGA)))}),
    "套.ofd": lambda: _ofd({"Doc_0/Attachs/a.ofd": _ofd({})}),
    "十亿页.pdf": lambda: _made(_tree),
    "名字成环.pdf": lambda: _made(_names),
    "过大的页.pdf": lambda: _made(_box(0, 0, 1e9, 1e9)),
    "没有大小的页.pdf": lambda: _made(_box(0, 0, 0, 0)),
    "括号.pdf": lambda: _made(_contents(b"[" * 200_000)),
    "乱.pdf": lambda: b"%PDF-1.4\n" + random.Random(1).randbytes(_MEGA),
    "百亿像素.png": lambda: png(100_000, 100_000, 2, zlib.compress(bytes(1000))),
    "一行.png": lambda: png(100_000_000, 1, 0, zlib.compress(bytes(1000))),
    "文字块.png": _texts,
    "空.pdf": lambda: b"",
    "照片.heic": lambda: b"\0\0\0\x18ftypheic" + bytes(100),
    "锁.pdf": lambda: pdf("x", lock="secret"),
    "只有头.zip": lambda: b"PK\x03\x04",
}
HEAVY: dict[str, Callable[[], bytes]] = {
    "很多页.ofd": lambda: _pages(300, 1900),
    "大页.ofd": lambda: _pages(190_000, 40),
    "附件.pdf": lambda: _made(_attached),
    "画自己.pdf": lambda: _made(_itself),
    "十的十次方.pdf": lambda: _made(_by_tens),
    "大图.pdf": lambda: _made(_picture),
    "很长的流.pdf": lambda: _made(_contents(b"q 0 0 m 500 300 l S Q\n" * 12_000_000)),
    "双重压缩.pdf": lambda: _made(_contents(bytes(256 * _MEGA), 2)),
    "隐藏块.pdf": lambda: _made(_hidden),
    "一亿像素.png": lambda: png(11_000, 10_000, 6, zlib.compress(bytes(44_001 * 10_000), 1)),
    "调色板.png": lambda: _blank("P", 10_000, 9_000, "PNG", transparency=0),
    "渐进.jpg": lambda: _blank("RGB", 11_000, 10_900, "JPEG", progressive=True),
    "很多页.tiff": lambda: _blank(
        "1", 3000, 3000, "TIFF", save_all=True, append_images=[Image.new("1", (3000, 3000))] * 99
    ),
}
