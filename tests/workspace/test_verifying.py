"""Packages that a thorough forger made: every sum is mended, only one thing no longer says what the others say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.filing import open_filing
from desktop.package.layout import FILING, PRINTED, WORKBOOK
from desktop.package.report import Report, Verdict
from desktop.paths import SAMPLE
from desktop.workspace import standards
from desktop.workspace.importing import import_source
from desktop.workspace.sealing import seal
from desktop.workspace.verifying import passed, verify
from tests.factories.packages import files_of, packed, with_seal_repaired, with_tags_repaired

NAME = "2021-1-浙江样例动力股份有限公司-v1/"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("样例")
    import_source(SAMPLE / "filing.json", folder / "样例.yunqi")
    with open_filing(folder / "样例.yunqi") as store:
        return seal(store, folder, date="2021-11-20").path


@pytest.fixture
def forged(package: Path, tmp_path: Path) -> Callable[[str, bytes, bytes], Report]:
    """The verdict on the package after `old` became `new` in one file and everything else was made to fit."""

    def forge(name: str, old: bytes, new: bytes) -> Report:
        files = files_of(package)
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
        mended = with_seal_repaired(files) if name.startswith("data/") else with_tags_repaired(files)
        return verify(packed(tmp_path / "伪.zip", mended, NAME))

    return forge


def test_the_forger_can_make_a_package_that_fits_when_nothing_differs(
    forged: Callable[[str, bytes, bytes], Report], package: Path
) -> None:
    assert passed(verify(package))
    assert forged(FILING, b"257", b"257").verdict is Verdict.INTACT


def test_a_figure_changed_in_filing_json_is_found(forged: Callable[[str, bytes, bytes], Report]) -> None:
    report = forged(FILING, b'"n": "257"', b'"n": "258"')
    assert report.verdict is Verdict.DAMAGED
    assert {item.code for item in report.problems} >= {"workbook_differs", "printed_differs"}
    assert any("257" in item.message and "258" in item.message for item in report.problems)


def test_a_text_changed_in_filing_json_is_found(forged: Callable[[str, bytes, bytes], Report]) -> None:
    assert forged(FILING, "样例一".encode(), "样例二".encode()).verdict is Verdict.DAMAGED


def test_a_figure_changed_in_the_workbook_is_found(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files[WORKBOOK])) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(b"<v>257</v>", b"<v>259</v>"))
    files[WORKBOOK] = out.getvalue()
    report = verify(packed(tmp_path / "伪.zip", with_seal_repaired(files), NAME))
    assert report.verdict is Verdict.DAMAGED
    assert any("259" in item.message for item in report.problems)


def test_any_other_bytes_of_the_printed_pages_are_found(forged: Callable[[str, bytes, bytes], Report]) -> None:
    assert forged(PRINTED, b"/Title", b"/Titel").verdict is Verdict.DAMAGED


def test_a_seal_code_typed_from_paper_is_compared(package: Path) -> None:
    code = verify(package).seal_code
    grouped = " ".join(code[start : start + 8] for start in range(0, 64, 8)).upper()
    assert verify(package, grouped).paper is True
    wrong = verify(package, code[::-1])
    assert (wrong.paper, passed(wrong), wrong.verdict) == (False, False, Verdict.INTACT)


@pytest.fixture
def other_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the program had another edition of the standard than the one of sealing."""
    own = standards.standard("zj-2021")
    monkeypatch.setattr(standards, "standard", lambda _: replace(own, sha256="0" * 64))


@pytest.mark.usefixtures("other_standard")
def test_a_package_of_another_standard_is_right_in_content_but_not_wholly_proven(package: Path) -> None:
    report = verify(package)
    assert (report.verdict, report.content, passed(report)) == (Verdict.INTACT, True, False)
    assert [item.code for item in report.problems] == ["standard_differs"]


@pytest.mark.usefixtures("other_standard")
def test_what_was_changed_is_found_without_the_standard_of_sealing(
    forged: Callable[[str, bytes, bytes], Report],
) -> None:
    assert forged(FILING, b'"n": "257"', b'"n": "258"').verdict is Verdict.DAMAGED


def test_naming_another_standard_does_not_hide_a_change(
    forged: Callable[[str, bytes, bytes], Report], package: Path
) -> None:
    digest = files_of(package)[FILING].partition(b'"sha256": "')[2][:64]
    assert forged(FILING, digest, b"0" * 64).verdict is Verdict.DAMAGED
