from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from desktop.errors import PackageError
from desktop.package.layout import EVIDENCE, FILING
from desktop.package.reading import open_package
from tests.factories.packages import EVIDENCE as PIECES
from tests.factories.packages import packed, unpacked

Files = dict[str, bytes]


def everything_is_there(path: Path, files: Files) -> None:
    with open_package(path) as package:
        assert package.filing_json == files[FILING]
        assert [row.path for row in package.rows] == list(PIECES)
        assert [row.number for row in package.rows] == ["1", "2", "3"]
        for row in reversed(package.rows):
            assert b"".join(package.evidence(row.path)) == PIECES[row.path]
            assert row.size == len(PIECES[row.path])


def test_a_sealed_package_gives_back_the_filing_and_all_evidence(package: Path, files: Files) -> None:
    everything_is_there(package, files)


def test_an_unpacked_folder_does_the_same(tmp_path: Path, files: Files) -> None:
    everything_is_there(unpacked(tmp_path / "bag", files), files)


def test_a_compressed_package_does_the_same(tmp_path: Path, files: Files) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    everything_is_there(tmp_path / "x.zip", files)


def test_evidence_that_is_not_there_is_refused(package: Path) -> None:
    with open_package(package) as opened, pytest.raises(PackageError, match="没有佐证材料"):
        list(opened.evidence("../x"))


@pytest.mark.parametrize("path", [FILING, EVIDENCE])
def test_a_package_without_its_material_is_refused(tmp_path: Path, files: Files, path: str) -> None:
    del files[path]
    with pytest.raises(PackageError, match="不是完整的申报包"), open_package(packed(tmp_path / "x.zip", files)):
        pass


def test_what_is_no_package_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(PackageError, match="无法导入"), open_package(tmp_path / "x.zip"):
        pass
    with pytest.raises(PackageError, match="找不到"), open_package(tmp_path / "y.zip"):
        pass


def test_a_mistake_of_the_caller_is_not_blamed_on_the_package(package: Path) -> None:
    with pytest.raises(OSError, match="disk"), open_package(package):
        raise OSError("disk")
