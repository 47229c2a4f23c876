"""Pictures as objects of a PDF: JPEG and most PNG as they are, everything else decoded once, within limits."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator

from msgspec import Struct
from PIL import Image, ImageOps

from desktop.documents.volume.object_file import ObjectFile
from desktop.documents.volume.pieces import Matrix, Matter, UnfitError
from desktop.documents.volume.spool import Window

_POINT = 0.75  # of a pixel at its largest: 96 to the inch, as on a screen
_PIXELS = 200_000_000  # of a picture that is passed on as it is
_DECODED = 120_000_000  # bytes of a picture that has to be decoded
_LONGEST = 4_000  # pixels of an edge after decoding: 380 to the inch over the long side of the paper
_FRAMES = 200
_PIECE = 2**18
_TURNED = {"JPEG", "MPO", "TIFF"}  # as the window shows them: the camera's note counts in these alone
_PNG_HEAD = 8
_INTERLACE = 12  # where the note stands in the PNG's first chunk
_ORIENTATION = 0x0112
_COLOURS = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}
_PALETTE = 3
_BROKEN = "这张图打不开，可能已损坏。"


class _Chunks(Struct, frozen=True):
    """What of a PNG matters: its first chunk, its palette, where its pixels lie, whether parts are transparent."""

    head: bytes
    palette: bytes
    pixels: tuple[tuple[int, int], ...]
    clear: bool


def take_picture(window: Window, file: ObjectFile) -> Iterator[Matter]:
    """The pictures in a file (a TIFF may hold several), written to the file of objects.

    Raises:
        UnfitError: it cannot be opened or is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
            with Image.open(io.BufferedReader(window.again())) as picture:
                _require(picture.width * picture.height <= _PIXELS, picture)
                yield from _taken(picture, window, file)
    except (
        OSError,
        ValueError,
        KeyError,
        SyntaxError,
        EOFError,
        struct.error,
        zlib.error,
        Image.DecompressionBombError,
    ):
        raise UnfitError(_BROKEN) from None


def _taken(picture: Image.Image, window: Window, file: ObjectFile) -> Iterator[Matter]:
    match picture.format:
        case "JPEG" | "MPO":
            yield _jpeg(picture, window, file)
        case "PNG":
            yield _png(picture, window, file)
        case "TIFF":
            for number in range(min(getattr(picture, "n_frames", 1), _FRAMES)):
                picture.seek(number)
                yield _decoded(picture, file)
        case _:
            yield _decoded(picture, file)


def _jpeg(picture: Image.Image, window: Window, file: ObjectFile) -> Matter:
    space = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}[picture.mode]
    inverted = " /Decode [1 0 1 0 1 0 1 0]" if picture.mode == "CMYK" and "adobe" in picture.info else ""
    description = f"{_size(picture.size)} /BitsPerComponent 8 /ColorSpace {space}{inverted} /Filter /DCTDecode"
    key = file.add_stream(description, window.size, _bytes(window, ((0, window.size),)))
    return _matter(key, picture.size, int(picture.getexif().get(_ORIENTATION, 1)))


def _png(picture: Image.Image, window: Window, file: ObjectFile) -> Matter:
    """The compressed pixels as they are, where PDF knows their form."""
    chunks = _chunks(window)
    _, _, bits, kind = struct.unpack_from(">IIBB", chunks.head)
    if chunks.clear or chunks.head[_INTERLACE] or kind not in {*_COLOURS, _PALETTE}:
        return _decoded(picture, file)
    last = len(chunks.palette) // 3 - 1
    space, colours = _COLOURS.get(kind) or (f"[/Indexed /DeviceRGB {last} <{chunks.palette.hex()}>]", 1)
    _require_whole(window, chunks, ((picture.width * bits * colours + 7) // 8 + 1) * picture.height)
    form = f"<< /Predictor 15 /Colors {colours} /BitsPerComponent {bits} /Columns {picture.width} >>"
    description = (
        f"{_size(picture.size)} /BitsPerComponent {bits} /ColorSpace {space} /Filter /FlateDecode /DecodeParms {form}"
    )
    size = sum(length for _, length in chunks.pixels)
    return _matter(file.add_stream(description, size, _bytes(window, chunks.pixels)), picture.size)


def _decoded(picture: Image.Image, file: ObjectFile) -> Matter:
    """On white paper, as a PNG whose pixels are then passed on."""
    _require(picture.width * picture.height * max(3, len(picture.getbands())) <= _DECODED, picture)
    turned = ImageOps.exif_transpose(picture) if picture.format in _TURNED else picture
    size = turned.size
    flat = _flat(turned)
    if max(size) > _LONGEST:
        flat.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    flat.save(out, "PNG")
    window = Window(out, 0, len(out.getvalue()))
    with Image.open(io.BytesIO(out.getvalue())) as written:
        made = _png(written, window, file)
    return _matter(made.key, size)


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode in {"1", "L", "RGB"} and not picture.has_transparency_data:
        return picture
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    clear = picture.convert("RGBA")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def _chunks(window: Window) -> _Chunks:
    head, palette, clear = b"", b"", False
    pixels: list[tuple[int, int]] = []
    at = _PNG_HEAD
    while at + 12 <= window.size:
        window.seek(at)
        length, kind = struct.unpack(">I4s", window.read(8) or b"")
        if kind in {b"IHDR", b"PLTE"}:
            data = window.read(length) or b""
            head, palette = (data, palette) if kind == b"IHDR" else (head, data)
        clear = clear or kind == b"tRNS"
        if kind == b"IDAT":
            pixels.append((at + 8, length))
        at += length + 12
    return _Chunks(head, palette, tuple(pixels), clear)


def _require_whole(window: Window, chunks: _Chunks, expected: int) -> None:
    """The pixels must unpack to just as many bytes as the size says: no more, so that no reader is blown up."""
    unpacking, found = zlib.decompressobj(), 0
    for part in _bytes(window, chunks.pixels):
        waiting = part
        while waiting and found <= expected:
            found += len(unpacking.decompress(waiting, _PIECE))
            waiting = unpacking.unconsumed_tail
    if found != expected:
        raise UnfitError(_BROKEN)


def _bytes(window: Window, parts: tuple[tuple[int, int], ...]) -> Iterator[bytes]:
    for start, length in parts:
        window.seek(start)
        left = length
        while left:
            data = window.read(min(left, _PIECE))
            if not data:
                raise UnfitError(_BROKEN)
            left -= len(data)
            yield data


def _matter(key: int, size: tuple[int, int], orientation: int = 1) -> Matter:
    wide, high = size if orientation <= 4 else size[::-1]  # noqa: PLR2004  (5 to 8 lie on their side)
    width, height = wide * _POINT, high * _POINT
    return Matter(key, width, height, _upright(orientation, width, height), wide)


def _upright(orientation: int, width: float, height: float) -> Matrix:
    """From the unit square a picture is drawn in to its rectangle, turned as the camera noted (TIFF 6.0, tag 274)."""
    turned: dict[int, Matrix] = {
        2: (-width, 0, 0, height, width, 0),
        3: (-width, 0, 0, -height, width, height),
        4: (width, 0, 0, -height, 0, height),
        5: (0, -height, -width, 0, width, height),
        6: (0, -height, width, 0, 0, height),
        7: (0, height, width, 0, 0, 0),
        8: (0, height, -width, 0, width, 0),
    }
    return turned.get(orientation, (width, 0, 0, height, 0, 0))


def _size(size: tuple[int, int]) -> str:
    return f"/Type /XObject /Subtype /Image /Width {size[0]} /Height {size[1]}"


def _require(fits: bool, picture: Image.Image) -> None:  # noqa: FBT001  (what is required)
    if not fits:
        size = f"{picture.width}×{picture.height}"
        raise UnfitError(f"这张图太大（{size} 像素），不能装订；请缩小后替换。")
