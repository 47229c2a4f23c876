"""What verification found, as a report to keep: 真实性, 完整性, 可用性, 安全性. Source of the four: DA/T 70."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.documents.verification import Verified, write_report
from desktop.package.manifest import grouped
from desktop.package.report import Problem, Report
from desktop.workspace import clock
from desktop.workspace.composing import SOFTWARE, write_file

AUTHENTIC, COMPLETE, USABLE, SAFE = "真实性", "完整性", "可用性", "安全性"
_WHAT = {
    AUTHENTIC: "每个文件与封装时一字不差；封装码无误；Excel、PDF 与数据相符；签名和纸质件（若有）",
    COMPLETE: "该有的文件都在，没有多余的文件；佐证材料与目录、与 filing.json 逐份对应；分包齐全",
    USABLE: "每个文件都能读出，清单、说明和数据的写法符合规定，内容能够逐项比对",
    SAFE: "压缩包里没有危险的路径、链接、加密、重叠或夹带的内容；压缩包是封装时的那一个",
}
_COMPLETE = {"more", "payload_oxum", "listed_too_much", "not_listed", "evidence_differs", "catalogue_differs"}
_USABLE = {"standard_differs", "bagit_text", "profile_differs", "read_me_differs", "zip_truncated", "not_a_package"}
_SAFE = {"unsafe_path", "not_a_file", "encrypted", "overlap", "lying_size", "bad_name", "repacked", "macos_extra"}
_SAFE_STARTS = ("zip_", "too_", "duplicate_", "case_", "file_is_", "evidence_zip", "name_differs")
_SIGNATURES = {
    "none": "没有数字签名",
    "valid": "有效，由信任的证书签名",
    "unknown_signer": "与内容相符，签名人不在信任之列",
    "broken": "无效",
}


def nature(problem: Problem) -> str:
    """Which of the four natures a problem concerns."""
    code = problem.code
    if code in _COMPLETE or code.startswith(("missing_", "unlisted_", "part_", "paper_page_missing")):
        return COMPLETE
    if code in _USABLE or code.endswith(("_malformed", "_unreadable", "_unread")) or code == "unreadable_file":
        return USABLE
    if code in _SAFE or code.startswith(_SAFE_STARTS):
        return SAFE
    return AUTHENTIC


def save_report(reports: Sequence[Report], path: Path) -> None:
    """Write the report on these packages as a PDF.

    Raises:
        InputError: the folder cannot be written.
    """
    moment = f"{clock.today()} {clock.time_of_day()}"
    write_file(path, write_report(tuple(map(in_words, reports)), SOFTWARE, clock.today(), moment))


def in_words(report: Report) -> Verified:
    """A report in words."""
    problems = tuple((item.code, item.path, item.message) for item in report.problems)
    natures = tuple((name, what, _result(report, name)) for name, what in _WHAT.items())
    return Verified(Path(report.path).name, f"结论：{report.sentence}", tuple(_facts(report)), natures, problems)


def _facts(report: Report) -> list[tuple[str, str]]:
    if not report.seal_code:
        return []
    part = f"（第 {report.part} 包，共 {report.parts} 包）" if report.parts else ""
    version = f"第 {report.version} 版{part}" if report.version else f"草稿{part}"
    signer = f"：{report.signer}" if report.signer else ""
    code = grouped(report.seal_code)
    paper = {True: "齐全，属于这个申报包", False: "不一致或不齐全，见下文", None: "没有核对"}[report.paper]
    return [
        ("申报企业", report.enterprise or "（未填写）"),
        ("批次、版本", f"{report.batch}　{version}"),
        ("封装码", f"{code[: len(code) // 2]}\n{code[len(code) // 2 + 1 :]}"),
        ("数字签名", f"{_SIGNATURES.get(report.signature, report.signature)}{signer}"),
        ("纸质件", paper),
    ]


def _result(report: Report, name: str) -> str:
    found = [item for item in report.problems if nature(item) == name]
    if found:
        more = f"等 {len(found)} 处" if len(found) > 1 else ""
        mark = "留意" if all(item.container for item in found) else "未通过"
        return f"{mark}：{found[0].message.rstrip('。')}{more}"
    return "通过" if report.seal_code and (report.content or name != AUTHENTIC) else "未能核验"
