"""seal, documents, attach-scan, encrypt."""

from __future__ import annotations

from argparse import Namespace

from desktop.cli.terminal import out, progress, say
from desktop.errors import InputError
from desktop.filing import FilingStore, open_filing
from desktop.standard.definition import Level
from desktop.workspace import assessing, clock, composing, scanning, sealing, sending
from desktop.workspace.editing import choose_overview
from desktop.workspace.signatures import Key, password_in

_MB = 2**20


def seal(options: Namespace) -> int:
    """`yunqi seal`: the package's path and seal code on standard output."""
    if options.password_file and not options.sign:
        raise InputError("写了 --password-file，却没有用 --sign 给出证书文件，请补上。")
    key = Key(options.sign, options.password_file) if options.sign else None
    shown = progress("封装（MB）", unit=_MB)
    with open_filing(options.file) as store:
        if options.overview is not None:
            choose_overview(store, no_overview=not options.overview)
        sealed = sealing.seal(store, options.out, draft=options.draft, date=options.date or "", progress=shown, key=key)
        unexplained = [item for item in assessing.findings(store) if item.level is Level.WARNING and not item.reason]
        version = "" if options.draft else f"第 {store.seals()[-1].version} 版，"
    for path in (sealed.path, *sealed.others):
        out(str(path))
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


def attach_scan(options: Namespace) -> int:
    """`yunqi attach-scan`: 0 if every page is there; 1 if pages are missing, though the scan was added."""
    paper = scanning.attach_scan(options.package, options.scans, progress("加入扫描件"))
    out(f"已加入盖章扫描件，封装码不变：{paper.sentence}")
    for item in paper.problems:
        out(f"　{item.code} {item.words}")
    return 1 if paper.problems else 0


def encrypt(options: Namespace) -> int:
    """`yunqi encrypt`: the path of the encrypted zip on standard output."""
    password = password_in(options.password_file)
    if not password:
        raise InputError(f"密码文件“{options.password_file.name}”的第一行是空的，请写上密码。")
    out(str(sending.encrypt(options.package, password, progress("加密（MB）", unit=_MB))))
    say("已加密；密码请另行告知收件人。收件人用 7-Zip 等软件解开后，得到原样的申报包。")
    return 0
