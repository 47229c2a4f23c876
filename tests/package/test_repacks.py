"""Honest people unpack and pack again: the content light stays green, the container light turns yellow."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from desktop.package.report import Verdict
from desktop.package.verify import verify
from tests.factories.packages import ENTERPRISE, files_of, packed, sealed_package, unpacked

TOP = f"2021-1-{ENTERPRISE}-v1"
ZIP = "again.zip"


def repacked(path: Path) -> None:
    report = verify(path)
    assert report.verdict is Verdict.REPACKED, report.problems
    assert (report.content, report.container) == (True, False)
    assert [item.code for item in report.problems] == ["repacked"]
    assert report.enterprise == ENTERPRISE


@pytest.mark.parametrize(
    "command",
    [
        ("7z", "a", ZIP, TOP),
        ("7z", "a", "-mx=0", ZIP, TOP),
        ("7z", "a", "-mx=9", "-mcu=on", ZIP, TOP),
        ("7z", "a", "-mx=9", "-mm=Deflate", "-mtc=on", ZIP, TOP),
        ("zip", "-q", "-r", ZIP, TOP),
        ("zip", "-q", "-r", "-0", "-X", ZIP, TOP),
        ("zip", "-q", "-r", "-9", "-D", ZIP, TOP),
        ("python3", "-m", "zipfile", "-c", ZIP, TOP),
    ],
)
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_other_programs_pack_the_same_content(
    tmp_path: Path, files: dict[str, bytes], command: tuple[str, ...], locale: str
) -> None:
    unpacked(tmp_path / TOP, files)
    environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "1"}
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment)
    repacked(tmp_path / ZIP)


def test_the_folder_s_content_packed_without_the_folder(tmp_path: Path, files: dict[str, bytes]) -> None:
    bag = unpacked(tmp_path / TOP, files)
    subprocess.run(["7z", "a", "../again.zip", "."], cwd=bag, check=True, capture_output=True)
    repacked(tmp_path / ZIP)


def test_names_may_stand_in_another_order_with_their_folders(tmp_path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(tmp_path / ZIP, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir(f"{TOP}/data")
        for name in sorted(files, reverse=True):
            archive.writestr(f"{TOP}/{name}", files[name])
        archive.mkdir(TOP)
    repacked(tmp_path / ZIP)


def test_names_as_a_chinese_windows_writes_them(tmp_path: Path, files: dict[str, bytes]) -> None:
    """Windows Explorer and 7-Zip on a Chinese Windows: GBK, without the UTF-8 flag."""

    class Plain(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (the method of zipfile)
            return self.filename.encode("gbk"), self.flag_bits

    with zipfile.ZipFile(tmp_path / ZIP, "w") as archive:
        for name, content in files.items():
            archive.writestr(Plain(f"{TOP}/{name}"), content)
    repacked(tmp_path / ZIP)


def test_a_stream_with_sizes_behind_the_content(tmp_path: Path, files: dict[str, bytes]) -> None:
    """Programs that write into a pipe, such as bsdtar, know the sizes only afterwards."""

    class Pipe:
        def __init__(self, path: Path) -> None:
            self.file = path.open("wb")

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    pipe = Pipe(tmp_path / ZIP)
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            archive.writestr(f"{TOP}/{name}", content)
    pipe.file.close()
    repacked(tmp_path / ZIP)


def test_what_macos_adds_beside_the_bag_concerns_the_container_only(tmp_path: Path, files: dict[str, bytes]) -> None:
    beside = {f"__MACOSX/{TOP}/._{name}": b"\0\5\x16\7" for name in files if "/" not in name}
    whole = {**{f"{TOP}/{name}": content for name, content in files.items()}, **beside, ".DS_Store": b"Bud1"}
    report = verify(packed(tmp_path / ZIP, whole, ""))
    assert (report.verdict, report.content, report.container) == (Verdict.REPACKED, True, False)
    assert {item.code for item in report.problems} == {"macos_extra", "repacked"}


@pytest.mark.parametrize("name", ["__MACOSX/evil.exe", f"{TOP}/.DS_Store", f"{TOP}/data/._filing.json"])
def test_what_only_looks_like_it_is_an_unlisted_file(tmp_path: Path, files: dict[str, bytes], name: str) -> None:
    whole = {f"{TOP}/{path}": content for path, content in files.items()}
    assert verify(packed(tmp_path / ZIP, {**whole, name: b"x"}, "")).verdict is Verdict.DAMAGED


def test_a_draft_stays_a_draft(tmp_path: Path) -> None:
    files = files_of(sealed_package(tmp_path, version=0))
    report = verify(packed(tmp_path / ZIP, files))
    assert (report.verdict, report.content, report.container) == (Verdict.DRAFT, True, False)
