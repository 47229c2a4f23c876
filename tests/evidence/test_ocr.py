from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.evidence import ocr
from desktop.evidence.file_reading import read_content
from desktop.evidence.ocr import Line, installed, page_of
from desktop.evidence.ocr_process import OcrProcess, words_in
from desktop.evidence.reading_pool import read_all
from desktop.evidence.walking import Source, sources
from tests.benchmarks.reading import screenshot
from tests.factories.evidence import picture
from tests.factories.fake_ocr import LOGIN, FakeEngine
from tests.factories.invoice_pdfs import as_pdf, as_picture
from tests.factories.invoices import AnInvoice, an_invoice

FAKE = "tests.factories.fake_ocr:FakeEngine"
INVOICE = an_invoice(1)


class InvoiceEngine(FakeEngine):
    """Reads the text of an invoice where its PDF has it."""

    def __init__(self, invoice: AnInvoice) -> None:
        self._pdf = as_pdf(invoice)

    def lines(self, picture: object) -> list[Line]:
        from desktop import pdf  # noqa: PLC0415  (the file is opened by the same library)
        from desktop.evidence.pdf_text import page_text  # noqa: PLC0415

        del picture
        with pdf.opened(self._pdf) as document:
            return [Line(run.text, run.left, run.top, run.right, run.bottom) for run in page_text(document[0]).runs]


def test_what_only_the_engine_says_is_never_confirmed() -> None:
    shown = as_picture(as_pdf(INVOICE, code=False), dpi=72)
    reading = read_content(shown, "扫描.png", InvoiceEngine(INVOICE))
    assert (reading.kind, reading.confirmed) == ("invoice", ())
    assert reading.values["seller"] == INVOICE.seller
    assert reading.sources["total"] == ("ocr",)


def test_the_engine_and_the_code_together_confirm() -> None:
    reading = read_content(as_picture(as_pdf(INVOICE)), "扫描.png", InvoiceEngine(INVOICE))
    assert {"number", "date", "total"} <= set(reading.confirmed)
    assert "seller" not in reading.confirmed


def test_a_line_of_label_and_value_comes_apart() -> None:
    page = page_of([Line("名称：样例有限公司", 0, 0, 180, 20)], (200, 100))
    assert [run.text for run in page.runs] == ["名称:", "样例有限公司"]


def test_words_have_their_places_in_parts_of_the_picture() -> None:
    words = words_in(screenshot(1), FakeEngine())
    assert words is not None
    assert [word.text for word in words] == list(LOGIN)
    assert all(0 <= word.left < word.right <= 1 and 0 <= word.top < word.bottom <= 1 for word in words)
    assert words_in(b"no picture", FakeEngine()) is None


def test_a_screenshot_is_known_by_its_words_and_its_name_may_not_say_otherwise() -> None:
    assert read_content(screenshot(1), "IMG_0001.png", FakeEngine()).kind == "login"
    assert read_content(screenshot(1), "首页.png", FakeEngine()).kind == "other"


def test_files_are_read_once_more_in_a_process_of_its_own(tmp_path: Path) -> None:
    for name in ("微信图片.png", "ERP-登录页.png"):
        (tmp_path / name).write_bytes(picture())
    found = list(sources([tmp_path]))
    with OcrProcess(FAKE) as ocr:
        readings = {found[number].name: reading for number, reading in read_all(found, 1, ocr=ocr)}
        assert ocr.words(b"no picture") is None
    assert {name: reading.kind for name, reading in readings.items()} == {
        "微信图片.png": "login",
        "ERP-登录页.png": "login",
    }
    assert readings["ERP-登录页.png"].ocr_would_help


@pytest.mark.parametrize("engine", ["SlowEngine", "CrashingEngine"])
def test_an_engine_that_hangs_or_crashes_is_ended_and_started_again(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(picture())
    with OcrProcess(f"tests.factories.fake_ocr:{engine}", seconds=0.5) as ocr:
        assert ocr.read(Source(str(path), "a.png")) is None
        assert ocr.words(b"no picture") is None


def test_beside_an_installed_program_the_part_counts_when_none_of_its_files_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "OCR_PARTS", tmp_path / "ocr")
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert not installed.__wrapped__()
    (tmp_path / "ocr/numpy").mkdir(parents=True)
    (tmp_path / "ocr/numpy/a.pyd").write_bytes(b"1234")
    (tmp_path / "ocr/installed.txt").write_text("4\tnumpy/a.pyd\n", encoding="utf-8")
    assert installed.__wrapped__()
    ocr.reach()
    ocr.reach()
    assert sys.path.count(str(tmp_path / "ocr")) == 1
    assert sys.path[-1] == str(tmp_path / "ocr")  # what the program has itself comes first
    (tmp_path / "ocr/numpy/a.pyd").unlink()
    assert not installed.__wrapped__()


@pytest.mark.skipif(not installed(), reason="the optional part for text in pictures (yunqi[ocr]) is not installed")
def test_the_real_engine_reads_an_invoice_without_a_code(tmp_path: Path) -> None:
    path = tmp_path / "扫描.png"
    path.write_bytes(as_picture(as_pdf(INVOICE, code=False)))
    with OcrProcess() as ocr:
        reading = ocr.read(Source(str(path), path.name))
    assert reading is not None
    assert reading.confirmed == ()
    assert {name: reading.values[name] for name in ("number", "date", "total")} == {
        name: getattr(INVOICE, name) for name in ("number", "date", "total")
    }
