"""How long so many packages take to verify and rank: python -m tests.benchmarks.ranking [NUMBER, 150] [FOLDER].

Packages are made first (kept and used again where a folder is given), verified on one core and on all, and
ranked into 附件3. Memory is the highest of the main process at some moments, and of the largest process of the pool.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from desktop.workspace import ranking
from desktop.workspace.receiving import Received
from desktop.workspace.receiving_many import receive_all
from tests.factories.received import an_enterprise, sealed

NUMBER = 150
_MOMENTS = 5


def main(number: int, folder: Path) -> None:
    """Print what was measured."""
    made = sorted(folder.glob("*.zip"))
    for missing in range(len(made), number):
        made.append(sealed(folder, an_enterprise(missing)).path)
    paths = made[:number]
    size = sum(path.stat().st_size for path in paths) / number / 1e6
    print(f"{number} packages of {size:.2f} MB each, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    few = paths[: max(number // 10, 20)]
    begun, used = time.perf_counter(), time.process_time()
    list(receive_all(few, workers=1))
    one, own = (time.perf_counter() - begun) / len(few), (time.process_time() - used) / len(few)
    print(f"one process: {one * 1000:.0f} ms a package, {own * 1000:.0f} ms of them computing (measured on {len(few)})")
    begun = time.perf_counter()
    received = _verified(paths)
    took = time.perf_counter() - begun
    print(f"all cores: {took:.1f} s, {took / number * 1000:.0f} ms a package, {one * number / took:.2f} × one process")
    begun = time.perf_counter()
    (table,) = ranking.write_tables(received, folder / "out" / "附件3.xlsx", "2021-11-28")
    took, size = time.perf_counter() - begun, table.path.stat().st_size / 1e6
    print(f"ranking workbook: {took:.1f} s, {table.rows} rows, {size:.1f} MB, main process {_peak():.0f} MB at most")


def _verified(paths: list[Path]) -> list[Received]:
    received: list[Received] = []
    moments = {len(paths) * part // _MOMENTS for part in range(1, _MOMENTS + 1)}
    for found in receive_all(paths):
        received.append(found)
        if len(received) in moments:
            print(f"  {len(received)} verified, main process {_now():.0f} MB")
    pool = resource.getrusage(resource.RUSAGE_CHILDREN)
    computing = (pool.ru_utime + pool.ru_stime) / len(paths) * 1000
    print(f"  pool: {computing:.0f} ms of computing a package, largest process {pool.ru_maxrss / 1024:.0f} MB at most")
    assert all(item.sound for item in received)
    return received


def _now() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    if len(sys.argv) > 2:
        Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        main(wanted, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory(prefix="yunqi-") as place:
            main(wanted, Path(place))
