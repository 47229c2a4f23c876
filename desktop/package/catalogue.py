"""目录.csv, the list inside 佐证材料.zip: read by the names of its columns."""

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
    """One file of evidence: its path in the zip, and what the list says of it. `size` is in bytes."""

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
    """The rows of 目录.csv, in the order of the zip; the list itself is no row.

    Raises:
        Fault: catalogue_malformed, unsafe_path, or two paths that would meet.
    """
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
    """目录.csv with the rows of these paths alone, every row as it stands in the whole."""
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
