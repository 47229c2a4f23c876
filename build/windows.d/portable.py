"""Pack the program for a stick: `portable.py ZIP`. The same files always make the same zip."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import bill

from desktop.paths import PORTABLE

WORDS = """\
有这个文件在，云企自评就是便携版：设置、日志和没来得及存进案卷的修改都放在旁边的“个人数据”文件夹里，不写进电脑。
请不要删除或改名。用法：把整个文件夹解压到 U 盘，双击“云企自评.exe”。
"""
TIME = (2021, 1, 1, 0, 0, 0)


def main(target: Path) -> None:
    """Write the zip, beside what it is packed from."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        _add(pack, PORTABLE, ("\ufeff" + WORDS.replace("\n", "\r\n")).encode())
        for path in sorted(bill.PROGRAM.rglob("*")):
            if path.is_file():
                _add(pack, path.relative_to(bill.PROGRAM).as_posix(), path.read_bytes())


def _add(pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(f"云企自评/{name}", TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    pack.writestr(entry, data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
