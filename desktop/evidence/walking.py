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
_UTF8, _LOCKED = 0x800, 0x1  # flags of an entry
_NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


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


def sources(paths: Sequence[Path]) -> Iterator[Source]:
    """Every file that is meant, in a steady order; what is refused carries the reason."""
    count = 0
    for path in paths:
        for file in _files(path) if path.is_dir() else [path]:
            for source in _opened(file):
                count += 1
                if count > FILES:
                    yield Source(
                        str(path),
                        str(path),
                        refused=unreadable("too_many", f"文件超过 {FILES} 个，其余没有读；请分几次读。"),
                    )
                    return
                yield source


def _files(folder: Path) -> Iterator[Path]:
    start = len(folder.parts)
    for found, folders, names in os.walk(folder):
        here = Path(found)
        folders[:] = sorted(folders) if len(here.parts) - start < _DEPTH else []
        yield from (here / name for name in sorted(names) if not _is_noise(name))


def _is_noise(name: str) -> bool:
    """What systems leave behind in folders and zips; it was never meant."""
    bare = name.rpartition("/")[2]
    return bare.casefold() in _NOISE or bare.startswith("._") or name.startswith("__MACOSX/")


def _opened(path: Path) -> Iterator[Source]:
    shown = path.as_posix()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Source(str(path), shown, refused=unreadable("not_a_file", "不是普通文件，没有读。"))
            return
        with path.open("rb") as file:
            packed = file.read(4) == b"PK\x03\x04"
    except OSError as error:
        reason = f"读不了（{error.strerror or error}），请检查文件是否还在、是否被占用、是否有权限。"
        yield Source(str(path), shown, refused=unreadable("cannot_open", reason))
        return
    yield from _entries(path) if packed else [Source(str(path), shown)]


def _entries(path: Path) -> Iterator[Source]:
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
        if info.is_dir() or _is_noise(name):
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
