"""The defined names of the workbook: readers find every value by its name, wherever a person has moved its cell.

Every name starts with `meta.`, `in.`, `score.` or `list.`, so that none looks like a cell reference, whatever ids a
standard has (`desktop.standard.validation` admits lower-case letters, digits and underscores).
"""

from __future__ import annotations

FORMAT = "yunqi-workbook/1"

META_FORMAT = "meta.format"
META_SOFTWARE = "meta.software"
META_STANDARD = "meta.standard.id"
META_DIGEST = "meta.standard.sha256"
META_BATCH = "meta.batch.id"
META_SAMPLE = "meta.sample"
META_NO_OVERVIEW = "meta.no_overview"  # the page for the leaders is left out of the printed application
META_BASIS = "meta.basis"  # whether money is meant with tax or without
META_WINDOW = "meta.window."  # followed by the id of a period: the dates a person set for it

CITY = "in.batch.city"
COUNTY = "in.batch.county"

SERVERS = "list.servers"
SYSTEMS = "list.systems"
CLOUD_SERVICES = "list.cloud_services"
PROOFS = "list.proofs"
EVIDENCE = "list.evidence"
CHANGES = "list.changes"
REASONS = "list.reasons"  # of the warnings that stand, on the sheet of warnings
OTHER_REASONS = "list.other_reasons"  # of warnings that no longer stand, on the hidden sheet

TOTAL = "score.total"


def enterprise(field: str) -> str:
    """The cell of a form field."""
    return f"in.enterprise.{field}"


def figure(indicator: str, which: str) -> str:
    """The cell of a typed N or M (`which` is n or m)."""
    return f"in.answers.{indicator}.{which}"


def ticks(indicator: str) -> str:
    """The rows of an indicator's options: label, …, mark, …, id."""
    return f"in.answers.{indicator}"


def unlisted(category: str) -> str:
    """The cell with the number of systems off the cloud that are not listed one by one."""
    return f"in.unlisted_systems.{category}"


def demonstration(indicator: str) -> str:
    """The cell of a narrative."""
    return f"in.demonstration.{indicator}"


def derived(indicator: str, which: str) -> str:
    """The cell of an N or M that follows from other cells."""
    return f"score.figure.{indicator}.{which}"


def indicator_score(indicator: str) -> str:
    """The cell of an indicator's points."""
    return f"score.indicator.{indicator}"


def dimension_score(dimension: str) -> str:
    """The cell of a dimension's points."""
    return f"score.dimension.{dimension}"


def invoices(account: str) -> str:
    """The cells with the sum of the invoices beside a figure: in 元, in the figure's unit, the figure, the gap."""
    return f"score.invoices.{account}"
