"""The documents of 100 systems: the workbook beside a plain XlsxWriter script, workbook and PDF together."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import openpyxl
from msgspec.structs import replace
from openpyxl.cell.cell import MergedCell
from PIL import Image, ImageDraw
from xlsxwriter import Workbook

from desktop.documents.dossier import Dossier, Stamp
from desktop.documents.printed import write_printed
from desktop.documents.workbook import write_workbook
from desktop.evidence.small_pictures import small_picture
from desktop.model.filing import CloudService, Evidence, EvidenceUse, Filing, System
from desktop.workspace.composing import dossier
from tests.factories.filings import a_filing, zhejiang

SYSTEMS = 100
RATIO_GOAL, TOGETHER_GOAL = 1.3, 1.5
_STAMP = Stamp(version=1, date="2021-11-28", seal_code="ab" * 32)


class _Times(NamedTuple):
    """Seconds of work, the least and the median, and the median by the clock."""

    best: float
    median: float
    wall: float


class _Plain(NamedTuple):
    """What stands on a sheet: values with the results of formulas, merges, pictures, heights."""

    title: str
    cells: list[tuple[int, int, Any, Any]]
    merges: list[tuple[int, int, int, int]]
    pictures: list[tuple[int, int, bytes]]
    heights: list[tuple[int, float]]


def documents() -> None:
    """Print the times of workbook and PDF, of alternating runs after a warm-up."""
    content = a_dossier(SYSTEMS)
    plain = _plain_script(write_workbook(content))
    ours, theirs = _alternating(15, lambda: write_workbook(content), plain)
    best, median = ours.best / theirs.best, ours.median / theirs.median
    print(
        f"workbook of {SYSTEMS} systems: {ours.best * 1000:.0f} ms of work, plain XlsxWriter {theirs.best * 1000:.0f} "
        f"ms, ratio {best:.2f}, of medians {median:.2f} (goal {RATIO_GOAL})"
    )
    [together] = _alternating(5, lambda: (write_workbook(content), write_printed(content)))
    print(f"workbook and PDF together: {together.wall:.2f} s (goal {TOGETHER_GOAL})")


def a_dossier(systems: int) -> Dossier:
    """A filing with so many systems, each with two screenshots, and all that follows from it."""
    filing = a_large_filing(systems)
    shown = [small_picture(_screenshot(number)) for number in range(20)]
    pictures = {item.sha256: shown[number % len(shown)] for number, item in enumerate(filing.evidence)}
    return dossier(zhejiang(), filing, _STAMP, pictures)


def a_large_filing(systems: int) -> Filing:
    """A filing with so many systems."""
    categories = [item.id for item in zhejiang().categories]
    requirements = [item.id for item in zhejiang().requirements if item.subject.value == "system"]
    listed = tuple(
        System(
            f"s{number}",
            f"第 {number} 号业务系统",
            categories[number % len(categories)],
            cloud=number % 4 != 0,
            collaborates=number % 3 == 0,
            platform="样例云主机",
            provider="浙江样例工业软件有限公司",
            summary="统一管理零部件的产品结构、图文档和设计变更，在线审批，与生产计划、采购和售后共享同一份数据。",
        )
        for number in range(systems)
    )
    evidence = tuple(
        Evidence(f"截图/{item.id}-{use}.png", f"{number:064x}", 250_000 + number, (EvidenceUse(use, item.id),))
        for number, (item, use) in enumerate((item, use) for item in listed for use in requirements)
    )
    services = tuple(CloudService(f"c{n}", f"云服务 {n}", "样例云", f"HT-{n}", amount="12.50") for n in range(10))
    texts = {item.id: "信息化建设情况说明，" * 30 for item in zhejiang().fields if item.kind.value == "text"}
    return replace(
        a_filing(systems=listed), evidence=evidence, cloud_services=services, enterprise={**texts, "name": "样例企业"}
    )


def _screenshot(number: int) -> bytes:
    picture = Image.new("RGB", (1920, 1080), "white")
    draw = ImageDraw.Draw(picture)
    for line in range(60):
        draw.rectangle((40 + line * 7 % 900, line * 18, 700 + line * 13 * number % 1200, line * 18 + 9), fill="#2a6")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _plain_script(workbook: bytes) -> Callable[[], object]:
    """What anybody would write with XlsxWriter to put the same values, formulas, merges and pictures on sheets."""
    made = openpyxl.load_workbook(io.BytesIO(workbook))
    shown = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    sheets: list[_Plain] = []
    for sheet in made.worksheets:
        cells = [
            (cell.row - 1, cell.column - 1, cell.value, shown[sheet.title][cell.coordinate].value)
            for row in sheet.iter_rows()
            for cell in row
            if not isinstance(cell, MergedCell) and (cell.value is not None or cell.has_style)
        ]
        merges = [(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells.ranges]
        pictures = [
            (item.anchor._from.row, item.anchor._from.col, item.ref.getvalue())
            for item in getattr(sheet, "_images", ())  # openpyxl has no other way
        ]
        heights = [(number - 1, size.height) for number, size in sheet.row_dimensions.items() if size.height]
        sheets.append(_Plain(sheet.title, cells, merges, pictures, heights))
    names = [(name, f"={defined.attr_text}") for name, defined in made.defined_names.items()]

    return partial(_write_plainly, sheets, names)


def _write_plainly(sheets: list[_Plain], names: list[tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    look = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "SimSun"})
    for title, cells, merges, pictures, heights in sheets:
        sheet = book.add_worksheet(title)
        for merge in merges:
            sheet.merge_range(*merge, "", look)
        for row, column, value, result in cells:
            if isinstance(value, str) and value.startswith("="):
                sheet.write_formula(row, column, value, look, result)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, look)
            elif value is None:
                sheet.write_blank(row, column, None, look)
            else:
                sheet.write_number(row, column, value, look)
        for row, height in heights:
            sheet.set_row(row, height)
        for row, column, data in pictures:
            sheet.insert_image(row, column, "picture.jpg", {"image_data": io.BytesIO(data), "x_scale": 0.4})
    for name, reference in names:
        book.define_name(name, reference)
    book.close()
    return out.getvalue()


def _alternating(runs: int, *works: Callable[[], object]) -> list[_Times]:
    """The seconds of each, run in turn so that a busy moment of the machine hits all."""
    busy: list[list[float]] = [[] for _ in works]
    wall: list[list[float]] = [[] for _ in works]
    for run in range(runs + 1):
        for number, work in enumerate(works):
            begun, at = time.process_time(), time.perf_counter()
            work()
            if run:  # the first is the warm-up
                busy[number].append(time.process_time() - begun)
                wall[number].append(time.perf_counter() - at)
    pairs = zip(busy, wall, strict=True)
    return [_Times(min(worked), statistics.median(worked), statistics.median(clock)) for worked, clock in pairs]


if __name__ == "__main__":
    documents()
