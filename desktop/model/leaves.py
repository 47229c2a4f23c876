"""Every text inside a value, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from desktop.model.decoding import builtins

_NONE: AbstractSet[str] = frozenset()


def texts(path: str, value: object, skip: AbstractSet[str] = _NONE) -> Iterator[tuple[str, str]]:
    """All texts of a value as (place, text); members of lists go by id or position, keys in `skip` are left out."""
    yield from _texts(path, builtins(value), skip)


def _texts(path: str, value: object, skip: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield path, value
        case dict():
            for key, item in value.items():
                if key not in skip:
                    yield from _texts(f"{path}.{key}", item, skip)
        case list():
            for position, item in enumerate(value):
                key = item.get("id", position) if isinstance(item, dict) else position
                yield from _texts(f"{path}.{key}", item, skip)
        case _:
            return
