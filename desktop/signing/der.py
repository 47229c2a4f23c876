"""The little of DER (ITU-T X.690) that a CMS signature needs: values within values, strictly by their lengths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE, SET, OCTETS, OID, INTEGER = 0x30, 0x31, 0x04, 0x06, 0x02
FIRST, SECOND = 0xA0, 0xA1
_LONG, _LONGEST = 0x80, 4


class DerError(ValueError):
    """Not what it should be."""


@dataclass(frozen=True)
class Value:
    """One value: its tag, its content, and all of its bytes."""

    tag: int
    content: bytes
    whole: bytes

    def parts(self) -> list[Value]:
        """The values within."""
        return list(values(self.content))

    def expect(self, tag: int) -> Value:
        """Itself, if it has the tag.

        Raises:
            DerError: it has another one.
        """
        if self.tag != tag:
            raise DerError(f"tag {self.tag:#x} instead of {tag:#x}")
        return self


def values(data: bytes) -> Iterator[Value]:
    """The values that follow each other.

    Raises:
        DerError: a length that does not fit, or one that DER does not allow.
    """
    place = 0
    while place < len(data):
        if len(data) - place < 2:  # noqa: PLR2004  (a tag and a length)
            raise DerError("cut off")
        tag, length, start = data[place], data[place + 1], place + 2
        if length & _LONG:
            count = length & ~_LONG
            if not 0 < count <= _LONGEST or start + count > len(data):
                raise DerError("length")
            length, start = int.from_bytes(data[start : start + count], "big"), start + count
        end = start + length
        if end > len(data):
            raise DerError("longer than its place")
        yield Value(tag, data[start:end], data[place:end])
        place = end


def one(data: bytes, tag: int) -> Value:
    """The only value in these bytes, which has this tag.

    Raises:
        DerError: there is another, or more.
    """
    found = list(values(data))
    if len(found) != 1:
        raise DerError("not one value")
    return found[0].expect(tag)
