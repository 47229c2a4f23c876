"""Writes resources/verifier/verify_package.py: the verifier as one file that a stock Python 3.9 runs.

The modules that `desktop.package.verify` needs stand in it as they are, as texts, each run as a module of its own name.
Run after changing one of them; a test compares. `--check` writes nothing and exits 1 if the file is not current.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "verifier" / "verify_package.py"
START = "desktop.package.verify"

HEAD = '''\
#!/usr/bin/env python3
# Is this package (申报包) what was sealed? Needs a stock Python 3.9 or newer, no network, nothing else.
#     python verify_package.py 申报包.zip [--seal-code 纸质件上的封装码] [--json]
# Written by build/verifier.py of 云企自评 (yunqi) from the program's own modules; Apache-2.0.
# It judges what the standard library can judge: whether workbook and pages say the same takes the program.
"""核验云企自评申报包：一个文件，只要有 Python 3.9 就能运行，不联网，不改动任何文件。"""

import argparse
import json
import sys
import types
import unicodedata
from pathlib import Path

MODULES = {}
'''

TAIL = '''

def load():
    """Make the modules above importable; none of them is looked for on the disk."""
    for package in ("desktop", "desktop.package"):
        sys.modules[package] = types.ModuleType(package)
        sys.modules[package].__path__ = []
    for name, source in MODULES.items():
        module = sys.modules[name] = types.ModuleType(name)
        exec(compile(source, name + ".py", "exec", dont_inherit=True), module.__dict__)


def typed(text):
    """A seal code as somebody typed it: groups, dashes and full-width characters do not matter."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c in "0123456789abcdef")


def tell(report):
    """The verdict first, then whose it is, then every problem."""
    print(report.path + "：" + report.sentence)
    if report.seal_code:
        version = "第 %d 版" % report.version if report.version else "草稿"
        part = "（第 %d 包，共 %d 包，其余的包也要核验）" % (report.part, report.parts) if report.parts else ""
        print("　%s　%s　%s%s" % (report.enterprise, report.batch, version, part))
        print("　封装码 %s" % " ".join(report.seal_code[i : i + 8] for i in range(0, 64, 8)))
        if report.paper is None:
            print("　请与纸质材料页脚的封装码逐组核对。")
    for item in report.problems:
        print("　%s　%s　%s" % (item.code, item.path, item.message))


def main(arguments):
    """0: every package is as it was sealed; 1: one is not; 2: a wrong call, or something that cannot be read."""
    if sys.version_info < (3, 9):
        print("需要 Python 3.9 或更新的版本，现在是 %d.%d。" % sys.version_info[:2], file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argparse.ArgumentParser(description="核验云企自评申报包")
    parser.add_argument("paths", nargs="*", metavar="申报包", help="zip 或解压后的文件夹")
    parser.add_argument("--seal-code", default="", metavar="封装码", help="纸质件上的 64 位封装码")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    options = parser.parse_args(arguments)
    if not options.paths:
        options.paths = [input("请把申报包拖到这个窗口，再按回车：").strip().strip('"')]
    load()
    from dataclasses import replace

    from desktop.errors import PackageError
    from desktop.package.report import Verdict, problem
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
            same = typed(options.seal_code) == report.seal_code
            wrong = problem("seal_code_differs", "", "输入的封装码与申报包的不同，这份纸质件不属于这个申报包。")
            report = replace(report, paper=same, problems=report.problems + (() if same else (wrong,)))
        reports.append(report)
        if report.verdict is not Verdict.INTACT or report.paper is False:
            code = max(code, 1)
    if options.json:
        print(json.dumps({"packages": [report.as_json() for report in reports]}, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            tell(report)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
'''


def needed(name: str, known: list[str]) -> list[str]:
    """The modules of ours that `name` imports, those first that others lean on."""
    for node in ast.walk(ast.parse(source(name))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desktop.") and node.module not in known:
            needed(str(node.module), known)
    known.append(name)
    return known


def source(name: str) -> str:
    """The text of a module."""
    return (ROOT / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8")


def composed() -> str:
    """The whole file."""
    modules = []
    for name in needed(START, []):
        text = source(name).replace("\\", "\\\\").replace('"""', '\\"""')
        modules.append(f'\nMODULES["{name}"] = """\\\n{text}"""\n')
    return HEAD + "".join(modules) + TAIL


def main() -> int:
    """Write the file, or only look whether it is current."""
    text = composed()
    if "--check" in sys.argv:
        return 0 if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
