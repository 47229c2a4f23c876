"""Files brought to their place on a disk that may be full, forbidden or in another program's hands."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.errors import PackageError

MARGIN = 16 << 20
"""Bytes that stay free beside what is written: the file system's own, the journal of the filing."""
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5, 2.0, 3.0)
"""Seconds between tries while another program (a virus scanner, 7-Zip, a preview) holds a file."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_HELD = {5, 32, 33}  # Windows: access denied, sharing violation, lock violation


def require_room(folder: Path, size: int) -> None:
    """Refuse to begin what cannot end.

    Raises:
        PackageError: fewer than `size` bytes and a margin are free; the sentence gives both figures.
    """
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return  # a file system that does not tell; writing will
    if free < size + MARGIN:
        needed = (size + MARGIN) / 1e6
        raise PackageError(
            f"磁盘空间不足：需要约 {needed:.0f} MB，“{folder}”所在的磁盘只剩 {free / 1e6:.0f} MB，"
            "还没有开始写入，请清理磁盘或换一个位置。"
        )


def patiently(action: Callable[[], object], path: Path) -> None:
    """Do something with a file, again and again for some seconds while another program holds it.

    Raises:
        PackageError: it is held to the end.
    """
    for pause in (*PAUSES, None):
        try:
            action()
        except PermissionError as error:
            if not _held(error):
                raise
            if pause is None:
                raise PackageError(
                    f"“{path.name}”正被另一个程序占用（例如 7-Zip、资源管理器的预览或杀毒软件），没有写成，"
                    "请关闭那个程序后再试。"
                ) from None
            time.sleep(pause)
        else:
            return


def require_place(temporary: Path, target: Path) -> None:
    """The place is free, or holds the very same file.

    Raises:
        PackageError: another file is there, or one that cannot be read because another program holds it.
    """
    if not target.exists():
        return
    same: list[bool] = []
    patiently(lambda: same.append(target.is_file() and filecmp.cmp(temporary, target, shallow=False)), target)
    if not same[0]:
        raise PackageError(f"“{target}”已经存在而内容不同，没有覆盖，请换一个文件夹，或先移走那个文件。")


def place(temporary: Path, target: Path) -> bool:
    """Give a finished file its name; False where a file is there already and is kept.

    Raises:
        PackageError: another program holds the file.
    """
    if target.exists():
        return False
    patiently(lambda: temporary.rename(target), target)
    _fsync_folder(target.parent)
    return True


def replace_file(temporary: Path, target: Path) -> None:
    """Put a finished file in the place of an earlier one, which stays whole if that fails.

    Raises:
        PackageError: another program holds it.
    """
    patiently(lambda: temporary.replace(target), target)
    _fsync_folder(target.parent)


def remove(temporary: Path) -> None:
    """Take away a file that is no longer wanted; one that is held to the end stays."""
    with suppress(OSError, PackageError):
        patiently(lambda: temporary.unlink(missing_ok=True), temporary)


@contextmanager
def sentences(folder: Path) -> Iterator[None]:
    """Errors of the system while writing into `folder` as sentences for people."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise PackageError(f"磁盘空间不足，没有生成申报包，请清理“{folder}”所在的磁盘或换一个位置。") from None
        if error.errno in _FORBIDDEN:
            raise PackageError(f"没有权限写入“{folder}”，请换一个文件夹后重试。") from None
        reason = error.strerror or type(error).__name__
        raise PackageError(f"无法在“{folder}”写入申报包（{reason}），请检查位置和磁盘后重试。") from None


def _held(error: PermissionError) -> bool:
    """Whether waiting can help: on Windows a held file looks like a forbidden one."""
    return getattr(error, "winerror", None) in _HELD


def _fsync_folder(folder: Path) -> None:
    """Put the new name on the disk, where the system lets a folder be opened (Windows does not)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
