from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from desktop.package.report import Problem, Report, Verdict
from desktop.workspace.reporting import AUTHENTIC, COMPLETE, SAFE, USABLE, in_words, nature, save_report

GOOD = Report(
    "包.zip",
    Verdict.INTACT,
    content=True,
    container=True,
    seal_code="ab" * 32,
    enterprise="企业",
    batch="2021-1",
    version=1,
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("altered_file", AUTHENTIC),
        ("seal_code", AUTHENTIC),
        ("workbook_differs", AUTHENTIC),
        ("signature_broken", AUTHENTIC),
        ("paper_other_version", AUTHENTIC),
        ("missing_file", COMPLETE),
        ("unlisted_file", COMPLETE),
        ("part_missing", COMPLETE),
        ("paper_page_missing", COMPLETE),
        ("bag_info_malformed", USABLE),
        ("unreadable_file", USABLE),
        ("standard_differs", USABLE),
        ("unsafe_path", SAFE),
        ("zip_prefix", SAFE),
        ("too_large", SAFE),
        ("repacked", SAFE),
    ],
)
def test_every_problem_belongs_to_one_of_the_four_natures(code: str, expected: str) -> None:
    assert nature(Problem(code, "", "x")) == expected


def test_the_results_follow_from_the_problems() -> None:
    report = Report(
        "包.zip",
        Verdict.DAMAGED,
        seal_code="ab" * 32,
        problems=(Problem("missing_file", "data/x", "缺少"), Problem("repacked", "", "重新打包过", container=True)),
    )
    results = {name: result for name, _, result in in_words(report).natures}
    assert results[COMPLETE] == "未通过：缺少"
    assert results[SAFE] == "留意：重新打包过"
    assert results[AUTHENTIC] == "未能核验"
    assert {result for _, _, result in in_words(GOOD).natures} == {"通过"}


def test_the_report_is_a_pdf_with_the_verdict_first(tmp_path: Path) -> None:
    problems = tuple(
        Problem("altered_file", f"data/很长的路径{number}" * 3, "内容与封装时不一致") for number in range(90)
    )
    bad = Report("坏.zip", Verdict.DAMAGED, seal_code="cd" * 32, problems=problems)
    save_report([GOOD, bad], tmp_path / "报告.pdf")
    said = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "报告.pdf", "-"], check=True, capture_output=True, text=True
    )
    lines = [line.strip() for line in said.stdout.splitlines() if line.strip()]
    assert lines[1].startswith("结论：完好")
    assert "没有发现问题。" in lines
    assert said.stdout.count("altered_file") == 90
    assert subprocess.run(["qpdf", "--check", tmp_path / "报告.pdf"], check=False, capture_output=True).returncode == 0
