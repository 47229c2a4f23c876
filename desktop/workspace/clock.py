"""Today, now, and who is at the keyboard: the only place that asks the machine."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def today() -> str:
    """The local date, ISO."""
    return datetime.now().astimezone().date().isoformat()


def now() -> str:
    """The time in UTC, ISO, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def time_of_day() -> str:
    """The local time to the second, as people read it."""
    return datetime.now().astimezone().strftime("%H:%M:%S")


def author() -> str:
    """Whose name stands in the history: YUNQI_AUTHOR, or the name of the machine's user."""
    import getpass  # noqa: PLC0415  (the first screen asks for the time only)

    try:
        return os.environ.get("YUNQI_AUTHOR") or getpass.getuser()
    except (OSError, KeyError):
        return ""
