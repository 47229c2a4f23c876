from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from desktop.filing import FilingStore, open_filing
from desktop.model.filing import EvidenceUse
from desktop.paths import SAMPLE
from desktop.workspace import assessing
from desktop.workspace.editing import attach, set_values
from desktop.workspace.importing import import_source
from desktop.workspace.sealing import seal
from desktop.workspace.verifying import passed, verify


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FilingStore]:
    """The sample with a text file where a picture belongs: a warning that only a look at the file can give."""
    import_source(SAMPLE / "filing.json", tmp_path / "a.yunqi")
    (tmp_path / "说明.txt").write_text("不是图片", encoding="utf-8")
    with open_filing(tmp_path / "a.yunqi") as opened:
        attach(opened, tmp_path / "说明.txt", EvidenceUse("business_licence"))
        yield opened


def test_the_reason_for_a_warning_goes_into_the_package(store: FilingStore, tmp_path: Path) -> None:
    (warning,) = [item for item in assessing.findings(store) if item.code == "evidence_kind"]
    set_values(store, [(f"reasons.{warning.key}", "原件遗失，附文字说明")])
    assert [item.reason for item in assessing.findings(store) if item.code == "evidence_kind"] == [
        "原件遗失，附文字说明"
    ]
    package = seal(store, tmp_path, date="2021-11-20").path
    assert passed(verify(package))
    with ZipFile(package) as files:
        data = files.read(next(name for name in files.namelist() if name.endswith(".xlsx")))
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    shown = [
        cell
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert "原件遗失，附文字说明" in shown
