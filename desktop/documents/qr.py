"""The two-dimensional code of every printed page: which document it belongs to, readable from paper."""

from __future__ import annotations

from functools import lru_cache

import zxingcpp
from msgspec import Struct

SEPARATOR = "|"
_NAME_LIMIT = 30  # characters of the enterprise's name; more would make the modules too small to read from paper
_LEVEL = "M"


class PageMark(Struct, frozen=True):
    """What the code of a page says; `version` is 0 for a draft, `page` is “3/12”. Source: contract §3."""

    version: int
    batch: str
    enterprise: str
    seal_code: str
    page: str


def page_text(mark: PageMark) -> str:
    """The content of the code: version | batch | enterprise | seal code | page; a long name is cut with “…”."""
    name = mark.enterprise
    short = name if len(name) <= _NAME_LIMIT else f"{name[: _NAME_LIMIT - 1]}…"
    fields = (str(mark.version), mark.batch, short, mark.seal_code, mark.page)
    return SEPARATOR.join(field.replace(SEPARATOR, "｜") for field in fields)


def page_mark(text: str) -> PageMark | None:
    """What a code says, or None when it is not one of ours."""
    fields = text.split(SEPARATOR)
    if len(fields) != len(PageMark.__struct_fields__) or not (fields[0].isascii() and fields[0].isdecimal()):
        return None
    return PageMark(int(fields[0]), *fields[1:])


@lru_cache(maxsize=4)  # a page shows its code more than once
def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's modules row by row, True for dark; without the quiet zone, error correction M."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=_LEVEL)
    image = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    height, width = image.shape
    pixels = bytes(memoryview(image))  # type: ignore[arg-type]  # the stub leaves out the buffer protocol
    return tuple(tuple(value == 0 for value in pixels[row * width : (row + 1) * width]) for row in range(height))
