"""What the database says when it cannot, in sentences for the user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desktop.errors import FilingFileError

_SENTENCES = {
    "SQLITE_BUSY": "案卷“{name}”正被另一个程序打开，请先在那里关闭，再试一次。",
    "SQLITE_LOCKED": "案卷“{name}”正被另一个程序打开，请先在那里关闭，再试一次。",
    "SQLITE_FULL": "磁盘已满，“{name}”这次的修改没有存下，之前保存的内容完好；请腾出空间后再试。",
    "SQLITE_READONLY": "案卷“{name}”所在位置只读，不能修改；请把它复制到可以写入的文件夹再打开。",
    "SQLITE_IOERR": "读写“{name}”时磁盘出错，之前保存的内容完好；请检查磁盘或 U 盘是否还连着，再试一次。",
    "SQLITE_CANTOPEN": "打不开案卷“{name}”，请检查文件是否还在、是否有权限读写它所在的文件夹。",
    "SQLITE_NOTADB": "“{name}”不是案卷文件，请选择本程序保存的 .yunqi 文件。",
    "SQLITE_CORRUPT": "案卷“{name}”已损坏，无法读取；请换用备份，或从最近的申报包重新导入。",
    "SQLITE_PERM": "没有权限读写案卷“{name}”，请检查文件权限。",
}
_DAMAGED = "案卷“{name}”的内容不完整或被改动过，无法读取；请换用备份，或从最近的申报包重新导入。"


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Database and file errors inside become a `FilingFileError` that names the file and the way out."""
    try:
        yield
    except DBAPIError as error:
        raise FilingFileError(_sentence(error.orig, path)) from error
    except sqlite3.Error as error:
        raise FilingFileError(_sentence(error, path)) from error
    except OSError as error:
        raise FilingFileError(
            f"读写“{path.name}”失败（{error.strerror or error}），请检查磁盘和权限后再试。"
        ) from error


def damaged(path: Path) -> FilingFileError:
    """The error for content that no version of the program wrote."""
    return FilingFileError(_DAMAGED.format(name=path.name))


def _sentence(error: BaseException | None, path: Path) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, sentence in _SENTENCES.items():
        if name.startswith(prefix):
            return sentence.format(name=path.name)
    return _DAMAGED.format(name=path.name)
