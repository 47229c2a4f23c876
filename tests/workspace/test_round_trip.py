"""What goes into a package comes out again, and everything typed reaches every document."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from desktop.filing import open_filing
from desktop.model.filing_json import to_document
from desktop.package.report import Verdict
from desktop.paths import SAMPLE
from desktop.workspace.importing import import_source
from desktop.workspace.sealing import seal
from desktop.workspace.verifying import verify

DATE = "2021-11-20"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's package."""
    folder = tmp_path_factory.mktemp("样例")
    import_source(SAMPLE / "filing.json", folder / "样例.yunqi")
    with open_filing(folder / "样例.yunqi") as store:
        return seal(store, folder, date=DATE).path


def document(path: Path) -> dict[str, Any]:
    with open_filing(path, "read") as store:
        return to_document(store.filing)


def test_the_sample_comes_back_equal_field_by_field_and_byte_by_byte(package: Path, tmp_path: Path) -> None:
    import_source(package, tmp_path / "回来.yunqi")
    back = document(tmp_path / "回来.yunqi")
    assert back == document(package.parent / "样例.yunqi")
    source = json.loads((SAMPLE / "filing.json").read_text(encoding="utf-8"))
    for key in ("enterprise", "servers", "answers", "cloud_services", "demonstration", "batch", "systems"):
        assert back[key] == source[key]
    with open_filing(tmp_path / "回来.yunqi", "read") as store:
        for item in store.filing.evidence:
            assert b"".join(store.content(item.sha256)) == (SAMPLE / item.file).read_bytes()


def test_an_unpacked_package_comes_back_too(package: Path, tmp_path: Path) -> None:
    subprocess.run(["unzip", "-q", str(package), "-d", str(tmp_path)], check=True)
    (folder,) = tmp_path.iterdir()
    assert verify(folder).verdict is Verdict.INTACT
    import_source(folder, tmp_path / "回来.yunqi")
    assert document(tmp_path / "回来.yunqi") == document(package.parent / "样例.yunqi")


def test_what_comes_back_seals_to_the_same_bytes(package: Path, tmp_path: Path) -> None:
    import_source(package, tmp_path / "回来.yunqi")
    with open_filing(tmp_path / "回来.yunqi") as store:
        again = seal(store, tmp_path, date=DATE)
    assert again.path.name == package.name
    assert again.path.read_bytes() == package.read_bytes()


def planted(document: dict[str, Any]) -> Iterator[str]:
    """Put a string found nowhere else into every text of a filing document, and name each."""
    numbers = iter(range(10_000))

    def mark(text: str) -> str:
        return f"{text}种{next(numbers):04d}子"

    for key, value in document["enterprise"].items():
        if not value.replace(".", "").isdigit() and "phone" not in key:
            document["enterprise"][key] = mark(value)
            yield document["enterprise"][key][-6:]
    for section, names in {
        "servers": ("name",),
        "systems": ("name", "platform", "provider", "summary", "display_name"),
        "cloud_services": ("product", "provider", "contract_no"),
        "evidence": ("note",),
    }.items():
        for item in document[section]:
            for name in names:
                item[name] = mark(item.get(name, ""))
                yield item[name][-6:]
    for key, value in document["demonstration"].items():
        document["demonstration"][key] = mark(value)
        yield document["demonstration"][key][-6:]


def test_a_string_planted_in_every_text_is_found_in_every_document(tmp_path: Path) -> None:
    source = json.loads((SAMPLE / "filing.json").read_text(encoding="utf-8"))
    words = list(planted(source))
    assert len(words) > 200
    (tmp_path / "filing.json").write_text(json.dumps(source, ensure_ascii=False), encoding="utf-8")
    shutil.copytree(SAMPLE / "evidence", tmp_path / "evidence")
    import_source(tmp_path / "filing.json", tmp_path / "a.yunqi")
    with open_filing(tmp_path / "a.yunqi") as store:
        package = seal(store, tmp_path, date=DATE).path
    with ZipFile(package) as sealed:
        files = {name.rpartition("/")[2]: sealed.read(name) for name in sealed.namelist()}
    book = openpyxl.load_workbook(io.BytesIO(files["申报表.xlsx"]), data_only=True)
    in_workbook = "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )
    (tmp_path / "a.pdf").write_bytes(files["01-申报材料-打印盖章.pdf"])
    printed = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True
    )
    raw = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True
    )
    in_print = "".join(raw.stdout.split()) + "".join(printed.stdout.split())
    in_json = files["filing.json"].decode()
    for word in words:
        assert word in in_workbook
        assert word in in_print
        assert word in in_json
