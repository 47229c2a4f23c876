"""How long work reports what it has done."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]  # done, total; bytes or files, as the verb says


def silent(done: int, total: int) -> None:
    """Nobody is looking."""
