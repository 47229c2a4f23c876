"""Sizes of files as people read them."""

from __future__ import annotations

_STEP = 1_000


def size_text(size: int) -> str:
    """A number of bytes in B, KB, MB or GB: 25.6 KB."""
    if size < _STEP:
        return f"{size} B"
    amount = float(size)
    for unit in ("KB", "MB"):
        amount /= _STEP
        if amount < _STEP:
            return f"{amount:.1f} {unit}"
    return f"{amount / _STEP:.2f} GB"


def megabytes(size: int) -> str:
    """A number of bytes in MB without the unit, for counts that run: 12.3."""
    return f"{size / _STEP**2:.1f}"
