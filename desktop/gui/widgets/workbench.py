"""What a card of a filing needs: the session it shows, the ways to change it and to go elsewhere, the colours."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from desktop.gui.session import Session
from desktop.gui.theme import Colours
from desktop.model.filing import Filing


class Workbench(Struct, frozen=True):
    """`edit(filing, about)` makes a new value and tells what cannot be taken; `go(place)` leads to a place."""

    session: Session
    colours: Colours
    edit: Callable[[Filing, str], None]
    go: Callable[[str], None]
