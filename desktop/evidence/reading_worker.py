"""A process that reads one file after the other, so that a hostile one can hang or kill only this process."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path

from msgspec import msgpack

from desktop.evidence.file_reading import read_content
from desktop.evidence.invoice_ofd import UNREADABLE_ZIP
from desktop.evidence.memory import limit_memory
from desktop.evidence.ocr import Ocr
from desktop.evidence.reading import Reading, unreadable
from desktop.evidence.walking import ENTRY_BYTES, Source

READY = b"ready"
_FAILED = "读这个文件时出错，没有读出内容；请打开核对。"


def serve(line: Connection) -> None:
    """Read what is asked for on a line until it is closed."""
    limit_memory()
    line.send_bytes(READY)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            source: Source = line.recv()  # pickled by us; what goes back is not, for it came from hostile files
            line.send_bytes(msgpack.encode(read_source(source)))


def read_source(source: Source, ocr: Ocr | None = None) -> Reading:
    """What a source says; whatever happens, a reading."""
    try:
        return read_content(_content(source), source.name, ocr)
    except MemoryError:
        return unreadable("too_large", "文件太大，内存放不下，没有读；请拆开或缩小后再用。")
    except UNREADABLE_ZIP as error:
        if source.entry < 0 and isinstance(error, OSError):
            return unreadable("cannot_open", f"读不了（{error.strerror or error}），请检查文件是否被占用、是否有权限。")
        return unreadable("damaged", "不完整或已损坏，打不开；请换一份完整的文件。")
    except Exception as error:  # noqa: BLE001  (a file nobody foresaw is a line of the result, not the end of 300 others)
        return unreadable("failed", f"{_FAILED}（{type(error).__name__}）")


def _content(source: Source) -> Path | bytes:
    if source.entry < 0:
        return Path(source.path)
    archive = _archive(source.path)
    with archive.open(archive.infolist()[source.entry]) as file:
        content = file.read(ENTRY_BYTES + 1)
    if len(content) > ENTRY_BYTES:
        raise MemoryError
    return content


@lru_cache(maxsize=1)  # a zip with 5 000 entries is opened once
def _archive(path: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)
