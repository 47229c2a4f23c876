"""CRC-32 of bytes that lie one after the other, from the CRC-32 of each: no byte is read for it.

A CRC is what is left of a polynomial over two elements, divided by the generator. Bytes that follow multiply the
polynomial of those before by x^(8 × their number), and that can be done to what is left as well. Source: ISO 3309.
"""

from __future__ import annotations

_GENERATOR = 0xEDB88320  # of zip's CRC-32, the highest power in the lowest bit
_BITS = 32
_X = 1 << (_BITS - 2)


def joined(first: int, second: int, size: int) -> int:
    """The CRC-32 of two stretches together; `size` is the number of bytes of the second."""
    shifted = first
    for bit in range((8 * size).bit_length()):
        if 8 * size >> bit & 1:
            shifted = _product(shifted, _POWERS[bit])
    return shifted ^ second


def _product(one: int, other: int) -> int:
    """Two polynomials multiplied and divided by the generator, what is left."""
    total = 0
    for bit in reversed(range(_BITS)):
        if one >> bit & 1:
            total ^= other
        other = other >> 1 ^ (_GENERATOR if other & 1 else 0)
    return total


def _powers() -> tuple[int, ...]:
    """x, x², x⁴, x⁸ and so on: enough for any size of a file."""
    powers = [_X]
    while len(powers) < 2 * _BITS:
        powers.append(_product(powers[-1], powers[-1]))
    return tuple(powers)


_POWERS = _powers()
