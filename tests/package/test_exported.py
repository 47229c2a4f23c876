"""The exported verifier: one file, a stock Python 3.9, and the same answers as the program."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.package.verify import verify
from desktop.workspace.exporting import export_verifier
from tests.factories.packages import files_of, packed, sealed_package, unpacked
from tests.proofs.test_tampering import BYTES, FILES, TOP, Dice, Files

EACH = 120 if os.environ.get("YUNQI_FULL") else 6
SYNTAX = (3, 9)


def pythons() -> list[str]:
    """This Python, and one of version 3.9 where the machine has it."""
    older = sorted(Path.home().glob(".pyenv/versions/3.9.*/bin/python"))
    named = shutil.which("python3.9")
    works = named and subprocess.run([named, "--version"], check=False, capture_output=True).returncode == 0
    return [sys.executable, *([str(older[0])] if older else [named] if named and works else [])]


def answers(python: str, file: Path, paths: list[Path], *more: str) -> list[dict[str, object]]:
    command = [python, "-I", "-S", str(file), "--json", *more, *map(str, paths)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == ""
    found = json.loads(done.stdout)["packages"]
    assert isinstance(found, list)
    return found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_verifier(tmp_path_factory.mktemp("别的电脑") / "核验")


def test_it_is_python_3_9_and_imports_the_standard_library_alone(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=SYNTAX)
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    for module in [tree, *(ast.parse(text, feature_version=SYNTAX) for text in texts if "from __future__" in text)]:
        for node in ast.walk(module):
            assert not isinstance(node, ast.Match)
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert all(name.partition(".")[0] in {*sys.stdlib_module_names, "desktop"} for name in names)


@pytest.mark.parametrize("python", pythons())
def test_it_answers_as_the_program_does(tmp_path: Path, file: Path, package: Path, python: str) -> None:
    files = files_of(package)
    paths = [
        package,
        unpacked(tmp_path / "解压", files),
        packed(tmp_path / "again.zip", dict(reversed(files.items()))),
        sealed_package(tmp_path, version=0),
        sealed_package(tmp_path, version=2, supersedes="a" * 64),
        file,
    ]
    assert answers(python, file, paths) == [{**verify(path).as_json(), "signature": None} for path in paths]


@pytest.mark.parametrize("python", pythons())
def test_it_sees_what_is_tampered_with(tmp_path: Path, file: Path, package: Path, python: str) -> None:
    good, files = package.read_bytes(), files_of(package)
    paths = []
    for tamper in BYTES:
        dice = Dice(tamper.__name__)
        for number in range(EACH):
            path = tmp_path / f"{tamper.__name__}-{number}.zip"
            path.write_bytes(tamper(dice, good))
            paths.append(path)
    for mix in FILES[:-1]:  # what a forger of the whole payload makes is another package: the paper tells
        dice = Dice(mix.__name__)
        names = [tmp_path / f"{mix.__name__}-{number}.zip" for number in range(EACH)]
        paths += [packed(name, mixed(mix(dice, files), files), f"{TOP}/") for name in names]
    for path, found in zip(paths, answers(python, file, paths), strict=True):
        assert found["verdict"] in {"damaged", "repacked", "not_a_package"}, path.name


def mixed(changed: Files, files: Files) -> Files:
    return changed if changed != files else {}


def test_it_compares_the_code_from_the_paper(file: Path, package: Path) -> None:
    code = verify(package).seal_code
    spoken = " ".join(code[place : place + 8] for place in range(0, 64, 8)).upper()
    (right,) = answers(sys.executable, file, [package], "--seal-code", spoken)
    (wrong,) = answers(sys.executable, file, [package], "--seal-code", code[::-1])
    assert (right["paper"], wrong["paper"], wrong["verdict"]) == (True, False, "intact")


def test_it_speaks_to_people_and_says_what_cannot_be_read(file: Path, package: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", str(file), str(package), str(tmp_path / "没有.zip")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert "完好" in done.stdout.splitlines()[0]
    assert "Traceback" not in done.stderr
