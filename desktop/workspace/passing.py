"""Whether a verified package may be taken as it is."""

from __future__ import annotations

from desktop.package.report import Report, Verdict

UNPROVEN = "standard_differs"
"""The one problem that leaves the content right: what was sealed is whole, but its scores cannot be worked out here."""


def passed(report: Report) -> bool:
    """Whether a package is as it was sealed, nothing about it is left unproven, and the paper is its own."""
    proven = all(item.code != UNPROVEN for item in report.problems)
    return report.verdict is Verdict.INTACT and report.paper is not False and proven
