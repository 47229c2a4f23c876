"""Sealing and verifying beside cp, sha256sum, bagit.py and a stored zip, in the same run on the same bytes.

`python -m tests.benchmarks.package [MB]`: 200 MB unless told, 1000 for the figures of the goal; needs five times that
much room in the current folder. Every figure is that of a whole process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop.filing import open_filing
from desktop.model.filing import EvidenceUse
from desktop.workspace.editing import attach
from tests.factories.stores import a_file

_FILES = 40
_RUN = [sys.executable, "-m", "desktop"]
_STOCK = """
import sys, zipfile, bagit
from pathlib import Path
source, bag, target = sys.argv[1:]
import shutil; shutil.copytree(source, bag)
bagit.make_bag(bag, checksums=["sha256"])
with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
    for path in sorted(Path(bag).rglob("*")):
        archive.write(path, path.relative_to(Path(bag).parent))
"""
_STOCK_VERIFY = """
import sys, zipfile, bagit
zipped, folder, name = sys.argv[1:]
with zipfile.ZipFile(zipped) as archive:
    archive.extractall(folder)
bagit.Bag(folder + "/" + name).validate()
"""


def main(folder: Path, megabytes: int) -> None:
    """Print the figures."""
    material, size = _material(folder / "材料", megabytes)
    filing = _filing(folder, material)
    _warm(material)
    _warm([filing])
    copied, _ = _timed("cp", "-r", str(folder / "材料"), str(folder / "副本"))
    summed, _ = _timed("sha256sum", *map(str, material))
    sealed, memory = _timed(*_RUN, "seal", str(filing), "--draft", "--out", str(folder / "包"), "--date", "2021-11-20")
    (package,) = (folder / "包").glob("*.zip")
    print(f"{size / 1e6:.0f} MB: cp {copied:.2f} s, sha256sum {summed:.2f} s")
    _tell("sealing with read-back", sealed, "cp + sha256sum", copied + summed, 2.5, memory)
    package_sum, _ = _timed("sha256sum", str(package))
    verified, memory = _timed(*_RUN, "verify", str(package), code=1)  # 1: a draft
    _tell("verifying", verified, "sha256sum of the package", package_sum, 1.3, memory)
    stock, _ = _timed(sys.executable, "-W", "ignore", "-c", _STOCK, *_names(folder))
    stock_verified, _ = _timed(
        sys.executable, "-W", "ignore", "-c", _STOCK_VERIFY, str(folder / "包.zip"), str(folder / "解压"), "bag"
    )
    _tell("sealing with read-back", sealed, "bagit.py + stored zip", stock, 0.5, 0)
    _tell("verifying", verified, "unzip + bagit.py", stock_verified, 0.5, 0)


def _names(folder: Path) -> tuple[str, str, str]:
    return str(folder / "材料"), str(folder / "bag"), str(folder / "包.zip")


def _tell(what: str, took: float, beside: str, reference: float, goal: float, memory: int) -> None:
    used = f", {memory} MB of memory (goal 200)" if memory else ""
    print(f"{what} {took:.2f} s, {beside} {reference:.2f} s: {took / reference:.2f} × (goal {goal}){used}")


def _timed(*command: str, code: int = 0) -> tuple[float, int]:
    """Seconds of a whole process, and the most memory it held, in MB."""
    begun = time.perf_counter()
    program = shutil.which(command[0]) or command[0]
    child = os.posix_spawn(
        program, command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, used = os.wait4(child, 0)
    took = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) != code:
        raise SystemExit(f"{command} failed")
    subprocess.run(["sync"], check=True)
    return took, used.ru_maxrss // 1024


def _material(folder: Path, megabytes: int) -> tuple[list[Path], int]:
    folder.mkdir()
    paths = [folder / f"{number:02}.pdf" for number in range(_FILES)]
    for path in paths:
        with path.open("wb") as file:
            for _ in range(max(1, megabytes // _FILES)):
                file.write(os.urandom(1_000_000))
    return paths, sum(path.stat().st_size for path in paths)


def _filing(folder: Path, material: list[Path]) -> Path:
    filing = a_file(folder)
    with open_filing(filing) as store:
        for path in material:
            attach(store, path, EvidenceUse("other"))
    return filing


def _warm(paths: list[Path]) -> None:
    """Into the memory of the system, so that nobody pays for the first reading."""
    subprocess.run(["cat", *map(str, paths)], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=".") as place:
        main(Path(place).resolve(), int(sys.argv[1]) if sys.argv[1:] else 200)
