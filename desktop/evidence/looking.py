"""What a screenshot looks like: its size, whether it shows anything, and a fingerprint that survives another size."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from desktop.model.seen import GRID, Seen

_PIXELS = 60_000_000  # larger pictures are left out: decoding would take hundreds of MB
_ENOUGH = 512  # pixels of the side a JPEG is decoded to at least
_CHROME = 0.15  # of the height: the browser's bar is no content
_EVEN = 12  # shades around the most frequent one that count as it
_SHOWN = 0.0015  # of the pixels that must differ from the ground
_STEP = 3  # shades by which a cell must be brighter, so that an even ground has no edges
_SIDE = 256  # pixels of the small copy in which is counted
_FAULTS = (OSError, ValueError, SyntaxError, EOFError, IndexError, MemoryError, Image.DecompressionBombError)


def look(content: bytes) -> Seen | None:
    """What a picture looks like; None where it cannot be opened or is too large to be."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
            with Image.open(io.BytesIO(content)) as picture:
                wide, high = picture.size
                if wide * high > _PIXELS:
                    return Seen(wide, high)
                picture.draft("L", (_ENOUGH, _ENOUGH))
                gray = _gray(picture)
    except _FAULTS:
        return None
    return Seen(wide, high, _is_blank(gray), *_fingerprint(gray))


def _gray(picture: Image.Image) -> Image.Image:
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("L")
    return picture.convert("L")


def _is_blank(gray: Image.Image) -> bool:
    """Whether nothing is shown below the browser's bar: a page that had not loaded, a black screen."""
    inner = gray.crop((0, int(gray.height * _CHROME), gray.width, max(int(gray.height * 0.95), 1)))
    factor = max(1, min(inner.width, inner.height) // _SIDE)
    counts = (inner.reduce(factor) if factor > 1 else inner).histogram()
    ground = max(range(len(counts)), key=counts.__getitem__)
    even = sum(counts[max(0, ground - _EVEN) : ground + _EVEN + 1])
    return sum(counts) - even <= _SHOWN * sum(counts)


def _fingerprint(gray: Image.Image) -> tuple[int, bytes]:
    """Which cells are brighter than the next one, as bits, and how bright all are."""
    cells = gray.resize((GRID + 1, GRID), Image.Resampling.BOX).tobytes()
    edges = 0
    for place in range(GRID * (GRID + 1)):
        if (place + 1) % (GRID + 1):
            edges = edges << 1 | (cells[place] > cells[place + 1] + _STEP)
    return edges, cells
