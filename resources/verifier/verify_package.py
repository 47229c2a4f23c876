#!/usr/bin/env python3
# Part of 云企自评 (yunqi), Apache-2.0. Exporting puts the program's own modules in (desktop/package/exported.py).
"""Is this package (申报包) what was sealed? Needs a stock Python 3.9 or newer, no network, changes no file.

    python verify_package.py 申报包.zip [--seal-code 纸质件上的封装码] [--json]

It judges what the standard library can judge: whether workbook and pages say the same, and whether a signature is
right, takes the program.
"""

from __future__ import annotations

import argparse
import json
import sys
import types
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

MODULES = {}  # name: text


def load() -> None:
    """Make the modules above importable; none of them is looked for on the disk."""
    for package in ("desktop", "desktop.package"):
        sys.modules[package] = types.ModuleType(package)
        sys.modules[package].__path__ = []
    for name, source in MODULES.items():
        module = sys.modules[name] = types.ModuleType(name)
        exec(compile(source, f"{name}.py", "exec", dont_inherit=True), module.__dict__)


def typed(text: str) -> str:
    """A seal code as somebody typed it: groups, dashes and full-width characters do not matter."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c in "0123456789abcdef")


def tell(report: Any) -> None:
    """The verdict first, then whose it is, then every problem."""
    print(f"{report.path}：{report.sentence}")
    if report.seal_code:
        version = f"第 {report.version} 版" if report.version else "草稿"
        part = f"（第 {report.part} 包，共 {report.parts} 包，其余的包也要核验）" if report.parts else ""
        groups = (report.seal_code[place : place + 8] for place in range(0, 64, 8))
        print(f"　{report.enterprise}　{report.batch}　{version}{part}")
        print(f"　封装码 {' '.join(groups)}")
        if report.paper is None:
            print("　请与纸质材料页脚的封装码逐组核对。")
        print("　这里不核验数字签名，也不比对申报表、打印材料与数据，请用“云企自评”核验。")
    for item in report.problems:
        print(f"　{item.code}　{item.path}　{item.message}")


def compared(report: Any, code: str) -> Any:
    """The report with the paper's light: whether this is the code of the package."""
    from desktop.package.report import problem

    same = typed(code) == report.seal_code
    wrong = problem("seal_code_differs", "", "输入的封装码与申报包的不同，这份纸质件不属于这个申报包。")
    return replace(report, paper=same, problems=report.problems + (() if same else (wrong,)))


def asked(arguments: list[str]) -> argparse.Namespace:
    """What is to be verified; asks for a path when none is given, as after a double click."""
    parser = argparse.ArgumentParser(description="核验云企自评申报包")
    parser.add_argument("paths", nargs="*", metavar="申报包", help="zip 或解压后的文件夹")
    parser.add_argument("--seal-code", default="", metavar="封装码", help="纸质件上的 64 位封装码")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    options = parser.parse_args(arguments)
    if not options.paths:
        options.paths = [input("请把申报包拖到这个窗口，再按回车：").strip().strip('"')]
    return options


def main(arguments: list[str]) -> int:
    """0: every package is as it was sealed; 1: one is not; 2: a wrong call, or something that cannot be read."""
    if sys.version_info < (3, 9):
        print("需要 Python 3.9 或更新的版本。", file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = asked(arguments)
    load()
    from desktop.errors import PackageError
    from desktop.package.report import Verdict
    from desktop.package.verify import verify

    code, reports = 0, []
    for path in options.paths:
        try:
            report = verify(Path(path))
        except PackageError as error:
            print(error, file=sys.stderr)
            code = 2
            continue
        if options.seal_code:
            report = compared(report, options.seal_code)
        reports.append(report)
        if report.verdict is not Verdict.INTACT or report.paper is False:
            code = max(code, 1)
    if options.json:
        packages = [{**report.as_json(), "signature": None} for report in reports]  # null: nobody looked at it
        print(json.dumps({"packages": packages}, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            tell(report)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
