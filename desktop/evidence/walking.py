"""Files below folders and inside zips, named one by one and within limits; nothing is ever unpacked to disk."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from desktop.evidence.invoice_ofd import UNREADABLE_ZIP
from desktop.evidence.kinds import ARCHIVE, kind_of_zip
from desktop.evidence.reading import Reading, unreadable

FILES = 20_000  # of one call
_DEPTH = 30
_ENTRIES = 5_000  # of one zip
ENTRY_BYTES = 256 * 2**20
_ZIP_BYTES = 4 * 2**30  # of all entries
_RATIO, _SUSPECT = 200, 32 * 2**20  # packed more tightly, and large: a bomb
_NOT_SHOWN = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM  # on Windows: what even Explorer does not show
_UTF8, _LOCKED = 0x800, 0x1  # flags of an entry
_NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db"})
_SYSTEM = "系统自动生成的文件，不是材料。"
_TEMPORARY = "文档打开或下载时的临时文件，不是材料。"
_HIDDEN = "隐藏文件，没有看；确是材料的请取消隐藏后再拖入。"
_HIDDEN_FOLDER = "隐藏文件夹，里面的没有看；确是材料的请取消隐藏后再拖入。"
_WECHAT = "微信加密保存的图片（.dat），别的程序打不开；请在微信里打开图片，另存后再拖入。"
_TOO_DEEP = f"文件夹嵌套超过 {_DEPTH} 层，里面的没有看；请直接拖入里面的文件夹。"
_DOWNLOADING = (".crdownload", ".part", ".partial", ".download", ".!ut", ".td")
_WECHAT_FOLDERS = frozenset({"wechat files", "filestorage", "xwechat_files", "wechatfiles"})


class Source(Struct, frozen=True):
    """A file to read: where it is, the number of its entry where it lies in a zip (-1 where not), what it is called."""

    path: str
    shown: str
    entry: int = -1
    refused: Reading | None = None

    @property
    def name(self) -> str:
        """The bare name."""
        return self.shown.rpartition("/")[2]


class Omitted(Struct, frozen=True):
    """A file, or a folder with all that is in it, which is not read because it was never meant to be; and why."""

    path: str
    shown: str
    reason: str
    entry: int = -1


def sources(paths: Sequence[Path]) -> Iterator[Source]:
    """Every file that is meant, in a steady order; what is refused carries the reason."""
    return (item for item in walk(paths) if isinstance(item, Source))


def walk(paths: Sequence[Path]) -> Iterator[Source | Omitted]:
    """Every file there is, in a steady order: those that are meant, and those that are left out with the reason."""
    count = 0
    for path in paths:
        for file in _files(path) if path.is_dir() else [path]:
            for item in [file] if isinstance(file, Omitted) else _opened(file):
                count += 1
                if count > FILES:
                    yield Source(
                        str(path),
                        str(path),
                        refused=unreadable("too_many", f"文件超过 {FILES} 个，其余没有读；请分几次读。"),
                    )
                    return
                yield item


def _files(folder: Path) -> Iterator[Path | Omitted]:
    start = len(folder.parts)
    for found, folders, names in os.walk(folder):
        here = Path(found)
        if len(here.parts) - start >= _DEPTH:
            yield from (Omitted(str(here / name), (here / name).as_posix(), _TOO_DEEP) for name in sorted(folders))
            folders.clear()
        hidden = sorted(name for name in folders if name.startswith("."))
        yield from (Omitted(str(here / name), (here / name).as_posix(), _HIDDEN_FOLDER) for name in hidden)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            reason = _noise((here / name).as_posix())
            yield Omitted(str(here / name), (here / name).as_posix(), reason) if reason else here / name


def _noise(shown: str) -> str:
    """Why a file was never meant: what systems, Office and WeChat leave behind; "" for all others."""
    folders, _, bare = shown.rpartition("/")
    name = bare.casefold()
    if name in _NOISE or bare.startswith("._") or "__MACOSX" in folders.split("/"):
        return _SYSTEM
    if bare.startswith(("~$", ".~")) or name.endswith(_DOWNLOADING):
        return _TEMPORARY
    if bare.startswith("."):
        return _HIDDEN
    if name.endswith(".dat") and not _WECHAT_FOLDERS.isdisjoint(folders.casefold().split("/")):
        return _WECHAT
    return ""


def _opened(path: Path) -> Iterator[Source | Omitted]:
    shown = path.as_posix()
    try:
        about = path.stat()
        if getattr(about, "st_file_attributes", 0) & _NOT_SHOWN == _NOT_SHOWN:
            yield Omitted(str(path), shown, _SYSTEM)
            return
        if not stat.S_ISREG(about.st_mode):
            yield Source(str(path), shown, refused=unreadable("not_a_file", "不是普通文件，没有读。"))
            return
        with path.open("rb") as file:
            packed = file.read(4) == b"PK\x03\x04"
    except OSError as error:
        reason = f"读不了（{error.strerror or error}），请检查文件是否还在、是否被占用、是否有权限。"
        yield Source(str(path), shown, refused=unreadable("cannot_open", reason))
        return
    yield from _entries(path) if packed else [Source(str(path), shown)]


def _entries(path: Path) -> Iterator[Source | Omitted]:
    """The files in a zip; an OFD and an Office document are one file."""
    whole = Source(str(path), path.as_posix())
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except UNREADABLE_ZIP:
        yield whole
        return
    if kind_of_zip(info.filename for info in infos) != ARCHIVE:
        yield whole
        return
    left = _ZIP_BYTES
    for number, info in enumerate(infos):
        if number >= _ENTRIES:
            refused = unreadable("too_many", f"压缩包里的文件超过 {_ENTRIES} 个，其余没有读；请解压后分几次读。")
            yield Source(whole.path, whole.shown, refused=refused)
            return
        name = entry_name(info)
        if info.is_dir():
            continue
        if omitted := _noise(f"{whole.shown}/{name}"):
            yield Omitted(whole.path, f"{whole.shown}/{name}", omitted, number)
            continue
        reason = _refusal(info, left)
        left -= info.file_size if reason is None else 0
        yield Source(whole.path, f"{whole.shown}/{name}", number, reason)


def _refusal(info: zipfile.ZipInfo, left: int) -> Reading | None:
    if info.flag_bits & _LOCKED:
        return unreadable("locked", "压缩包要输入密码才能打开，没有读；请解压后再用。")
    tight = info.file_size > _SUSPECT and info.file_size > _RATIO * max(info.compress_size, 1)
    if tight or info.file_size > min(ENTRY_BYTES, left):
        return unreadable("too_large", "解压后过大，没有打开；请解压后检查这个文件。")
    return None


def entry_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry as it was meant: zips made in China often carry GBK or UTF-8 and do not say so."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030") if raw else ():
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return "".join(character if character.isprintable() else "�" for character in name.replace("\\", "/"))
