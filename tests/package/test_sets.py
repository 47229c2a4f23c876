"""Evidence above 2 GB: several packages that belong together, each of which stock tools can check by itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from desktop.errors import PackageError
from desktop.package import shares
from desktop.package.bag_info import read_bag_info
from desktop.package.canonical_zip import SIZE_LIMIT
from desktop.package.layout import BAG_INFO, FILING, MANIFEST, PRINTED
from desktop.package.manifest import seal_code
from desktop.package.seal import seal
from desktop.package.sets import set_problems
from desktop.package.verify import verify
from tests.factories.packages import EVIDENCE, contents, files_of, filing_of, packed

PIECES = {f"0{number}-材料.bin": bytes([number]) * 3_000 for number in range(6)}


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Three packages, as if 8 KB were 2 GB."""
    monkeypatch.setattr(shares, "RESERVE", SIZE_LIMIT - 8_000 - len(contents(PIECES).catalogue))
    sealed = seal(contents(PIECES), tmp_path)
    return (sealed.path, *sealed.others)


def test_the_evidence_is_shared_out_in_its_order(whole: tuple[Path, ...]) -> None:
    assert [path.stem.rpartition("-")[2] for path in whole] == ["1of3", "2of3", "3of3"]
    held = []
    for number, path in enumerate(whole, start=1):
        files = files_of(path)
        (name,) = [name for name in files if name.endswith(".zip")]
        assert name == f"data/佐证材料-{number}.zip"
        (path.parent / "inner.zip").write_bytes(files[name])
        with zipfile.ZipFile(path.parent / "inner.zip") as inner:
            held += inner.namelist()[1:]
    assert held == list(PIECES)


def test_every_package_carries_the_printed_code_and_its_own(whole: tuple[Path, ...]) -> None:
    first = seal_code(files_of(whole[0])[MANIFEST])
    for number, path in enumerate(whole, start=1):
        files = files_of(path)
        info = read_bag_info(files[BAG_INFO])
        assert (info.part, info.parts, info.group) == (number, 3, first)
        assert info.seal_code == seal_code(files[MANIFEST])
        assert first.encode() in files[PRINTED]
        report = verify(path)
        assert report.content
        assert report.container
        assert (report.seal_code, report.part, report.parts) == (first, number, 3)
        assert set_problems(path, report) == []


def test_a_missing_package_is_named(whole: tuple[Path, ...]) -> None:
    whole[1].unlink()
    (found,) = set_problems(whole[0], verify(whole[0]))
    assert (found.code, "第 2 包" in found.message) == ("part_missing", True)


def test_packages_given_from_elsewhere_complete_the_set(whole: tuple[Path, ...], tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    moved = whole[1].rename(tmp_path / "别处" / "改了名.zip")
    assert set_problems(whole[0], verify(whole[0]), [moved]) == []


def test_a_package_of_another_filing_does_not_complete_the_set(whole: tuple[Path, ...]) -> None:
    files = files_of(whole[1])
    packed(whole[1], {**files, FILING: filing_of(PIECES, note="另一份")}, top="x-2of3/")
    assert [item.code for item in set_problems(whole[0], verify(whole[0]))] == ["part_missing"]


def test_stock_tools_accept_every_package(whole: tuple[Path, ...], tmp_path: Path) -> None:
    for path in whole:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "out")
    bags = list((tmp_path / "out").iterdir())
    assert len(bags) == 3
    for bag in bags:
        command = [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", str(bag)]
        assert subprocess.run(command, check=False, capture_output=True).returncode == 0
        assert verify(bag).content
        assert set_problems(bag, verify(bag)) == []


def test_sealing_a_set_again_gives_the_same_bytes(whole: tuple[Path, ...], tmp_path: Path) -> None:
    again = seal(contents(PIECES), tmp_path / "again")
    for one, two in zip(whole, (again.path, *again.others), strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_a_set_is_placed_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "RESERVE", SIZE_LIMIT - 8_000 - len(contents(PIECES).catalogue))
    rename = Path.rename
    done: list[Path] = []

    def fail_at_the_second(path: Path, target: Path) -> Path:
        if done:
            raise OSError(5, "x")
        done.append(target)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_at_the_second)
    with pytest.raises(PackageError):
        seal(contents(PIECES), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_too_little_room_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1 << 20}))
    with pytest.raises(PackageError, match="还没有开始写入"):
        seal(contents(EVIDENCE, evidence=[]), tmp_path)
    assert list(tmp_path.iterdir()) == []


def held(times: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Renaming fails so often as on Windows while another program holds the file; gives the pauses made."""
    rename = Path.rename
    pauses: list[float] = []

    def busy(path: Path, target: Path) -> Path:
        if len(pauses) < times:
            error = PermissionError(13, "sharing violation")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def test_a_file_in_another_program_s_hands_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses = held(3, monkeypatch)
    assert seal(contents(), tmp_path).path.is_file()
    assert len(pauses) == 3


def test_a_file_held_to_the_end_is_told_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held(99, monkeypatch)
    with pytest.raises(PackageError, match="正被另一个程序占用"):
        seal(contents(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_json_of_a_set_says_which_part_it_is(whole: tuple[Path, ...]) -> None:
    said = verify(whole[1]).as_json()
    assert (said["part"], said["parts"]) == (2, 3)
    assert json.dumps(said)
