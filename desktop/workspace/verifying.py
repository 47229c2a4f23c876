"""Verification (核验): what `package.verify` proves with the standard library, and whether the documents agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from desktop.errors import YunqiError
from desktop.package.beside import Beside
from desktop.package.layout import SCAN
from desktop.package.reading import later_file
from desktop.package.report import Report, problem, with_problems
from desktop.package.sets import set_problems
from desktop.package.verify import verify as verify_package
from desktop.workspace.passing import passed
from desktop.workspace.progress import Progress, silent
from desktop.workspace.signatures import Trust, with_signature

__all__ = ["passed", "verify"]


def verify(
    path: Path,
    seal_code: str = "",
    progress: Progress = silent,
    *,
    scans: Sequence[Path] = (),
    given: Iterable[Path] = (),
    trust: Trust = (),
) -> Report:
    """The verdict on one package, workbook and PDF compared with `filing.json`; `seal_code` is typed from the paper.

    `scans` are scans or photos of the stamped pages; without them, the scan that lies in the package is looked at.
    `trust` are certificates, or files of them, whose signatures are valid.
    The rest of a set is looked for beside the package and among those `given` with it.

    Raises:
        PackageError: there is nothing at the path, or it may not be read.
    """
    report = _alone(path, progress)
    from desktop.workspace.comparing import with_documents  # noqa: PLC0415  (loaded beside the hashing)
    from desktop.workspace.paper import with_scans, with_typed  # noqa: PLC0415

    if report.content:
        lacking = set_problems(path, report, given)
        report = with_problems(report, lacking) if lacking else with_documents(path, report, given)
        report = with_signature(path, report, trust)
    report = with_typed(report, seal_code) if seal_code.strip() else report
    if not report.content:
        return report
    return with_scans(report, scans)[0] if scans else _with_scan_inside(path, report)


def _alone(path: Path, progress: Progress) -> Report:
    """What the standard library proves; the libraries that come afterwards are loaded meanwhile."""

    def work(check: Callable[[], None]) -> Report:
        def told(done: int, total: int) -> None:
            check()
            progress(done, total)

        return verify_package(path, progress=told)

    with Beside(work) as hashing:
        import_module("desktop.workspace.comparing")
        import_module("desktop.workspace.paper")
        return hashing.result(lambda: None)


def _with_scan_inside(path: Path, report: Report) -> Report:
    from desktop.documents.paper import SIZE_LIMIT  # noqa: PLC0415
    from desktop.workspace.paper import with_scan_inside  # noqa: PLC0415

    try:
        scan = later_file(path, SCAN, SIZE_LIMIT)
        return with_scan_inside(report, scan, SCAN)[0] if scan else report
    except YunqiError as error:
        return replace(report, paper=False, problems=(*report.problems, problem("scan_unreadable", SCAN, str(error))))
