from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from desktop.model.filing import Evidence
from tests.cli.conftest import Yunqi


def a_source(folder: Path, **changed: object) -> Path:
    document = {"format": "yunqi-filing/1", "standard": {"id": "zj-2021"}, "batch": {"id": "2021-1"}} | changed
    path = folder / "filing.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_filing_is_imported_with_its_evidence(tmp_path: Path, yunqi: Yunqi) -> None:
    (tmp_path / "证据").mkdir()
    (tmp_path / "证据" / "a.png").write_bytes(b"x")
    source = a_source(
        tmp_path, evidence=[{"file": "证据/a.png", "for": [{"requirement": "other"}], "dated": "2020-01-01"}]
    )
    assert yunqi("import", source, "-o", tmp_path / "a.yunqi").code == 0
    (item,) = yunqi("show", tmp_path / "a.yunqi", "--json").json["evidence"]
    assert item == {
        "file": "证据/a.png",
        "sha256": hashlib.sha256(b"x").hexdigest(),
        "bytes": 1,
        "for": [{"requirement": "other", "subject": ""}],
        "dated": "2020-01-01",
        "note": "",
    }
    assert Evidence(item["file"]).file == "证据/a.png"


def folder(path: Path) -> None:
    path.mkdir()


def outside_link(path: Path) -> None:
    (path.parent.parent / "secret").write_text("x")
    path.symlink_to(path.parent.parent / "secret")


@pytest.mark.parametrize(
    "file", ["没有.png", "../outside.png", "/etc/passwd", "C:\\x.png", "..\\outside.png", ".", "a\x00b"]
)
def test_evidence_that_is_not_beside_the_source_is_refused(tmp_path: Path, yunqi: Yunqi, file: str) -> None:
    (tmp_path / "outside.png").write_bytes(b"x")
    inside = tmp_path / "案卷"
    inside.mkdir()
    source = a_source(inside, evidence=[{"file": file}])
    result = yunqi("import", source, "-o", inside / "a.yunqi")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert sorted(path.name for path in inside.iterdir()) == ["filing.json"]


@pytest.mark.parametrize("spoil", [folder, outside_link])
def test_a_folder_or_a_link_that_leads_out_is_no_evidence(tmp_path: Path, yunqi: Yunqi, spoil: object) -> None:
    inside = tmp_path / "案卷"
    inside.mkdir()
    assert callable(spoil)
    spoil(inside / "e.png")
    result = yunqi("import", a_source(inside, evidence=[{"file": "e.png"}]), "-o", inside / "a.yunqi")
    assert result.code == 2
    assert not (inside / "a.yunqi").exists()


@pytest.mark.parametrize("wrong", [{"sha256": "0" * 64}, {"bytes": 2}])
def test_evidence_that_is_not_what_was_declared_is_refused(
    tmp_path: Path, yunqi: Yunqi, wrong: dict[str, object]
) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    source = a_source(tmp_path, evidence=[{"file": "a.png"} | wrong])
    result = yunqi("import", source, "-o", tmp_path / "a.yunqi")
    assert result.code == 2
    assert "a.png" in result.err


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1, 2]",
        b"\x00\x01",
        b"PK\x03\x04broken",
        b"SQLite format 3\x00",
        b'{"format": "yunqi-filing/1"}',
        b'{"format": "yunqi-filing/1", "standard": {"id": "x"}, "batch": {"id": "2021-1"}}',
        b'{"format": "yunqi-filing/1", "standard": {"id": "zj-2021"}, "batch": {"id": "2021-1"}, "more": 1}',
    ],
)
def test_a_source_that_is_no_filing_is_one_sentence(tmp_path: Path, yunqi: Yunqi, data: bytes) -> None:
    source = tmp_path / "来源.json"
    source.write_bytes(data)
    result = yunqi("import", source, "-o", tmp_path / "a.yunqi")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["来源.json"]
