"""What every type that a standard's files are decoded into has in common."""

from __future__ import annotations

from msgspec import Struct


class Data(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Common decoding rules; `dict=True` admits cached properties."""
