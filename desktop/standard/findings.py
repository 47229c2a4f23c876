"""What is wrong, unusual or improvable in a filing: the form of a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from desktop.model.seen import Seen
from desktop.standard.definition import Level


class Finding(Struct, frozen=True):
    """One finding: a stable code, the place in the filing (a path), one Chinese sentence.

    `reason` is what the enterprise answered to a warning; "" where it has not.
    """

    level: Level
    code: str
    place: str
    message: str
    reason: str = ""

    @property
    def key(self) -> str:
        """Under which key of `reasons` the enterprise explains it."""
        return f"{self.code}@{self.place}"

    @property
    def missing(self) -> bool:
        """Whether something is not there yet, rather than wrong."""
        return self.code.endswith(("_missing", "_incomplete", "_unconfirmed"))


class Surroundings(Struct, frozen=True):
    """What the checks may know beside the filing: the kinds of the evidence files, what can be printed, today's date.

    `kinds` maps SHA-256 to `picture`, `pdf`, …, `damaged` or `locked`; `unprintable` gives the characters of a text
    that no embedded font has; `today` is an ISO date, or "" where the clock must not matter. `seen` is what pictures
    look like, by SHA-256, as far as they were looked at.
    """

    kinds: Mapping[str, str]
    unprintable: Callable[[str], str]
    today: str = ""
    seen: Mapping[str, Seen] = {}
