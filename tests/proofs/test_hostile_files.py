"""Hostile files each give a line of the result in time; YUNQI_FULL=1 adds the heaviest, and 10 000 files at once."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from desktop.evidence import reading_pool
from desktop.evidence.file_reading import read_content
from desktop.evidence.reading import Reading
from desktop.evidence.reading_pool import read_all
from desktop.evidence.walking import Source, sources
from tests.factories.evidence import invoice_xml
from tests.factories.hostile_files import HEAVY, LIGHT
from tests.factories.invoice_ofds import as_ofd
from tests.factories.invoice_pdfs import as_pdf, as_picture, as_scan
from tests.factories.invoices import AnInvoice, an_invoice, as_xml

FULL = bool(os.environ.get("YUNQI_FULL"))
LONGEST = 10.0  # seconds for one file
INVOICE = an_invoice(1)
FORMATS: dict[str, Callable[[AnInvoice], bytes]] = {
    "xml": as_xml,
    "ofd": as_ofd,
    "pdf": lambda item: as_pdf(item, hidden="utf-8"),
    "png": lambda item: as_picture(as_pdf(item), dpi=100),
    "jpg": lambda item: as_picture(as_pdf(item), dpi=100, form="JPEG"),
    "tiff": lambda item: as_picture(as_pdf(item), dpi=100, form="TIFF"),
    "scan.pdf": lambda item: as_scan(as_picture(as_pdf(item), dpi=100)),
}


def test_each_hostile_file_gives_a_line_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "收到的"
    folder.mkdir()
    for name, make in (LIGHT | HEAVY if FULL else LIGHT).items():
        (folder / name).write_bytes(make())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    found = list(sources([folder]))
    lines: dict[str, Reading] = {}
    given: dict[int, float] = {}
    give = reading_pool._Worker.give

    def noted(worker: reading_pool._Worker, number: int, source: Source) -> None:
        given[number] = time.monotonic()
        give(worker, number, source)

    monkeypatch.setattr(reading_pool._Worker, "give", noted)
    for number, reading in read_all(found, 1):
        lines[found[number].name] = reading
        assert time.monotonic() - given[number] < LONGEST, found[number].name
    assert set(lines) == {path.name for path in folder.iterdir()}
    assert not [name for name, reading in lines.items() if not reading.problems and reading.kind != "invoice"]
    assert not [name for name, reading in lines.items() if "failed" in {item.code for item in reading.problems}]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_stops_anywhere_is_read_truly_or_told(form: str) -> None:
    whole = FORMATS[form](INVOICE)
    points = 60 if FULL else 8
    for part in range(points):
        reading = read_content(whole[: len(whole) * part // points], "文件")
        wrong = [name for name in reading.confirmed if reading.values[name] != getattr(INVOICE, name)]
        assert wrong == []
        assert reading.problems or reading.kind == "invoice"


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_file_is_called_does_not_matter(form: str) -> None:
    whole = FORMATS[form](INVOICE)
    for ending in ("txt", "exe", "png", "pdf", "xml", "zip")[:: 1 if FULL else 3]:
        assert read_content(whole, f"文件.{ending}").values["number"] == INVOICE.number


@pytest.mark.parametrize(("wide", "high"), [(4960, 7016), (7016, 9921)], ids=["A4 at 600 dpi", "A3 at 600 dpi"])
def test_an_honest_large_scan_in_colour_is_read(wide: int, high: int) -> None:
    page = Image.new("RGB", (wide, high), (250, 248, 240))
    page.paste(Image.open(io.BytesIO(as_picture(as_pdf(INVOICE), dpi=500))), (300, 300))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80)
    reading = read_content(out.getvalue(), "扫描.jpg")
    assert {"number", "date"} <= set(reading.confirmed)


@pytest.mark.skipif(not FULL, reason="10 000 files take a minute; runs with --full")
def test_ten_thousand_files_at_once_are_ten_thousand_lines(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number:05}.xml").write_bytes(invoice_xml(f"{number:020}"))
    found = list(sources([tmp_path]))
    readings = dict(read_all(found))
    assert len(readings) == len(found) == 10_000
    assert {found[number].name[:5] == reading.values["number"][-5:] for number, reading in readings.items()} == {True}
