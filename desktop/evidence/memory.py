"""What memory a process that opens foreign files may take."""

from __future__ import annotations

import sys
from contextlib import suppress

_MEMORY = 3 * 2**30  # bytes of address space, where the system lets itself be told


def limit_memory() -> None:
    """Bound what this process may take, where the system lets itself be told."""
    if sys.platform.startswith("linux"):
        import resource  # noqa: PLC0415  (not on Windows)

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
