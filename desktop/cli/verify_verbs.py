"""verify: loads little before it begins to read."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from desktop.cli.terminal import out, out_json, progress, say
from desktop.errors import InputError, YunqiError
from desktop.package.report import Report
from desktop.workspace import verifying
from desktop.workspace.seal_codes import is_code, typed_code

_MB = 2**20
_SIGNED = {"valid": "数字签名有效，签名人", "unknown_signer": "数字签名与内容相符，但签名人不在信任的证书之列，签名人"}


def verify(options: Namespace) -> int:
    """`yunqi verify`: 0 only if every package is intact."""
    if options.export_verifier:
        from desktop.workspace import exporting  # noqa: PLC0415

        say(f"已导出核验程序“{exporting.export_verifier(options.export_verifier)}”，有 Python 3.9 的电脑就能运行。")
        if not options.paths:
            return 0
    _require_sensible(options)
    reports = list(_reports(options))
    if options.report and reports:
        from desktop.workspace import reporting  # noqa: PLC0415

        reporting.save_report(reports, options.report)
        say(f"核验报告已保存为“{options.report}”。")
    if options.json:
        out_json({"packages": [report.as_json() for report in reports]})
    else:
        for report in reports:
            _report(report)
    if len(reports) < len(options.paths):
        return 2
    return 0 if all(map(verifying.passed, reports)) else 1


def _require_sensible(options: Namespace) -> None:
    if not options.paths:
        raise InputError("请写明要核验的申报包。")
    if options.seal_code and not is_code(typed_code(options.seal_code)):
        raise InputError("封装码应为 64 位十六进制数，请照纸质件页脚重新输入（空格可有可无）。")
    if (options.seal_code or options.paper) and len(options.paths) > 1:
        raise InputError("与纸质件核对时，一次只能给一个申报包。")


def _reports(options: Namespace) -> Iterator[Report]:
    for path in options.paths:
        shown = progress("核验（MB）", unit=_MB)
        try:
            yield verifying.verify(
                path, options.seal_code, shown, scans=options.paper, given=options.paths, trust=options.trust
            )
        except YunqiError as error:  # one path that cannot be read does not hide the verdict on the others
            say(str(error))


def _report(report: Report) -> None:
    out(f"{report.path}：{report.sentence}")
    if report.seal_code:
        version = f"第 {report.version} 版" if report.version else "草稿"
        version += f"（第 {report.part} 包，共 {report.parts} 包）" if report.parts else ""
        out(f"　{report.enterprise}　{report.batch}　{version}　封装码 {report.seal_code}")
    if report.signature in _SIGNED:
        out(f"　{_SIGNED[report.signature]}：{report.signer}")
    if report.paper is not None:
        out("　纸质件与申报包一致。" if report.paper else "　纸质件与申报包不一致，或不齐全。")
    for item in report.problems:
        out(f"　{item.code} {item.words}")
