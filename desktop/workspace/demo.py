"""The sample filing, walked through from import to verification."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.errors import InputError, RefusedError
from desktop.filing import open_filing
from desktop.model.numbers import fixed, plain
from desktop.package.reading import open_package
from desktop.paths import SAMPLE
from desktop.standard.definition import Level
from desktop.standard.scoring import score
from desktop.workspace import assessing
from desktop.workspace.composing import PRINTED, WORKBOOK, write_file
from desktop.workspace.importing import import_source
from desktop.workspace.sealing import seal
from desktop.workspace.verifying import passed, verify

FILE = "样例.yunqi"
DATE = "2021-11-20"  # fixed, so that everybody's sample package is the same
_MB = 1_000_000


def demo(folder: Path) -> Iterator[str]:
    """Make the sample in a folder: import, score, check, seal, verify; yields one sentence per step.

    The sample filing of an earlier run is replaced; everything else in the folder is left alone.

    Raises:
        YunqiError: a step failed; the sentence says which and why.
    """
    path = folder / FILE
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"“{path}”正被占用或不能删除（{error.strerror or error}），请关闭它或换一个文件夹。") from None
    filing = import_source(SAMPLE / "filing.json", path)
    yield f"导入：{path}，系统 {len(filing.systems)} 个，佐证材料 {len(filing.evidence)} 份"
    with open_filing(path) as store:
        card = score(store.standard, store.filing)
        experts = f"另有 {plain(card.expert_max)} 分由专家评审，自评不计"
        yield f"评分：{fixed(card.self_score)} / {plain(card.self_max)}，{experts}"
        found = assessing.findings(store)
        counts = [sum(item.level is level for item in found) for level in (Level.ERROR, Level.WARNING, Level.HINT)]
        yield f"检查：错误 {counts[0]}，警告 {counts[1]}，提示 {counts[2]}"
        sealed = seal(store, folder, date=DATE)
        yield f"封装：{sealed.path}，{sealed.files} 份材料，{sealed.bytes / _MB:.1f} MB，封装码 {sealed.seal_code}"
    report = verify(sealed.path)
    if not passed(report):
        raise RefusedError(f"样例申报包没有通过核验：{report.sentence}")
    yield f"核验：{report.sentence}"
    printed, workbook = _taken_out(sealed.path, folder)
    yield f"请打开：{printed}（申报材料）、{workbook}（申报表）、{sealed.path}（申报包）"


def _taken_out(package: Path, folder: Path) -> tuple[Path, Path]:
    """The sealed documents beside the package, for people who want to look before they unpack."""
    printed, workbook = folder / PRINTED, folder / WORKBOOK
    with open_package(package) as content:
        write_file(printed, content.printed)
        write_file(workbook, content.workbook)
    return printed, workbook
