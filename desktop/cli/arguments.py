"""The words of the command line, and how a wrong call is told."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop import VERSION
from desktop.errors import InputError
from desktop.model.dates import is_date

_HELP = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示这段说明"),
)
_MISTAKES = (
    (re.compile(r"the following arguments are required: (.*)"), "缺少 {}"),
    (re.compile(r"unrecognized arguments: (.*)"), "多出了 {}"),
    (re.compile(r"argument (.*): expected .*argument.*"), "{} 后面要写内容"),
    (re.compile(r"argument .*: invalid choice: (\S+).*"), "没有 {} 这个命令"),
)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in _HELP:
            text = text.replace(english, chinese)
        return text

    def error(self, message: str) -> NoReturn:
        said = message
        for pattern, words in _MISTAKES:
            if match := pattern.match(message):
                said = words.format(match[1])
        raise InputError(f"命令写法不对：{said[:200]}；用 {self.prog} --help 查看写法。")


class _Verbs:
    """The verbs of a parser."""

    def __init__(self, parser: _Parser) -> None:
        self._parsers = parser.add_subparsers(metavar="命令", parser_class=_Parser, title="命令")

    def add(self, name: str, verb: str, says: str) -> _Parser:
        """A new one; `verb` names the module and the function that do it."""
        made = self._parsers.add_parser(name, help=says, description=says, allow_abbrev=False)
        made.set_defaults(verb=verb)
        return made


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a call; `verb` names module and function.

    Raises:
        InputError: the call cannot be understood.
    """
    parser = _Parser(prog="yunqi", description="云企自评：制造业云上企业自评申报，完全离线。", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"云企自评 yunqi {VERSION}", help="显示版本")
    verbs = _Verbs(parser)
    for add in (_beginning, _filling_in, _assessing, _sealing, _verifying, _packages, _beside):
        add(verbs)
    options = parser.parse_args(arguments)
    if not hasattr(options, "verb"):
        raise InputError("请写明要做什么；用 yunqi --help 查看可用的命令。")
    return options


def _beginning(verbs: _Verbs) -> None:
    new = verbs.add("new", "filing_verbs:new", "新建案卷：空白的，或用 --from 沿用去年的")
    _filing(new)
    new.add_argument("--standard", default="", metavar="标准", help="标准编号，例如 zj-2021")
    new.add_argument("--batch", default="", metavar="批次", help="批次编号，例如 2021-1")
    new.add_argument("--name", default="", metavar="企业名称")
    new.add_argument(
        "--from",
        dest="earlier",
        type=Path,
        default=None,
        metavar="去年的案卷",
        help="沿用去年的案卷、申报包或 filing.json，沿用的内容待确认",
    )

    confirm = verbs.add("confirm", "filing_verbs:confirm", "确认沿用的内容已经核对")
    _filing(confirm)
    confirm.add_argument("places", nargs="*", metavar="位置", help="例如 enterprise.name；不写则列出还没有确认的位置")
    confirm.add_argument("--all", action="store_true", help="确认全部")

    imported = verbs.add("import", "filing_verbs:import_", "从 filing.json、申报包或填好的 Excel 表导入，生成案卷")
    imported.add_argument("source", type=Path, metavar="来源")
    imported.add_argument("-o", "--out", type=Path, required=True, metavar="案卷.yunqi")

    form = verbs.add("form", "filing_verbs:form", "导出可以用 Excel 或 WPS 填写的填报表，填好后用 import 导入")
    form.add_argument("file", type=Path, nargs="?", default=None, metavar="案卷.yunqi", help="带上案卷里已有的内容")
    form.add_argument("-o", "--out", type=Path, required=True, metavar="填报表.xlsx")
    form.add_argument("--standard", default="", metavar="标准", help="空白表的标准编号，例如 zj-2021")
    form.add_argument("--batch", default="", metavar="批次", help="空白表的批次编号，例如 2021-1")


def _filling_in(verbs: _Verbs) -> None:
    show = verbs.add("show", "filing_verbs:show", "显示案卷内容")
    _filing(show)
    _json(show)

    assign = verbs.add("set", "filing_verbs:set_", "按路径填写内容，例如 enterprise.name 企业名称")
    _filing(assign)
    assign.add_argument("pairs", nargs="+", metavar="路径 值")

    attach = verbs.add("attach", "filing_verbs:attach", "添加佐证材料")
    _filing(attach)
    attach.add_argument(
        "--for", dest="use", required=True, metavar="要求[:对象]", help="例如 business_licence 或 system_login:s01"
    )
    attach.add_argument("paths", nargs="+", type=Path, metavar="材料")


def _assessing(verbs: _Verbs) -> None:
    for name, says in (("score", "计算自评分"), ("check", "检查案卷")):
        verb = verbs.add(name, f"assessment_verbs:{name}", says)
        _filing(verb)
        _json(verb)


def _sealing(verbs: _Verbs) -> None:
    seal = verbs.add("seal", "package_verbs:seal", "封装申报包")
    _filing(seal)
    seal.add_argument("--out", type=Path, required=True, metavar="文件夹")
    seal.add_argument("--draft", action="store_true", help="有错误也出一份草稿，每页注明草稿")
    seal.add_argument("--date", type=_date, default=None, metavar="YYYY-MM-DD", help="封装日期，默认今天")
    seal.add_argument("--sign", type=Path, default=None, metavar="证书.pfx", help="用证书给申报包加上数字签名（可选）")
    seal.add_argument("--password-file", type=Path, default=None, metavar="文件", help="第一行是证书的密码")
    _overview(seal)

    documents = verbs.add("documents", "package_verbs:documents", "只生成 Excel 和 PDF")
    _filing(documents)
    documents.add_argument("--out", type=Path, required=True, metavar="文件夹")
    _overview(documents)
    documents.add_argument("--evidence-volume", action="store_true", help="另把全部佐证材料装订成一份 PDF")
    documents.add_argument("--watermark", action="store_true", help="佐证材料汇编每页加“仅供……申报使用”的水印")


def _verifying(verbs: _Verbs) -> None:
    verify = verbs.add("verify", "verify_verbs:verify", "核验申报包")
    verify.add_argument("paths", nargs="*", type=Path, metavar="申报包")
    verify.add_argument("--report", type=Path, default=None, metavar="报告.pdf", help="把核验报告（四性检测）存为 PDF")
    verify.add_argument(
        "--export-verifier",
        type=Path,
        default=None,
        metavar="文件.py",
        help="导出一个单独的核验程序，没有装云企自评的电脑也能核验",
    )
    verify.add_argument("--seal-code", default="", metavar="封装码", help="纸质件上的 64 位封装码")
    verify.add_argument(
        "--paper",
        type=Path,
        action="append",
        default=[],
        metavar="扫描件",
        help="盖章纸质件的扫描件（PDF）或照片，看页是否齐全、是否属于这个包；可以写多次",
    )
    verify.add_argument(
        "--trust", type=Path, action="append", default=[], metavar="证书", help="信任的证书（PEM 或 DER），可以写多次"
    )
    _json(verify)


def _packages(verbs: _Verbs) -> None:
    scan = verbs.add("attach-scan", "package_verbs:attach_scan", "把盖章后的扫描件加入申报包，封装码不变")
    scan.add_argument("package", type=Path, metavar="申报包")
    scan.add_argument("scans", nargs="+", type=Path, metavar="扫描件", help="PDF 或照片，可以有多个，按顺序合成一份")

    encrypted = verbs.add("encrypt", "package_verbs:encrypt", "把申报包加密（AES-256）成另一个 zip，便于发送")
    encrypted.add_argument("package", type=Path, metavar="申报包")
    encrypted.add_argument("--password-file", type=Path, required=True, metavar="文件", help="第一行是密码")

    rank = verbs.add("rank", "rank_verbs:rank", "把核验完好的申报包汇总成附件3，带名次和模拟横向评分")
    rank.add_argument("paths", nargs="+", type=Path, metavar="申报包或文件夹")
    rank.add_argument("-o", "--out", type=Path, required=True, metavar="附件3.xlsx")


def _beside(verbs: _Verbs) -> None:
    standard = verbs.add("standard", "standard_verbs:check", "检查标准数据")
    standard.add_argument("action", choices=["check"], metavar="check")
    standard.add_argument("folder", type=Path, metavar="文件夹")

    demo = verbs.add("demo", "demo_verbs:demo", "用样例走一遍：导入、评分、检查、封装、核验")
    demo.add_argument("--out", type=Path, required=True, metavar="文件夹")

    read = verbs.add("read", "reading_verbs:read", "读出佐证材料的内容：发票、合同、执照，哪些已确认")
    read.add_argument("paths", nargs="+", type=Path, metavar="文件、文件夹或压缩包")
    _json(read)


def _filing(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="案卷.yunqi")


def _overview(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--overview",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="附或不附供企业负责人参阅的自评概览，默认按案卷里的选择",
    )


def _json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _date(text: str) -> str:
    if not is_date(text):
        raise InputError(f"“{text[:30]}”不是日期，请写成 2021-11-20 的样子。")
    return text
