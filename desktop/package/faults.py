"""What is wrong with material from outside, as the verifier says it: a stable code, a place, a sentence."""

from __future__ import annotations

SHOWN_LIMIT = 200


class Fault(Exception):  # noqa: N818  (a finding about the package, not an error of the program)
    """Why something cannot be taken as it is; caught inside `desktop.package`, never seen by its callers."""

    def __init__(self, code: str, path: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.path = path
        self.message = message


def shown(text: str) -> str:
    """Text of a stranger made safe to print: no control or broken characters, at most 200 characters."""
    printable = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return printable if len(printable) <= SHOWN_LIMIT else printable[: SHOWN_LIMIT - 1] + "…"
