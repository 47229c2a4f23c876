"""read: what the readers find in files, before any of it is believed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from desktop.cli.terminal import out, out_json, progress, say
from desktop.errors import InputError
from desktop.evidence.ocr import installed
from desktop.evidence.ocr_process import OcrProcess
from desktop.evidence.reading import INVOICE, UNREADABLE, Reading
from desktop.evidence.reading_pool import read_all
from desktop.evidence.walking import Source, sources
from desktop.evidence.words import KINDS, SOURCES, value_label


def read(options: Namespace) -> int:
    """`yunqi read`: 0 where every file could be read, 1 where some could not, 2 where a path leads nowhere."""
    present = [path for path in options.paths if path.exists()]
    for path in options.paths:
        if path not in present:
            say(f"没有找到“{path}”，请核对路径。")
    found = list(sources(present))
    if present and not found:
        raise InputError("给出的文件夹里没有文件，请核对路径。")
    with OcrProcess() as ocr:
        readings = _readings(found, ocr)
    if options.json:
        pairs = zip(found, readings, strict=True)
        out_json({"files": [reading.as_json(source.shown) for source, reading in pairs]})
    else:
        for source, reading in zip(found, readings, strict=True):
            _show(source, reading)
    _say_more(readings)
    if len(present) < len(options.paths):
        return 2
    return 1 if any(reading.kind == UNREADABLE for reading in readings) else 0


def _readings(found: Sequence[Source], ocr: OcrProcess) -> list[Reading]:
    shown = progress("读取")
    by_number: dict[int, Reading] = {}
    for number, reading in read_all(found, ocr=ocr):
        by_number[number] = reading
        shown(len(by_number), len(found))
    return [by_number[number] for number in range(len(found))]


def _show(source: Source, reading: Reading) -> None:
    out(f"{source.shown}：{KINDS[reading.kind]}")
    for name, text in reading.values.items():
        said = "、".join(SOURCES[item] for item in reading.sources.get(name, ()))
        state = "已确认" if name in reading.confirmed else "请核对"
        out(f"　{value_label(reading.kind, name)}　{text}　（{said}，{state}）")
    for problem in reading.problems:
        out(f"　· {problem.message}")


def _say_more(readings: Sequence[Reading]) -> None:
    invoices = sum(reading.kind == INVOICE for reading in readings)
    pictures = sum(reading.ocr_would_help for reading in readings)
    failed = sum(reading.kind == UNREADABLE for reading in readings)
    if invoices:
        say(f"{invoices} 张发票均未验真，“已确认”只表示读得可靠；真伪请到国家税务总局全国增值税发票查验平台查验。")
    if pictures and not installed():
        say(f"{pictures} 份图片、扫描件里的文字没有读，只读了二维码；装上文字识别组件后还能读出其中的名称和金额。")
    if failed:
        say(f"{failed} 份文件读不了，原因已逐一列出。")
