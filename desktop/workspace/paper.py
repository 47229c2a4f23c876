"""The stamped paper against a package: which of its pages are there, which are missing, which belong elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from desktop.documents.paper import ScanPage, read_scan, read_scans
from desktop.documents.qr import PageMark, page_text
from desktop.package.report import Problem, Report, problem
from desktop.workspace.progress import Progress, silent
from desktop.workspace.seal_codes import CODE_DIGITS, typed_code

_PAGE = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")


class Paper(Struct, frozen=True):
    """What a scan shows of a package with `total` pages: the numbers of its pages there, and what is wrong."""

    total: int
    pages: tuple[int, ...]
    problems: tuple[Problem, ...]

    @property
    def foreign(self) -> bool:
        """Whether there are pages that belong to something else."""
        return any(item.code in FOREIGN for item in self.problems)

    @property
    def sentence(self) -> str:
        """The result for people, in one sentence."""
        if not self.pages:
            return "没有认出属于这个申报包的页。"
        if self.problems:
            return f"认出 {len(self.pages)} 页，共 {self.total} 页；有 {len(self.problems)} 处要处理。"
        return f"{self.total} 页齐全，每一页都属于这个申报包。"


FOREIGN = frozenset({"paper_other_enterprise", "paper_other_batch", "paper_other_version", "paper_other_package"})


def with_typed(report: Report, typed: str) -> Report:
    """The report with the light for a seal code that was typed from the paper."""
    code = typed_code(typed)
    if report.seal_code and code == report.seal_code:
        return replace(report, paper=report.paper is not False)
    own = report.seal_code or "（无）"
    message = f"纸质件上的封装码 {code[:CODE_DIGITS]} 与申报包的封装码 {own} 不同，这份纸质件不属于这个申报包。"
    found = problem("seal_code_differs", "", message)
    return replace(report, paper=False, problems=(*report.problems, found))


def with_scans(report: Report, scans: Sequence[Path], progress: Progress = silent) -> tuple[Report, Paper]:
    """The report with the light for scans or photos of the stamped pages, and what they show.

    Raises:
        InputError: a scan cannot be read.
    """
    return _joined(report, compared(report, read_scans(scans, progress)))


def with_scan_inside(report: Report, content: bytes, name: str) -> tuple[Report, Paper]:
    """The report with the light for the scan that lies in the package."""
    return _joined(report, compared(report, read_scan(content, name)))


def compared(report: Report, scan: Iterable[ScanPage]) -> Paper:
    """Every page of a scan against the package that was verified."""
    seen: set[int] = set()
    totals: set[int] = set()
    problems: list[Problem] = []
    for page in scan:
        place = f"{page.file} 第 {page.number} 页"
        if not page.marks:
            message = "没有认出页脚的二维码，可能不是申报材料，或扫描太模糊；请平整地重扫这一页"
            problems.append(problem("paper_page_unread", place, message))
        for mark in page.marks:
            found = _PAGE.fullmatch(mark.page)
            if wrong := _foreign(report, mark):
                problems.append(problem(wrong[0], place, wrong[1]))
            elif found:
                seen.add(int(found[1]))
                totals.add(int(found[2]))
    total = max(totals, default=0)
    return Paper(total, tuple(sorted(seen)), (*problems, *_missing(seen, total)))


def _missing(seen: set[int], total: int) -> Iterator[Problem]:
    if not seen:
        yield problem("paper_no_page", "", "没有一页能确认属于这个申报包，请核对是不是拿错了扫描件")
    absent = [number for number in range(1, total + 1) if number not in seen]
    for _, group in groupby(enumerate(absent), key=lambda item: item[1] - item[0]):
        run = [number for _, number in group]
        place = f"第 {run[0]} 页" if len(run) == 1 else f"第 {run[0]}–{run[-1]} 页"
        count = "这一页" if len(run) == 1 else f"这 {len(run)} 页"
        yield problem("paper_page_missing", place, f"没有找到{count}（共 {total} 页），请补上或重扫")


def _foreign(report: Report, mark: PageMark) -> tuple[str, str] | None:
    """Why a page does not belong to the package; None if it does."""
    if mark.seal_code == report.seal_code and mark.version == report.version:
        return None
    own = PageMark(report.version, report.batch, report.enterprise, report.seal_code, mark.page)
    name = page_text(own).split("|")[2]  # as it is cut on paper
    if mark.enterprise != name:
        return "paper_other_enterprise", f"这一页是“{mark.enterprise or '（未填写企业名称）'}”的，不是这家企业的"
    if mark.batch != own.batch:
        return "paper_other_batch", f"这一页属于另一个批次（{mark.batch}）"
    if mark.version != report.version:
        return "paper_other_version", f"这一页是{_version(mark.version)}的，申报包是{_version(report.version)}"
    return "paper_other_package", f"这一页的封装码以 {mark.seal_code[:8]} 开头，与申报包的 {own.seal_code[:8]} 不同"


def _joined(report: Report, paper: Paper) -> tuple[Report, Paper]:
    complete = not paper.problems and report.paper is not False
    return replace(report, paper=complete, problems=(*report.problems, *paper.problems)), paper


def _version(version: int) -> str:
    return f"第 {version} 版" if version else "草稿"
