"""seal, documents, verify."""

from __future__ import annotations

import re
from argparse import Namespace

from desktop.cli.terminal import out, out_json, progress, say
from desktop.errors import InputError, YunqiError
from desktop.filing import FilingStore, open_filing
from desktop.package.report import Report
from desktop.standard.definition import Level
from desktop.workspace import assessing, clock, composing, sealing, verifying
from desktop.workspace.editing import choose_overview

_MB = 2**20
_CODE = re.compile(r"[0-9a-fA-F]{64}")


def seal(options: Namespace) -> int:
    """`yunqi seal`: the package's path and seal code on standard output."""
    with open_filing(options.file) as store:
        if options.overview is not None:
            choose_overview(store, no_overview=not options.overview)
        sealed = sealing.seal(
            store, options.out, draft=options.draft, date=options.date or "", progress=progress("封装（MB）", unit=_MB)
        )
        unexplained = [item for item in assessing.findings(store) if item.level is Level.WARNING and not item.reason]
        version = "" if options.draft else f"第 {store.seals()[-1].version} 版，"
    out(str(sealed.path))
    out(sealed.seal_code)
    if unexplained:
        say(f"有 {len(unexplained)} 条警告没有说明理由，申报材料里已注明；可用 set 填写 reasons.代码@位置 后再封装。")
    say(
        f"{'草稿，不能报送；' if options.draft else version}"
        f"{sealed.files} 份材料，{sealed.bytes / 1e6:.1f} MB，已核验。"
    )
    return 0


def documents(options: Namespace) -> int:
    """`yunqi documents`: the paths of what was written; with `--evidence-volume` the bound volume too."""
    if options.watermark and not options.evidence_volume:
        raise InputError("--watermark 只用于佐证材料汇编，请同时写 --evidence-volume。")
    with open_filing(options.file, "read") as store:
        left_out = None if options.overview is None else not options.overview
        for path in composing.write_documents(store, options.out, clock.today(), no_overview=left_out):
            out(str(path))
        if options.evidence_volume:
            _volume(store, options)
    return 0


def _volume(store: FilingStore, options: Namespace) -> None:
    from desktop.workspace import binding  # noqa: PLC0415  (loads qpdf; nobody else should wait for that)

    shown = progress("装订佐证材料（%）")
    bound = binding.bind_volume(store, options.out, clock.today(), watermark=options.watermark, progress=shown)
    out(str(bound.path))
    for number, file, reason in bound.problems:
        say(f"第 {number} 份材料“{file}”未能装入，该页已注明：{reason}")
    say(f"佐证材料汇编：{bound.pieces} 份材料，{bound.pages} 页。")


def verify(options: Namespace) -> int:
    """`yunqi verify`: 0 only if every package is intact."""
    if options.seal_code and not _CODE.fullmatch("".join(options.seal_code.split())):
        raise InputError("封装码应为 64 位十六进制数，请照纸质件页脚重新输入（空格可有可无）。")
    if options.seal_code and len(options.paths) > 1:
        raise InputError("核对纸质件的封装码时，一次只能给一个申报包。")
    reports = []
    for path in options.paths:
        try:
            reports.append(verifying.verify(path, options.seal_code, progress("核验（MB）", unit=_MB)))
        except YunqiError as error:  # one path that cannot be read does not hide the verdict on the others
            say(str(error))
    if options.json:
        out_json({"packages": [report.as_json() for report in reports]})
    else:
        for report in reports:
            _report(report)
    if len(reports) < len(options.paths):
        return 2
    return 0 if all(map(verifying.passed, reports)) else 1


def _report(report: Report) -> None:
    out(f"{report.path}：{report.sentence}")
    if report.seal_code:
        version = f"第 {report.version} 版" if report.version else "草稿"
        out(f"　{report.enterprise}　{report.batch}　{version}　封装码 {report.seal_code}")
    if report.paper:
        out("　纸质件的封装码与申报包一致。")
    for item in report.problems:
        out(f"　{item.code} {item.path} {item.message}")
