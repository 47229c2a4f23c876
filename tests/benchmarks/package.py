"""Sealing and verifying beside cp, sha256sum, bagit.py and a stored zip, in the same run on the same bytes.

`python -m tests.benchmarks.package [MB]`: 200 MB unless told, 1000 for the figures of the goal; needs six times that
much room in the current folder. Every figure is that of a whole process, and every ratio is ours ÷ theirs: 0.5 is twice
as fast. What is compared: `yunqi seal` begins with a filing, composes workbook and printed pages, packs the evidence
into 佐证材料.zip, writes the package, hands it to the disk (fsync) and reads it back. The stock way to the same bag
is given the payload (filing.json, workbook, 佐证材料.zip) ready made and copied beforehand: `bagit.py`, which works in
place, and `zip -0`; and, for verifying, `unzip` and `bagit.py --validate`. It waits for no disk, never reads back what
it wrote, nor looks into 佐证材料.zip. The line “from the files” adds the making of that zip by `zip -0`: work that
sealing does too, and so the comparison of like with like. `bagit.py` is measured with SHA-256 alone, with two
processes, and as it is without options (SHA-256 and SHA-512). Where other programs run beside it, processor time tells
more than the clock, and of several runs the fastest: both are printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from desktop.filing import open_filing
from desktop.model.filing import EvidenceUse
from desktop.workspace.editing import attach
from tests.factories.stores import a_file

_FILES = 40
_RUN = [sys.executable, "-m", "desktop"]
_BAGIT = [sys.executable, "-W", "ignore", "-m", "bagit", "--quiet"]
_WAYS = {
    "bagit.py": (["--sha256"], []),
    "bagit.py --processes 2": (["--sha256", "--processes", "2"], ["--processes", "2"]),
    "bagit.py with its own checksums (sha256 and sha512)": ([], []),
}


class Took(NamedTuple):
    """Seconds by the clock and of the processors, the most memory in MB: of one process, or of several in turn."""

    clock: float
    processors: float
    memory: int = 0

    def __add__(self, other: tuple[object, ...]) -> Took:
        assert isinstance(other, Took)
        return Took(self.clock + other.clock, self.processors + other.processors, max(self.memory, other.memory))


def main(folder: Path, megabytes: int) -> None:
    """Print the figures."""
    material, size = _material(folder / "材料", megabytes)
    filing = _filing(folder, material)
    _warm(material)
    _warm([filing])
    copied = _timed("cp", "-r", str(folder / "材料"), str(folder / "副本"))
    summed = _timed("sha256sum", *map(str, material))
    sealed = _timed(*_RUN, "seal", str(filing), "--draft", "--out", str(folder / "包"), "--date", "2021-11-20")
    (package,) = (folder / "包").glob("*.zip")
    print(f"{size / 1e6:.0f} MB, load {os.getloadavg()[0]:.1f}: cp {_said(copied)}, sha256sum {_said(summed)}")
    _tell("sealing with read-back", sealed, "cp + sha256sum", copied + summed, 2.5)
    package_sum = _timed("sha256sum", str(package))
    verified = _timed(*_RUN, "verify", str(package), code=1)  # 1: a draft
    _tell("verifying", verified, "sha256sum of the package", package_sum, 1.3)
    print(f"memory: sealing {sealed.memory} MB, verifying {verified.memory} MB (goal 200)")
    _beside_stock(folder, package, sealed, verified)


def _beside_stock(folder: Path, package: Path, sealed: Took, verified: Took) -> None:
    zipped = _timed("zip", "-q", "-0", "-r", str(folder / "材料.zip"), "材料", place=folder)
    (folder / "材料.zip").unlink()
    for name, (making, checking) in _WAYS.items():
        made, checked = _stock(folder, package, making, checking)
        goal = 0.5 if making else 0.0
        _tell("sealing with read-back", sealed, f"{name} + zip -0", made, goal)
        _tell("sealing with read-back", sealed, f"the same from the files ({_said(zipped)} more)", made + zipped, 0.0)
        _tell("verifying", verified, f"unzip + {name} --validate", checked, goal)


def _stock(folder: Path, package: Path, making: list[str], checking: list[str]) -> tuple[Took, Took]:
    """The stock programs making a bag of our package's payload and a stored zip of it, and checking that zip."""
    place = folder / "常规"
    place.mkdir()
    subprocess.run(["unzip", "-q", "-j", package, "*/data/*", "-d", place / "bag"], check=True)
    subprocess.run(["sync"], check=True)
    made = _timed(*_BAGIT, *making, "bag", place=place)
    made += _timed("zip", "-q", "-0", "-r", "bag.zip", "bag", place=place)
    checked = _timed("unzip", "-q", "bag.zip", "-d", "again", place=place)
    checked += _timed(*_BAGIT, "--validate", *checking, "again/bag", place=place)
    shutil.rmtree(place)
    return made, checked


def _tell(what: str, ours: Took, beside: str, theirs: Took, goal: float) -> None:
    aim = f" (goal {goal})" if goal else ""
    ratio, work = ours.clock / theirs.clock, ours.processors / theirs.processors
    print(f"{what} {_said(ours)}, {beside} {_said(theirs)}: {ratio:.2f} ×{aim}, of processor time {work:.2f} ×")


def _said(took: Took) -> str:
    return f"{took.clock:.2f} s [{took.processors:.2f}]"


def _timed(*command: str, code: int = 0, place: Path | None = None) -> Took:
    """A whole process from its start to its end; what it left unwritten is written before the next begins."""
    begun = time.perf_counter()
    program = shutil.which(command[0]) or command[0]
    child = subprocess.Popen([program, *command[1:]], stdout=subprocess.DEVNULL, cwd=place)
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != code:
        raise SystemExit(f"{command} failed")
    subprocess.run(["sync"], check=True)
    return Took(took, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


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
