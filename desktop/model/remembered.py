"""What was worked out about an immutable value, kept while that very value is in use.

An edit makes a new filing in which all it did not touch are the same objects. What follows from such a part alone need
not be worked out again: `remembered` goes by which object it is, at no cost, where comparing would read all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

_KEPT = 12  # values by object: the present one, the one before, and those a thread is still working on
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class _Same:
    """Stands for an object and equals only what stands for the same; holds it, so that its identity stays its own."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


def remembered(work: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """A function of immutable values that is worked out once for the same objects; its result must not be changed."""
    anything: Callable[..., Result] = work

    @lru_cache(maxsize=_KEPT)
    def kept(*values: _Same, **named: _Same) -> Result:
        return anything(*(item.value for item in values), **{name: item.value for name, item in named.items()})

    @wraps(work)
    def asked(*values: Arguments.args, **named: Arguments.kwargs) -> Result:
        return kept(*map(_Same, values), **{name: _Same(value) for name, value in named.items()})

    return asked
