"""The scan of the stamped paper comes back: is it this package's, is it whole, and into the package with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.documents.paper import as_one_pdf
from desktop.errors import RefusedError
from desktop.package.bag_info import DRAFT
from desktop.package.later import add_later
from desktop.package.layout import SCAN
from desktop.package.verify import verify
from desktop.workspace.paper import Paper, with_scans
from desktop.workspace.progress import Progress, silent


def attach_scan(package: Path, scans: Sequence[Path], progress: Progress = silent) -> Paper:
    """Add scans or photos of the stamped pages to a sealed package, as one PDF; gives what they show.

    A scan with a foreign page, or without any page of this package, is not added; one that lacks pages is, because
    the rest can follow: adding again replaces the scan. The seal does not change.

    Raises:
        YunqiError: the package is not right or a draft, a scan cannot be read, or the package cannot be written.
        RefusedError: the scan belongs to something else; the sentence names the first page.
    """
    report = verify(package)
    if report.content and report.version == DRAFT:
        raise RefusedError("这是草稿，不是正式版本，不能加入盖章扫描件；请加到正式封装的申报包里。")
    _, paper = with_scans(report, scans, progress)
    if paper.foreign or not paper.pages:
        first = next(item for item in paper.problems if not paper.foreign or item.code.startswith("paper_other"))
        place = f"{first.path}：" if first.path else ""
        raise RefusedError(f"这份扫描件没有加入申报包：{place}{first.message}。")
    add_later(package, SCAN, as_one_pdf(scans), progress=progress)
    return paper
