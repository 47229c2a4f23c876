"""A program killed at any moment loses nothing it said it had saved."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.filing import open_filing
from desktop.model.filing import EvidenceUse
from desktop.workspace.editing import attach, set_values
from tests.factories.stores import a_file

ROUNDS = 2000 if os.environ.get("YUNQI_FULL") else 50
ROUNDS_PER_FILE = 20
EVIDENCE_BYTES = 320_000
HANDFUL = 80  # bytes of acknowledgements: three things or so


def write_until_killed(file: Path, folder: Path, start: int, acknowledge: int) -> None:
    """Set answers and attach evidence, and say so on a pipe once each is durable."""
    with open_filing(file) as store:
        for number in range(start, start + 10_000):
            if number % 3:
                set_values(store, [("answers.cloud_storage.n", str(number)), ("enterprise.employees", str(number))])
                os.write(acknowledge, f"set {number}\n".encode())
            else:
                path = folder / f"{number}.bin"
                path.write_bytes(number.to_bytes(4, "big") * (EVIDENCE_BYTES // 4))
                blob = attach(store, path, EvidenceUse("other"))
                os.write(acknowledge, f"attach {blob.sha256}\n".encode())


def pace(folder: Path) -> float:
    """Seconds in which a writer acknowledges a handful of things on this machine as it is now, its start included."""
    folder.mkdir()
    file, began = a_file(folder), time.perf_counter()
    killed_after(0, file, folder, 1, acknowledged=HANDFUL)
    return time.perf_counter() - began


def killed_after(seconds: float, file: Path, folder: Path, start: int, *, acknowledged: int = 0) -> list[list[str]]:
    """What a writing process had acknowledged when it was killed: so many things at least, then after so long."""
    read_end, write_end = os.pipe()
    writer = os.fork()
    if writer == 0:
        try:
            write_until_killed(file, folder, start, write_end)
        finally:
            os._exit(1)
    os.close(write_end)
    for _ in range(acknowledged):
        os.read(read_end, 1)
    time.sleep(seconds)  # the moment of the kill is what this test varies; it waits for nothing
    os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "the writer failed before it was killed"
    with os.fdopen(read_end, encoding="utf-8") as pipe:
        return [line.split() for line in pipe.read().splitlines()]


def rounds(tmp_path: Path) -> Iterator[tuple[Path, Path, float]]:
    """The file of each round (a fresh one now and then), a folder for its evidence, and the moment of the kill."""
    chance, usual = random.Random(20211120), 0.0
    for number in range(ROUNDS):
        folder = tmp_path / str(number // ROUNDS_PER_FILE)
        if number % ROUNDS_PER_FILE == 0:
            usual = pace(tmp_path / f"{number} 试")
            folder.mkdir()
            a_file(folder)
        yield folder / "案卷.yunqi", folder, chance.random() * usual


@pytest.mark.slow
def test_everything_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    acknowledged_in_all = 0
    attached: dict[Path, set[str]] = {}
    for file, folder, moment in rounds(tmp_path):
        with open_filing(file, "read") as store:
            start = int(store.filing.enterprise.get("employees") or 0) + 1
        acknowledged = killed_after(moment, file, folder, start)
        acknowledged_in_all += len(acknowledged)
        known = attached.setdefault(file, set())
        known |= {words[1] for words in acknowledged if words[0] == "attach"}
        with open_filing(file, "read") as store:
            employees = store.filing.enterprise.get("employees", "")
            assert int(employees or 0) >= max((int(words[1]) for words in acknowledged if words[0] == "set"), default=0)
            assert store.filing.pair("cloud_storage").n == employees  # both of a transaction, or neither
            assert known <= {item.sha256 for item in store.filing.evidence}
            assert all(sum(map(len, store.content(sha256))) == EVIDENCE_BYTES for sha256 in known)
    assert acknowledged_in_all > ROUNDS
