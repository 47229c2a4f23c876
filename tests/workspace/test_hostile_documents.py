"""Workbook, pages and data made to do harm, every sum of the package made to fit: refused in little time and room.

Bytes that become gigabytes are never unpacked whole, and nothing is written.
"""

from __future__ import annotations

import io
import json
import resource
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from itertools import repeat
from pathlib import Path

import pytest

from desktop.package.layout import FILING, PRINTED, WORKBOOK
from desktop.package.report import Verdict
from desktop.workspace.verifying import verify
from tests.factories.packages import files_of, packed, with_seal_repaired, with_tags_repaired
from tests.factories.received import an_enterprise, sealed

Files = dict[str, bytes]
SECONDS = 10  # of the processors, on any machine; they take one or two
MEGABYTES = 300  # that a package may add to the highest use of memory
MEBIBYTE = 1 << 20
FIRST_SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sealed(tmp_path_factory.mktemp("好"), an_enterprise(7)).path


def with_sheet(files: Files, change: Callable[[bytes], bytes], filling: int = 0) -> Files:
    """The first sheet changed, and so many mebibytes of blanks behind it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files[WORKBOOK])) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, "w") as part:
                part.write(change(old.read(name)) if name == FIRST_SHEET else old.read(name))
                for _ in range(filling if name == FIRST_SHEET else 0):
                    part.write(b" " * MEBIBYTE)
    return {**files, WORKBOOK: out.getvalue()}


def laughing(sheet: bytes) -> bytes:
    """Entities that stand for ten of the next, nine times over."""
    made = b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10) for step in range(9))
    head, mark, rest = sheet.partition(b"?>")
    return head + mark + b'<!DOCTYPE x [<!ENTITY a "ha">' + made + b"]>" + rest.replace(b"<v>", b"<v>&j;", 1)


def one_page(pieces: Iterable[bytes], dictionary: bytes = b"/Filter/FlateDecode") -> bytes:
    """A PDF of one page that draws these pieces, packed into little."""
    stream = zlib.compressobj(1)
    drawn = b"".join(stream.compress(piece) for piece in pieces) + stream.flush()
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<<" + dictionary + b"/Length %d>>stream\n" % len(drawn) + drawn + b"\nendstream endobj\n"
        b"5 0 obj<</Creator(x)>>endobj\ntrailer<</Root 1 0 R/Info 5 0 R>>\n"
    )


def with_answer(files: Files, figure: str) -> Files:
    filing = json.loads(files[FILING])
    filing["answers"] = {key: {"n": figure, "m": "1"} for key in filing["answers"]}
    return {**files, FILING: json.dumps(filing, ensure_ascii=False).encode()}


HOSTILE: dict[str, tuple[Callable[[Files], Files], str]] = {
    "a sheet that unpacks to 170 MB": (lambda f: with_sheet(f, bytes, 170), "workbook_unreadable"),
    "entities that grow": (lambda f: with_sheet(f, laughing), "workbook_unreadable"),
    "a merged area of a whole sheet": (
        lambda f: with_sheet(
            f, lambda t: t.replace(b'<mergeCell ref="', b'<mergeCell ref="A1:XFD1048576"/><mergeCell ref="', 1)
        ),
        "workbook_unreadable",
    ),
    "a cell at the end of a sheet": (
        lambda f: with_sheet(
            f,
            lambda t: t.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        ),
        "workbook_sheets_differ",
    ),
    "a workbook that is none": (lambda f: {**f, WORKBOOK: b"PK"}, "workbook_unreadable"),
    "a page of 300 MB of blanks": (
        lambda f: {**f, PRINTED: one_page(repeat(b" " * MEBIBYTE, 300))},
        "printed_unreadable",
    ),
    "a page of ten million letters": (
        lambda f: {**f, PRINTED: one_page(repeat(b"(a)Tj " * 100_000, 100))},
        "printed_unreadable",
    ),
    "a packed page that calls it otherwise": (
        lambda f: {**f, PRINTED: one_page(repeat(b" " * MEBIBYTE, 9), b"/#46ilter/FlateDecode")},
        "printed_unreadable",
    ),
    "pages that are their own parents": (
        lambda f: {
            **f,
            PRINTED: one_page([], b"").replace(b"Kids[3 0 R]/Count 1", b"Kids[2 0 R 2 0 R]/Count 2000000000"),
        },
        "printed_unreadable",
    ),
    "pages with much behind them": (lambda f: {**f, PRINTED: f[PRINTED] + bytes(8 * MEBIBYTE)}, "printed_unreadable"),
    "data without an end": (lambda f: {**f, FILING: b"[" * 200_000}, "filing_unreadable"),
    "a figure of a milliard digits": (lambda f: with_answer(f, "1e999999999"), "filing_unreadable"),
    "a figure of four million digits": (lambda f: with_answer(f, "9" * 4_000_000), "filing_unreadable"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_with_its_reason(good: Path, tmp_path: Path, name: str) -> None:
    change, code = HOSTILE[name]
    bad = change(files_of(good))
    mended = with_tags_repaired(bad) if bad[PRINTED] != files_of(good)[PRINTED] else with_seal_repaired(bad)
    with zipfile.ZipFile(good) as archive:
        top = archive.namelist()[0].partition("/")[0]
    path = packed(tmp_path / "x.zip", mended, f"{top}/")
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    report = verify(path)
    took, after = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert report.verdict is Verdict.DAMAGED
    assert code in {item.code for item in report.problems}
    assert list(tmp_path.iterdir()) == [path]
    assert took < SECONDS
    assert (after - before) // 1024 < MEGABYTES
