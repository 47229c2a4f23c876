from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import PackageError
from desktop.package.bag_info import read_bag_info, write_bag_info
from desktop.package.layout import (
    BAG_INFO,
    BAGIT,
    EVIDENCE,
    FILING,
    MANIFEST,
    PRINTED,
    PROFILE,
    READ_ME,
    REQUIRED,
    SCAN,
    SIGNATURE,
    WORKBOOK,
)
from desktop.package.read_me import read_me
from desktop.package.report import PROBLEM_LIMIT, SENTENCES, Report, Verdict, problem, with_problems
from desktop.package.verify import verify
from tests.factories.packages import (
    ENTERPRISE,
    packed,
    sealed_package,
    unpacked,
    with_manifest_repaired,
    with_tags_repaired,
)

Files = dict[str, bytes]


def codes(report: Report) -> set[str]:
    """What is wrong with the content."""
    return {item.code for item in report.problems if not item.container}


def verdict_on(folder: Path, files: Files) -> Report:
    """The verdict on these files, which must be the same for a zip and for a folder."""
    zipped = verify(packed(folder / "changed.zip", files))
    plain = verify(unpacked(folder / "changed", files))
    assert zipped.content == plain.content
    assert [item for item in zipped.problems if not item.container] == list(plain.problems)
    return zipped


def test_a_good_package_is_intact_and_says_whose_it_is(package: Path) -> None:
    report = verify(package)
    assert report.as_json() == {
        "path": str(package),
        "verdict": "intact",
        "content": True,
        "container": True,
        "paper": None,
        "signature": "none",
        "seal_code": report.seal_code,
        "enterprise": ENTERPRISE,
        "batch": "2021-1",
        "version": 1,
        "problems": [],
    }
    assert package.stem.endswith(report.seal_code[:8])


def test_an_unpacked_folder_is_intact_whether_the_bag_or_its_parent_is_named(tmp_path: Path, files: Files) -> None:
    bag = unpacked(tmp_path / "解压" / "任意名称", files)
    assert verify(bag).verdict is Verdict.INTACT
    assert verify(bag.parent).verdict is Verdict.INTACT


def test_a_second_version_is_intact(tmp_path: Path) -> None:
    report = verify(sealed_package(tmp_path, version=2, supersedes="a" * 64))
    assert (report.verdict, report.version) == (Verdict.INTACT, 2)


def test_a_sample_is_intact(tmp_path: Path) -> None:
    assert verify(sealed_package(tmp_path, sample=True)).verdict is Verdict.INTACT


def test_a_draft_is_told_from_a_version(tmp_path: Path) -> None:
    report = verify(sealed_package(tmp_path, version=0))
    assert (report.verdict, report.content, report.container, report.version) == (Verdict.DRAFT, True, True, 0)
    assert "草稿" in report.sentence


def test_a_scan_and_a_signature_may_be_added_afterwards(tmp_path: Path, files: Files) -> None:
    added = {**files, SIGNATURE: b"signature", SCAN: b"%PDF scan"}
    assert verdict_on(tmp_path, added).verdict is Verdict.INTACT


def test_the_same_files_in_another_order_are_a_repacked_package(tmp_path: Path, files: Files) -> None:
    report = verify(packed(tmp_path / "x.zip", dict(reversed(files.items()))))
    assert (report.verdict, report.content, report.container) == (Verdict.REPACKED, True, False)
    assert [(item.code, item.container) for item in report.problems] == [("repacked", True)]


@pytest.mark.parametrize("top", ["", "另一个名称/", "外层/里层/"])
def test_the_same_files_in_another_folder_are_a_repacked_package(tmp_path: Path, files: Files, top: str) -> None:
    assert verify(packed(tmp_path / "x.zip", files, top)).verdict is Verdict.REPACKED


@pytest.mark.parametrize("path", REQUIRED)
def test_a_missing_file_is_never_nothing_to_check(tmp_path: Path, files: Files, path: str) -> None:
    del files[path]
    report = verdict_on(tmp_path, files)
    assert report.verdict is Verdict.DAMAGED
    assert ("missing_file", path) in {(item.code, item.path) for item in report.problems}


@pytest.mark.parametrize("path", REQUIRED)
def test_a_changed_file_is_named(tmp_path: Path, files: Files, path: str) -> None:
    files[path] += b" "
    report = verdict_on(tmp_path, files)
    assert report.verdict is Verdict.DAMAGED
    assert path in {item.path for item in report.problems}


@pytest.mark.parametrize(
    "path", ["x.txt", "data/x.txt", "Thumbs.db", "data/佐证材料-2.zip", "manifest-md5.txt", "fetch.txt"]
)
def test_an_unlisted_file_is_a_failure(tmp_path: Path, files: Files, path: str) -> None:
    report = verdict_on(tmp_path, {**files, path: b"x"})
    assert (report.verdict, codes(report)) == (Verdict.DAMAGED, {"unlisted_file"})


def test_a_file_beside_the_bag_is_a_failure(tmp_path: Path, files: Files) -> None:
    top = f"2021-1-{ENTERPRISE}-v1/"
    report = verify(packed(tmp_path / "x.zip", {**{top + name: files[name] for name in files}, "x.exe": b"MZ"}, ""))
    assert (report.verdict, codes(report)) == (Verdict.DAMAGED, {"unlisted_file"})


def test_an_empty_folder_is_a_failure(tmp_path: Path, files: Files) -> None:
    bag = unpacked(tmp_path / "bag", files)
    (bag / "data" / "空").mkdir()
    assert codes(verify(bag)) == {"unlisted_folder"}


def test_swapped_files_are_found(tmp_path: Path, files: Files) -> None:
    files[WORKBOOK], files[FILING] = files[FILING], files[WORKBOOK]
    assert verdict_on(tmp_path, files).verdict is Verdict.DAMAGED


@pytest.mark.parametrize("path", [BAGIT, PROFILE, READ_ME, BAG_INFO, MANIFEST])
def test_a_changed_tag_file_is_found_though_the_tag_manifest_was_repaired(
    tmp_path: Path, files: Files, path: str
) -> None:
    files[path] += b"\n"
    assert verdict_on(tmp_path, with_tags_repaired(files)).verdict is Verdict.DAMAGED


@pytest.mark.parametrize("path", [WORKBOOK, FILING, EVIDENCE])
def test_changed_material_is_found_though_the_manifests_were_repaired(tmp_path: Path, files: Files, path: str) -> None:
    files[path] += b" "
    assert "seal_code" in codes(verdict_on(tmp_path, with_manifest_repaired(files)))


@pytest.mark.parametrize(
    ("forge", "code"),
    [
        (lambda info: replace(info, organization="另一家企业"), "enterprise_differs"),
        (lambda info: replace(info, sample=True), "sample_differs"),
        (lambda info: replace(info, octets=info.octets + 1), "payload_oxum"),
        (lambda info: replace(info, files=4), "payload_oxum"),
        (lambda info: replace(info, seal_code="0" * 64), "seal_code"),
        (lambda info: replace(info, seal_code_sm3="0" * 64), "seal_code_sm3"),
        (lambda info: replace(info, version=2), "bag_info_malformed"),
        (lambda info: replace(info, version=0), "bag_info_malformed"),
    ],
)
def test_a_forged_description_is_found_though_everything_about_it_was_repaired(
    tmp_path: Path, files: Files, forge: Callable[..., object], code: str
) -> None:
    info = forge(read_bag_info(files[BAG_INFO]))
    forged = {**files, BAG_INFO: write_bag_info(info), READ_ME: read_me(info)}  # type: ignore[arg-type]
    assert codes(verdict_on(tmp_path, with_tags_repaired(forged))) == {code}


@pytest.mark.parametrize("content", [b"", b"P", b"%PDF-1.7", b"Rar!\x1a\x07" * 99])
def test_any_other_file_is_not_a_package(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    report = verify(tmp_path / "x")
    assert (report.verdict, report.content, report.container) == (Verdict.NOT_A_PACKAGE, False, False)
    assert report.problems


def test_any_other_zip_or_folder_is_not_a_package(tmp_path: Path) -> None:
    assert verify(tmp_path).verdict is Verdict.NOT_A_PACKAGE
    other = packed(tmp_path / "x.zip", {"word/document.xml": b"<w/>"}, "")
    assert verify(other).verdict is Verdict.NOT_A_PACKAGE


def test_two_packages_in_one_folder_are_to_be_verified_one_by_one(tmp_path: Path, files: Files) -> None:
    unpacked(tmp_path / "a", files)
    unpacked(tmp_path / "b", files)
    assert "逐个" in verify(tmp_path).problems[0].message


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="找不到"):
        verify(tmp_path / "x.zip")


@pytest.mark.parametrize(("error", "sentence"), [(PermissionError(13, "x"), "没有权限"), (OSError(5, "x"), "出错")])
def test_a_file_that_may_not_be_read_is_an_error(
    package: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PackageError, match=sentence):
        verify(package)


def test_progress_ends_at_the_end(package: Path) -> None:
    steps: list[tuple[int, int]] = []
    verify(package, progress=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] > package.stat().st_size / 2


def test_what_others_find_joins_the_report(package: Path) -> None:
    report = verify(package)
    assert with_problems(report, []) == report
    nothing = replace(report, verdict=Verdict.NOT_A_PACKAGE, content=False)
    assert with_problems(nothing, [problem("x", "", "x")]).verdict is Verdict.NOT_A_PACKAGE
    joined = with_problems(report, [problem("workbook_differs", WORKBOOK, "与 filing.json 不同")])
    assert (joined.verdict, joined.content, joined.container) == (Verdict.DAMAGED, False, True)
    yellow = with_problems(report, [problem("repacked", "", "重新打包", container=True)])
    assert (yellow.verdict, yellow.content, yellow.container) == (Verdict.REPACKED, True, False)


def test_a_report_stays_short_and_printable_whatever_was_found(package: Path) -> None:
    many = [problem("unlisted_file", f"\x1b[2J\n{number}" * 99, "多余") for number in range(PROBLEM_LIMIT + 5)]
    report = with_problems(verify(package), many)
    assert len(report.problems) == PROBLEM_LIMIT + 1
    assert "5" in report.problems[-1].message
    assert json.dumps(report.as_json(), ensure_ascii=False).isprintable()


def test_every_verdict_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Verdict)


def test_the_pages_are_only_hashed_here_and_compared_elsewhere(tmp_path: Path, files: Files) -> None:
    assert verdict_on(tmp_path, with_tags_repaired({**files, PRINTED: b"%PDF other"})).content


def test_the_verifier_leans_on_the_standard_library_alone() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import desktop.package.verify;"
        "print(*(m for m in sys.modules if m.partition('.')[0] not in sys.stdlib_module_names))"
    )
    command = [sys.executable, "-I", "-S", "-c", program, str(Path.cwd())]
    loaded = set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    ours = {name for name in loaded if name.startswith("desktop.package")}
    assert loaded == {"__main__", "desktop", "desktop.errors"} & loaded | ours
