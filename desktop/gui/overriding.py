"""`override` for the type checker alone: its package takes 9 ms to load, which the first screen does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    Method = TypeVar("Method")

    def override(method: Method) -> Method:
        """Say of a method that it takes the place of an inherited one."""
        return method


__all__ = ["override"]
