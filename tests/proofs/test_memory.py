"""Large evidence is attached, sealed and verified in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.stores import a_file

FULL = bool(os.environ.get("YUNQI_FULL"))
LARGE = 2**30 if FULL else 192 * 2**20  # bytes
LIMIT = 250  # MB, of the whole process
GROWTH = 40  # MB that the size of the evidence may add

# The peak is the child's own: ru_maxrss of all children would be that of the largest so far.
MEASURED = """
import os, sys
child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, *sys.argv[1:]])
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss // 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def peak(*arguments: str | Path, code: int = 0) -> int:
    """Peak memory of one call of the program, in MB."""
    command = [sys.executable, "-c", MEASURED, "-m", "desktop", *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return int(done.stdout.split()[-1])


def peaks(folder: Path, size: int) -> list[int]:
    folder.mkdir()
    file, evidence = a_file(folder), folder / "大.bin"
    with evidence.open("wb") as out:
        for _ in range(size // 2**20):
            out.write(os.urandom(2**20))
    attached = peak("attach", file, "--for", "other", evidence)
    evidence.unlink()
    sealed = peak("seal", file, "--draft", "--out", folder, "--date", "2021-11-20")
    (package,) = folder.glob("*.zip")
    assert package.stat().st_size > size
    file.unlink()
    verified = peak("verify", package, code=1)  # 1: a draft, looked at and found to be one
    back = peak("import", package, "-o", folder / "回来.yunqi")
    return [attached, sealed, verified, back]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_evidence(tmp_path: Path) -> None:
    small, large = peaks(tmp_path / "small", 2**20), peaks(tmp_path / "large", LARGE)
    print(f"peak MB of attach, seal, verify, import: 1 MB {small}, {LARGE // 2**20} MB {large}")
    assert max(large) < LIMIT
    assert all(after - before < GROWTH for before, after in zip(small, large, strict=True))
