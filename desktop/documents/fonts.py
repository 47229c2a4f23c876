"""The two fonts the printed pages carry, and which characters they have: read from their tables alone, at once."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from desktop.errors import YunqiError
from desktop.paths import FONTS

SERIF = FONTS / "NotoSerifSC-Regular.ttf"  # body, the role of 宋体
SANS = FONTS / "NotoSansSC-Bold.ttf"  # headings, the role of 黑体
MISSING = "〓"

_HEADER_SIZE, _RECORD_SIZE, _MAP_RECORD_SIZE = 12, 16, 8
_GROUPED = 12  # the format of a character map that covers all of Unicode


def unprintable(text: str) -> str:
    """The distinct characters of a text that neither font has, in the order they appear; white space is printable."""
    lacking = {character for character in set(text) - _known() if not character.isspace()}
    return "".join(dict.fromkeys(character for character in text if character in lacking)) if lacking else ""


def printable(text: str) -> str:
    """The text as the pages show it: 〓 for what neither font has, a blank for any white space but line breaks."""
    lacking = set(text) - _known() - {"\n"}
    if not lacking:
        return text
    return text.translate({ord(character): " " if character.isspace() else MISSING for character in lacking})


@cache
def characters(font: Path) -> frozenset[str]:
    """Every character a font has a glyph for.

    Raises:
        YunqiError: the font file is missing or not one of ours.
    """
    try:
        table = _character_map(font)
        return frozenset(chr(code) for start, end, _ in _groups(table) for code in range(start, end + 1))
    except (OSError, struct.error, StopIteration):
        raise YunqiError(f"打印字库 {font.name} 缺失或损坏，请重新安装本程序。") from None


@cache
def _known() -> frozenset[str]:
    return characters(SERIF) | characters(SANS)


def _character_map(font: Path) -> bytes:
    """The `cmap` table; the rest of the file (10 MB and more) is not read."""
    with font.open("rb") as file:
        (count,) = struct.unpack(">4xH6x", file.read(_HEADER_SIZE))
        records = struct.iter_unpack(">4s4xII", file.read(count * _RECORD_SIZE))
        offset, length = next(record[1:] for record in records if record[0] == b"cmap")
        file.seek(offset)
        return file.read(length)


def _groups(table: bytes) -> list[tuple[int, int, int]]:
    """Runs of characters (first, last, first glyph), see the OpenType specification, “cmap”, format 12."""
    (count,) = struct.unpack_from(">2xH", table)
    maps = struct.iter_unpack(">4xI", table[4 : 4 + count * _MAP_RECORD_SIZE])
    offset = next(start for (start,) in maps if struct.unpack_from(">H", table, start) == (_GROUPED,))
    (groups,) = struct.unpack_from(">12xI", table, offset)
    return list(struct.iter_unpack(">III", table[offset + 16 : offset + 16 + groups * 12]))
