"""The tools that a stranger has must agree with us on every package (contract §3)."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from desktop.package.bag_info import PROFILE_IDENTIFIER
from desktop.package.layout import EVIDENCE, MANIFEST, PROFILE, TAG_MANIFEST
from desktop.package.verify import verify
from tests.factories.packages import sealed_package

VARIANTS: dict[str, dict[str, Any]] = {
    "v1": {},
    "v2": {"version": 2, "supersedes": "a" * 64},
    "draft": {"version": 0, "sample": True, "enterprise": ""},
    "no evidence": {"files": {}},
}


@pytest.fixture(params=VARIANTS)
def package(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return sealed_package(tmp_path, **VARIANTS[request.param])


@pytest.fixture
def bag(package: Path) -> Path:
    """The package as Info-ZIP unpacks it."""
    run("unzip", "-q", package.name, cwd=package.parent)
    return next(path for path in package.parent.iterdir() if path.is_dir())


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("command", [("unzip", "-tqq"), ("7z", "t"), (sys.executable, "-m", "zipfile", "-t")])
def test_zip_programs_find_no_error(package: Path, command: tuple[str, ...]) -> None:
    assert "warning" not in run(*command, package.name, cwd=package.parent).lower()


def test_unzip_gives_the_chinese_names(bag: Path) -> None:
    assert (bag / EVIDENCE).is_file()
    assert verify(bag).content


def test_the_evidence_zip_is_an_ordinary_zip(bag: Path) -> None:
    run("7z", "t", "佐证材料.zip", cwd=bag / "data")
    with zipfile.ZipFile(bag / EVIDENCE) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "目录.csv"


def test_sha256sum_finds_every_file_as_listed(bag: Path) -> None:
    run("sha256sum", "--strict", "-c", MANIFEST, TAG_MANIFEST, cwd=bag)


def test_bagit_finds_the_bag_valid(bag: Path) -> None:
    run(sys.executable, "-W", "ignore", "-m", "bagit", "--validate", ".", cwd=bag)


def test_the_bag_fits_the_profile_it_carries(bag: Path) -> None:
    command = (sys.executable, "-W", "ignore", "-m", "bagit_profile", "--no-logfile", "--report")
    assert "Validates" in run(*command, "--file", PROFILE, PROFILE_IDENTIFIER, str(bag), cwd=bag)


def test_the_profile_accepts_the_zip_as_a_serialization(package: Path, tmp_path: Path) -> None:
    program = (
        "import bagit_profile, sys, zipfile;"
        "archive = zipfile.ZipFile(sys.argv[1]);"
        "text = archive.read(next(n for n in archive.namelist() if n.endswith('bagit-profile.json')));"
        "profile = bagit_profile.Profile(sys.argv[2], profile=text.decode());"
        "assert profile.validate_serialization(sys.argv[1])"
    )
    run(sys.executable, "-c", program, str(package), PROFILE_IDENTIFIER, cwd=tmp_path)
