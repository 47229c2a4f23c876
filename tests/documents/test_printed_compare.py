from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.documents.dossier import Stamp
from desktop.documents.printed import printed_disagreements, reading, write_printed
from desktop.model.filing import Batch, Pair
from tests.documents.printed_dossiers import CODE, a_dossier, planted
from tests.factories.filings import a_filing

OTHER_VERSION = "云企自评 9.9.9"


def test_what_this_program_composed_agrees() -> None:
    dossier = a_dossier(planted()[0])
    assert printed_disagreements(write_printed(dossier), dossier) == []


def test_what_another_version_composed_agrees_when_it_says_everything() -> None:
    dossier = a_dossier(planted()[0])
    assert printed_disagreements(write_printed(dossier), replace(dossier, software=OTHER_VERSION)) == []


def test_a_hyphen_that_ends_a_line_is_found_in_another_version() -> None:
    dossier = a_dossier(a_filing(batch=Batch("2021-1", "", "A-"), enterprise={"main_business": "机床-"}))
    assert printed_disagreements(write_printed(dossier), replace(dossier, software=OTHER_VERSION)) == []


def test_long_texts_that_go_over_pages_are_found_in_another_version() -> None:
    text = "".join(f"第{number}句，内容各不相同；" for number in range(700))
    dossier = a_dossier(a_filing(enterprise={"it_status": text, "typical_cases": text[::-1]}))
    assert printed_disagreements(write_printed(dossier), replace(dossier, software=OTHER_VERSION)) == []


@pytest.mark.parametrize(("software", "code"), [("", "printed_differs"), (OTHER_VERSION, "printed_absent")])
def test_one_changed_figure_is_found(software: str, code: str) -> None:
    filing, _ = planted()
    changed = a_dossier(replace(filing, answers={**filing.answers, "cloud_storage": Pair("8251.126", "9377.5")}))
    found = printed_disagreements(
        write_printed(a_dossier(filing)), replace(changed, software=software or changed.software)
    )
    assert found
    assert found[0].code == code
    assert "8251.126" in found[0].message


def test_a_change_on_a_page_names_the_page_and_both_texts() -> None:
    before, after = (
        a_dossier(a_filing(enterprise={"name": "甲企业"})),
        a_dossier(a_filing(enterprise={"name": "乙企业"})),
    )
    found = printed_disagreements(write_printed(before), after)
    assert found[0].path == "第 1 页"
    assert "甲企业" in found[0].message
    assert "乙企业" in found[0].message
    assert len(found) <= 5


@pytest.mark.parametrize("software", ["", OTHER_VERSION])
def test_another_seal_code_is_found_on_every_page(software: str) -> None:
    filing = a_filing()
    dossier = a_dossier(filing, Stamp(1, "2021-11-26", "0" * 64))
    data = write_printed(a_dossier(filing, Stamp(1, "2021-11-26", CODE)))
    found = printed_disagreements(data, replace(dossier, software=software or dossier.software))
    assert {item.path for item in found} >= {"第 1 页", "第 2 页"}


def test_the_same_text_in_a_file_that_was_saved_again_is_told_apart() -> None:
    dossier = a_dossier(a_filing())
    assert [item.code for item in printed_disagreements(write_printed(dossier) + b"\n", dossier)] == [
        "printed_rewritten"
    ]


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    dossier = a_dossier(a_filing())
    whole, part = tmp_path / "a.pdf", tmp_path / "b.pdf"
    whole.write_bytes(write_printed(dossier))
    subprocess.run(["qpdf", str(whole), "--stream-data=uncompress", "--pages", ".", "1-3", "--", str(part)], check=True)
    assert printed_disagreements(part.read_bytes(), dossier)[0].code == "printed_pages"


def test_what_is_no_pdf_is_one_disagreement() -> None:
    dossier = a_dossier(a_filing())
    data = write_printed(dossier)
    for broken in (b"", b"hello", data[:3000], b"%PDF-1.7\n" + bytes(2000)):
        assert [item.code for item in printed_disagreements(broken, dossier)] == ["printed_unreadable"]


def test_an_encrypted_pdf_is_one_disagreement(tmp_path: Path) -> None:
    dossier = a_dossier(a_filing())
    plain, locked = tmp_path / "a.pdf", tmp_path / "b.pdf"
    plain.write_bytes(write_printed(dossier))
    subprocess.run(["qpdf", "--encrypt", "user", "owner", "256", "--", str(plain), str(locked)], check=True)
    found = printed_disagreements(locked.read_bytes(), dossier)
    assert [item.code for item in found] == ["printed_unreadable"]
    assert "加了密码" in found[0].message


def test_absurd_sizes_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = a_dossier(a_filing())
    data = write_printed(dossier) + b"\n"
    assert "塞进了" in printed_disagreements(data + bytes(3 * len(data)), dossier)[0].message
    monkeypatch.setattr(reading, "PAGE_LIMIT", 3)
    assert "页的上限" in printed_disagreements(data, dossier)[0].message
    monkeypatch.setattr(reading, "SIZE_LIMIT", 1000)
    assert "MB 的上限" in printed_disagreements(data, dossier)[0].message


def test_any_flipped_byte_ends_without_an_exception() -> None:
    dossier = a_dossier(a_filing())
    data = write_printed(dossier)
    for position in range(0, len(data), len(data) // 12):
        flipped = data[:position] + bytes([data[position] ^ 0x20]) + data[position + 1 :]
        assert printed_disagreements(flipped, dossier)
