"""Whether workbook and printed pages of a verified package say what its `filing.json` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as replace_value

from desktop.documents.dossier import Disagreement, Stamp
from desktop.documents.printed import UnreadableError, creator, printed_disagreements
from desktop.documents.workbook import read_changes, read_workbook, workbook_disagreements
from desktop.errors import InputError, PackageError, YunqiError
from desktop.model.filing import Filing
from desktop.model.filing_json import from_document, loads
from desktop.package.bag_info import DRAFT
from desktop.package.layout import BAG_INFO, FILING
from desktop.package.names import folder_name
from desktop.package.reading import Package, open_package
from desktop.package.report import Report, problem, with_problems
from desktop.package.sets import set_of
from desktop.standard.catalogue import catalogue_csv
from desktop.standard.definition import Standard
from desktop.standard.entry import accepted
from desktop.workspace import small_pictures, standards
from desktop.workspace.composing import PRINTED, WORKBOOK, dossier
from desktop.workspace.passing import UNPROVEN


def with_documents(path: Path, report: Report, given: Iterable[Path] = ()) -> Report:
    """The report after workbook and pages were compared with `filing.json`, as far as this program can."""
    try:
        with open_package(path) as package:
            filing = loads(package.filing_json)
            standard = _own_standard(filing)
            if standard:
                pictures = _pictures([path, *(set_of(path, given) if report.parts else ())], standard, filing)
                compared = _compared(package, report, filing, standard, pictures)
            else:
                compared = _said(package, report, filing)
            everything = (*_described(package, filing), *compared)
            found = [problem(item.code, item.path, item.message) for item in everything]
    except YunqiError as error:
        found, standard = [problem("filing_unreadable", FILING, str(error))], None
    report = with_problems(report, found)
    if standard or found:
        return report
    message = "封装时所用的标准数据与本程序不同：填报内容已逐项比对一致，分数没有重算，请用封装时的程序版本核对分数"
    return replace(report, problems=(*report.problems, problem(UNPROVEN, FILING, message)))


def _pictures(paths: Iterable[Path], standard: Standard, filing: Filing) -> dict[str, bytes]:
    """The small pictures that the workbook shows, from all packages of a set that are there."""
    found: dict[str, bytes] = {}
    for path in paths:
        with suppress(PackageError), open_package(path) as package:
            found |= small_pictures.of_package(package, standard, filing)
    return found


def _described(package: Package, filing: Filing) -> Iterator[Disagreement]:
    """What bag-info.txt says of the package beside what the standard library alone can compare."""
    info = package.info
    name = filing.enterprise.get("name", "")  # the one field that every standard has
    if info.identifier != folder_name(filing.batch.id, name, info.version, info.part, info.parts):
        yield Disagreement("identifier_differs", BAG_INFO, "登记的包名与 filing.json 里的批次和企业对不上。")
    with suppress(UnreadableError):  # told where the pages are compared
        if creator(package.printed) != info.software:
            yield Disagreement("software_differs", BAG_INFO, "登记的生成软件与打印材料上的不同。")


def _own_standard(filing: Filing) -> Standard | None:
    """The standard with which a filing was sealed; None where this program has another one, or none of that name."""
    try:
        found = standards.standard(filing.standard.id)
    except InputError:
        return None
    return found if filing.standard.sha256 == found.sha256 else None


def _said(package: Package, report: Report, filing: Filing) -> Iterator[Disagreement]:
    """What can be compared without the standard of sealing: the values, but no scores."""
    try:
        standard = standards.standard(filing.standard.id)
        accepted(standard, filing)
    except InputError:
        return  # another standard has other fields: nothing can be said
    read = read_workbook(package.workbook, standards.standard)
    written = from_document(read.document, source=WORKBOOK)
    if replace_value(written, evidence=()) != replace_value(filing, evidence=()):
        yield Disagreement("workbook_differs", f"data/{WORKBOOK}", "申报表里的内容与 filing.json 不同。")
    stamp = Stamp(version=report.version, date=package.info.date, supersedes=package.info.supersedes)
    content = replace_value(dossier(standard, filing, stamp.with_code(report.seal_code)), software="")
    for item in printed_disagreements(package.printed, content):
        if not item.path.startswith(("answers.", "score")):
            yield Disagreement(item.code, f"{PRINTED} {item.path}", item.message)


def _compared(
    package: Package, report: Report, filing: Filing, standard: Standard, pictures: dict[str, bytes]
) -> Iterator[Disagreement]:
    filing = accepted(standard, filing)
    stamp = Stamp(
        version=report.version,
        date=package.info.date,
        supersedes=package.info.supersedes,
        changes=read_changes(package.workbook) if report.version > DRAFT + 1 else (),
    )
    content = dossier(standard, filing, stamp, pictures)
    held = {row.path for row in package.rows}
    entries = [item for item in content.entries if item.path in held] if report.parts else content.entries
    if package.catalogue != catalogue_csv(tuple(entries)):
        yield Disagreement("catalogue_differs", "data/佐证材料.zip", "目录.csv 与 filing.json 里的佐证材料不一致。")
    for item in workbook_disagreements(package.workbook, content):
        yield Disagreement(item.code, f"data/{WORKBOOK} {item.path}", item.message)
    stamped = replace_value(content, stamp=stamp.with_code(report.seal_code))
    for item in printed_disagreements(package.printed, stamped):
        yield Disagreement(item.code, f"{PRINTED} {item.path}", item.message)
