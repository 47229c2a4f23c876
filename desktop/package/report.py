"""What the verifier says of a package: a verdict, two lights, and every problem with code, place and sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Any

from desktop.package.faults import shown

PROBLEM_LIMIT = 100


class Verdict(str, Enum):  # noqa: UP042  (no StrEnum before Python 3.11; the verifier is to run on a stock 3.9)
    """The answer in one word, as `verify --json` gives it."""

    INTACT = "intact"
    REPACKED = "repacked"
    DAMAGED = "damaged"
    DRAFT = "draft"
    NOT_A_PACKAGE = "not_a_package"


SENTENCES = MappingProxyType(
    {
        Verdict.INTACT: "完好：内容齐全，与封装时一字不差。",
        Verdict.REPACKED: "重新打包过，内容完好：文件没有改动，但压缩包不是封装时的那一个。",
        Verdict.DAMAGED: "不完好：内容有缺失、多余或改动，请向报送单位索取原来的压缩包。",
        Verdict.DRAFT: "草稿：内容齐全，但不是正式版本，不能报送。",
        Verdict.NOT_A_PACKAGE: "不是云企自评的申报包。",
    }
)
"""The verdict as one sentence for people."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `path` is the file in the package, or ""; `container` if only the zip is concerned."""

    code: str
    path: str
    message: str
    container: bool = False

    @property
    def words(self) -> str:
        """Place and sentence in one line, for people."""
        return f"{self.path} {self.message}".lstrip()


@dataclass(frozen=True)
class Report:
    """The result for one package; what could not be read is "" or 0. A draft has version 0.

    `content` is true if every file is there and equal and nothing is extra; `container` if the zip around them is
    canonical, byte for byte (an unpacked folder has no zip around it, so there it is true). `paper`, `signature` and
    `signer` (who signed, or "") are for callers that compare the stamped paper and check the signature. Of a set of
    packages (evidence above 2 GB) this is number `part` of `parts`, and `seal_code` that of the first, which the paper
    shows; else both are 0.
    """

    path: str
    verdict: Verdict
    content: bool = False
    container: bool = False
    paper: bool | None = None
    signature: str = "none"
    signer: str = ""
    seal_code: str = ""
    enterprise: str = ""
    batch: str = ""
    version: int = 0
    part: int = 0
    parts: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def sentence(self) -> str:
        """The verdict for people, and whether the paper fits."""
        said = SENTENCES[self.verdict]
        return f"{said[:-1]}；但纸质件不一致或不齐全。" if self.paper is False and self.content else said

    def as_json(self) -> dict[str, Any]:
        """One entry of `packages` in `verify --json` (contract §1)."""
        problems = [{"code": p.code, "path": p.path, "message": p.message} for p in self.problems]
        left_out = {"problems"} if self.parts else {"problems", "part", "parts"}
        if not self.signer:
            left_out.add("signer")
        fields = {name: value for name, value in vars(self).items() if name not in left_out}
        return {**fields, "verdict": self.verdict.value, "problems": problems}


def with_problems(report: Report, problems: Iterable[Problem]) -> Report:
    """The report with further problems that a caller found, and the verdict that follows from them.

    At most 100 problems are kept, and a last one that says how many there were.
    """
    added = tuple(problems)
    if not added:
        return report
    everything = (*report.problems, *added)
    content = report.content and all(problem.container for problem in added)
    container = report.container and not any(problem.container for problem in added)
    changed = replace(report, content=content, container=container, problems=_bounded(everything))
    return replace(changed, verdict=_verdict(changed))


def problem(code: str, path: str, message: str, *, container: bool = False) -> Problem:
    """A problem whose texts may come from a stranger, made safe to print."""
    return Problem(code, shown(path), shown(message), container)


def _verdict(report: Report) -> Verdict:
    if report.verdict is Verdict.NOT_A_PACKAGE:
        return report.verdict
    if not report.content:
        return Verdict.DAMAGED
    if report.verdict is Verdict.DRAFT:
        return report.verdict
    return report.verdict if report.container else Verdict.REPACKED


def _bounded(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    left_out = len(problems) - PROBLEM_LIMIT
    if left_out <= 0:
        return problems
    return (*problems[:PROBLEM_LIMIT], Problem("more", "", f"另有 {left_out} 个问题没有列出。"))
