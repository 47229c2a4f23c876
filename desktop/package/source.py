"""A package to be looked at, zip or unpacked folder: its files by their path in the bag, whatever holds them."""

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
from desktop.package.layout import BAG_INFO, BAGIT, MANIFEST, ORDER, TAG_MANIFEST
from desktop.package.path_rules import danger, require_distinct
from desktop.package.region import Region
from desktop.package.zip_reading import STORED, UNPACKED_LIMIT, ZipEntry, ends_a_zip, read_zip

FILE_LIMIT = 2_000
DEPTH_LIMIT = 3
_MARKS = {BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST}
_OURS = frozenset(ORDER) - _MARKS
_REPARSE_POINT = 0x400


class File(Protocol):
    """A file in a package; every use reads it afresh."""

    @property
    def size(self) -> int:
        """Its bytes, as they are declared."""

    def chunks(self) -> Iterator[bytes]:
        """Its content; raises Fault where it cannot be had."""

    def region(self) -> AbstractContextManager[Region]:
        """Its content by place."""


@dataclass(frozen=True)
class Source:
    """What was found. `top` is the folder that holds the bag, `""` or ending in “/”; `strays` lie beside the bag.

    `folders` are those without a file in them; `zip` is the zip's bytes, None for a folder.
    """

    top: str
    files: Mapping[str, File]
    folders: Sequence[str]
    strays: Sequence[str]
    zip: Region | None

    def content(self, path: str, limit: int) -> bytes:
        """A small file as a whole.

        Raises:
            Fault: too_large above `limit` bytes, unreadable_file.
        """
        if self.files[path].size > limit:
            raise Fault("too_large", path, f"大小超过 {limit} 字节，不是正常的文件")
        return b"".join(self.files[path].chunks())


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The package at `path`, open while the context lasts.

    Raises:
        Fault: why it is refused, or not_a_package.
        PackageError: it does not exist or may not be read.
    """
    with ExitStack() as stack:
        with readable(path):
            if path.is_dir():
                source = _found(*_walked(path), None)
            else:
                if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep us waiting
                    raise Fault("not_a_package", "", "不是普通文件，也就不是云企自评的申报包")
                file = stack.enter_context(path.open("rb"))
                region = Region(file, 0, os.fstat(file.fileno()).st_size)
                source = _found(*_unzipped(region), region)
        yield source


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Errors of the system while reading `path` as sentences for people."""
    try:
        yield
    except FileNotFoundError:
        raise PackageError(f"找不到“{path}”，请核对位置和文件名。") from None
    except PermissionError:
        raise PackageError(f"没有权限读取“{path}”，请换一个位置或请管理员开放权限。") from None
    except OSError as error:
        raise PackageError(f"读取“{path}”时出错（{error.strerror}），请检查磁盘或网络后重试。") from None


def is_canonical(region: Region, entries: Sequence[Entry]) -> bool:
    """Whether a zip is, header for header and to its last byte, what our writer makes of these entries."""
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
        if ends_a_zip(region):
            raise Fault("zip_prefix", "", "压缩包的开头有多余的内容")
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
    if sum(file.size for file in files.values()) > UNPACKED_LIMIT:
        raise Fault("too_large", "", "文件夹里的文件超过 2 GB，没有读取")
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
    if _OURS.isdisjoint(inside):
        raise Fault("not_a_package", "", "是一个 BagIt 包，但里面没有申报材料，不是云企自评的申报包")
    used = {name[:index] for name in files for index, character in enumerate(name) if character == "/"}
    empty = [folder for folder in folders if folder not in used]
    return Source(top, inside, empty, [name for name in files if not name.startswith(top)], region)


def _top(names: Mapping[str, File]) -> str:
    """The one folder, nearest to the outside, in which a bag lies."""
    tops = {name[: len(name) - len(last)] for name in names if (last := name.rpartition("/")[2]) in _MARKS}
    depth = min((top.count("/") for top in tops), default=DEPTH_LIMIT + 1)
    nearest = [top for top in tops if top.count("/") == depth]
    if depth > DEPTH_LIMIT:
        raise Fault("not_a_package", "", "里面没有申报包应有的清单，不是云企自评的申报包")
    if len(nearest) > 1:
        raise Fault("not_a_package", "", "里面有几个申报包，请逐个核验")
    return nearest[0]
