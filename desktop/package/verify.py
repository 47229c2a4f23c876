"""Is this package what was sealed? Answered with the standard library alone, for a zip or an unpacked folder.

*Content*: every file listed and present and equal, nothing extra, the seal code right, the evidence equal to its list
and to filing.json. *Container*: the zip is, byte for byte, what sealing this content gives. Nothing of a stranger's
package is written anywhere but into an unnamed temporary file. Comparing the workbook and the PDF with filing.json
needs libraries and is done elsewhere; `report.with_problems` joins the two. Source: contract §3.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.package.evidence_check import Hashed
from desktop.package.examination import Examination
from desktop.package.faults import Fault
from desktop.package.report import Report, Verdict, problem
from desktop.package.source import open_source, readable

Progress = Callable[[int, int], None]
"""Told the bytes done and the bytes in all."""


def verify(path: Path, *, progress: Progress | None = None, known: Hashed | None = None) -> Report:
    """The verdict on the package at `path`, a zip or an unpacked folder.

    `known` is what reading its evidence came to, where whoever asks read and hashed it a moment ago.

    Raises:
        PackageError: the path does not exist or may not be read. Bad content never raises: it is in the report.
    """
    try:
        with readable(path), open_source(path) as source:
            return Examination(source, progress, known).report(str(path))
    except Fault as fault:
        verdict = Verdict.NOT_A_PACKAGE if fault.code == "not_a_package" else Verdict.DAMAGED
        return Report(str(path), verdict, problems=(problem(fault.code, fault.path, fault.message),))
