"""rank."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli.terminal import out, progress, say
from desktop.errors import InputError
from desktop.workspace import clock, ranking
from desktop.workspace.receiving import Received, packages_in, standing_among
from desktop.workspace.receiving_many import receive_all

_SUFFIX = ".xlsx"


def rank(options: Namespace) -> int:
    """`yunqi rank`: the table's path on standard output, what is not in it on standard error.

    1 if a package was found wanting (damaged, a draft, no package at all), 2 if a path could not be read.
    """
    target: Path = options.out
    if target.suffix.lower() != _SUFFIX:
        raise InputError(f"附件3 是 Excel 文件，“{target.name}”的扩展名请写成 {_SUFFIX}。")
    for path in options.paths:
        if not path.exists():
            raise InputError(f"没有找到“{path}”，请核对路径。")
    paths = list(packages_in(options.paths))
    if not paths:
        raise InputError("给出的文件夹里没有申报包（.zip 或已解压的申报包）。")
    place = {path: number for number, path in enumerate(paths)}
    received = sorted(receive_all(paths, progress("核验（个）")), key=lambda item: place[item.path])
    _tell(received)
    for table in ranking.write_tables(
        received, target, clock.today(), scope="全部完好的正式版本", progress=progress("写附件3（张表）")
    ):
        out(str(table.path))
        say(f"{table.batch_title}：{table.rows} 家列入附件3，{table.left_out} 个申报包没有列入，见工作表“未列入”。")
    if ranking.unreadable(received):
        return 2
    return 1 if ranking.wanting(received) else 0


def _tell(received: list[Received]) -> None:
    """Why packages are not in the table, and what a person should know of those that are."""
    places, told = standing_among(received), ranking.reasons(received)
    for item in received:
        sentence = told[item.path] or places[item.path].sentence
        if sentence:
            say(f"{item.path}：{sentence}")
    batches = dict.fromkeys(item.table for item in received if item.sound)
    if len(batches) > 1:
        say("这些申报包属于不同的标准或批次，不能排在一张表里，分别写成几个文件。")
