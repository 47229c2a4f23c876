"""Verification (核验): what `package.verify` proves with the standard library, and whether the documents agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop.documents.dossier import Disagreement, Stamp
from desktop.documents.printed import printed_disagreements
from desktop.documents.workbook import read_changes, workbook_disagreements
from desktop.errors import YunqiError
from desktop.model.filing_json import loads
from desktop.package.bag_info import DRAFT
from desktop.package.reading import Package, open_package
from desktop.package.report import Problem, Report, Verdict, problem, with_problems
from desktop.package.verify import verify as verify_package
from desktop.standard.catalogue import catalogue_csv
from desktop.standard.entry import accepted
from desktop.workspace import small_pictures, standards
from desktop.workspace.composing import PRINTED, WORKBOOK, dossier
from desktop.workspace.progress import Progress, silent


def verify(path: Path, seal_code: str = "", progress: Progress = silent) -> Report:
    """The verdict on one package, workbook and PDF compared with `filing.json`; `seal_code` is typed from the paper.

    Raises:
        PackageError: there is nothing at the path, or it may not be read.
    """
    report = verify_package(path, progress=progress)
    if report.content:
        report = with_problems(report, _disagreements(path, report))
    return _with_paper(report, seal_code) if seal_code.strip() else report


def passed(report: Report) -> bool:
    """Whether a package is as it was sealed, and the typed seal code is its own."""
    return report.verdict is Verdict.INTACT and report.paper is not False


def _disagreements(path: Path, report: Report) -> list[Problem]:
    try:
        with open_package(path) as package:
            return [problem(item.code, item.path, item.message) for item in _compared(package, report)]
    except YunqiError as error:
        return [problem("filing_unreadable", "data/filing.json", str(error))]


def _compared(package: Package, report: Report) -> Iterator[Disagreement]:
    filing = loads(package.filing_json)
    standard = standards.standard(filing.standard.id)
    if filing.standard.sha256 != standard.sha256:
        message = "封装时所用的标准数据与本程序不同，Excel、PDF 与 filing.json 无法逐项比对，请用封装时的程序版本核验。"
        yield Disagreement("standard_differs", "data/filing.json", message)
        return
    filing = accepted(standard, filing)
    stamp = Stamp(
        version=report.version,
        date=package.info.date,
        supersedes=package.info.supersedes,
        changes=read_changes(package.workbook) if report.version > DRAFT + 1 else (),
    )
    content = dossier(standard, filing, stamp, small_pictures.of_package(package, standard, filing))
    if package.catalogue != catalogue_csv(content.entries):
        yield Disagreement("catalogue_differs", "data/佐证材料.zip", "目录.csv 与 filing.json 里的佐证材料不一致。")
    for item in workbook_disagreements(package.workbook, content):
        yield Disagreement(item.code, f"data/{WORKBOOK} {item.path}", item.message)
    stamped = dossier(standard, filing, stamp.with_code(report.seal_code))
    for item in printed_disagreements(package.printed, stamped):
        yield Disagreement(item.code, f"{PRINTED} {item.path}", item.message)


def _with_paper(report: Report, typed: str) -> Report:
    code = "".join(typed.split()).lower()
    if code == report.seal_code:
        return replace(report, paper=True)
    own = report.seal_code or "（无）"
    message = f"纸质件上的封装码 {code[:64]} 与申报包的封装码 {own} 不同，这份纸质件不属于这个申报包。"
    found = problem("seal_code_differs", "", message)
    return replace(report, paper=False, problems=(*report.problems, found))
