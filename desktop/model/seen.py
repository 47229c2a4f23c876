"""What was seen in a picture of evidence: its size, whether it shows anything, what it looks like, the words in it."""

from __future__ import annotations

from msgspec import Struct

GRID = 16  # cells of a fingerprint across and down
_BITS = 20  # of GRID² in which two pictures of one thing may differ: another size, another way of packing
SHADES = 4  # of 255, by which a cell's brightness may; measured 2 to 3 for the same, 4 and more for the same form


class Word(Struct, frozen=True, array_like=True):
    """A text as it was read in a picture, and its box in parts of the picture (0 is the left or upper edge)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Seen(Struct, frozen=True, array_like=True):
    """A picture as far as checks need it; `words` is None where its text was not read.

    `edges` has a bit for each cell that is brighter than the next one, `shades` the brightness of each cell.
    """

    width: int
    height: int
    blank: bool = False
    edges: int = 0
    shades: bytes = b""
    words: tuple[Word, ...] | None = None

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(word.text for word in self.words or ())


def alike(one: Seen, other: Seen) -> bool:
    """Whether two pictures show the same but for size and packing; never two that show nothing."""
    if one.blank or other.blank or not (one.shades and other.shades):
        return False
    if (one.edges ^ other.edges).bit_count() > _BITS:
        return False
    return all(abs(a - b) <= SHADES for a, b in zip(one.shades, other.shades, strict=True))
