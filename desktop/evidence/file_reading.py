"""Any file of evidence, read by what it is and not by what it is called. Never raises for what is in a file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from msgspec import structs

from desktop.evidence.invoice_ofd import UNREADABLE_ZIP, ofd_documents
from desktop.evidence.invoice_reading import invoice_reading, of_several
from desktop.evidence.invoice_xml import invoice_from_tags
from desktop.evidence.kinds import ARCHIVE, EMPTY, HEAD, OFD, PDF, PICTURE, XML, kind_by_head, kind_of_zip
from desktop.evidence.merging import Problem
from desktop.evidence.ocr import Ocr
from desktop.evidence.pdf_reading import read_pdf
from desktop.evidence.picture_reading import read_picture
from desktop.evidence.reading import HOME, LOGIN, OTHER, Reading, unreadable
from desktop.evidence.recognising import kind_by_name
from desktop.evidence.tags import parsed

_STRUCTURED = 64 * 2**20  # bytes of an XML or OFD
_ENTRIES = 20_000
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_PACKED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_UNKNOWN = Problem("not_recognised", "没有认出这是哪一种材料，请打开核对。")
_NOT_READ = Problem("not_read", "这种格式的文件不读内容，请打开核对。")


def read_content(content: Path | bytes, name: str, ocr: Ocr | None = None) -> Reading:
    """What a file (or the bytes of one) says; `name` is what it is called.

    Raises:
        OSError: the file cannot be read.
    """
    found = _read(content, name, ocr)
    return structs.replace(found, problems=(_UNKNOWN,)) if found.kind == OTHER and not found.problems else found


def _read(content: Path | bytes, name: str, ocr: Ocr | None) -> Reading:
    head = content[:HEAD] if isinstance(content, bytes) else _start(content, HEAD)
    kind = kind_by_head(head)
    if kind == PICTURE:
        return read_picture(content, name, ocr)
    if kind == PDF:
        return read_pdf(content, name, ocr)
    if kind == ARCHIVE:
        return _read_zip(content, name)
    if kind == XML or _is_xml(head):
        return _read_xml(content, name)
    return _not_read(kind, head, name)


def _not_read(kind: str, head: bytes, name: str) -> Reading:
    if kind == EMPTY:
        return unreadable("empty", "文件是空的（0 字节），请换一份完整的文件。")
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return unreadable("heic", "HEIC 图片打不开；请在手机上导出为 JPG 后再用。")
    if head.startswith(_PACKED):
        return unreadable("packed", "这种压缩包打不开；请解压后把里面的文件拿来用。")
    return _named(name, _NOT_READ)


def _read_xml(content: Path | bytes, name: str) -> Reading:
    data = _bytes(content)
    root = parsed(data) if data is not None else None
    if root is None:
        return unreadable("damaged", "XML 不完整、过大或者带有不该有的内容，没有读；请重新下载。")
    found = invoice_from_tags(root)
    return invoice_reading([found]) if found else _named(name, Problem("not_read", "这份 XML 不是电子发票。"))


def _read_zip(content: Path | bytes, name: str) -> Reading:
    try:
        with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as archive:
            kind = kind_of_zip(archive.namelist()[:_ENTRIES])
    except UNREADABLE_ZIP:
        return unreadable("damaged", "文件不完整或已损坏，打不开；请换一份完整的文件。")
    if kind == ARCHIVE:
        return unreadable("packed", "压缩包里还有压缩包，没有打开；请解压后再用。")
    if kind != OFD:
        return _named(name, _NOT_READ)
    data = _bytes(content)
    found = [item for item in (ofd_documents(data) if data is not None else []) if item.numbers]
    if found:
        reading = invoice_reading(found[0].readings)
        numbers = dict.fromkeys(number for item in found for number in item.numbers)
        return of_several(reading, numbers) if len(numbers) > 1 else reading
    return _named(name, Problem("not_read", "这份 OFD 里没有读到发票的内容，请打开核对。"))


def _named(name: str, problem: Problem) -> Reading:
    kind = kind_by_name(name)
    return Reading(OTHER if kind in {LOGIN, HOME} else kind, problems=(problem,))


def _is_xml(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe<", b"\xfe\xff\0<")) or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _start(path: Path, count: int) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


def _bytes(content: Path | bytes) -> bytes | None:
    """All bytes of a structured file; None where it is too large for one."""
    data = content if isinstance(content, bytes) else _start(content, _STRUCTURED + 1)
    return data if len(data) <= _STRUCTURED else None
