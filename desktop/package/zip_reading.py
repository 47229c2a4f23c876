"""A stranger's zip, read so that every program would unpack the same: whatever is ambiguous is refused.

Only STORED and deflated entries, no encryption, no zip64, no comments, nothing before the first entry or behind the
end record, no overlaps, names that agree in both places. Time and memory are bounded by the limits below, whatever the
headers claim. Source: PKWARE APPNOTE 4.3 and 4.4.
"""

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
_END_MARK, _CENTRAL_MARK, _LOCAL_MARK, _ZIP64_MARK = b"PK\5\6", b"PK\1\2", b"PK\3\4", b"PK\6\7"
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
    """One file in a zip: its name, its unpacked size, its packed bytes."""

    name: str
    size: int
    method: int
    packed: Region

    def chunks(self) -> Iterator[bytes]:
        """The unpacked bytes, never more than `size`.

        Raises:
            Fault: unreadable_file, the packed bytes do not give exactly `size` bytes.
        """
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
    """An entry of the central directory as it stands there."""

    raw_name: bytes
    name: str
    flags: int
    method: int
    packed: int
    size: int
    mode: int
    offset: int


def read_zip(region: Region, count_limit: int) -> tuple[list[ZipEntry], list[str]]:
    """The files of a zip, in the order of its directory, and the names of its folders (without “/”).

    At most `count_limit` of both are read.

    Raises:
        Fault: the first reason why this zip is refused.
    """
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


def ends_a_zip(region: Region) -> bool:
    """Whether the last bytes are those of a zip that has no comment, whatever comes before."""
    return region.read(max(0, region.size - _END.size), _END.size).startswith(_END_MARK)


def _end_record(region: Region) -> tuple[int, int, int]:
    """Offset, size and count of the central directory."""
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
    """The name: UTF-8 where it is flagged, Info-ZIP's Unicode path, else what a Chinese Windows writes."""
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
    """Entries must begin the file, end before the directory, and not share a byte."""
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
