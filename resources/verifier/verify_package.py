#!/usr/bin/env python3
# Is this package (申报包) what was sealed? Needs a stock Python 3.9 or newer, no network, nothing else.
#     python verify_package.py 申报包.zip [--seal-code 纸质件上的封装码] [--json]
# Written by build/verifier.py of 云企自评 (yunqi) from the program's own modules; Apache-2.0.
# It judges what the standard library can judge: whether workbook and pages say the same takes the program.
"""核验云企自评申报包：一个文件，只要有 Python 3.9 就能运行，不联网，不改动任何文件。"""

import argparse
import json
import sys
import types
import unicodedata
from pathlib import Path

MODULES = {}

MODULES["desktop.package.faults"] = """\
\"""What is wrong with material from outside, as the verifier says it: a stable code, a place, a sentence.\"""

from __future__ import annotations

SHOWN_LIMIT = 200


class Fault(Exception):  # noqa: N818  (a finding about the package, not an error of the program)
    \"""Why something cannot be taken as it is; caught inside `desktop.package`, never seen by its callers.\"""

    def __init__(self, code: str, path: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.path = path
        self.message = message


def shown(text: str) -> str:
    \"""Text of a stranger made safe to print: no control or broken characters, at most 200 characters.\"""
    printable = "".join(c if c.isprintable() else "\\ufffd" for c in text)
    return printable if len(printable) <= SHOWN_LIMIT else printable[: SHOWN_LIMIT - 1] + "…"
"""

MODULES["desktop.package.layout"] = """\
\"""What a package is made of: the names of its files and their one order. Source: contract §3.\"""

from __future__ import annotations

READ_ME = "00-请先读我.txt"
PRINTED = "01-申报材料-打印盖章.pdf"
SCAN = "02-盖章扫描件.pdf"
BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
PROFILE = "bagit-profile.json"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = "tagmanifest-sha256.txt.p7s"
FILING = "data/filing.json"
EVIDENCE = "data/佐证材料.zip"
WORKBOOK = "data/申报表.xlsx"
CATALOGUE = "目录.csv"

BAGIT_TEXT = b"BagIt-Version: 1.0\\nTag-File-Character-Encoding: UTF-8\\n"

PAYLOAD = tuple(sorted((FILING, EVIDENCE, WORKBOOK)))
\"""What the manifest lists, in the order of the manifest: by code point.\"""

LISTED_TAGS = tuple(sorted((READ_ME, PRINTED, BAGIT, BAG_INFO, PROFILE, MANIFEST)))
\"""What the tag manifest lists, in the order of the tag manifest: by code point.\"""

LATER = (SIGNATURE, SCAN)
\"""What may be added after sealing, and is listed nowhere.\"""

REQUIRED = (*PAYLOAD, *LISTED_TAGS, TAG_MANIFEST)

ORDER = (*REQUIRED, *LATER)
\"""The order in the zip: payload, tag files, tag manifest, then what is added later, so that adding moves nothing.\"""


def evidence_of(part: int) -> str:
    \"""Where the evidence lies in a package of a set, counted from 1; `part` 0 is a package that stands alone.\"""
    return f"data/佐证材料-{part}.zip" if part else EVIDENCE


def for_part(paths: tuple[str, ...], part: int) -> tuple[str, ...]:
    \"""The same paths in the same places for a package of a set.\"""
    return tuple(evidence_of(part) if path == EVIDENCE else path for path in paths)
"""

MODULES["desktop.package.bag_info"] = """\
\"""bag-info.txt: whose package this is, which version, sealed when. Source: RFC 8493 §2.2.2, contract §3.\"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.package.faults import Fault
from desktop.package.layout import BAG_INFO

PROFILE_IDENTIFIER = "urn:yunqi:bagit-profile:1"
NAMELESS = "（未填写企业名称）"
DRAFT = 0
\"""The version of a draft, which is no version.\"""

_DRAFT_TEXT = "draft"
_TEXT = re.compile(r"[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*")
_CODE = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OXUM = re.compile(r"(0|[1-9][0-9]{0,14})\\.[1-9][0-9]{0,5}")
_VERSION = re.compile(rf"{_DRAFT_TEXT}|[1-9][0-9]{{0,3}}")
_COUNT = re.compile(r"([1-9][0-9]?) of ([2-9]|[1-9][0-9])")
_OPTIONAL = {"Bag-Group-Identifier", "Bag-Count", "Supersedes", "Signed-By-SHA256", "Yunqi-Sample"}


@dataclass(frozen=True)
class BagInfo:
    \"""What bag-info.txt says. `octets` and `files` are those of data/; `supersedes` is a seal code or "".

    Of a set of packages this is number `part` of `parts`, and `group` is the seal code of the first, which the paper
    shows; 0, 0 and "" for a package that stands alone. `signer` is the SHA-256 of the certificate that signs, or "".
    \"""

    organization: str
    date: str
    octets: int
    files: int
    identifier: str
    seal_code: str
    seal_code_sm3: str
    version: int
    software: str
    supersedes: str = ""
    sample: bool = False
    group: str = ""
    part: int = 0
    parts: int = 0
    signer: str = ""

    @property
    def printed_code(self) -> str:
        \"""The seal code that the paper shows.\"""
        return self.group or self.seal_code


def organization(enterprise: str) -> str:
    \"""The enterprise's name as Source-Organization: one line, never empty.\"""
    return " ".join(enterprise.split()) or NAMELESS


def version_mark(version: int) -> str:
    \"""How a version stands at the end of the folder's name: v1, v2, … or 草稿.\"""
    return f"v{version}" if version else "草稿"


def part_mark(part: int, parts: int) -> str:
    \"""What follows in the name of a package of a set: -2of3.\"""
    return f"-{part}of{parts}" if parts else ""


def write_bag_info(info: BagInfo) -> bytes:
    \"""The bytes of bag-info.txt: fixed order, one line per field, LF, UTF-8.\"""
    return "".join(f"{label}: {value}\\n" for label, value in _fields(info)).encode()


def read_bag_info(content: bytes) -> BagInfo:
    \"""The fields of a bag-info.txt that is, byte for byte, what `write_bag_info` writes.

    Raises:
        Fault: bag_info_malformed, naming the field where one is missing or wrong.
    \"""
    try:
        pairs = [line.partition(": ")[::2] for line in content.decode().split("\\n")]
    except UnicodeDecodeError:
        raise _malformed("不是 UTF-8 文字") from None
    info = _info(dict(pairs))
    if write_bag_info(info) != content:
        raise _malformed("栏目的次序或写法不符合规定，或有多余的内容")
    if not info.identifier.endswith(f"-{version_mark(info.version)}{part_mark(info.part, info.parts)}"):
        raise _malformed("包的名称与版本号对不上")
    if (info.version > 1) != bool(info.supersedes):
        raise _malformed("版本号与被取代的版本对不上")
    return info


def _fields(info: BagInfo) -> Iterator[tuple[str, str]]:
    yield "Source-Organization", info.organization
    yield "Bagging-Date", info.date
    yield "Payload-Oxum", f"{info.octets}.{info.files}"
    yield "External-Identifier", info.identifier
    if info.parts:
        yield "Bag-Group-Identifier", info.group
        yield "Bag-Count", f"{info.part} of {info.parts}"
    yield "BagIt-Profile-Identifier", PROFILE_IDENTIFIER
    yield "Seal-Code-SHA256", info.seal_code
    yield "Seal-Code-SM3", info.seal_code_sm3
    if info.supersedes:
        yield "Supersedes", info.supersedes
    if info.signer:
        yield "Signed-By-SHA256", info.signer
    yield "Yunqi-Version", str(info.version) if info.version else _DRAFT_TEXT
    if info.sample:
        yield "Yunqi-Sample", "true"
    yield "Software", info.software


_RULES = {
    "Source-Organization": _TEXT,
    "Bagging-Date": _DATE,
    "Payload-Oxum": _OXUM,
    "External-Identifier": _TEXT,
    "Bag-Group-Identifier": _CODE,
    "Bag-Count": _COUNT,
    "BagIt-Profile-Identifier": re.compile(re.escape(PROFILE_IDENTIFIER)),
    "Seal-Code-SHA256": _CODE,
    "Seal-Code-SM3": _CODE,
    "Supersedes": _CODE,
    "Signed-By-SHA256": _CODE,
    "Yunqi-Version": _VERSION,
    "Yunqi-Sample": re.compile("true"),
    "Software": _TEXT,
}


def _info(fields: dict[str, str]) -> BagInfo:
    for label, rule in _RULES.items():
        if (label not in _OPTIONAL or label in fields) and not rule.fullmatch(fields.get(label, "")):
            raise _malformed(f"缺少“{label}”一栏或其内容不对")
    version = fields["Yunqi-Version"]
    octets, files = fields["Payload-Oxum"].split(".")
    part, parts = fields.get("Bag-Count", "0 of 0").split(" of ")
    if int(part) > int(parts) or ("Bag-Count" in fields) != ("Bag-Group-Identifier" in fields):
        raise _malformed("分包的序号或整套的封装码不对")
    return BagInfo(
        organization=fields["Source-Organization"],
        date=fields["Bagging-Date"],
        octets=int(octets),
        files=int(files),
        identifier=fields["External-Identifier"],
        seal_code=fields["Seal-Code-SHA256"],
        seal_code_sm3=fields["Seal-Code-SM3"],
        version=DRAFT if version == _DRAFT_TEXT else int(version),
        software=fields["Software"],
        supersedes=fields.get("Supersedes", ""),
        sample="Yunqi-Sample" in fields,
        group=fields.get("Bag-Group-Identifier", ""),
        part=int(part),
        parts=int(parts),
        signer=fields.get("Signed-By-SHA256", ""),
    )


def _malformed(reason: str) -> Fault:
    return Fault("bag_info_malformed", BAG_INFO, f"包的说明栏目有误：{reason}")
"""

MODULES["desktop.package.region"] = """\
\"""A stretch of an open file that is read by place, never beyond its ends.\"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20
_ONE_PLACE = threading.Lock()  # an open file has one place for all threads


@dataclass(frozen=True)
class Region:
    \"""`size` bytes of `file` from `start` on; places are counted from `start`.\"""

    file: BinaryIO
    start: int
    size: int

    def read(self, place: int, length: int) -> bytes:
        \"""Up to `length` bytes; fewer at the end of the region.\"""
        with _ONE_PLACE:
            self.file.seek(self.start + place)
            return self.file.read(max(0, min(length, self.size - place)))

    def part(self, place: int, size: int) -> Region:
        \"""A stretch of this stretch.\"""
        return Region(self.file, self.start + place, max(0, min(size, self.size - place)))

    def chunks(self) -> Iterator[bytes]:
        \"""The whole region, a mebibyte at a time.\"""
        place = 0
        while chunk := self.read(place, CHUNK):
            yield chunk
            place += len(chunk)


@dataclass(frozen=True)
class Digest:
    \"""What a file's bytes come to.\"""

    size: int
    sha256: str
    crc32: int


def digest(chunks: Iterable[bytes], advance: Callable[[int], None]) -> Digest:
    \"""Size, SHA-256 and CRC-32 of a stream; `advance` is told the bytes of every chunk.\"""
    size, crc32, sha256 = 0, 0, hashlib.sha256()
    for chunk in chunks:
        size += len(chunk)
        crc32 = zlib.crc32(chunk, crc32)
        sha256.update(chunk)
        advance(len(chunk))
    return Digest(size, sha256.hexdigest(), crc32)
"""

MODULES["desktop.package.beside"] = """\
\"""Hashing beside reading: `hashlib` and `zlib` let other threads run, so two cores share the work.\"""

from __future__ import annotations

import hashlib
import queue
import threading
import zlib
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar

from desktop.package.region import Digest

_WAITING = 8  # chunks between reader and hasher; what bounds the memory
_PATIENCE = 0.05  # seconds between two looks at the other thread
T = TypeVar("T")


class StoppedError(Exception):
    \"""The other side gave up.\"""


class Beside(Generic[T]):
    \"""Runs `work` in a thread while the block lasts; it must call the function it is given now and then.

    That function raises `StoppedError` once the block was left by an exception. Nothing outlives the block.
    \"""

    def __init__(self, work: Callable[[Callable[[], None]], T]) -> None:
        self._work = work
        self._stop = threading.Event()
        self._result: list[T] = []
        self._error: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Beside[T]:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._stop.set()
        self._thread.join()

    def result(self, meanwhile: Callable[[], None]) -> T:
        \"""What the work gave, or the exception it ended with; `meanwhile` is called while it is waited for.\"""
        while self._thread.is_alive():
            self._thread.join(_PATIENCE)
            meanwhile()
        if self._error:
            raise self._error[0]
        return self._result[0]

    def _run(self) -> None:
        try:
            self._result.append(self._work(self._check))
        except BaseException as error:  # noqa: BLE001  (handed to whoever waits)
            self._error.append(error)

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError


class Hasher:
    \"""Takes chunks and hashes them in a thread while the block lasts.\"""

    def __init__(self) -> None:
        self._chunks: queue.Queue[bytes] = queue.Queue(_WAITING)
        self._size, self._crc32, self._sha256 = 0, 0, hashlib.sha256()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Hasher:  # noqa: PYI034  (no Self before Python 3.11)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._chunks.put(b"")
        self._thread.join()

    def update(self, chunk: bytes) -> None:
        \"""Hash this after what came before; waits while the thread is behind.\"""
        if chunk:
            self._chunks.put(chunk)

    def digest(self) -> Digest:
        \"""What everything came to; ask behind the block.\"""
        return Digest(self._size, self._sha256.hexdigest(), self._crc32)

    def _run(self) -> None:
        while chunk := self._chunks.get():
            self._size += len(chunk)
            self._crc32 = zlib.crc32(chunk, self._crc32)
            self._sha256.update(chunk)
"""

MODULES["desktop.package.canonical_zip"] = """\
\"""The one way our zips are written, down to the byte: what the verifier demands and the writer writes.

STORED, made by Unix for version 2.0, names always flagged UTF-8, 1980-01-01 00:00:00, regular file 0644; no extra
fields, descriptors, comments or zip64. Entries follow each other without a gap, the directory follows them in the same
order. So a list of names, sizes and CRCs fixes every byte that is not content. Source: contract §3, PKWARE APPNOTE 4.
\"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIZE_LIMIT = 2**31 - 1
\"""The largest zip in bytes: below 2 GiB no program in use needs zip64 or stumbles over a sign bit.\"""
COUNT_LIMIT = 10_000
\"""The largest number of entries: far more than any filing has, far less than needs zip64.\"""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_NEEDED = 20
_MADE_BY = 3 << 8 | _NEEDED
_UTF8 = 0x800
_STORED = 0
_TIME = 0
_DATE = 1 << 5 | 1
_MODE = 0o100644 << 16


@dataclass(frozen=True)
class Entry:
    \"""What the headers say of a file: its name, its size in bytes, its CRC-32.\"""

    name: str
    size: int
    crc32: int


def local_header(entry: Entry) -> bytes:
    \"""The bytes before an entry's content.\"""
    name = entry.name.encode()
    return _LOCAL.pack(b"PK\\3\\4", _NEEDED, _UTF8, _STORED, _TIME, _DATE, *_figures(entry), len(name), 0) + name


def directory(entries: Sequence[Entry]) -> bytes:
    \"""The central directory and end record, the bytes after the last entry's content.\"""
    records = []
    offset = 0
    for entry in entries:
        records.append(_central_record(entry, offset))
        offset += entry_size(entry.name, entry.size)
    joined = b"".join(records)
    end = _END.pack(b"PK\\5\\6", 0, 0, len(entries), len(entries), len(joined), offset, 0)
    return joined + end


def entry_size(name: str, size: int) -> int:
    \"""Bytes of an entry with its header.\"""
    return _LOCAL.size + len(name.encode()) + size


def total_size(entries: Sequence[Entry]) -> int:
    \"""Bytes of the whole zip.\"""
    headers = sum(_CENTRAL.size + len(entry.name.encode()) for entry in entries)
    return sum(entry_size(entry.name, entry.size) for entry in entries) + headers + _END.size


def framework(entries: Sequence[Entry]) -> Iterator[tuple[int, bytes]]:
    \"""Everything of the zip that is not content, as (offset, bytes), in order; the last piece ends the file.\"""
    offset = 0
    for entry in entries:
        yield offset, local_header(entry)
        offset += entry_size(entry.name, entry.size)
    yield offset, directory(entries)


def _central_record(entry: Entry, offset: int) -> bytes:
    name = entry.name.encode()
    lengths = (len(name), 0, 0)
    head = (b"PK\\1\\2", _MADE_BY, _NEEDED, _UTF8, _STORED, _TIME, _DATE)
    return _CENTRAL.pack(*head, *_figures(entry), *lengths, 0, 0, _MODE, offset) + name


def _figures(entry: Entry) -> tuple[int, int, int]:
    return entry.crc32, entry.size, entry.size
"""

MODULES["desktop.package.path_rules"] = """\
\"""Which paths a package may hold, so that every system can unpack it and nothing lands outside. Source: contract §3.

The rules are stated here once more, apart from `desktop.model.file_names`, because the verifier does not trust the
code that made the names; a test holds the two together.
\"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from desktop.package.faults import Fault

PATH_UNITS = 120
LONGEST = 1_000
DEEPEST = 16
_RESERVED = frozenset('<>:"|?*\\\\')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])\\s*(\\.|$)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_DIRECTIONS = frozenset("\\u200e\\u200f\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069")


def danger(path: str) -> str:
    \"""Why unpacking `path` could do harm or deceive, as the end of a sentence; "" if it cannot.\"""
    if not path or path.startswith(("/", "\\\\")) or _DRIVE.match(path):
        return "是绝对路径或空路径"
    if "\\\\" in path:
        return "含有反斜杠"
    if len(path) > LONGEST or path.count("/") > DEEPEST:
        return "过长或层级过深"
    if any(part in {"", ".", ".."} for part in path.split("/")):
        return "含有“..”、“.”或空的一级，会写到别处"
    if any(unicodedata.category(c) in {"Cc", "Cs"} or c in _DIRECTIONS for c in path):
        return "含有不可见的控制字符"
    return ""


def fault(path: str) -> str:
    \"""Why `path` may not stand in a package of ours, as the end of a sentence; "" if it may.\"""
    if reason := danger(path):
        return reason
    if unicodedata.normalize("NFC", path) != path:
        return "不是规范的 Unicode 写法（NFC）"
    if len(path.encode("utf-16-le")) // 2 > PATH_UNITS:
        return f"超过 {PATH_UNITS} 个字符"
    if _RESERVED.intersection(path):
        return "含有 Windows 不允许的字符"
    if any(part.endswith((" ", ".")) or _DEVICE.match(part) for part in path.split("/")):
        return "以空格或句点结尾，或是 Windows 保留的名称"
    return ""


def require_distinct(files: Iterable[str], folders: Iterable[str] = ()) -> None:
    \"""Refuse paths of which two would meet on a system that ignores case, or where a file is another's folder.

    Raises:
        Fault: duplicate_name, case_collision or file_is_folder.
    \"""
    seen: dict[str, str] = {}
    for path in files:
        _add(seen, path)
    above = {folder for path in seen.values() for folder in _folders(path)}
    for folder in sorted(above):
        if _key(folder) in seen:
            raise Fault("file_is_folder", folder, "同一个名称既是文件又是文件夹")
    for path in folders:
        _add(seen, path)


def _add(seen: dict[str, str], path: str) -> None:
    known = seen.get(_key(path))
    if known is None:
        seen[_key(path)] = path
    elif known == path:
        raise Fault("duplicate_name", path, "同一个名称出现了两次，不同的软件会取出不同的内容")
    else:
        raise Fault("case_collision", path, f"与“{known}”只有大小写之别，在 Windows 上会互相覆盖")


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _folders(path: str) -> list[str]:
    return [path[:index] for index, character in enumerate(path) if character == "/"]
"""

MODULES["desktop.package.catalogue"] = """\
\"""目录.csv, the list inside 佐证材料.zip: read by the names of its columns.\"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from desktop.package.canonical_zip import COUNT_LIMIT
from desktop.package.faults import Fault
from desktop.package.layout import CATALOGUE
from desktop.package.path_rules import fault, require_distinct

COLUMNS = ("编号", "包内文件", "要求", "对象", "原文件名", "字节数", "SHA-256", "日期", "说明")
CATALOGUE_LIMIT = 8 << 20

_SIZE = re.compile(r"0|[1-9][0-9]{0,10}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Row:
    \"""One file of evidence: its path in the zip, and what the list says of it. `size` is in bytes.\"""

    number: str
    path: str
    requirement: str
    subject: str
    original: str
    size: int
    sha256: str
    dated: str
    note: str


def read_catalogue(content: bytes) -> tuple[Row, ...]:
    \"""The rows of 目录.csv, in the order of the zip; the list itself is no row.

    Raises:
        Fault: catalogue_malformed, unsafe_path, or two paths that would meet.
    \"""
    try:
        lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        if missing := [name for name in COLUMNS if name not in (lines.fieldnames or ())]:
            raise _malformed(f"缺少“{missing[0]}”一列")
        rows = tuple(_row(fields) for fields in islice(lines, COUNT_LIMIT + 1))
    except (UnicodeDecodeError, csv.Error):
        raise _malformed("不是 UTF-8 编码的 CSV") from None
    if len(rows) > COUNT_LIMIT:
        raise _malformed("行数过多")
    require_distinct([CATALOGUE, *(row.path for row in rows)])
    return rows


def part_of_catalogue(content: bytes, paths: Collection[str]) -> bytes:
    \"""目录.csv with the rows of these paths alone, every row as it stands in the whole.\"""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    head = next(lines)
    writer.writerow(head)
    place = head.index(COLUMNS[1])
    writer.writerows(line for line in lines if line[place] in paths)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _row(fields: dict[str | None, str | None]) -> Row:
    values = [fields[name] for name in COLUMNS]
    if None in fields or None in values:
        raise _malformed("有一行的列数不对")
    number, path, requirement, subject, original, size, sha256, dated, note = (value or "" for value in values)
    if not _SIZE.fullmatch(size) or not _SHA256.fullmatch(sha256):
        raise _malformed(f"“{path}”的字节数或 SHA-256 写得不对")
    if reason := fault(path):
        raise Fault("unsafe_path", path, f"目录.csv 里的路径{reason}，已拒绝")
    return Row(number, path, requirement, subject, original, int(size), sha256, dated, note)


def _malformed(reason: str) -> Fault:
    return Fault("catalogue_malformed", CATALOGUE, f"佐证材料的目录有误：{reason}")
"""

MODULES["desktop.errors"] = """\
\"""What a user may be told about: one base class, one Chinese sentence that says what, why and what to do.\"""

from __future__ import annotations


class YunqiError(Exception):
    \"""A problem the user can understand and act on.

    The message is one Chinese sentence without a line break. Everything else that is raised is a defect of the program.
    \"""

    def __init__(self, sentence: str) -> None:
        super().__init__(" ".join(sentence.split()))


class InputError(YunqiError):
    \"""Something that came from outside (a file, a field, an argument) cannot be taken as it is.\"""


class FilingFileError(YunqiError):
    \"""The filing file cannot be opened, read or written: locked, damaged, read-only, full disk, newer version.\"""


class RefusedError(YunqiError):
    \"""The program understood the wish and refuses it, for example sealing while errors stand.\"""


class StandardError(YunqiError):
    \"""A standard's own data is wrong.\"""


class PackageError(YunqiError):
    \"""A sealed package cannot be read or written.\"""
"""

MODULES["desktop.package.zip_reading"] = """\
\"""A stranger's zip, read so that every program would unpack the same: whatever is ambiguous is refused.

Only STORED and deflated entries, no encryption, no zip64, no comments, nothing before the first entry or behind the
end record, no overlaps, names that agree in both places. Time and memory are bounded by the limits below, whatever the
headers claim. Source: PKWARE APPNOTE 4.3 and 4.4.
\"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.package.canonical_zip import SIZE_LIMIT
from desktop.package.faults import Fault
from desktop.package.path_rules import danger, require_distinct
from desktop.package.region import CHUNK, Region

DIRECTORY_LIMIT = 16 << 20
UNPACKED_LIMIT = SIZE_LIMIT + (64 << 20)
BOMB_SIZE = 128 << 20
BOMB_RATIO = 200

STORED = 0
DEFLATED = 8
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END_MARK, _CENTRAL_MARK, _LOCAL_MARK, _ZIP64_MARK = b"PK\\5\\6", b"PK\\1\\2", b"PK\\3\\4", b"PK\\6\\7"
_ZIP64_LOCATOR_SIZE = 20
_COMMENT_LIMIT = 0xFFFF
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_PATCHED = 1 << 5
_DESCRIPTOR = 1 << 3
_UTF8 = 1 << 11
_UNICODE_PATH = 0x7075
_UNIX_MODE_SHIFT = 16


@dataclass(frozen=True)
class ZipEntry:
    \"""One file in a zip: its name, its unpacked size, its packed bytes.\"""

    name: str
    size: int
    method: int
    packed: Region

    def chunks(self) -> Iterator[bytes]:
        \"""The unpacked bytes, never more than `size`.

        Raises:
            Fault: unreadable_file, the packed bytes do not give exactly `size` bytes.
        \"""
        return self.packed.chunks() if self.method == STORED else self._inflated()

    def _inflated(self) -> Iterator[bytes]:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        left = self.size
        try:
            for packed in self.packed.chunks():
                pending = packed
                while pending and not stream.eof:
                    chunk = stream.decompress(pending, min(CHUNK, left + 1))
                    pending = stream.unconsumed_tail
                    left -= len(chunk)
                    if left < 0:
                        break
                    yield chunk
        except zlib.error:
            left = -1
        if left or not stream.eof or stream.unused_data:
            raise Fault("unreadable_file", self.name, "压缩数据已损坏，或与声明的大小不符")


@dataclass(frozen=True)
class _Record:
    \"""An entry of the central directory as it stands there.\"""

    raw_name: bytes
    name: str
    flags: int
    method: int
    packed: int
    size: int
    mode: int
    offset: int


def read_zip(region: Region, count_limit: int) -> tuple[list[ZipEntry], list[str]]:
    \"""The files of a zip, in the order of its directory, and the names of its folders (without “/”).

    At most `count_limit` of both are read.

    Raises:
        Fault: the first reason why this zip is refused.
    \"""
    start, size, count = _end_record(region)
    if size > DIRECTORY_LIMIT or count > count_limit:
        raise Fault("too_many", "", "压缩包里的文件过多，没有读取")
    records = list(_records(region.read(start, size), count))
    for record in records:
        _require_plain(record)
    folders = [record.name.removesuffix("/") for record in records if _is_folder(record)]
    require_distinct((record.name for record in records if not _is_folder(record)), folders)
    pairs = [(record, _entry(region, record)) for record in records]
    _require_layout(pairs, region, start)
    if sum(record.size for record in records) > UNPACKED_LIMIT:
        raise Fault("too_large", "", "解压后超过 2 GB，可能是“压缩炸弹”，没有解压")
    files = [entry for record, entry in pairs if not _is_folder(record)]
    return files, folders


def _end_record(region: Region) -> tuple[int, int, int]:
    \"""Offset, size and count of the central directory.\"""
    place = region.size - _END.size
    tail = region.read(max(0, place), _END.size)
    if len(tail) < _END.size or not tail.startswith(_END_MARK):
        raise _end_fault(region)
    _, disk, first_disk, count_here, count, size, offset, comment = _END.unpack(tail)
    if comment or disk or first_disk or count_here != count:
        raise Fault("zip_end", "", "压缩包的结尾记录有误，文件不完整或被改动过")
    if region.read(max(0, place - _ZIP64_LOCATOR_SIZE), 4) == _ZIP64_MARK:
        raise Fault("zip_unsupported", "", "使用了 ZIP64 格式，请用原来的压缩包")
    if offset + size != place:
        raise Fault("zip_prefix", "", "压缩包的开头或目录之后有多余的内容，或目录的位置不对")
    return offset, size, count


def _end_fault(region: Region) -> Fault:
    tail = region.read(max(0, region.size - _END.size - _COMMENT_LIMIT), _END.size + _COMMENT_LIMIT)
    place = tail.rfind(_END_MARK)
    if place < 0 or len(tail) - place < _END.size:
        return Fault("zip_truncated", "", "压缩包不完整（缺少结尾），可能没有传完，请重新获取")
    comment = _END.unpack_from(tail, place)[-1]
    if place + _END.size + comment == len(tail):
        return Fault("zip_comment", "", "压缩包带有注释，申报包不会有注释")
    return Fault("zip_trailing", "", "压缩包结尾之后有多余的内容")


def _records(directory: bytes, count: int) -> Iterator[_Record]:
    place = 0
    for _ in range(count):
        if len(directory) - place < _CENTRAL.size or directory[place : place + 4] != _CENTRAL_MARK:
            raise _directory_fault()
        fields = _CENTRAL.unpack_from(directory, place)
        flags, method, packed, size = fields[3], fields[4], fields[8], fields[9]
        name_length, extra_length, comment_length = fields[10:13]
        name_end = place + _CENTRAL.size + name_length
        raw_name = directory[place + _CENTRAL.size : name_end]
        extra = directory[name_end : name_end + extra_length]
        place = name_end + extra_length + comment_length
        if place > len(directory) or fields[13]:
            raise _directory_fault()
        name = _name(raw_name, flags, extra)
        if comment_length:
            raise Fault("zip_comment", name, "压缩包里的文件带有注释，申报包不会有注释")
        yield _Record(raw_name, name, flags, method, packed, size, fields[15] >> _UNIX_MODE_SHIFT, fields[16])
    if place != len(directory):
        raise _directory_fault()


def _name(raw: bytes, flags: int, extra: bytes) -> str:
    \"""The name: UTF-8 where it is flagged, Info-ZIP's Unicode path, else what a Chinese Windows writes.\"""
    try:
        if flags & _UTF8:
            return raw.decode()
        if unicode_path := _unicode_path(raw, extra):
            return unicode_path.decode()
    except UnicodeDecodeError:
        raise _name_fault() from None
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _name_fault()


def _unicode_path(raw: bytes, extra: bytes) -> bytes:
    while len(extra) >= struct.calcsize("<2H"):
        kind, length = struct.unpack_from("<2H", extra)
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and body[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
            return body[5:]
    return b""


def _require_plain(record: _Record) -> None:
    if reason := danger(record.name.removesuffix("/")):
        raise Fault("unsafe_path", record.name, f"路径{reason}，已拒绝")
    if record.flags & _ENCRYPTED:
        raise Fault("encrypted", record.name, "文件被加密，无法核验，请先用密码解开，再核验里面的申报包")
    if record.flags & _PATCHED or record.method not in {STORED, DEFLATED}:
        raise Fault("zip_unsupported", record.name, f"压缩方法（{record.method}）不受支持，无法核验")
    if stat.S_IFMT(record.mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Fault("not_a_file", record.name, "是符号链接或特殊文件，已拒绝")
    if (record.method == STORED and record.size != record.packed) or (_is_folder(record) and record.size):
        raise Fault("lying_size", record.name, "声明的大小自相矛盾")
    if record.size > BOMB_SIZE and record.size > BOMB_RATIO * record.packed:
        raise Fault("too_large", record.name, "压缩比异常，可能是“压缩炸弹”，没有解压")


def _is_folder(record: _Record) -> bool:
    return record.name.endswith("/")


def _entry(region: Region, record: _Record) -> ZipEntry:
    header = region.read(record.offset, _LOCAL.size + len(record.raw_name))
    if len(header) < _LOCAL.size + len(record.raw_name) or not header.startswith(_LOCAL_MARK):
        raise _mismatch(record)
    fields = _LOCAL.unpack_from(header)
    flags, method, packed, size, name_length, extra_length = fields[2], fields[3], *fields[7:]
    if header[_LOCAL.size :] != record.raw_name or name_length != len(record.raw_name):
        raise _mismatch(record)
    if method != record.method or (flags ^ record.flags) & _ENCRYPTED:
        raise _mismatch(record)
    if not flags & _DESCRIPTOR and (packed, size) != (record.packed, record.size):
        raise _mismatch(record)
    start = record.offset + _LOCAL.size + name_length + extra_length
    return ZipEntry(record.name, record.size, record.method, region.part(start, record.packed))


def _require_layout(pairs: list[tuple[_Record, ZipEntry]], region: Region, directory_start: int) -> None:
    \"""Entries must begin the file, end before the directory, and not share a byte.\"""
    end = 0
    for record, entry in sorted(pairs, key=lambda pair: pair[0].offset):
        if record.offset < end:
            raise Fault("overlap", record.name, "与另一个文件占用同一段数据，已拒绝")
        if not end and record.offset:
            raise Fault("zip_prefix", "", "压缩包的开头有多余的内容")
        end = entry.packed.start - region.start + record.packed
    if end > directory_start:
        raise Fault("lying_size", "", "声明的大小超出了压缩包本身")


def _mismatch(record: _Record) -> Fault:
    return Fault("zip_mismatch", record.name, "压缩包目录与文件头说法不一，不同的软件会取出不同的内容")


def _directory_fault() -> Fault:
    return Fault("zip_directory", "", "压缩包的目录已损坏或被改动过")


def _name_fault() -> Fault:
    return Fault("bad_name", "", "有文件名无法识别（编码损坏），已拒绝")
"""

MODULES["desktop.package.source"] = """\
\"""A package to be looked at, zip or unpacked folder: its files by their path in the bag, whatever holds them.\"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.errors import PackageError
from desktop.package.canonical_zip import Entry, framework
from desktop.package.faults import Fault
from desktop.package.layout import BAG_INFO, BAGIT, MANIFEST, TAG_MANIFEST
from desktop.package.path_rules import danger, require_distinct
from desktop.package.region import Region
from desktop.package.zip_reading import STORED, ZipEntry, read_zip

FILE_LIMIT = 2_000
DEPTH_LIMIT = 3
_MARKS = {BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST}
_REPARSE_POINT = 0x400


class File(Protocol):
    \"""A file in a package; every use reads it afresh.\"""

    @property
    def size(self) -> int:
        \"""Its bytes, as they are declared.\"""

    def chunks(self) -> Iterator[bytes]:
        \"""Its content; raises Fault where it cannot be had.\"""

    def region(self) -> AbstractContextManager[Region]:
        \"""Its content by place.\"""


@dataclass(frozen=True)
class Source:
    \"""What was found. `top` is the folder that holds the bag, `""` or ending in “/”; `strays` lie beside the bag.

    `folders` are those without a file in them; `zip` is the zip's bytes, None for a folder.
    \"""

    top: str
    files: Mapping[str, File]
    folders: Sequence[str]
    strays: Sequence[str]
    zip: Region | None

    def content(self, path: str, limit: int) -> bytes:
        \"""A small file as a whole.

        Raises:
            Fault: too_large above `limit` bytes, unreadable_file.
        \"""
        if self.files[path].size > limit:
            raise Fault("too_large", path, f"大小超过 {limit} 字节，不是正常的文件")
        return b"".join(self.files[path].chunks())


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    \"""The package at `path`, open while the context lasts.

    Raises:
        Fault: why it is refused, or not_a_package.
        PackageError: it does not exist or may not be read.
    \"""
    with ExitStack() as stack:
        with readable(path):
            if path.is_dir():
                source = _found(*_walked(path), None)
            else:
                file = stack.enter_context(path.open("rb"))
                region = Region(file, 0, os.fstat(file.fileno()).st_size)
                source = _found(*_unzipped(region), region)
        yield source


@contextmanager
def readable(path: Path) -> Iterator[None]:
    \"""Errors of the system while reading `path` as sentences for people.\"""
    try:
        yield
    except FileNotFoundError:
        raise PackageError(f"找不到“{path}”，请核对位置和文件名。") from None
    except PermissionError:
        raise PackageError(f"没有权限读取“{path}”，请换一个位置或请管理员开放权限。") from None
    except OSError as error:
        raise PackageError(f"读取“{path}”时出错（{error.strerror}），请检查磁盘或网络后重试。") from None


def is_canonical(region: Region, entries: Sequence[Entry]) -> bool:
    \"""Whether a zip is, header for header and to its last byte, what our writer makes of these entries.\"""
    end = 0
    for place, expected in framework(entries):
        if region.read(place, len(expected)) != expected:
            return False
        end = place + len(expected)
    return end == region.size


@dataclass(frozen=True)
class _ZippedFile:
    entry: ZipEntry

    @property
    def size(self) -> int:
        return self.entry.size

    def chunks(self) -> Iterator[bytes]:
        return self.entry.chunks()

    @contextmanager
    def region(self) -> Iterator[Region]:
        if self.entry.method == STORED:
            yield self.entry.packed
            return
        with tempfile.TemporaryFile() as spool:
            for chunk in self.entry.chunks():
                spool.write(chunk)
            yield Region(spool, 0, self.entry.size)


@dataclass(frozen=True)
class _PlainFile:
    path: Path
    size: int

    def chunks(self) -> Iterator[bytes]:
        with self.region() as region:
            yield from region.chunks()

    @contextmanager
    def region(self) -> Iterator[Region]:
        with self.path.open("rb") as file:
            yield Region(file, 0, self.size)


def _unzipped(region: Region) -> tuple[dict[str, File], list[str]]:
    if region.read(0, 2) != b"PK":
        raise Fault("not_a_package", "", "不是 zip 压缩包，也就不是云企自评的申报包")
    entries, folders = read_zip(region, FILE_LIMIT)
    return {entry.name: _ZippedFile(entry) for entry in entries}, folders


def _walked(root: Path) -> tuple[dict[str, File], list[str]]:
    files: dict[str, File] = {}
    folders: list[str] = []
    waiting = [""]
    while waiting:
        place = waiting.pop()
        for item in sorted((root / place).iterdir()):
            name = f"{place}{item.name}"
            status = item.lstat()
            _require_ordinary(name, status)
            if stat.S_ISDIR(status.st_mode):
                folders.append(name)
                waiting.append(f"{name}/")
            else:
                files[name] = _PlainFile(item, status.st_size)
        if len(files) + len(folders) > FILE_LIMIT:
            raise Fault("not_a_package", "", f"文件夹里的文件多于 {FILE_LIMIT} 个，不是解压后的申报包")
    require_distinct(files)
    return files, folders


def _require_ordinary(name: str, status: os.stat_result) -> None:
    linked = getattr(status, "st_file_attributes", 0) & _REPARSE_POINT
    if linked or not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise Fault("not_a_file", name, "是符号链接或特殊文件，已拒绝")
    if reason := danger(name):
        raise Fault("unsafe_path", name, f"路径{reason}，已拒绝")


def _found(files: Mapping[str, File], folders: Sequence[str], region: Region | None) -> Source:
    top = _top(files)
    inside = {name[len(top) :]: file for name, file in files.items() if name.startswith(top)}
    used = {name[:index] for name in files for index, character in enumerate(name) if character == "/"}
    empty = [folder for folder in folders if folder not in used]
    return Source(top, inside, empty, [name for name in files if not name.startswith(top)], region)


def _top(names: Mapping[str, File]) -> str:
    \"""The one folder, nearest to the outside, in which a bag lies.\"""
    tops = {name[: len(name) - len(last)] for name in names if (last := name.rpartition("/")[2]) in _MARKS}
    depth = min((top.count("/") for top in tops), default=DEPTH_LIMIT + 1)
    nearest = [top for top in tops if top.count("/") == depth]
    if depth > DEPTH_LIMIT:
        raise Fault("not_a_package", "", "里面没有申报包应有的清单，不是云企自评的申报包")
    if len(nearest) > 1:
        raise Fault("not_a_package", "", "里面有几个申报包，请逐个核验")
    return nearest[0]
"""

MODULES["desktop.package.evidence_check"] = """\
\"""佐证材料.zip against its list and filing.json: exactly what they say, and not a byte more.\"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from desktop.package.canonical_zip import COUNT_LIMIT, Entry
from desktop.package.catalogue import CATALOGUE_LIMIT, Row, read_catalogue
from desktop.package.faults import Fault
from desktop.package.layout import CATALOGUE, EVIDENCE, FILING, evidence_of
from desktop.package.region import Digest, Region, digest
from desktop.package.source import is_canonical
from desktop.package.zip_reading import STORED, ZipEntry, read_zip


def evidence_entries(region: Region) -> tuple[dict[str, ZipEntry], tuple[Row, ...]]:
    \"""The files of 佐证材料.zip by path, 目录.csv among them, and the rows of 目录.csv.

    Raises:
        Fault: the zip or its list is refused; nothing was unpacked.
    \"""
    files, folders = read_zip(region, COUNT_LIMIT)
    if folders or any(file.method != STORED for file in files):
        raise _not_ours()
    by_name = {file.name: file for file in files}
    if CATALOGUE not in by_name:
        raise Fault("missing_file", CATALOGUE, "佐证材料里没有目录.csv")
    if by_name[CATALOGUE].size > CATALOGUE_LIMIT:
        raise Fault("too_large", CATALOGUE, "目录.csv 过大，不是正常的目录")
    return by_name, read_catalogue(b"".join(by_name[CATALOGUE].chunks()))


def evidence_faults(
    region: Region, advance: Callable[[int], None], part: int = 0
) -> tuple[list[Fault], tuple[Row, ...] | None]:
    \"""Everything in which the evidence differs from 目录.csv, and its rows; None where there is no such list.

    The inner zip must be canonical: only our writer makes it, so another form could only hide something.
    \"""
    place = evidence_of(part)
    try:
        files, rows = evidence_entries(region)
    except Fault as fault:
        return [Fault(fault.code, f"{place}/{fault.path}".rstrip("/"), fault.message)], None
    return list(_compared(region, files, rows, advance, place)), rows


def _compared(
    region: Region,
    files: Mapping[str, ZipEntry],
    rows: Sequence[Row],
    advance: Callable[[int], None],
    place: str,
) -> Iterator[Fault]:
    yield from _set_faults(place, files, rows)
    present = [row for row in rows if row.path in files]
    digests = {name: digest(files[name].chunks(), advance) for name in (CATALOGUE, *(row.path for row in present))}
    for row in present:
        found = digests[row.path]
        if (found.size, found.sha256) != (row.size, row.sha256):
            yield Fault("altered_file", f"{place}/{row.path}", "佐证材料的内容与目录.csv 登记的不一致")
    if not is_canonical(region, [_entry(name, found) for name, found in digests.items()]):
        yield _not_ours()


def _set_faults(place: str, files: Mapping[str, ZipEntry], rows: Sequence[Row]) -> Iterator[Fault]:
    listed = {CATALOGUE, *(row.path for row in rows)}
    for name in sorted(listed - files.keys()):
        yield Fault("missing_file", f"{place}/{name}", "目录.csv 里列出的佐证材料不在压缩包里")
    for name in sorted(files.keys() - listed):
        yield Fault("unlisted_file", f"{place}/{name}", "压缩包里有目录.csv 没有列出的文件")


def filing_faults(rows: Sequence[Row], filing: Mapping[str, Any], part: int) -> Iterator[Fault]:
    \"""In which the rows of 目录.csv differ from filing.json; of a set they are a share.\"""
    claimed = filing.get("evidence", [])
    items = claimed if isinstance(claimed, list) else []
    stated: Counter[tuple[str, Any]] = Counter(
        (str(i.get("sha256")), i.get("bytes")) for i in items if isinstance(i, dict)
    )
    held: Counter[tuple[str, Any]] = Counter((row.sha256, row.size) for row in rows)
    if (held - stated) if part else (len(items) != len(rows) or stated != held):
        yield Fault("evidence_differs", FILING, "filing.json 里的佐证材料与目录.csv 不是同一批文件")


def _entry(name: str, found: Digest) -> Entry:
    return Entry(name, found.size, found.crc32)


def _not_ours() -> Fault:
    return Fault("evidence_zip", EVIDENCE, "佐证材料.zip 的结构不是封装时的写法，可能夹带了别的内容")
"""

MODULES["desktop.package.manifest"] = """\
\"""The manifests of a bag and the seal code that grows out of one. Source: RFC 8493 §2.1.3, contract §3.\"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from desktop.package.faults import Fault

SEAL_DIGITS = 64
_GROUP = 8
_LINE = re.compile(r"([0-9a-f]{64})  ([^\\n]+)\\n")
_ENCODED = {"%": "%25", "\\r": "%0D", "\\n": "%0A"}
_DECODED = {code: character for character, code in _ENCODED.items()}


def write_manifest(digests: Mapping[str, str]) -> bytes:
    \"""The manifest of path → SHA-256: one line per file, sorted by code point, LF, UTF-8.\"""
    return "".join(f"{digests[path]}  {_encoded(path)}\\n" for path in sorted(digests)).encode()


def read_manifest(name: str, content: bytes) -> dict[str, str]:
    \"""Path → SHA-256 of a manifest that is, byte for byte, what `write_manifest` writes.

    Raises:
        Fault: manifest_malformed with the file `name`; other writings of the same list are refused on purpose, so
            that one list has one seal code.
    \"""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise _malformed(name) from None
    digests = {_decoded(path): digest for digest, path in _LINE.findall(text)}
    if not digests or write_manifest(digests) != content:
        raise _malformed(name)
    return digests


def seal_code(manifest: bytes) -> str:
    \"""The seal code (封装码): SHA-256 of `manifest-sha256.txt`, 64 lower-case hex digits.\"""
    return hashlib.sha256(manifest).hexdigest()


def grouped(code: str) -> str:
    \"""A seal code as it is printed and read aloud: 8 groups of 8 digits.\"""
    return " ".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _encoded(path: str) -> str:
    return re.sub(r"[%\\r\\n]", lambda match: _ENCODED[match[0]], path)


def _decoded(path: str) -> str:
    return re.sub(r"%25|%0D|%0A", lambda match: _DECODED[match[0]], path)


def _malformed(name: str) -> Fault:
    return Fault("manifest_malformed", name, "清单的写法不符合规定（每行：SHA-256、两个空格、路径，按路径排序）")
"""

MODULES["desktop.package.profile"] = """\
\"""bagit-profile.json: what a bag of ours looks like, for stock tools. Source: BagIt Profiles Specification 1.3.0.

The bytes belong to the format: a change makes a new PROFILE_IDENTIFIER, and packages of the old one must still verify.
\"""

from __future__ import annotations

import json

from desktop.package.bag_info import PROFILE_IDENTIFIER
from desktop.package.layout import LATER, PRINTED, PROFILE, READ_ME

_LABELS = {
    "Source-Organization": "申报企业名称",
    "Bagging-Date": "生成日期",
    "Payload-Oxum": "data/ 的字节数和文件数",
    "External-Identifier": "包的名称：批次、企业、版本",
    "BagIt-Profile-Identifier": "本格式的标识",
    "Seal-Code-SHA256": "封装码：manifest-sha256.txt 的 SHA-256",
    "Seal-Code-SM3": "同一文件的 SM3",
    "Supersedes": "被本版本取代的版本的封装码",
    "Yunqi-Version": "版本号，或 draft（草稿）",
    "Yunqi-Sample": "true 表示样例，数据为虚构",
    "Software": "生成本包的软件",
}
_MAY_BE_ABSENT = frozenset({"Supersedes", "Yunqi-Sample"})
_TAG_FILES = [READ_ME, PRINTED, PROFILE]

_PROFILE = {
    "BagIt-Profile-Info": {
        "BagIt-Profile-Identifier": PROFILE_IDENTIFIER,
        "BagIt-Profile-Version": "1.3.0",
        "Source-Organization": "云企自评（yunqi）",
        "External-Description": "浙江省制造业“云上企业”申报材料申报包",
        "Contact-Name": "云企自评（yunqi）",
        "Version": "1",
    },
    "Bag-Info": {
        label: {"required": label not in _MAY_BE_ABSENT, "repeatable": False, "description": meaning}
        for label, meaning in _LABELS.items()
    },
    "Manifests-Required": ["sha256"],
    "Manifests-Allowed": ["sha256"],
    "Tag-Manifests-Required": ["sha256"],
    "Tag-Manifests-Allowed": ["sha256"],
    "Tag-Files-Required": _TAG_FILES,
    "Tag-Files-Allowed": [*_TAG_FILES, *LATER],
    "Allow-Fetch.txt": False,
    "Serialization": "optional",
    "Accept-Serialization": ["application/zip"],
    "Accept-BagIt-Version": ["1.0"],
}

PROFILE_JSON = (json.dumps(_PROFILE, ensure_ascii=False, indent=2) + "\\n").encode()
"""

MODULES["desktop.package.read_me"] = """\
\"""00-请先读我.txt: what lies before a clerk who has never heard of us, and how to check it without our program.

The wording belongs to the format, so that the verifier can demand it byte for byte: nobody can slip in other advice.
A change makes a new PROFILE_IDENTIFIER, and packages of the old one must still verify.
\"""

from __future__ import annotations

from desktop.package.bag_info import BagInfo
from desktop.package.layout import FILING, MANIFEST, PRINTED, SCAN, TAG_MANIFEST, WORKBOOK, evidence_of
from desktop.package.manifest import grouped

_DRAFT = \"""\\
【草稿】这是草稿，不是正式版本，不能报送；其中的内容可能不完整。

\"""
_SAMPLE = \"""\\
【样例】这是演示用的样例，企业和数据都是虚构的，不能报送。

\"""
_TEXT = \"""\\
{marks}企业自评申报材料（封装包）

　　企　业：{organization}
　　版　本：{version}
　　日　期：{date}
{supersedes}{set}　　封装码：{first}
　　　　　　{second}

一、这是什么
　　这是上述企业的全套自评申报材料，报送给所在县（市、区）主管部门。
　　企业人员：打印 {printed}，盖章后报送。
　　经办人员：按第三部分核对后，即可作为电子材料接收。

二、里面有什么
　　{printed}　纸质材料，每页都印有封装码
　　{scan}　盖章后的扫描件（可以没有，加入后不影响封装码）
　　{workbook}　附件1、附件2 和各类清单
　　{evidence}　佐证材料，先看其中的 目录.csv
　　{filing}　同样的内容，供程序读取
　　其余文件用于核对，请不要改动或删除。

三、怎样核对（不需要安装任何软件）
　　1. 把整个 zip 解压到一个文件夹。
　　2. 在该文件夹的地址栏输入 cmd 并回车，再输入：
　　　　certutil -hashfile {manifest} SHA256
　　3. 显示的 64 位字符应与上面的封装码、与纸质材料上的封装码完全相同。
　　4. 对 {manifest} 中列出的每个文件同样计算一次，应与清单中的字符相同，例如：
　　　　certutil -hashfile {workbook_windows} SHA256
　　Linux 或 macOS：sha256sum -c {manifest} {tag_manifest}

四、用“云企自评”程序核对
　　在程序中选择“核验”，打开这个 zip 或解压后的文件夹；或者执行：
　　　　yunqi verify 文件名.zip
　　程序还会核对佐证材料逐份是否齐全、压缩包是否被改动过。

五、请注意
　　请原样转交 zip 文件，不要解压后重新压缩，不要改动其中的文件。
　　封装码只说明材料自生成后没有改动；内容是否真实，由企业负责。
\"""


_SET = \"""\\
　　分　包：第 {part} 包，共 {parts} 包。材料较多，装在几个 zip 里，请一起转交、逐个核对。
　　　　　　纸质材料上印的是第 1 包的封装码，以 {group} 开头。
\"""


def read_me(info: BagInfo) -> bytes:
    \"""The note for a package with this bag-info: UTF-8 with BOM, CRLF, so that every Windows editor shows it.\"""
    code = grouped(info.seal_code)
    half = len(code) // 2
    text = _TEXT.format(
        marks=("" if info.version else _DRAFT) + (_SAMPLE if info.sample else ""),
        organization=info.organization,
        version=f"第 {info.version} 版" if info.version else "草稿",
        date=info.date,
        supersedes=f"　　取　代：封装码以 {info.supersedes[:8]} 开头的版本\\n" if info.supersedes else "",
        first=code[:half],
        second=code[half + 1 :],
        printed=PRINTED,
        scan=SCAN,
        workbook=WORKBOOK,
        workbook_windows=WORKBOOK.replace("/", "\\\\"),
        set=_SET.format(part=info.part, parts=info.parts, group=info.group[:8]) if info.parts else "",
        evidence=evidence_of(info.part),
        filing=FILING,
        manifest=MANIFEST,
        tag_manifest=TAG_MANIFEST,
    )
    return text.replace("\\n", "\\r\\n").encode("utf-8-sig")
"""

MODULES["desktop.package.report"] = """\
\"""What the verifier says of a package: a verdict, two lights, and every problem with code, place and sentence.\"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Any

from desktop.package.faults import shown

PROBLEM_LIMIT = 100


class Verdict(str, Enum):  # noqa: UP042  (no StrEnum before Python 3.11; the verifier is to run on a stock 3.9)
    \"""The answer in one word, as `verify --json` gives it.\"""

    INTACT = "intact"
    REPACKED = "repacked"
    DAMAGED = "damaged"
    DRAFT = "draft"
    NOT_A_PACKAGE = "not_a_package"


SENTENCES = MappingProxyType(
    {
        Verdict.INTACT: "完好：内容齐全，与封装时一字不差。",
        Verdict.REPACKED: "重新打包过，内容完好：文件没有改动，但压缩包不是封装时的那一个。",
        Verdict.DAMAGED: "不完好：内容有缺失、多余或改动，请向报送单位索取原来的压缩包。",
        Verdict.DRAFT: "草稿：内容齐全，但不是正式版本，不能报送。",
        Verdict.NOT_A_PACKAGE: "不是云企自评的申报包。",
    }
)
\"""The verdict as one sentence for people.\"""


@dataclass(frozen=True)
class Problem:
    \"""One thing that is wrong; `path` is the file in the package, or ""; `container` if only the zip is concerned.\"""

    code: str
    path: str
    message: str
    container: bool = False


@dataclass(frozen=True)
class Report:
    \"""The result for one package; what could not be read is "" or 0. A draft has version 0.

    `content` is true if every file is there and equal and nothing is extra; `container` if the zip around them is
    canonical, byte for byte (an unpacked folder has no zip around it, so there it is true). `paper`, `signature` and
    `signer` (who signed, or "") are for callers that compare the stamped paper and check the signature. Of a set of
    packages (evidence above 2 GB) this is number `part` of `parts`, and `seal_code` that of the first, which the paper
    shows; else both are 0.
    \"""

    path: str
    verdict: Verdict
    content: bool = False
    container: bool = False
    paper: bool | None = None
    signature: str = "none"
    signer: str = ""
    seal_code: str = ""
    enterprise: str = ""
    batch: str = ""
    version: int = 0
    part: int = 0
    parts: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def sentence(self) -> str:
        \"""The verdict for people, and whether the paper fits.\"""
        said = SENTENCES[self.verdict]
        return f"{said[:-1]}；但纸质件不一致或不齐全。" if self.paper is False and self.content else said

    def as_json(self) -> dict[str, Any]:
        \"""One entry of `packages` in `verify --json` (contract §1).\"""
        problems = [{"code": p.code, "path": p.path, "message": p.message} for p in self.problems]
        left_out = {"problems"} if self.parts else {"problems", "part", "parts"}
        if not self.signer:
            left_out.add("signer")
        fields = {name: value for name, value in vars(self).items() if name not in left_out}
        return {**fields, "verdict": self.verdict.value, "problems": problems}


def with_problems(report: Report, problems: Iterable[Problem]) -> Report:
    \"""The report with further problems that a caller found, and the verdict that follows from them.

    At most 100 problems are kept, and a last one that says how many there were.
    \"""
    added = tuple(problems)
    if not added:
        return report
    everything = (*report.problems, *added)
    content = report.content and all(problem.container for problem in added)
    container = report.container and not any(problem.container for problem in added)
    changed = replace(report, content=content, container=container, problems=_bounded(everything))
    return replace(changed, verdict=_verdict(changed))


def problem(code: str, path: str, message: str, *, container: bool = False) -> Problem:
    \"""A problem whose texts may come from a stranger, made safe to print.\"""
    return Problem(code, shown(path), shown(message), container)


def _verdict(report: Report) -> Verdict:
    if report.verdict is Verdict.NOT_A_PACKAGE:
        return report.verdict
    if not report.content:
        return Verdict.DAMAGED
    if report.verdict is Verdict.DRAFT:
        return report.verdict
    return report.verdict if report.container else Verdict.REPACKED


def _bounded(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    left_out = len(problems) - PROBLEM_LIMIT
    if left_out <= 0:
        return problems
    return (*problems[:PROBLEM_LIMIT], Problem("more", "", f"另有 {left_out} 个问题没有列出。"))
"""

MODULES["desktop.package.sm3"] = """\
\"""SM3, the Chinese digest (GB/T 32905-2016), in plain Python: OpenSSL builds without it are common.\"""

from __future__ import annotations

from operator import xor

_START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)
_WORD = 0xFFFFFFFF
_BLOCK = 64
_ROUNDS = 64
_EARLY = 16  # the first rounds use other constants and functions


def sm3_hex(data: bytes) -> str:
    \"""The SM3 digest of `data` in lower-case hex. Slow (about 100 KB/s): meant for manifests, not for files.\"""
    padded = data + b"\\x80" + bytes(-(len(data) + 9) % _BLOCK) + (8 * len(data)).to_bytes(8, "big")
    state: tuple[int, ...] = _START
    for offset in range(0, len(padded), _BLOCK):
        state = _compressed(state, padded[offset : offset + _BLOCK])
    return b"".join(word.to_bytes(4, "big") for word in state).hex()


def _compressed(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = _expanded(block)
    a, b, c, d, e, f, g, h = state
    for j in range(_ROUNDS):
        early = j < _EARLY
        rotated = _left(a, 12)
        first = _left((rotated + e + _left(0x79CC4519 if early else 0x7A879D8A, j)) & _WORD, 7)
        second = first ^ rotated
        majority = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
        choice = e ^ f ^ g if early else (e & f) | (~e & g)
        t1 = (majority + d + second + (words[j] ^ words[j + 4])) & _WORD
        t2 = (choice + h + first + words[j]) & _WORD
        a, b, c, d = t1, a, _left(b, 9), c
        e, f, g, h = _p0(t2), e, _left(f, 19), g
    return tuple(map(xor, state, (a, b, c, d, e, f, g, h)))


def _expanded(block: bytes) -> list[int]:
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, _BLOCK, 4)]
    for j in range(_EARLY, _ROUNDS + 4):
        w.append(_p1(w[j - 16] ^ w[j - 9] ^ _left(w[j - 3], 15)) ^ _left(w[j - 13], 7) ^ w[j - 6])
    return w


def _left(word: int, count: int) -> int:
    count %= 32
    return ((word << count) | (word >> (32 - count))) & _WORD


def _p0(word: int) -> int:
    return word ^ _left(word, 9) ^ _left(word, 17)


def _p1(word: int) -> int:
    return word ^ _left(word, 15) ^ _left(word, 23)
"""

MODULES["desktop.package.examination"] = """\
\"""One package under the verifier's eyes: every rule of contract §3 that needs no library, one method each.\"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from desktop.package.bag_info import DRAFT, BagInfo, organization, read_bag_info
from desktop.package.beside import Beside
from desktop.package.canonical_zip import Entry
from desktop.package.catalogue import Row
from desktop.package.evidence_check import evidence_faults, filing_faults
from desktop.package.faults import Fault
from desktop.package.layout import (
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    FILING,
    LISTED_TAGS,
    MANIFEST,
    ORDER,
    PAYLOAD,
    PROFILE,
    READ_ME,
    REQUIRED,
    TAG_MANIFEST,
    evidence_of,
    for_part,
)
from desktop.package.manifest import read_manifest, seal_code
from desktop.package.profile import PROFILE_JSON
from desktop.package.read_me import read_me
from desktop.package.region import Digest, digest
from desktop.package.report import Problem, Report, Verdict, problem, with_problems
from desktop.package.sm3 import sm3_hex
from desktop.package.source import File, Source, is_canonical

TEXT_LIMIT = 64 << 10
FILING_LIMIT = 64 << 20


class Examination:
    \"""Looks at one package once; `progress` is told bytes read and bytes to read.\"""

    def __init__(self, source: Source, progress: Callable[[int, int], None] | None) -> None:
        self._source = source
        self._progress = progress
        self._part = _part_of(source)
        self._order = for_part(ORDER, self._part)
        self._evidence_path = evidence_of(self._part)
        evidence = source.files[self._evidence_path].size if self._evidence_path in source.files else 0
        self._total = evidence + sum(file.size for path, file in source.files.items() if path in self._order)
        self._done = 0
        self._problems: list[Problem] = []
        self._digests: dict[str, Digest] = {}
        self._texts: dict[str, bytes] = {}
        self._inside: tuple[list[Fault], tuple[Row, ...] | None] = ([], None)

    def report(self, path: str) -> Report:
        \"""Everything that can be said of the package.\"""
        self._file_set()
        self._read()
        self._listing(MANIFEST, for_part(PAYLOAD, self._part))
        self._listing(TAG_MANIFEST, LISTED_TAGS)
        filing = self._filing()
        info = self._bag_info(filing)
        self._evidence(filing)
        self._container(info)
        self._advance(self._total)
        manifest = self._texts.get(MANIFEST, b"")
        flawless = Report(
            path,
            Verdict.DRAFT if info and not info.version else Verdict.INTACT,
            content=True,
            container=True,
            seal_code=(info.group if info else "") or (seal_code(manifest) if manifest else ""),
            enterprise=_text(filing, "enterprise", "name") or (info.organization if info else ""),
            batch=_text(filing, "batch", "id"),
            version=info.version if info else DRAFT,
            part=info.part if info else 0,
            parts=info.parts if info else 0,
        )
        return with_problems(flawless, self._problems)

    def _file_set(self) -> None:
        for path in for_part(REQUIRED, self._part):
            if path not in self._source.files:
                self._find("missing_file", path, "缺少这个文件，不能证明内容完好")
        for path in self._source.files:
            if path not in self._order:
                self._find("unlisted_file", path, "包里有清单没有列出的文件")
        for path in self._source.strays:
            if _of_macos(path):
                message = "macOS 压缩时附带的文件，不属于申报包，可以忽略"
                self._problems.append(problem("macos_extra", path, message, container=True))
            else:
                self._find("unlisted_file", path, "压缩包里有不属于这个包的文件")
        for path in self._source.folders:
            self._find("unlisted_folder", path, "包里有多余的文件夹")

    def _read(self) -> None:
        \"""Hash every file of ours once, and keep the few texts.\"""
        for path in self._order:
            if path not in self._source.files:
                continue
            try:
                if path == self._evidence_path:
                    self._digests[path] = self._read_evidence(self._source.files[path])
                else:
                    self._digests[path] = digest(self._source.files[path].chunks(), self._advance)
                if path in {FILING, BAGIT, BAG_INFO, PROFILE, READ_ME, MANIFEST, TAG_MANIFEST}:
                    self._texts[path] = self._source.content(path, FILING_LIMIT if path == FILING else TEXT_LIMIT)
            except Fault as fault:
                self._find(fault.code, path, fault.message)

    def _read_evidence(self, file: File) -> Digest:
        \"""Hash the zip of evidence in a thread, and beside it every file in it.\"""
        counted = [0]

        def outside(check: Callable[[], None]) -> Digest:
            def count(size: int) -> None:
                check()
                counted[0] += size

            return digest(file.chunks(), count)

        def inside(size: int) -> None:
            counts, counted[0] = counted[0], 0
            self._advance(size + counts)

        with Beside(outside) as other:
            try:
                with file.region() as region:
                    self._inside = evidence_faults(region, inside, self._part)
            except Fault:
                self._inside = ([], None)  # what cannot be unpacked is told by the other thread
            return other.result(lambda: inside(0))

    def _listing(self, manifest: str, expected: tuple[str, ...]) -> None:
        \"""Every file the manifest must list is listed, and is what it says; it lists nothing else.\"""
        if manifest not in self._texts:
            return
        try:
            listed = read_manifest(manifest, self._texts[manifest])
        except Fault as fault:
            self._find(fault.code, fault.path, fault.message)
            return
        for path in expected:
            if path not in listed:
                self._find("not_listed", path, f"{manifest} 没有列出这个文件")
            elif path in self._digests and self._digests[path].sha256 != listed[path]:
                self._find("altered_file", path, "内容与封装时不一致，已被改动或损坏")
        for path in sorted(listed.keys() - set(expected)):
            self._find("listed_too_much", path, f"{manifest} 列出了不属于申报包的文件")

    def _filing(self) -> dict[str, Any]:
        if FILING not in self._texts:
            return {}
        try:
            filing = json.loads(self._texts[FILING])
        except (ValueError, RecursionError):
            filing = None
        if isinstance(filing, dict):
            return filing
        self._find("filing_unreadable", FILING, "不是有效的 JSON，无法核对内容")
        return {}

    def _bag_info(self, filing: dict[str, Any]) -> BagInfo | None:
        self._require_text(BAGIT, BAGIT_TEXT, "bagit_text", "BagIt 声明与规定不符")
        self._require_text(PROFILE, PROFILE_JSON, "profile_differs", "格式说明与规定不符")
        if BAG_INFO not in self._texts:
            return None
        try:
            info = read_bag_info(self._texts[BAG_INFO])
        except Fault as fault:
            self._find(fault.code, fault.path, fault.message)
            return None
        self._require_text(READ_ME, read_me(info), "read_me_differs", "说明文字与规定不符，可能被人改写")
        self._sums(info)
        if FILING in self._texts:
            self._identity(info, filing)
        return info

    def _sums(self, info: BagInfo) -> None:
        payload = [self._digests[path].size for path in for_part(PAYLOAD, self._part) if path in self._digests]
        if (info.octets, info.files) != (sum(payload), len(payload)):
            self._find("payload_oxum", BAG_INFO, "登记的文件数或字节数与 data/ 不符")
        manifest = self._texts.get(MANIFEST, b"")
        if info.seal_code != seal_code(manifest):
            self._find("seal_code", BAG_INFO, "登记的封装码不等于 manifest-sha256.txt 的 SHA-256")
        if info.part == 1 and info.group != info.seal_code:
            self._find("set_code", BAG_INFO, "第 1 包登记的整套封装码不是它自己的封装码")
        if info.seal_code_sm3 != sm3_hex(manifest):
            self._find("seal_code_sm3", BAG_INFO, "登记的 SM3 封装码不等于 manifest-sha256.txt 的 SM3")

    def _identity(self, info: BagInfo, filing: dict[str, Any]) -> None:
        if info.organization != organization(_text(filing, "enterprise", "name")):
            self._find("enterprise_differs", BAG_INFO, "登记的企业名称与 filing.json 不同")
        if info.sample is not (filing.get("sample", False) is True):
            self._find("sample_differs", BAG_INFO, "样例标记与 filing.json 不同")

    def _evidence(self, filing: dict[str, Any]) -> None:
        if self._evidence_path not in self._digests:
            return
        faults, rows = self._inside
        for fault in (*faults, *(() if rows is None else filing_faults(rows, filing, self._part))):
            self._find(fault.code, fault.path, fault.message)

    def _container(self, info: BagInfo | None) -> None:
        \"""The zip is what our writer makes of this content; a folder has no zip around it that could be wrong.\"""
        if self._source.zip is None:
            return
        folder = info.identifier if info else ""
        entries = [Entry(f"{folder}/{path}", found.size, found.crc32) for path, found in self._digests.items()]
        if not is_canonical(self._source.zip, entries):
            message = "压缩包不是封装时的那一个：重新打包过，或压缩包的结构被改动过"
            self._problems.append(problem("repacked", "", message, container=True))

    def _require_text(self, path: str, expected: bytes, code: str, message: str) -> None:
        if path in self._texts and self._texts[path] != expected:
            self._find(code, path, message)

    def _find(self, code: str, path: str, message: str) -> None:
        self._problems.append(problem(code, path, message))

    def _advance(self, count: int) -> None:
        self._done += count
        if self._progress:
            self._progress(min(self._done, self._total), self._total)


def _of_macos(path: str) -> bool:
    \"""Whether a file beside the bag is one that macOS adds to every archive; inside the bag it would be unlisted.\"""
    name = path.rpartition("/")[2]
    return name == ".DS_Store" or (path.startswith("__MACOSX/") and name.startswith("._"))


def _part_of(source: Source) -> int:
    \"""The package's number in its set; 0 where it stands alone, or does not say.\"""
    try:
        return read_bag_info(source.content(BAG_INFO, TEXT_LIMIT)).part if BAG_INFO in source.files else 0
    except Fault:
        return 0


def _text(filing: dict[str, Any], group: str, key: str) -> str:
    value = filing.get(group)
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
"""

MODULES["desktop.package.verify"] = """\
\"""Is this package what was sealed? Answered with the standard library alone, for a zip or an unpacked folder.

*Content*: every file listed and present and equal, nothing extra, the seal code right, the evidence equal to its list
and to filing.json. *Container*: the zip is, byte for byte, what sealing this content gives. Nothing of a stranger's
package is written anywhere but into an unnamed temporary file. Comparing the workbook and the PDF with filing.json
needs libraries and is done elsewhere; `report.with_problems` joins the two. Source: contract §3.
\"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.package.examination import Examination
from desktop.package.faults import Fault
from desktop.package.report import Report, Verdict, problem
from desktop.package.source import open_source, readable

Progress = Callable[[int, int], None]
\"""Told the bytes done and the bytes in all.\"""


def verify(path: Path, *, progress: Progress | None = None) -> Report:
    \"""The verdict on the package at `path`, a zip or an unpacked folder.

    Raises:
        PackageError: the path does not exist or may not be read. Bad content never raises: it is in the report.
    \"""
    try:
        with readable(path), open_source(path) as source:
            return Examination(source, progress).report(str(path))
    except Fault as fault:
        verdict = Verdict.NOT_A_PACKAGE if fault.code == "not_a_package" else Verdict.DAMAGED
        return Report(str(path), verdict, problems=(problem(fault.code, fault.path, fault.message),))
"""


def load():
    """Make the modules above importable; none of them is looked for on the disk."""
    for package in ("desktop", "desktop.package"):
        sys.modules[package] = types.ModuleType(package)
        sys.modules[package].__path__ = []
    for name, source in MODULES.items():
        module = sys.modules[name] = types.ModuleType(name)
        exec(compile(source, name + ".py", "exec", dont_inherit=True), module.__dict__)


def typed(text):
    """A seal code as somebody typed it: groups, dashes and full-width characters do not matter."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c in "0123456789abcdef")


def tell(report):
    """The verdict first, then whose it is, then every problem."""
    print(report.path + "：" + report.sentence)
    if report.seal_code:
        version = "第 %d 版" % report.version if report.version else "草稿"
        part = "（第 %d 包，共 %d 包，其余的包也要核验）" % (report.part, report.parts) if report.parts else ""
        print("　%s　%s　%s%s" % (report.enterprise, report.batch, version, part))
        print("　封装码 %s" % " ".join(report.seal_code[i : i + 8] for i in range(0, 64, 8)))
        if report.paper is None:
            print("　请与纸质材料页脚的封装码逐组核对。")
    for item in report.problems:
        print("　%s　%s　%s" % (item.code, item.path, item.message))


def main(arguments):
    """0: every package is as it was sealed; 1: one is not; 2: a wrong call, or something that cannot be read."""
    if sys.version_info < (3, 9):
        print("需要 Python 3.9 或更新的版本，现在是 %d.%d。" % sys.version_info[:2], file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argparse.ArgumentParser(description="核验云企自评申报包")
    parser.add_argument("paths", nargs="*", metavar="申报包", help="zip 或解压后的文件夹")
    parser.add_argument("--seal-code", default="", metavar="封装码", help="纸质件上的 64 位封装码")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    options = parser.parse_args(arguments)
    if not options.paths:
        options.paths = [input("请把申报包拖到这个窗口，再按回车：").strip().strip('"')]
    load()
    from dataclasses import replace

    from desktop.errors import PackageError
    from desktop.package.report import Verdict, problem
    from desktop.package.verify import verify

    code, reports = 0, []
    for path in options.paths:
        try:
            report = verify(Path(path))
        except PackageError as error:
            print(error, file=sys.stderr)
            code = 2
            continue
        if options.seal_code:
            same = typed(options.seal_code) == report.seal_code
            wrong = problem("seal_code_differs", "", "输入的封装码与申报包的不同，这份纸质件不属于这个申报包。")
            report = replace(report, paper=same, problems=report.problems + (() if same else (wrong,)))
        reports.append(report)
        if report.verdict is not Verdict.INTACT or report.paper is False:
            code = max(code, 1)
    if options.json:
        print(json.dumps({"packages": [report.as_json() for report in reports]}, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            tell(report)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
