"""What the first hundred bytes say, before SQLite touches the file: is it a filing, whole, of a version we know."""

from __future__ import annotations

import struct
from pathlib import Path

from desktop.errors import FilingFileError
from desktop.filing.tables import APPLICATION_ID

_HEADER = 100  # bytes, https://www.sqlite.org/fileformat.html#the_database_header
_MAGIC = b"SQLite format 3\0"
_SIXTY_FOUR_K = 1  # how the header writes a page size of 65536


def schema_version(path: Path, known: int) -> int:
    """The schema version of a filing file.

    Raises:
        FilingFileError: not there, not a filing, cut short, or made by a newer program.
    """
    if not path.exists():
        raise FilingFileError(f"没有找到案卷“{path}”，请核对路径。")
    if path.is_dir():
        raise FilingFileError(f"“{path}”是文件夹，不是案卷文件，请选择 .yunqi 文件。")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        raise FilingFileError(f"读不了“{path.name}”（{error.strerror or error}），请检查权限和磁盘。") from None
    if not head.startswith(_MAGIC) or len(head) < _HEADER:
        raise FilingFileError(f"“{path.name}”不是案卷文件，请选择本程序保存的 .yunqi 文件。")
    version, application = int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big")
    if application != APPLICATION_ID:
        raise FilingFileError(f"“{path.name}”是别的程序的数据库，不是案卷文件，请选择本程序保存的 .yunqi 文件。")
    if not _unfinished(path):
        _whole(path, size, head)
    if version > known:
        raise FilingFileError(
            f"案卷“{path.name}”由更新版本的程序保存（格式 {version}，本程序只认识到 {known}），请升级程序后再打开。"
        )
    return version


def _unfinished(path: Path) -> bool:
    """Whether a killed program left a journal: until SQLite has rolled it back, size and header need not agree."""
    try:
        return path.with_name(f"{path.name}-journal").stat().st_size > 0
    except OSError:
        return False


def _whole(path: Path, size: int, head: bytes) -> None:
    page_size, changed, pages, valid_for = struct.unpack(">H6xII60xI", head[16:96])
    page_size = 65536 if page_size == _SIXTY_FOUR_K else page_size
    if changed == valid_for and pages * page_size > size:
        raise FilingFileError(
            f"案卷“{path.name}”不完整（应有 {pages * page_size} 字节，实有 {size} 字节），"
            "可能没有复制完；请重新复制或换用备份。"
        )
